import { MatterApi, type Person } from '../rig/matter-api';
import { faultsOf, fitsAcross, PHONE, TestBrowser } from './browser';

let matters: MatterApi;
let browser: TestBrowser;
let court: Person;
let desk: Person;
beforeAll(async () => {
  matters = await MatterApi.start();
  await matters.startWorker();
  browser = await TestBrowser.launch(matters.api.url);
  court = await matters.officer('court-officer', 'court.yuncheng');
  desk = await matters.officer('desk-officer', 'police');
}, 60_000);
afterAll(async () => {
  await browser.close();
  await matters.stop();
});

const signedFor = async (number: string): Promise<number> => {
  const { body } = await matters.ask('GET', `/matters/${number}`, court);
  return (body['ledger'] as { type: string }[]).filter(({ type }) => type === 'sign-receipt').length;
};

it('a desk officer signs for a morning’s papers without a mouse', async () => {
  const numbers = [await matters.open(court), await matters.open(court), await matters.open(court)];
  const { page, errors } = await browser.signedIn(desk, '/inbox');
  for (const number of numbers) await page.getByText(number).first().waitFor();
  expect(await faultsOf(page)).toEqual([]);
  const rows = page.getByRole('list', { name: /^事项/ }).getByRole('listitem');
  await rows.first().focus();
  for (const key of ['x', 'j', 'x', 'j', 'x']) await page.keyboard.press(key);
  await page.getByRole('button', { name: '签收所选（3）' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('签收人').fill('钱经办');
  await dialog.getByRole('button', { name: /签\s*收/ }).press('Enter');
  await dialog.getByRole('list', { name: '逐件结果' }).waitFor();
  expect(await faultsOf(page)).toEqual([]);
  for (const number of numbers) expect(await signedFor(number)).toBe(1);
  await dialog.getByRole('button', { name: /关\s*闭/ }).last().press('Enter');
  await page.getByText('剩 3 个工作日').first().waitFor();
  expect(errors).toEqual([]);
}, 60_000);

it('two browsers race for one signature: one is taken, the other is told', async () => {
  const number = await matters.open(court);
  const other = await matters.officer('desk-officer', 'police');
  const windows = [await browser.signedIn(desk, `/matters/${number}`), await browser.signedIn(other, `/matters/${number}`)];
  for (const { page } of windows) await page.getByRole('button', { name: /签\s*收/ }).first().click();
  await Promise.all(windows.map(({ page }) => page.getByRole('dialog').getByRole('button', { name: /提\s*交/ }).click()));
  const told = await Promise.all(windows.map(async ({ page }) => {
    await page.getByText('签收：已记录').or(page.getByText('文书已经签收', { exact: true })).first().waitFor();
    return page.getByText('文书已经签收', { exact: true }).isVisible();
  }));
  expect(told.sort()).toEqual([false, true]);
  expect(await signedFor(number)).toBe(1);
}, 60_000);

it('an act whose answer is lost on a cut line is sent again, and recorded once', async () => {
  const number = await matters.open(court);
  const { page } = await browser.signedIn(desk, `/matters/${number}`);
  let isCut = true;
  // The command arrives; the answer does not.
  await page.route('**/commands/sign-receipt', async (route) => {
    if (!isCut) return route.continue();
    await route.fetch();
    return route.abort('internetdisconnected');
  });
  await page.getByRole('button', { name: /签\s*收/ }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /提\s*交/ }).click();
  await dialog.getByText('网络不通，未收到平台的答复').waitFor();
  isCut = false;
  await dialog.getByRole('button', { name: '再次提交' }).click();
  await page.getByText('签收：已记录').waitFor();
  expect(await signedFor(number)).toBe(1);
}, 60_000);

it('is usable on a phone', async () => {
  const number = await matters.open(court);
  const { page, errors } = await browser.signedIn(desk, '/inbox', { viewport: PHONE });
  await page.getByText(number).first().waitFor();
  expect(await fitsAcross(page)).toBe(true);
  expect(await faultsOf(page)).toEqual([]);
  expect(errors).toEqual([]);
}, 60_000);
