import { issueRefusalOverApi, openReferralOverApi } from '../factories/referral-requests';
import { queueOfTwoOverApi } from '../factories/seals-over-api';
import { ASK_POLICE, MatterApi, POLICE_ANSWER } from '../rig/matter-api';
import { daysAreGone, faultsOf, TestBrowser } from './browser';

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

it('both sides of a dispute stand side by side, and whoever reads them is recorded', async () => {
  const judge = await matters.officer('court-officer', 'court.yuncheng');
  const desk = await matters.officer('desk-officer', 'police');
  const liaison = await matters.officer('liaison', 'police');
  const request = await matters.open(judge);
  await matters.give(desk, request, 'answer', POLICE_ANSWER);
  await matters.give(judge, request, 'contest-answer', { missing: '缺少车辆信息' });
  const { items } = (await matters.ask('GET', '/matters?kind=dispute', judge)).body as { items: { number: string }[] };
  const dispute = items[0]?.number ?? '';
  await matters.give(liaison, dispute, 'state-position', { position: '名下无其他车辆' });
  const readings = () => matters.api.services.db.selectFrom('account_audit').select('id').where('action', '=', 'dispute-file-read').execute();

  const { page, errors } = await browser.signedIn(judge, `/matters/${dispute}`);
  await page.getByText('已陈述意见 1 次').waitFor();
  await page.getByText('所争议的事项').waitFor();
  expect(await readings()).toEqual([]);
  await page.getByRole('button', { name: '对照查看双方意见' }).click();
  await page.getByRole('region', { name: /^提起方/ }).getByText('缺少车辆信息').waitFor();
  await page.getByRole('region', { name: /^对方/ }).getByText('名下无其他车辆').waitFor();
  expect(await readings()).toHaveLength(1);
  expect(await faultsOf(page)).toEqual([]);
  expect(errors).toEqual([]);
}, 60_000);

it('the order of seals on a car stands on the pages of the request and of the queue', async () => {
  const office = 'police.vehicle-management';
  const judge = await matters.officer('court-officer', 'court.yuncheng');
  const other = await matters.officer('court-officer', 'court.luoding');
  const desk = await matters.officer('desk-officer', 'police', office);
  const { second, queue } = await queueOfTwoOverApi(matters, { court: judge, other, desk }, '粤W20002');

  const { page, errors } = await browser.signedIn(other, `/matters/${second}`);
  const rows = page.getByRole('table').filter({ hasText: '顺位' }).getByRole('row');
  const row = (court: string) => rows.filter({ hasText: court });
  await row('云城区人民法院').getByText('待登记机关确认').waitFor();
  await row('罗定市人民法院').getByText('本请求').waitFor();
  expect(await rows.allInnerTexts()).toMatchObject([expect.stringContaining('顺位'), expect.stringMatching(/^1\s.*云城区/s), expect.stringMatching(/^2\s.*罗定市/s)]);
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('group', { name: /^关联事项图/ }).getByRole('link', { name: /查封顺位/ }).waitFor();
  await page.getByRole('link', { name: queue }).first().click();
  await page.getByRole('heading', { level: 1, name: '轮候查封' }).waitFor();
  await row('罗定市人民法院').getByText(second).waitFor();
  expect(await faultsOf(page)).toEqual([]);
  expect(errors).toEqual([]);
}, 90_000);

