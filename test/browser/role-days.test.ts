import { formatInstant } from '../../domain/calendar/day';
import { pdfOf } from '../factories/documents';
import { type Course, insertRows, positionAfter, rowOf } from '../factories/figures';
import { MatterApi } from '../rig/matter-api';
import { waitFor } from '../rig/matter-rig';
import { faultsOf, TestBrowser, type Window } from './browser';

const DAY_MS = 86_400_000;

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

/** Opens the form of a command on the matter's page, lets it be filled in, and sends it. */
async function give({ page }: Window, command: RegExp, fill: (dialog: ReturnType<Window['page']['getByRole']>) => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: command }).first().click();
  const dialog = page.getByRole('dialog');
  await fill(dialog);
  expect(await faultsOf(page)).toEqual([]);
  await dialog.getByRole('button', { name: /提\s*交/ }).click();
  await dialog.waitFor({ state: 'hidden' });
}

it('a liaison’s day: what the desk cannot finish in time is explained to the court, a doubt is raised, and the court reads both', async () => {
  const [judge, desk, liaison] = [await matters.officer('court-officer', 'court.yuncheng'), await matters.officer('desk-officer', 'police'), await matters.officer('liaison', 'police')];
  const number = await matters.open(judge);
  await matters.give(desk, number, 'sign-receipt');
  const window = await browser.signedIn(liaison, '/inbox');
  const { page, errors } = window;
  await page.getByText(number).first().waitFor();
  await page.goto(`/matters/${number}`);
  await give(window, /^说明不能按期办结/, (dialog) => dialog.getByLabel('理由').fill('档案正在数字化，需再查两日'));
  await give(window, /^提出疑议/, (dialog) => dialog.getByRole('textbox').first().fill('被执行人有两个曾用名，以哪一个为准'));
  expect(errors).toEqual([]);
  const court = await browser.signedIn(judge, `/matters/${number}`);
  for (const entry of ['提出疑议', '说明不能按期办结']) await court.page.getByText(entry).first().waitFor();
  await court.page.getByRole('button', { name: '答复疑议' }).waitFor();
  expect(await faultsOf(court.page)).toEqual([]);
}, 180_000);

it('the days of the bureau and of a unit’s head: three unexplained breaches, down to their matters, a yellow card, and what the unit says to it', async () => {
  const now = Date.now();
  const text = (at: number): string => formatInstant(at).slice(0, 16);
  const openedAt = now - 20 * DAY_MS;
  const course: Course = { kind: 'housing.query', openedAt: text(openedAt), acts: [['unit', 'sign-receipt', text(openedAt + 3_600_000)]], until: now };
  const position = await positionAfter(course);
  await insertRows(matters.api.services.db, [1, 2, 3].map((n) => rowOf(`AR-2001-00000${n}`, course, position, openedAt)));

  const bureau = await browser.signedIn(await matters.officer('enforcement-bureau', 'court.intermediate'), '/supervision?unit=housing');
  await bureau.page.getByText('未说明理由').first().waitFor();
  // What the picture shows by month and class stands there in words, too.
  await bureau.page.getByRole('row', { name: /^\d{4}-\d\d 逾期 \d$/ }).first().waitFor();
  await bureau.page.getByRole('row', { name: /逾期.*未说明理由/ }).getByRole('link', { name: '3' }).click();
  for (const n of [1, 2, 3]) await bureau.page.getByRole('link', { name: `AR-2001-00000${n}` }).first().waitFor();
  await bureau.page.goto('/cards');
  await bureau.page.getByRole('region', { name: /住房/ }).getByRole('button', { name: '拟给予' }).click();
  const dialog = bureau.page.getByRole('dialog');
  await dialog.getByLabel('理由').fill('一个月内三件查询超过规定期限，未说明理由');
  await dialog.locator('input[type=file]').setInputFiles({ name: '黄牌通知书.pdf', mimeType: 'application/pdf', buffer: pdfOf('黄牌') });
  await dialog.getByLabel('第 1 份文书的标题').waitFor();
  expect(await faultsOf(bureau.page)).toEqual([]);
  expect(bureau.errors).toEqual([]);
  // The answer is lost on the way: the same card again, not another.
  await bureau.page.route('**/api/v1/cards', async (route) => { await route.fetch(); await route.abort('internetdisconnected'); }, { times: 1 });
  await dialog.getByRole('button', { name: /给\s*予/ }).click();
  await dialog.getByText('网络不通，未收到平台的答复').waitFor();
  expect(await dialog.getByLabel('理由').isDisabled()).toBe(true);
  await dialog.getByRole('button', { name: '再次提交' }).click();
  await bureau.page.getByText('CD-').first().waitFor();
  expect(await bureau.page.getByText(/^CD-\d/).count()).toBe(1);

  const head = await browser.signedIn(await matters.officer('unit-head', 'housing'), '/supervision');
  await head.page.getByRole('row', { name: /逾期.*未说明理由/ }).getByRole('link', { name: '3' }).waitFor();
  await head.page.getByRole('navigation', { name: '主菜单' }).getByText('黄牌、红牌').click();
  await head.page.getByText('一个月内三件查询超过规定期限').waitFor();
  await head.page.getByLabel('说明', { exact: true }).fill('窗口人员调整所致，已补充两名');
  await head.page.getByRole('button', { name: '作出说明' }).click();
  await head.page.getByText('窗口人员调整所致，已补充两名').first().waitFor();
  expect(await faultsOf(head.page)).toEqual([]);
  expect(head.errors).toEqual([]);
}, 180_000);

