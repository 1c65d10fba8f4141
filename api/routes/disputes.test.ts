import { pdfOf } from '../../test/factories/documents';
import type { Answer } from '../../test/rig/api-under-test';
import { MatterApi, type Officer, POLICE_ANSWER } from '../../test/rig/matter-api';
import { waitFor } from '../../test/rig/matter-rig';
import { findPending } from '../../register/matters/commands';

let rig: MatterApi;
let judge: Officer;
let otherJudge: Officer;
let desk: Officer;
let liaison: Officer;
let otherUnit: Officer;
let committee: Officer;
let supervisor: Officer;
let operator: Officer;
let request: string;
let dispute: string;

beforeAll(async () => {
  rig = await MatterApi.start();
  await rig.startWorker();
  judge = await rig.officer('court-officer', 'court.yuncheng');
  otherJudge = await rig.officer('court-officer', 'court.luoding');
  desk = await rig.officer('desk-officer', 'police');
  liaison = await rig.officer('liaison', 'police');
  otherUnit = await rig.officer('liaison', 'land');
  committee = await rig.officer('committee-officer', 'committee');
  supervisor = await rig.officer('supervisor', 'committee');
  operator = await rig.officer('operator', null);
  request = await rig.open(judge);
  await act(desk, request, 'answer', POLICE_ANSWER);
  await act(judge, request, 'contest-answer', { missing: '缺少<b>车辆</b>信息' });
  const { items } = (await rig.ask('GET', '/matters?kind=dispute', judge)).body as { items: { number: string }[] };
  dispute = items[0]?.number ?? '';
});
afterAll(() => rig.stop());

const act = (who: Officer, matter: string, command: string, body: unknown = {}): Promise<Answer> => rig.act(`/matters/${matter}/commands/${command}`, who, body);
const fileOf = (who: Officer, format = 'json') => rig.ask('GET', `/matters/${dispute}/file?format=${format}`, who);

/** What matters have sent each other is brought, as the worker does. */
async function bringAll(): Promise<void> {
  const { db, dispatcher } = rig.api.services;
  for (let pending = await findPending(db, Number.MAX_SAFE_INTEGER, 50); pending.length > 0; pending = await findPending(db, Number.MAX_SAFE_INTEGER, 50)) {
    for (const command of pending) await dispatcher?.bring(command);
  }
}

describe('who may not', () => {
  test('a court or unit that is no side, and the operator, do not find it', async () => {
    for (const who of [otherJudge, otherUnit, operator]) {
      expect((await rig.ask('GET', `/matters/${dispute}`, who)).status).toBe(404);
      expect((await fileOf(who)).status).toBe(404);
      expect((await act(who, dispute, 'state-position', { position: '意见' })).status).toBe(404);
    }
  });

  test('before it is submitted the committee sees it masked, and has no file', async () => {
    expect((await rig.ask('GET', `/matters/${dispute}`, committee)).body).toMatchObject({ ledger: [{ words: { sealed: true } }], mayDo: [] });
    expect((await fileOf(committee)).body).toMatchObject({ code: 'not-permitted' });
    expect((await act(committee, dispute, 'issue-opinion', { meeting: '会议', number: '1', metOn: '2026-01-01', bindsUnits: '意见', documents: [] })).status).toBe(422);
  });

  test('a supervisor reads no file, a desk agrees to nothing', async () => {
    expect((await fileOf(supervisor)).body).toMatchObject({ code: 'not-permitted' });
    expect((await act(desk, dispute, 'agree', { terms: '同意补充' })).body).toMatchObject({ code: 'not-permitted' });
  });

  test('it is listed for its sides and for whoever oversees, with the days that are left, and for nobody else', async () => {
    const listed = async (officer: Officer, query = '') => (await rig.ask('GET', `/disputes?limit=100${query}`, officer)).body['items'] as { matter: { number: string } }[];
    for (const officer of [otherJudge, otherUnit, operator]) expect(await listed(officer)).toEqual([]);
    const [one] = await listed(judge, '&stage=negotiating&waitsForMe=true');
    expect(one).toMatchObject({ matter: { number: dispute }, question: 'answer', disputed: { matter: request, kindName: '协助查询身份信息及财产' }, talks: { workingDaysLeft: 7, prolongedBy: [] }, submittedAt: null, proposalsAwaited: 0 });
    expect(one).toMatchObject({ sides: [{ side: 'opener', body: 'court.yuncheng', isOwn: true }, { side: 'respondent', body: 'police', isOwn: false }] });
    expect((await listed(supervisor)).map(({ matter }) => matter.number)).toContain(dispute);
    expect(await listed(judge, '&stage=closed')).toEqual([]);
    // Not a word of what was claimed.
    expect(JSON.stringify(one)).not.toContain('缺少');
  });

  test('a request has no such file', async () => {
    expect((await rig.ask('GET', `/matters/${request}/file`, judge)).status).toBe(404);
  });
});

