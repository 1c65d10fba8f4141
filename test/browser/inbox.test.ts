import type { Page } from 'playwright-core';
import { dayOf } from '../../domain/calendar/day';
import { workbookOf } from '../factories/workbook';
import { MatterApi, type Person } from '../rig/matter-api';
import { waitFor } from '../rig/matter-rig';
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
}, 180_000);
afterAll(async () => {
  await browser.close();
  await matters.stop();
});

/** By Tab alone, as far as a whole form may need. */
async function tabUntil(page: Page, isThere: (at: { name: string }) => boolean): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    const name = await page.evaluate<string>(`(() => { const at = document.activeElement; return [at?.textContent, at?.getAttribute('aria-label'), ...[...(at?.labels ?? [])].map((label) => label.textContent)].filter(Boolean).join(' '); })()`);
    if (isThere({ name })) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('nothing of that name is reached by Tab');
}
const tabTo = (page: Page, name: RegExp): Promise<void> => tabUntil(page, (at) => new RegExp(`^\\s*(?:${name.source})\\s*$`).test(at.name));
const tabToField = (page: Page, label: string): Promise<void> => tabUntil(page, (at) => at.name.includes(label));

const signedFor = async (number: string, officer = court): Promise<number> => {
  const { body } = await matters.ask('GET', `/matters/${number}`, officer);
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
}, 180_000);

it('a batch is handled by keys alone: the keys are looked up, two matters claimed, signed for, one answered, one handed over', async () => {
  const own = await matters.officer('desk-officer', 'land');
  const colleague = await matters.officer('desk-officer', 'land');
  const ask = { kind: 'land.query', unit: 'land', dataItems: ['ownership'] };
  const numbers = [await matters.open(court, ask), await matters.open(court, ask)];
  const { page, errors } = await browser.signedIn(own, '/inbox');
  await page.getByText(numbers[1] ?? '').first().waitFor();
  const rows = page.getByRole('list', { name: /^事项/ }).getByRole('listitem');
  // Nothing was clicked: the first line has the focus when the list is there.
  await waitFor(() => page.evaluate<boolean>('document.activeElement?.tagName === "LI"'));
  expect(await rows.filter({ hasText: '未读' }).count()).toBe(2);
  const press = async (...keys: string[]): Promise<void> => { for (const key of keys) await page.keyboard.press(key); };

  await press('?');
  await page.getByRole('dialog', { name: '键盘操作' }).getByText('认领所选').waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });

  await rows.first().focus();
  await press('x', 'j', 'x', 'c');
  await page.getByRole('dialog').getByText('认领后由您办理').waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await tabTo(page, /认\s*领/);
  await press('Enter');
  await page.getByRole('list', { name: '逐件结果' }).getByText('已认领').nth(1).waitFor();
  await tabTo(page, /关\s*闭/);
  await press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await rows.filter({ hasText: '孙承办' }).nth(1).waitFor();

  await rows.first().focus();
  await press('x', 'j', 'x', 's');
  await page.getByRole('dialog').getByLabel('签收人').waitFor();
  await press('Enter');
  await page.getByRole('list', { name: '逐件结果' }).getByText('已签收').nth(1).waitFor();
  await tabTo(page, /关\s*闭/);
  await press('Enter');
  for (const number of numbers) expect(await signedFor(number, own)).toBe(1);

  const [first = ''] = numbers;
  await page.locator(`[data-number="${first}"]`).focus();
  await press('r');
  const form = page.getByRole('dialog');
  await form.getByText('办理结果').first().waitFor();
  // A form is filled by keys as any form is: Tab from field to field, the arrows within a choice.
  await tabToField(page, '已办结');
  await press('ArrowDown');
  await tabToField(page, '单位公章');
  await press('Space');
  await tabToField(page, '收件人');
  await page.keyboard.type('孙承办');
  await tabToField(page, '收件日期');
  const [year, month, day] = dayOf(matters.api.services.clock.now()).split('-').map(Number);
  await page.keyboard.type(`${year}年${month}月${day}日`);
  await press('Tab');
  await tabTo(page, /提\s*交/);
  await press('Enter');
  await page.getByText('答复：已记录').waitFor();

  const second = numbers[1] ?? '';
  await page.locator(`[data-number="${second}"]`).focus();
  await press('h');
  await page.getByRole('dialog').getByLabel('交给').waitFor();
  await press('ArrowDown');
  await page.locator('.ant-select-item-option-active').waitFor();
  await press('Enter');
  // While the list is going, Tab would choose from it.
  await page.locator('.ant-select-open').waitFor({ state: 'detached' });
  await press('Tab');
  await page.keyboard.type('请接续办理');
  await tabTo(page, /移\s*交/);
  await press('Enter');
  await page.getByRole('list', { name: '逐件结果' }).getByText('已移交').waitFor();
  expect((await matters.ask('GET', `/matters/${second}`, own)).body).toMatchObject({ assignee: { account: colleague.id } });
  expect(errors).toEqual([]);
}, 240_000);