it('a prosecutor’s day: what the court asks stands in the inbox, is signed for and answered with a first result', async () => {
  const [judge, police] = [await matters.officer('court-officer', 'court.yuncheng'), await matters.officer('desk-officer', 'police', 'police.luoding')];
  const prosecutor = await matters.officer('prosecutor', 'procuratorate', 'procuratorate.yuncheng');
  const document = await matters.document(judge, pdfOf('证据一'));
  const referral = await matters.open(judge, {
    kind: 'police.crime-referral',
    purpose: '拒不执行判决，移送侦查',
    dataItems: [],
    papers: [{ paper: 'evidence-volume', courtSeal: true }, { paper: 'evidence-catalogue', courtSeal: true }],
    documents: [{ document, title: '证据一' }],
    particulars: { crime: 'refusal-to-perform', placeOfCrime: 'luoding', evidence: [{ item: '证据一', document }] },
  });
  await matters.give(police, referral, 'accept');
  await matters.give(police, referral, 'decide-not-to-file', { decidedAt: new Date().toISOString(), reasons: '证据不足' });
  await matters.give(police, referral, 'issue-decision', { decisionNumber: '1号', reasons: '证据不足', documents: [{ document: await matters.document(police), title: '决定书' }] });
  await matters.give(judge, referral, 'sign-decision');
  await matters.give(judge, referral, 'ask-oversight');
  const oversight = await waitFor(async () => {
    await matters.bringPending();
    const { items } = (await matters.ask('GET', '/matters', prosecutor)).body as { items: { number: string; kindName: string }[] };
    return items.find(({ number }) => number.startsWith('FO-'))?.number;
  });
  const window = await browser.signedIn(prosecutor, '/inbox');
  const { page, errors } = window;
  await page.getByText(oversight).first().waitFor();
  await page.goto(`/matters/${oversight}`);
  await give(window, /^签收/, async () => undefined);
  await page.getByRole('list', { name: '逐日计算' }).first().waitFor();
  await give(window, /^反馈初步结果/, async (dialog) => {
    await dialog.getByText('将要求说明不立案理由').click();
    await dialog.getByLabel('情况说明').fill('已调取卷宗，拟要求公安机关说明理由');
  });
  await page.getByText('反馈初步结果').first().waitFor();
  await waitFor(async () => ((await matters.ask('GET', `/matters/${oversight}`, judge)).body as { ledger: { type: string }[] }).ledger.some(({ type }) => type === 'report-first-result'));
  expect(await faultsOf(page)).toEqual([]);
  expect(errors).toEqual([]);
}, 180_000);