it('what is left of the time for asking the procuratorate stands above everything else', async () => {
  const court = await matters.officer('court-officer', 'court.yuncheng');
  const police = await matters.officer('desk-officer', 'police', 'police.luoding');
  const referral = await openReferralOverApi(matters, court);
  await issueRefusalOverApi(matters, police, referral);
  const { page, errors } = await browser.signedIn(court, `/matters/${referral}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await page.getByText('提请检察机关监督：').count()).toBe(0);
  await matters.give(court, referral, 'sign-decision');
  await page.reload();
  await page.getByText(/提请检察机关监督：剩 3 个工作日/).waitFor();
  await page.getByText(/平台依常设指令于.*自动提请/).waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await matters.give(court, referral, 'switch-off-instruction', { reason: '由合议庭决定' });
  await page.reload();
  await page.getByText(/本事项不自动提请/).waitFor();
  expect(errors).toEqual([]);
}, 90_000);

it('a notice is made from its template, made anew with a reason, and downloaded; the unit sees nothing of it', async () => {
  const judge = await matters.officer('court-officer', 'court.yuncheng');
  const desk = await matters.officer('desk-officer', 'police');
  const request = await matters.open(judge, { ...ASK_POLICE, kind: 'police.vehicle-seal', unit: 'police.vehicle-management', dataItems: [], papers: ['ruling', 'enforcement-notice'].map((paper) => ({ paper, courtSeal: true, documentNumber: '（2026）粤5302执778号之一' })), particulars: { assetNumber: '粤W20003' } });
  const { page, errors } = await browser.signedIn(judge, `/matters/${request}`);
  await page.getByRole('button', { name: '制作协助执行通知书', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /制\s*作/ }).click();
  await dialog.getByText('请填写协助事项').waitFor();
  // A line is an item, whatever marks of punctuation stand in it.
  await dialog.getByLabel('协助事项').fill('查封粤W20003号车辆的档案，期限二年\n不得办理转移、抵押登记');
  expect(await faultsOf(page)).toEqual([]);
  await dialog.getByRole('button', { name: /制\s*作/ }).click();
  await page.getByText(/粤5302执协〔\d{4}〕1号/).first().waitFor();
  await page.getByRole('button', { name: '制作协助执行通知书', exact: true }).waitFor({ state: 'detached' });

  await page.getByRole('button', { name: /^重新制作协助执行通知书/ }).click();
  await dialog.getByLabel('协助事项').fill('查封粤W20003号车辆的档案，期限三年');
  await dialog.getByLabel('重新制作的理由').fill('期限有误');
  await dialog.getByRole('button', { name: /制\s*作/ }).click();
  await page.getByText('重新制作的理由：期限有误').waitFor();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /^第 2 版/ }).click()]);
  expect(file.suggestedFilename()).toContain('协助执行通知书');
  expect(await faultsOf(page)).toEqual([]);

  const { body } = await matters.ask('GET', `/matters/${request}/papers`, judge);
  expect(body).toMatchObject({ items: [{ versions: [{ version: 1 }, { version: 2, reason: '期限有误' }] }] });
  expect((body.mayMake as { paper: string }[]).map(({ paper }) => paper)).toEqual(['enforcement-notice', 'service-receipt']);
  expect((await matters.ask('GET', `/matters/${request}/papers`, desk)).status === 404 || ((await matters.ask('GET', `/matters/${request}/papers`, desk)).body.items as unknown[]).length === 0).toBe(true);
  expect(errors).toEqual([]);
}, 120_000);

it('the head of a court confirms its standing instruction, then withdraws it; a judge reads it and is offered neither', async () => {
  const head = await matters.officer('unit-head', 'court.luoding');
  const judge = await matters.officer('court-officer', 'court.luoding');
  const reader = await browser.signedIn(judge, '/standing-instruction');
  await reader.page.getByText('尚未经本院确认').first().waitFor();
  expect(await reader.page.getByRole('button', { name: '确认采用' }).count()).toBe(0);

  const { page, errors } = await browser.signedIn(head, '/standing-instruction');
  await page.getByLabel('负责法官').click();
  await page.getByTitle(new RegExp(judge.username)).click();
  await page.getByLabel('生效日期').fill('2026年1月1日');
  await page.keyboard.press('Tab');
  await daysAreGone(page);
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('button', { name: '确认采用' }).click();
  await page.getByRole('dialog').getByText('直至指令撤回或者失效').waitFor();
  await page.getByRole('button', { name: /^确\s*认$/ }).click();
  await page.getByRole('button', { name: '以此替换' }).waitFor();
  const state = async () => (await matters.ask('GET', '/courts/court.luoding/standing-instruction', head)).body;
  expect(await state()).toMatchObject({ status: 'confirmed', validFrom: '2026-01-01', validTo: null });

  await page.getByLabel('撤回理由').fill('改由承办法官逐案决定');
  await page.getByRole('button', { name: /^撤\s*回$/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: /^撤\s*回$/ }).click();
  await page.getByText('理由：改由承办法官逐案决定').waitFor();
  expect(await state()).toMatchObject({ status: 'withdrawn' });
  expect(errors).toEqual([]);
}, 120_000);

it('an officer who meets violence is told to call 110 before anything else, and raises the alarm once; the police see it at once', async () => {
  const judge = await matters.officer('court-officer', 'court.yuncheng');
  const desk = await matters.officer('desk-officer', 'police', 'police.yuncheng');
  const { page, errors } = await browser.signedIn(judge, '/inbox');
  await page.getByRole('link', { name: '紧急求助' }).click();
  const first = page.getByRole('alert').first();
  await first.getByText(/本平台不能代替 110 报警.*云城/).waitFor();
  expect(await first.getByRole('link', { name: '110' }).getAttribute('href')).toBe('tel:110');
  await page.getByLabel('警情', { exact: true }).click();
  await page.locator('.ant-select-item-option').filter({ hasText: '围攻殴打执行人员' }).click();
  await page.getByRole('button', { name: '通知公安机关' }).click();
  await page.getByText('请填写地点').waitFor();
  await page.getByLabel('地点', { exact: true }).fill('河口街道某小区 3 栋');
  expect(await faultsOf(page)).toEqual([]);
  expect(errors).toEqual([]);
  // The answer is lost on the way: the same alarm again, not another.
  await page.route('**/api/v1/alarms', async (route) => { await route.fetch(); await route.abort('internetdisconnected'); }, { times: 1 });
  await page.getByRole('button', { name: '通知公安机关' }).click();
  await page.getByText('网络不通，未收到平台的答复').waitFor();
  expect(await page.getByLabel('地点', { exact: true }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: '再次提交' }).click();
  await page.getByText(/^已通知.*公安局/).waitFor();
  expect(await faultsOf(page)).toEqual([]);
  const { items } = (await matters.ask('GET', '/matters?kind=police.emergency', desk)).body as { items: { number: string }[] };
  expect(items).toHaveLength(1);
  await page.getByRole('link', { name: items[0]?.number ?? '' }).click();
  await page.getByRole('heading', { level: 1, name: /暴力抗法/ }).waitFor();

  const other = await browser.signedIn(desk, '/alarms/new');
  await other.page.getByText('无权', { exact: false }).first().waitFor();
  expect(await other.page.getByRole('button', { name: '通知公安机关' }).count()).toBe(0);
  expect(await other.page.getByRole('link', { name: '紧急求助' }).count()).toBe(0);
}, 120_000);

it('the head of a court names who takes part in a closed matter, and takes the name off, without reading it', async () => {
  const judge = await matters.officer('court-officer', 'court.yuncheng');
  const colleague = await matters.officer('court-officer', 'court.yuncheng');
  const head = await matters.officer('unit-head', 'court.yuncheng');
  const number = await matters.open(judge);
  await matters.api.services.db.updateTable('matter').set({ procedure: 'crime-referral', kind: 'police.crime-referral' }).where('number', '=', number).execute();
  const isShown = async () => (await matters.ask('GET', `/matters/${number}`, colleague)).body['isContentShown'];
  const { page, errors } = await browser.signedIn(head, `/matters/${number}`);
  await page.getByText('尚未指定。').waitFor();
  await page.getByLabel('本单位人员').fill(colleague.username);
  await page.locator('.ant-select-item-option').first().click();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('button', { name: /^指\s*定$/ }).click();
  const named = page.getByRole('list', { name: '已指定的人员' }).getByRole('listitem');
  await named.first().waitFor();
  expect(await isShown()).toBe(true);
  await named.first().getByRole('button').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('理由').fill('调离本案');
  expect(await faultsOf(page)).toEqual([]);
  await dialog.getByRole('button', { name: '取消指定' }).click();
  await page.getByText('尚未指定。').waitFor();
  expect(await isShown()).toBe(false);
  expect(errors).toEqual([]);
}, 120_000);
