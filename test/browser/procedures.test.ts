import { pdfOf } from '../factories/documents';
import { ASK_POLICE, MatterApi, type Officer, POLICE_ANSWER } from '../rig/matter-api';
import { waitFor } from '../rig/matter-rig';
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

async function act(by: Officer, matter: string, name: string, body: unknown = {}): Promise<void> {
  const { status, text } = await matters.act(`/matters/${matter}/commands/${name}`, by, body);
  if (status !== 200) throw new Error(`${name}: ${text}`);
}

it('both sides of a dispute stand side by side, and whoever reads them is recorded', async () => {
  const judge = await matters.officer('court-officer', 'court.yuncheng');
  const desk = await matters.officer('desk-officer', 'police');
  const liaison = await matters.officer('liaison', 'police');
  const request = await matters.open(judge);
  await act(desk, request, 'answer', POLICE_ANSWER);
  await act(judge, request, 'contest-answer', { missing: '缺少车辆信息' });
  const { items } = (await matters.ask('GET', '/matters?kind=dispute', judge)).body as { items: { number: string }[] };
  const dispute = items[0]?.number ?? '';
  await act(liaison, dispute, 'state-position', { position: '名下无其他车辆' });
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
  const papers = ['ruling', 'enforcement-notice'].map((paper) => ({ paper, courtSeal: true, documentNumber: '（2026）粤5302执777号之一' }));
  const ask = { ...ASK_POLICE, kind: 'police.vehicle-seal', unit: office, dataItems: [], papers, particulars: { assetNumber: '粤W20002' } };
  const judge = await matters.officer('court-officer', 'court.yuncheng');
  const other = await matters.officer('court-officer', 'court.luoding');
  const desk = await matters.officer('desk-officer', 'police', office);
  const first = await matters.open(judge, { ...ask, caseNumber: '（2026）粤5302执901号' });
  const second = await matters.open(other, { ...ask, caseNumber: '（2026）粤5381执902号' });
  for (const request of [first, second]) await act(desk, request, 'sign-receipt');
  const queue = await waitFor(async () => {
    await matters.bringPending();
    const { status, body } = await matters.ask('GET', `/matters/${second}/seals`, other);
    return status === 200 && (body.seals as unknown[]).length === 2 && String(body.matter);
  });

  const { page, errors } = await browser.signedIn(other, `/matters/${second}`);
  const rows = page.getByRole('table').filter({ hasText: '顺位' }).getByRole('row');
  const row = (court: string) => rows.filter({ hasText: court });
  await row('云城区人民法院').getByText('待登记机关确认').waitFor();
  await row('罗定市人民法院').getByText('本请求').waitFor();
  expect(await rows.allInnerTexts()).toMatchObject([expect.stringContaining('顺位'), expect.stringMatching(/^1\s.*云城区/s), expect.stringMatching(/^2\s.*罗定市/s)]);
  expect(await faultsOf(page)).toEqual([]);
  await page.getByText('查封顺位：').waitFor();
  await page.getByRole('link', { name: queue }).first().click();
  await page.getByRole('heading', { level: 1, name: '轮候查封' }).waitFor();
  await row('罗定市人民法院').getByText(second).waitFor();
  expect(await faultsOf(page)).toEqual([]);
  expect(errors).toEqual([]);
}, 90_000);

it('what is left of the time for asking the procuratorate stands above everything else', async () => {
  const court = await matters.officer('court-officer', 'court.yuncheng');
  const police = await matters.officer('desk-officer', 'police', 'police.luoding');
  const document = await matters.document(court, pdfOf('证据一'));
  const referral = await matters.open(court, {
    kind: 'police.crime-referral',
    debtor: { type: 'natural-person', name: '钱不还' },
    purpose: '拒不执行判决，移送侦查',
    dataItems: [],
    papers: [{ paper: 'evidence-volume', courtSeal: true }, { paper: 'evidence-catalogue', courtSeal: true }],
    documents: [{ document, title: '证据一' }],
    particulars: { crime: 'refusal-to-perform', placeOfCrime: 'luoding', evidence: [{ item: '证据一', document }] },
  });
  await act(police, referral, 'accept');
  await act(police, referral, 'decide-not-to-file', { decidedAt: new Date().toISOString(), reasons: '证据不足' });
  await act(police, referral, 'issue-decision', { decisionNumber: '1号', reasons: '证据不足', documents: [{ document: await matters.document(police), title: '决定书' }] });
  const { page, errors } = await browser.signedIn(court, `/matters/${referral}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await page.getByText('提请检察机关监督：').count()).toBe(0);
  await act(court, referral, 'sign-decision');
  await page.reload();
  await page.getByText(/提请检察机关监督：剩 3 个工作日/).waitFor();
  await page.getByText(/平台依常设指示于.*自动提请/).waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await act(court, referral, 'switch-off-instruction', { reason: '由合议庭决定' });
  await page.reload();
  await page.getByText(/本事项不自动提请/).waitFor();
  expect(errors).toEqual([]);
}, 90_000);
