import { findKind } from '../../domain/catalogue/kinds';
import { pdfOf } from '../factories/documents';
import { MatterApi, type Person } from '../rig/matter-api';
import { waitFor } from '../rig/matter-rig';
import { faultsOf, TestBrowser, type Window } from './browser';

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

async function choose(page: Window['page'], label: string, text: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(text);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
}

const inCase = async (caseNumber: string) => (await matters.ask('GET', `/matters?caseNumber=${encodeURIComponent(caseNumber)}`, court)).body['items'] as { unit: string; kind: string }[];

it('an officer of a court asks the police, goes on with it on another computer, and asks the next unit for the same debtor', async () => {
  const { page, errors } = await browser.signedIn(court, '/requests/new');
  await choose(page, '事项', '协助查询身份信息及财产');
  await page.getByText('假如单位今日签收').waitFor();
  await page.getByRole('button', { name: '规定期限' }).first().click();
  await page.getByText('期满未办的，记为逾期').waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByText('期满未办的，记为逾期').waitFor({ state: 'hidden' });
  await choose(page, '协助单位（协助查询身份信息及财产）', '云浮市公安局');
  await page.getByLabel('执行案号').fill('（2026）粤5302执7号');
  await page.getByLabel('姓名（名称）').fill('赵不还');
  await page.getByLabel('证件号码').fill('445302199001011234');
  await page.getByLabel('协助目的').fill('查明财产状况');
  expect(await faultsOf(page)).toEqual([]);
  // What is missing is said in place, and nothing is sent.
  await page.getByRole('button', { name: /^发\s*起/ }).click();
  await page.getByText('请至少选择一项').waitFor();
  await page.getByRole('checkbox', { name: '全选' }).check();
  await page.getByText('草稿已保存').waitFor();
  expect(errors).toEqual([]);
  // What could not be kept is kept as soon as it can be; what was typed last is, although the page is left at once.
  await page.route('**/api/v1/drafts/*', (route) => route.abort('internetdisconnected'), { times: 1 });
  await page.getByLabel('协助目的').fill('查明财产');
  await page.getByText('草稿没有保存，请检查网络；网络恢复后自动保存').waitFor();
  await page.getByText('草稿已保存').waitFor();
  await page.getByLabel('协助目的').fill('查明现有财产状况');
  await page.goto('about:blank');
  await waitFor(async () => JSON.stringify((await matters.ask('GET', '/drafts', court)).body).includes('查明现有财产状况'));

  // The draft is with the platform, not with the browser.
  const other = await browser.signedIn(court, '/requests/new');
  await other.page.getByRole('link', { name: /（2026）粤5302执7号/ }).click();
  await other.page.getByText('假如单位今日签收').waitFor();
  expect(await other.page.getByLabel('姓名（名称）').inputValue()).toBe('赵不还');
  await other.page.getByRole('button', { name: /^发\s*起/ }).dblclick();
  await other.page.getByText('已发起 1 件，共 1 件').waitFor();
  expect(await inCase('（2026）粤5302执7号')).toHaveLength(1);
  await other.page.getByRole('button', { name: '同一被执行人，再发起一项' }).click();
  await other.page.getByLabel('姓名（名称）').waitFor();
  expect(await other.page.getByLabel('姓名（名称）').inputValue()).toBe('赵不还');
  expect((await matters.ask('GET', '/drafts', court)).body['items']).toEqual([]);

  await other.page.goto(`/cases?no=${encodeURIComponent('（2026）粤5302执7号')}`);
  await other.page.getByText('尚无答复。').waitFor();
  await other.page.getByText('尚未查询', { exact: true }).waitFor();
  expect(await faultsOf(other.page)).toEqual([]);
  expect(await other.page.getByText('赵不还').count()).toBe(0);
  expect(other.errors).toEqual([]);
}, 180_000);

it('one debtor goes to four units in one go, each with a copy of the paper; what the line swallowed is sent again, and nothing twice', async () => {
  const { page } = await browser.signedIn(court, '/requests/new');
  await page.getByRole('button', { name: '财产查询：公安、国土、住建、工商' }).click();
  await choose(page, '协助单位（协助查询身份信息及财产）', '云浮市公安局');
  await choose(page, '协助单位（协助查询身份信息及财产）', '罗定市公安局');
  for (const id of ['land.query', 'housing.query', 'commerce.query']) await choose(page, `协助单位（${findKind(id)?.name ?? ''}）`, '市');
  await page.getByLabel('执行案号').fill('（2026）粤5302执8号');
  await page.getByLabel('姓名（名称）').fill('钱不还');
  await page.getByLabel('协助目的').fill('查明财产状况');
  for (const box of await page.getByRole('checkbox', { name: '全选' }).all()) await box.check();
  await page.locator('input[type=file]').first().setInputFiles({ name: '查询通知书.pdf', mimeType: 'application/pdf', buffer: pdfOf('查询通知书') });
  await page.getByLabel('第 1 份文书的标题').waitFor();
  let hasCut = false;
  // One request arrives; its answer does not.
  await page.route('**/api/v1/requests', async (route) => {
    if (hasCut) return route.continue();
    hasCut = true;
    await route.fetch();
    return route.abort('internetdisconnected');
  });
  await page.getByRole('button', { name: /^发起（\d+ 件）/ }).click();
  await page.getByText('网络不通；再次提交不会重复立项').waitFor();
  // Nobody knows whether it was opened: until that is known nothing is changed, also when the page is opened anew.
  await page.getByText('草稿已保存').waitFor();
  expect(await page.getByLabel('姓名（名称）').isDisabled()).toBe(true);
  await page.reload();
  await page.getByText('上次发起未收到答复，请先按原内容再次提交').waitFor();
  expect(await page.getByLabel('姓名（名称）').isDisabled()).toBe(true);
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('button', { name: '再次提交未成功的' }).click();
  await page.getByText('已发起 5 件，共 5 件').waitFor({ timeout: 40_000 });
  expect(await faultsOf(page)).toEqual([]);
  const opened = await inCase('（2026）粤5302执8号');
  expect(new Set(opened.map(({ kind }) => kind)).size).toBe(4);
  expect(opened.filter(({ kind }) => kind === 'police.identity-property-query')).toHaveLength(2);
}, 180_000);