it('the focus never falls into nothing: keys are heard on an empty tab, after a search, after a window, and on coming back', async () => {
  const own = await matters.officer('desk-officer', 'housing');
  const ask = { kind: 'housing.query', unit: 'housing', dataItems: ['ownership'] };
  await matters.open(court, ask);
  await matters.open(court, ask);
  const { page, errors } = await browser.signedIn(own, '/inbox');
  const rows = page.getByRole('list', { name: /^事项/ }).getByRole('listitem');
  const onRow = () => waitFor(() => page.evaluate<boolean>('document.activeElement?.tagName === "LI"'));
  await rows.nth(1).waitFor();
  await onRow();
  await page.keyboard.press('6');
  await page.getByText('没有事项').waitFor();
  await page.keyboard.press('2');
  await rows.nth(1).waitFor();
  await onRow();

  const second = (await rows.nth(1).getAttribute('data-number')) ?? '';
  await page.keyboard.press('/');
  await page.keyboard.type(second);
  await page.keyboard.press('Enter');
  await rows.nth(1).waitFor({ state: 'detached' });
  expect(await page.evaluate<string>('document.activeElement.value')).toBe(second);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Enter');
  await rows.nth(1).waitFor();

  await rows.nth(1).focus();
  await page.keyboard.press('*');
  await page.getByRole('button', { name: '签收所选（2）' }).press('Enter');
  await page.getByRole('dialog').getByLabel('签收人').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  // Not done, so that what was chosen is chosen still.
  await page.getByRole('button', { name: '签收所选（2）' }).waitFor();
  await waitFor(() => page.evaluate<boolean>('document.activeElement.closest(".inbox-desk") !== null'));
  await page.keyboard.press('*');
  await page.getByRole('button', { name: '签收所选（0）' }).waitFor();

  await rows.nth(1).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /房/ }).waitFor();
  await waitFor(() => page.evaluate<boolean>('document.activeElement.id === "content"'));
  await page.getByRole('button', { name: '退回（非承办单位）' }).press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await waitFor(() => page.evaluate<boolean>('document.activeElement.textContent === "退回（非承办单位）"'));
  await page.goBack();
  await waitFor(() => page.evaluate<boolean>(`document.activeElement?.dataset.number === "${second}"`));
  expect(errors).toEqual([]);
}, 180_000);

it('a filter is kept under a name and opened with one click, in another browser too; what was opened is read', async () => {
  const number = await matters.open(court);
  const { page, errors } = await browser.signedIn(desk, '/inbox?tab=waiting&unread=true');
  await page.getByRole('button', { name: '保存当前筛选' }).click();
  await page.getByLabel('筛选名称').fill('新来的');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: '新来的' }).waitFor();
  expect(await faultsOf(page)).toEqual([]);
  const other = await browser.signedIn(desk, '/inbox?tab=closed');
  await other.page.getByRole('link', { name: '新来的' }).click();
  await other.page.waitForURL(/tab=waiting&unread=true/);
  const noted = other.page.waitForResponse((response) => response.url().endsWith(`/matters/${number}/read`));
  await other.page.locator(`[data-number="${number}"]`).getByRole('link').click();
  expect((await noted).status()).toBe(204);
  await other.page.goBack();
  await other.page.locator(`[data-number="${number}"]`).waitFor({ state: 'detached' });
  expect([...errors, ...other.errors]).toEqual([]);
}, 180_000);

it('what a colleague does is seen without asking', async () => {
  const number = await matters.open(court);
  const colleague = await matters.officer('desk-officer', 'police');
  const { page, errors } = await browser.signedIn(desk, '/inbox');
  const row = page.locator(`[data-number="${number}"]`);
  await row.waitFor();
  expect(await row.getByText('孙承办').count()).toBe(0);
  await matters.act('/assignments', colleague, { act: 'claim', matters: [number] });
  // Lists ask by themselves only where no stream is open, and then every twenty seconds.
  await row.getByText('孙承办').waitFor({ timeout: 12_000 });
  expect(errors).toEqual([]);
}, 180_000);

it('answers come from a sheet: what is wrong is said by cell, what is ready is given, and the same sheet again changes nothing', async () => {
  const [right, wrong] = [await matters.open(court), await matters.open(court)];
  const head = ['编号', '办理结果（已办结、查无记录、部分办结、不能办理）', '加盖印章（单位公章、内设机构章、双方签章、未加盖印章）', '送达回证：收件人', '送达回证：收件日期'];
  const buffer = await workbookOf([{ sheet: '查询身份及财产', data: [head, [right, '查无记录', '内设机构章', '钱经办', '2026-03-02'], [wrong, '查无记录', '内设机构章', '钱经办', '前天']] }]);
  const { page, errors } = await browser.signedIn(desk, '/inbox');
  await page.locator(`[data-number="${right}"]`).focus();
  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog');
  const upload = () => dialog.getByLabel(/^上传填写好的答复表/).setInputFiles({ name: '签收清单.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer });
  await upload();
  await dialog.getByText(`${right}：可以提交`).waitFor();
  await dialog.getByText('“送达回证：收件日期”：应当是日期').waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await dialog.getByRole('button', { name: '提交可以答复的 1 件' }).click();
  await dialog.getByText(`${right}：已答复`).waitFor();
  await dialog.getByRole('button', { name: /关\s*闭/ }).last().click();
  await page.getByRole('button', { name: '导出清单、上传答复' }).click();
  await upload();
  await dialog.getByText(`${right}：当前阶段不能进行此操作`).waitFor();
  expect(await dialog.getByRole('button', { name: /^提交/ }).count()).toBe(0);
  expect(errors).toEqual([]);
}, 180_000);

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
}, 180_000);

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
}, 180_000);

it('is usable on a phone', async () => {
  const number = await matters.open(court);
  // An account has six streams at most, and the windows of the tests before are still open.
  const { page, errors } = await browser.signedIn(await matters.officer('desk-officer', 'police'), '/inbox', { viewport: PHONE });
  await page.getByText(number).first().waitFor();
  expect(await fitsAcross(page)).toBe(true);
  expect(await faultsOf(page)).toEqual([]);
  expect(errors).toEqual([]);
}, 180_000);
