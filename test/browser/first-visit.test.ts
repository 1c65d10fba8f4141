import { type ApiUnderTest, startApi } from '../rig/api-under-test';
import { faultsOf, PHONE, TestBrowser } from './browser';

let api: ApiUnderTest;
let browser: TestBrowser;
beforeAll(async () => {
  api = await startApi({ env: { LIANDONG_REHEARSAL: '1' } });
  browser = await TestBrowser.launch(api.url);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await api.close();
});

it('in a rehearsal whoever comes first is shown around by keyboard, once, on whichever computer; and again when asked for', async () => {
  const { account: { username }, password } = await api.signedIn('court-officer', { body: 'court.yuncheng' });
  const { page, errors } = await browser.signedIn({ username, password }, '/inbox');
  await page.getByText('演练环境：所有数据均为虚构').waitFor();
  const tour = page.getByRole('dialog');
  await tour.getByText('欢迎使用“联动”演练').waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.keyboard.press('ArrowRight');
  await tour.getByText('等您或者本单位办理的事项都在这里').waitFor();
  await page.keyboard.press('Escape');
  await tour.waitFor({ state: 'hidden' });
  expect(errors).toEqual([]);

  const other = await browser.signedIn({ username, password }, '/inbox', { viewport: PHONE });
  await other.page.getByRole('heading', { name: '待办' }).waitFor();
  await other.page.waitForLoadState('networkidle');
  expect(await other.page.getByRole('dialog').count()).toBe(0);
  await other.page.goto('/help');
  await other.page.getByRole('link', { name: '再看一遍导览' }).click();
  await other.page.getByText('欢迎使用“联动”演练').waitFor();
  expect(await faultsOf(other.page)).toEqual([]);
  expect(other.errors).toEqual([]);
}, 180_000);

it('a word of the law says what it means and where that stands; the help finds it', async () => {
  const { account: { username }, password } = await api.signedIn('operator');
  const { page } = await browser.signedIn({ username, password }, '/calendar');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  const word = page.getByRole('button', { name: '工作日', exact: true });
  await word.press('Enter');
  await page.getByText('计入调休上班日').waitFor();
  expect(await word.getAttribute('aria-expanded')).toBe('true');
  expect(await faultsOf(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByText('计入调休上班日').waitFor({ state: 'hidden' });
  await page.goto('/help');
  await page.getByLabel('查找用语、事项或者条文').fill('三(四)');
  await page.keyboard.press('Enter');
  await page.getByText('书面提交市政法委统一协调').waitFor();
  expect(await page.getByText('暂定', { exact: true }).count()).toBe(0);
}, 120_000);
