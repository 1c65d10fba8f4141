import { openReferralOverApi, refuseOverApi } from '../factories/referral-requests';
import { queueOfTwoOverApi } from '../factories/seals-over-api';
import { MatterApi, type Person, POLICE_ANSWER } from '../rig/matter-api';
import { faultsOf, fitsAcross, PHONE, TestBrowser } from './browser';

const A_MINUTE_MS = 60_000;
let matters: MatterApi;
let browser: TestBrowser;
let judge: Person;
beforeAll(async () => {
  matters = await MatterApi.start();
  await matters.startWorker();
  browser = await TestBrowser.launch(matters.api.url);
  judge = await matters.officer('court-officer', 'court.yuncheng');
}, 2 * A_MINUTE_MS);
afterAll(async () => {
  await browser.close();
  await matters.stop();
});

it('a registry finds a queue by its car, puts its book in order there, and the courts see what is in force', async () => {
  const office = 'police.vehicle-management';
  const other = await matters.officer('court-officer', 'court.luoding');
  const desk = await matters.officer('desk-officer', 'police', office);
  const { queue } = await queueOfTwoOverApi(matters, { court: judge, other, desk }, '粤W30003');
  // The registry booked them the other way round than they were served, on the day of their service.
  const secondsAgo = (seconds: number): string => new Date(Date.now() - seconds * 1_000).toISOString();
  await matters.give(desk, queue, 'confirm-seal', { seal: 2, bookedAt: secondsAgo(2) });
  await matters.give(desk, queue, 'confirm-seal', { seal: 1, bookedAt: secondsAgo(1) });

  const { page, errors } = await browser.signedIn(desk, '/seals?tab=contradicted');
  await page.getByRole('link', { name: queue }).waitFor();
  expect(await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '轮候查封' }).getAttribute('aria-current')).toBe('page');
  await page.getByLabel('登记号码').fill('粤w30003');
  await page.getByRole('button', { name: /查\s*询/ }).click();
  await page.getByText('登记顺序待核对：1 处').waitFor();
  await page.getByText(/罗定市人民法院（（2026）粤5381执902号）登记在先，但云城区人民法院|罗定市人民法院.*登记在先/).first().waitFor();
  // What the car is called stands in no address.
  expect(page.url()).not.toContain('30003');
  expect(await faultsOf(page)).toEqual([]);

  await page.goto(`/matters/${queue}`);
  await page.getByRole('button', { name: '确认查封顺序' }).click();
  const dialog = page.getByRole('dialog');
  const book = dialog.getByRole('list', { name: '登记簿顺序' }).getByRole('listitem');
  await book.nth(1).waitFor();
  await dialog.getByRole('button', { name: /^将.*云城区人民法院.*上移$/ }).click();
  expect(await book.first().innerText()).toContain('云城区人民法院');
  expect(await faultsOf(page)).toEqual([]);
  await dialog.getByRole('button', { name: /提\s*交/ }).click();
  // Said before it is done: what follows.
  await page.getByText('确认后以此为登记簿顺序，首位查封生效。').waitFor();
  await page.getByRole('button', { name: /^确\s*认$/ }).click();
  await page.getByText('确认查封顺序：已记录').waitFor();
  expect(errors).toEqual([]);

  const own = await browser.signedIn(other, '/seals');
  await own.page.getByRole('row').filter({ hasText: queue }).getByText('第 2 位').waitFor();
  await own.page.getByRole('button', { name: /展开/ }).first().click();
  await own.page.getByRole('row').filter({ hasText: '云城区人民法院' }).getByText('生效', { exact: true }).first().waitFor();
  expect(await faultsOf(own.page)).toEqual([]);
  expect(own.errors).toEqual([]);
}, 3 * A_MINUTE_MS);

it('the court reads, amends and sends the request for supervision by hand, before the platform does', async () => {
  const police = await matters.officer('desk-officer', 'police', 'police.luoding');
  const referral = await openReferralOverApi(matters, judge);
  await refuseOverApi(matters, { court: judge, police }, referral);
  const { page, errors } = await browser.signedIn(judge, '/oversight');
  const row = page.getByRole('row').filter({ hasText: referral });
  await row.getByText('剩 3 个工作日').waitFor();
  await row.getByText(/法院未作表示的，于.*自动提请/).waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await row.getByRole('button', { name: /展开/ }).click();
  await page.getByRole('button', { name: '查看提请监督函' }).click();
  const draft = page.getByRole('article', { name: '提请监督函' });
  await draft.getByText(/罗公刑不立字〔2026〕1号不予立案决定书/).first().waitFor();
  await page.getByRole('button', { name: '修改提请监督函' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('未审查所移送的证据').click();
  await dialog.getByLabel('提请监督函正文').fill('银行流水未予审查');
  await dialog.getByRole('button', { name: /提\s*交/ }).click();
  await draft.getByText('银行流水未予审查').waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('button', { name: '提请检察监督' }).click();
  await page.getByRole('dialog').getByRole('button', { name: /提\s*交/ }).click();
  await page.getByText('提请后由检察机关审查，不能撤回。').waitFor();
  await page.getByRole('button', { name: /^确\s*认$/ }).click();
  await page.getByText('提请检察监督：已记录').waitFor();
  await page.getByText('没有事项').waitFor();
  expect(errors).toEqual([]);
}, 3 * A_MINUTE_MS);

it('a dispute is in its list with the days left, and both sides stand side by side under it', async () => {
  const desk = await matters.officer('desk-officer', 'police');
  const liaison = await matters.officer('liaison', 'police');
  const request = await matters.open(judge);
  await matters.give(desk, request, 'answer', POLICE_ANSWER);
  await matters.give(judge, request, 'contest-answer', { missing: '缺少车辆信息' });
  const { page, errors } = await browser.signedIn(liaison, '/disputes?tab=mine');
  const row = page.getByRole('row').filter({ hasText: request });
  await row.getByText('剩 7 个工作日').waitFor();
  await row.getByText('我方').waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await row.getByRole('button', { name: /展开/ }).click();
  await page.getByRole('button', { name: '对照查看双方意见' }).click();
  await page.getByRole('region', { name: /^提起方/ }).getByText('缺少车辆信息').waitFor();
  await page.getByRole('region', { name: /^对方/ }).getByText('尚未陈述意见').waitFor();
  expect(await faultsOf(page)).toEqual([]);
  expect(errors).toEqual([]);
}, 2 * A_MINUTE_MS);

it.each(['/seals', '/oversight', '/disputes'])('%s fits a phone', async (path) => {
  const { page, errors } = await browser.signedIn(judge, path, { viewport: PHONE });
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  expect(await fitsAcross(page)).toBe(true);
  expect(await faultsOf(page)).toEqual([]);
  expect(errors).toEqual([]);
}, 2 * A_MINUTE_MS);

it('whoever has nothing to do with seals or suspected crimes finds no such page in the menu', async () => {
  const { page } = await browser.signedIn(await matters.officer('desk-officer', 'human-resources'));
  const menu = page.getByRole('navigation', { name: '主菜单' });
  await menu.getByRole('link', { name: '争议' }).waitFor();
  for (const name of ['轮候查封', '立案监督']) expect(await menu.getByRole('link', { name }).count()).toBe(0);
}, A_MINUTE_MS);
