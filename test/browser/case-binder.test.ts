import { MatterApi, type Person, POLICE_ANSWER } from '../rig/matter-api';
import { waitFor } from '../rig/matter-rig';
import { faultsOf, fitsAcross, PHONE, TestBrowser } from './browser';

const A_MINUTE_MS = 60_000;
const CASE = '（2026）粤5302执77号';
const BINDER = `/cases?no=${encodeURIComponent(CASE)}`;
let matters: MatterApi;
let browser: TestBrowser;
let judge: Person;
let answered: string;
beforeAll(async () => {
  matters = await MatterApi.start();
  await matters.startWorker();
  browser = await TestBrowser.launch(matters.api.url);
  judge = await matters.officer('court-officer', 'court.yuncheng');
  const desk = await matters.officer('desk-officer', 'police');
  answered = await matters.open(judge, { caseNumber: CASE });
  await matters.open(judge, { caseNumber: CASE, kind: 'land.query', unit: 'land', dataItems: ['ownership'] });
  await matters.act(`/matters/${answered}/commands/answer`, desk, POLICE_ANSWER);
}, 2 * A_MINUTE_MS);
afterAll(async () => {
  await browser.close();
  await matters.stop();
});

it('shows what was answered and what was not yet asked; what people are called only with a reason', async () => {
  const { page, errors } = await browser.signedIn(judge, BINDER);
  await page.getByRole('table').getByText(answered).waitFor();
  await page.getByRole('region', { name: /公安局/ }).getByText('办理结果').first().waitFor();
  expect(await page.getByText('粤W12345').count()).toBe(0);
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('button', { name: '显示个人信息' }).click();
  const dialog = page.getByRole('dialog');
  expect(await dialog.getByRole('button', { name: /显\s*示/ }).isDisabled()).toBe(true);
  await dialog.getByLabel('理由').fill('归档');
  expect(await faultsOf(page)).toEqual([]);
  await dialog.getByRole('button', { name: /显\s*示/ }).click();
  await page.getByText(/粤W12345/).waitFor();
  // One click from what is missing to the request for it, with kind, unit and case filled in.
  const missing = page.getByRole('listitem').filter({ hasText: '社会保障信息查询' });
  await missing.getByRole('link').first().click();
  await page.getByRole('heading', { name: '发起协助' }).waitFor();
  expect(await page.getByLabel('执行案号').inputValue()).toBe(CASE);
  expect(errors).toEqual([]);
}, 2 * A_MINUTE_MS);

it('one key puts it on paper: A4 sheets with the case and the number of the page, without the page’s own furniture', async () => {
  const { page, errors } = await browser.signedIn(judge, BINDER);
  await page.getByRole('button', { name: /打印卷宗/ }).waitFor();
  await waitFor(() => page.evaluate<boolean>('[...document.querySelectorAll("button")].some((button) => button.textContent.startsWith("打印卷宗") && !button.disabled)'));
  await page.evaluate('window.printed = 0; window.print = () => { window.printed += 1; }');
  await page.keyboard.press('p');
  expect(await page.evaluate('window.printed')).toBe(1);
  // In a field it is a letter.
  await page.getByLabel('执行案号').focus();
  await page.keyboard.press('p');
  expect(await page.evaluate('window.printed')).toBe(1);
  const rules = await page.evaluate<string>('[...document.querySelectorAll("style")].map((style) => style.textContent).join("")');
  expect(rules).toContain('counter(pages)');
  expect(rules).toContain(`${CASE} 协助执行卷`);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  // A sheet for the contents, and one at least for each unit; 210 × 297 mm in points.
  expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThanOrEqual(2);
  const boxes = [...pdf.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) => [Math.round(Number(width)), Math.round(Number(height))]);
  expect(new Set(boxes.map(String))).toEqual(new Set(['595,842']));
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('navigation', { name: '主菜单' }).isVisible()).toBe(false);
  expect(await page.getByRole('button', { name: '复制卡片' }).first().isVisible()).toBe(false);
  await page.getByRole('heading', { name: `${CASE}协助执行卷` }).waitFor();
  expect(errors).toEqual([]);
}, 2 * A_MINUTE_MS);

it('what is half read is not printed, and what could not be read is not passed off as empty', async () => {
  const { page } = await browser.signedIn(judge, BINDER);
  const print = page.getByRole('button', { name: /打印卷宗/ });
  await waitFor(() => page.evaluate<boolean>('[...document.querySelectorAll("button")].some((button) => button.textContent.startsWith("打印卷宗") && !button.disabled)'));
  await page.evaluate('window.printed = 0; window.print = () => { window.printed += 1; }');
  // Beneath a window the key means nothing.
  await page.getByRole('button', { name: '显示个人信息' }).click();
  await page.getByRole('dialog').getByRole('button', { name: /取\s*消/ }).focus();
  await page.keyboard.press('p');
  expect(await page.evaluate('window.printed')).toBe(0);
  await page.keyboard.press('Escape');
  await page.route('**/documents', (route) => route.fulfill({ status: 400, contentType: 'application/problem+json', body: JSON.stringify({ type: 'about:blank', status: 400, code: 'x', title: '未能读取' }) }));
  await page.reload();
  await page.getByText(/未能读取，卷宗不完整，不能打印/).waitFor();
  await page.getByText('未能读取', { exact: true }).first().waitFor();
  expect(await print.isDisabled()).toBe(true);
  await page.evaluate('window.printed ??= 0; window.print = () => { window.printed += 1; }');
  await page.keyboard.press('p');
  expect(await page.evaluate('window.printed')).toBe(0);
}, A_MINUTE_MS);

it.each(['binder', 'matter'])('a card for a work messenger is copied from the %s, and names nobody', async (from) => {
  const { page, context } = await browser.signedIn(judge, from === 'binder' ? BINDER : `/matters/${answered}`);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: '复制卡片' }).first().click();
  await page.getByText('已复制，不含个人信息').waitFor();
  const card = await page.evaluate<string>('navigator.clipboard.readText()');
  expect(card).toMatch(/^【联动】.+ [A-Z]{2}-\d{4}-\d{6}\n阶段：.+\n(到期：.+\n)?http.+\/matters\/[A-Z]{2}-\d{4}-\d{6}$/);
  expect(card).not.toMatch(/赵|4453|执77号/);
}, A_MINUTE_MS);

it('fits a phone', async () => {
  const { page, errors } = await browser.signedIn(judge, BINDER, { viewport: PHONE });
  await page.getByRole('table').getByText(answered).waitFor();
  expect(await fitsAcross(page)).toBe(true);
  expect(await faultsOf(page)).toEqual([]);
  expect(errors).toEqual([]);
}, A_MINUTE_MS);
