import { MatterApi } from '../rig/matter-api';
import { faultsOf, fitsAcross, PHONE, TestBrowser } from './browser';

let matters: MatterApi;
let browser: TestBrowser;
beforeAll(async () => {
  matters = await MatterApi.start();
  await matters.startWorker();
  browser = await TestBrowser.launch(matters.api.url);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await matters.stop();
});

it('a desk officer signs for a request on its page, and the court sees it', async () => {
  const officer = await matters.officer('court-officer', 'court.yuncheng');
  const desk = await matters.officer('desk-officer', 'police');
  const number = await matters.open(officer);
  const { page, errors } = await browser.signedIn(desk, `/matters/${number}`);
  await page.getByText('待签收').first().waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('button', { name: /签\s*收/ }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('签收人').fill('钱经办');
  expect(await faultsOf(page)).toEqual([]);
  await dialog.getByRole('button', { name: /提\s*交/ }).dblclick();
  await page.getByText('待答复').first().waitFor();
  await page.getByText('为什么是这一天').first().waitFor();
  await page.getByRole('list', { name: '逐日计算' }).waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('button', { name: /^答\s*复$/ }).click();
  const answer = page.getByRole('dialog');
  await answer.getByText('已办结', { exact: true }).click();
  await answer.getByText('内设机构章').click();
  await answer.getByLabel('收件人').fill('钱经办');
  expect(await faultsOf(page)).toEqual([]);
  // What is missing is said in place, and nothing is sent.
  await answer.getByRole('button', { name: /提\s*交/ }).click();
  await answer.getByText('请填写收件日期').waitFor();
  expect(errors).toEqual([]);
  const { body } = await matters.ask('GET', `/matters/${number}`, officer);
  const ledger = body['ledger'] as { type: string }[];
  expect(ledger.filter(({ type }) => type === 'sign-receipt')).toHaveLength(1);
}, 60_000);

it('lists, notifications and a matter can be used on a phone, without faults of access', async () => {
  const officer = await matters.officer('court-officer', 'court.yuncheng');
  const number = await matters.open(officer);
  const { page, errors } = await browser.signedIn(officer, '/matters', { viewport: PHONE });
  await page.getByRole('link', { name: number }).waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('link', { name: number }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await fitsAcross(page)).toBe(true);
  await page.goto('/notifications');
  await page.getByRole('heading', { name: '通知' }).waitFor();
  expect(await faultsOf(page)).toEqual([]);
  expect(errors).toEqual([]);
}, 60_000);

it('the sign-in page says what was wrong, and forgets nobody’s name', async () => {
  const { page } = await browser.window();
  await page.goto('/inbox');
  await page.getByLabel('账号').fill('nobody');
  await page.getByLabel('密码').fill('a wrong password');
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('button', { name: /登\s*录/ }).click();
  await page.getByRole('alert').waitFor();
  expect(await page.getByLabel('账号').inputValue()).toBe('nobody');
}, 30_000);