test('both sides find it in their lists, with what they may do and what it is about', async () => {
  await bringAll();
  for (const who of [judge, liaison]) {
    const { body } = await rig.ask('GET', `/matters/${dispute}`, who);
    expect(body).toMatchObject({
      kind: 'dispute',
      kindName: '争议',
      stage: 'negotiating',
      links: [{ matter: request, as: 'dispute' }],
      particulars: { question: 'answer', disputed: request },
      parties: [
        { side: 'opener', body: 'court.yuncheng' },
        { side: 'respondent', body: 'police' },
      ],
    });
    const may = (body.mayDo as { command: string }[]).map(({ command }) => command);
    expect(may).toEqual(who === judge ? ['state-position', 'agree', 'prolong-talks', 'declare-failed', 'withdraw-dispute'] : ['state-position', 'agree', 'prolong-talks', 'declare-failed']);
  }
  expect((await rig.ask('GET', `/matters/${request}`, judge)).body).toMatchObject({ links: [{ matter: dispute, as: 'dispute', key: 'dispute:4' }], particulars: { disputes: [{ question: 'answer', entry: 3, opened: 4, state: 'open' }] } });
  expect((await rig.ask('GET', `/matters/${dispute}/terms/negotiate/why`, judge)).body).toMatchObject({ cite: { article: '三(四)' } });
});

test('terms are proposed or agreed to, one of the two', async () => {
  for (const body of [{}, { terms: '补充车辆信息', proposal: 2 }]) expect((await act(judge, dispute, 'agree', body)).body).toMatchObject({ status: 422, code: 'invalid-body' });
});

test('the file says what both sides said, with documents, dates and the disputed ledger; reading it is recorded', async () => {
  const document = (await rig.upload(desk, { name: '说明.pdf', mediaType: 'application/pdf', content: pdfOf('说明') })).body.document;
  expect(await act(desk, dispute, 'state-position', { position: '档案正在整合', documents: [{ document, title: '情况说明' }] })).toMatchObject({ status: 200 });
  const { body, status } = await fileOf(judge);
  expect([status, body]).toMatchObject([
    200,
    {
      number: dispute,
      questionName: '答复',
      submittedAt: null,
      sides: [{ name: '云浮市云城区人民法院' }, { name: '市公安局' }],
      disputed: { matter: request, entry: 3 },
      claim: ['缺少<b>车辆</b>信息'],
      positions: [{ side: 'respondent', body: 'police', text: ['档案正在整合'], afterSubmission: false }],
      documents: [{ matter: dispute, document, title: '情况说明' }],
    },
  ]);
  const ledger = (body as { ledger: { type: string; hash: string }[] }).ledger;
  expect(ledger.slice(0, 4).map(({ type }) => type)).toEqual(['open-request', 'receipt-implied', 'answer', 'contest-answer']);
  expect(ledger.every(({ hash }) => hash.startsWith('sha256:'))).toBe(true);

  const page = await fileOf(liaison, 'html');
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(page.text).toContain('争议提请书');
  expect(page.text).toContain('缺少&lt;b&gt;车辆&lt;/b&gt;信息');
  expect(page.text).not.toContain('undefined');
  const audit = await rig.api.services.db.selectFrom('account_audit').select('actor_id').where('action', '=', 'dispute-file-read').orderBy('id').execute();
  expect(audit.map(({ actor_id }) => actor_id)).toEqual([judge.id, liaison.id]);
});

test('declared failed by both it is with the committee at once, which reads the file as it was sent and gives its signed opinion; the court alone answers', async () => {
  for (const who of [liaison, judge]) expect((await act(who, dispute, 'declare-failed', { reason: '磋商不成' })).status).toBe(200);
  await waitFor(async () => (await rig.ask('GET', `/matters/${dispute}`, judge)).body.stage === 'with-committee');
  await act(judge, dispute, 'state-position', { position: '补充意见' });
  expect((await fileOf(committee)).body).toMatchObject({ because: 'declared-failed', positions: [{ afterSubmission: false }, { text: ['补充意见'], afterSubmission: true }] });

  const opinion = { meeting: '争议协调会', number: '云政法协〔2026〕3号', metOn: '2026-01-01', bindsUnits: '公安局应当提供车辆信息', proposals: [{ kind: 'new-term', workingDays: 5 }] };
  for (const wrong of [{}, { proposals: [{ kind: 'other' }] }]) expect((await act(committee, dispute, 'issue-opinion', { ...opinion, ...wrong })).body).toMatchObject({ status: 422, code: 'invalid-body' });
  const document = (await rig.upload(committee, { name: '协调意见.pdf', mediaType: 'application/pdf', content: pdfOf('协调意见') })).body.document;
  expect(await act(committee, dispute, 'issue-opinion', { ...opinion, documents: [{ document, title: '协调意见' }] })).toMatchObject({ status: 200 });

  expect((await act(liaison, dispute, 'accept-proposal', { proposal: 1 })).body).toMatchObject({ code: 'not-permitted' });
  expect((await act(judge, dispute, 'accept-proposal', { proposal: 1 })).status).toBe(200);
  expect((await rig.ask('GET', `/matters/${dispute}`, committee)).body).toMatchObject({ stage: 'closed', closedAs: 'coordinated' });
  await bringAll();
  const { terms } = (await rig.ask('GET', `/matters/${request}`, judge)).body as { terms: { id: string; grants: number[] }[] };
  expect(terms.find(({ id }) => id === 'answer.2')?.grants).toEqual([5]);
});
