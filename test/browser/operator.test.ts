import { MatterApi } from '../rig/matter-api';
import { faultsOf, TestBrowser } from './browser';

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

it('the operator’s day: an account that its owner makes his own, a setting, what reached nobody', async () => {
  const { page, errors } = await browser.signedIn(await matters.officer('operator', null), '/operator');
  await page.getByRole('button', { name: '新建账号' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('用户名').fill('police-liaison');
  await dialog.getByLabel('姓名（系统名称）').fill('周联络');
  await dialog.getByLabel('角色').fill('联络员');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await dialog.getByLabel('所属单位（部门）').fill('云浮市公安局');
  await page.keyboard.press('Enter');
  expect(await faultsOf(page)).toEqual([]);
  await dialog.getByRole('button', { name: /新\s*建/ }).click();
  const password = await page.locator('code').textContent();
  await page.getByRole('cell', { name: '周联络' }).waitFor();
  expect(await faultsOf(page)).toEqual([]);

  const own = await browser.signedIn({ username: 'police-liaison', password: password ?? '' });
  await own.page.getByLabel('现在的密码').fill(password ?? '');
  await own.page.getByLabel('新密码', { exact: true }).fill('一个足够长的新密码啊啊');
  await own.page.getByLabel('再输入一次新密码').fill('一个足够长的新密码啊啊');
  await own.page.getByRole('button', { name: /修\s*改/ }).click();
  await own.page.getByText('至少 12 个字符').last().waitFor();
  await own.page.getByLabel('新密码', { exact: true }).fill('一个足够长的新密码，云浮');
  await own.page.getByLabel('再输入一次新密码').fill('一个足够长的新密码，云浮');
  await own.page.getByRole('button', { name: /修\s*改/ }).click();
  await own.page.getByRole('heading', { name: '待办' }).waitFor();

  for (const tab of ['单位和联系人', '运行情况', '运行设置']) {
    await page.getByRole('link', { name: tab }).click();
    await page.getByRole('table').first().waitFor();
    await page.getByRole('status', { name: '正在读取' }).first().waitFor({ state: 'detached' });
    expect(await faultsOf(page)).toEqual([]);
  }
  const deemed = page.getByLabel('文书送达后无人签收的，第几个工作日终了视为收到');
  await deemed.fill('2');
  await page.getByRole('button', { name: /保\s*存/ }).click();
  await page.getByText('已保存').waitFor();
  await page.reload();
  await deemed.waitFor();
  expect(await deemed.inputValue()).toBe('2');
  expect(errors).toEqual([]);
}, 90_000);

it('nobody else finds anything there', async () => {
  const { page } = await browser.signedIn(await matters.officer('desk-officer', 'police'), '/operator');
  await page.getByText('无权').or(page.getByRole('alert')).first().waitFor();
  expect(await page.getByRole('link', { name: '平台管理', exact: true }).count()).toBe(0);
}, 60_000);
