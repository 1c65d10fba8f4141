import { MatterApi, type Person } from '../rig/matter-api';
import { faultsOf, fitsAcross, PHONE, TestBrowser } from './browser';

let matters: MatterApi;
let browser: TestBrowser;
let court: Person;
beforeAll(async () => {
  matters = await MatterApi.start();
  await matters.startWorker();
  browser = await TestBrowser.launch(matters.api.url);
  court = await matters.officer('court-officer', 'court.yuncheng');
}, 60_000);
afterAll(async () => {
  await browser.close();
  await matters.stop();
});

it('an officer of a court asks the police, sees it in the case, and asks the next unit for the same debtor', async () => {
  const { page, errors } = await browser.signedIn(court, '/requests/new');
  await page.getByLabel('事项', { exact: true }).fill('协助查询身份信息及财产');
  await page.keyboard.press('Enter');
  await page.getByText('假如单位今日签收').waitFor();
  await page.getByLabel('协助单位').fill('云浮市公安局');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.getByLabel('执行案号').fill('（2026）粤5302执7号');
  await page.getByLabel('姓名（名称）').fill('赵不还');
  await page.getByLabel('证件号码').fill('445302199001011234');
  await page.getByLabel('协助目的').fill('查明财产状况');
  expect(await faultsOf(page)).toEqual([]);
  // What is missing is said in place, and nothing is sent.
  await page.getByRole('button', { name: /发\s*起/ }).click();
  await page.getByText('请至少选择一项').waitFor();
  await page.getByRole('checkbox').first().check();
  await page.reload();
  // A draft outlives the reload.
  await page.getByText('假如单位今日签收').waitFor();
  expect(await page.getByLabel('执行案号').inputValue()).toBe('（2026）粤5302执7号');
  await page.getByRole('button', { name: /发\s*起/ }).dblclick();
  await page.getByText('已发起').waitFor();
  const { body } = await matters.ask('GET', `/matters?caseNumber=${encodeURIComponent('（2026）粤5302执7号')}`, court);
  expect(body['items']).toHaveLength(1);
  await page.getByRole('button', { name: '同一被执行人，再发起一项' }).click();
  expect(await page.getByLabel('姓名（名称）').inputValue()).toBe('赵不还');

  await page.goto(`/cases?no=${encodeURIComponent('（2026）粤5302执7号')}`);
  await page.getByText('尚无答复。').waitFor();
  await page.getByText('尚未查询').waitFor();
  expect(await faultsOf(page)).toEqual([]);
  expect(await page.getByText('赵不还').count()).toBe(0);
  expect(errors).toEqual([]);
}, 60_000);

it.each(['/requests/new', '/cases'])('%s fits a phone', async (path) => {
  const { page, errors } = await browser.signedIn(court, path, { viewport: PHONE });
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await fitsAcross(page)).toBe(true);
  expect(await faultsOf(page)).toEqual([]);
  expect(errors).toEqual([]);
}, 60_000);
