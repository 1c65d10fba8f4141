import { ANSWER, at, COURT_OFFICER, deskOfficerOf } from '../test/factories/assistance-request';
import { COMMITTEE_OFFICER, disputeFacts } from '../test/factories/dispute';
import { createTestDatabase, type TestDatabase } from '../test/harness/database';
import { createTestNamespace } from '../test/harness/temporal';
import { MatterRig } from '../test/rig/matter-rig';
import { VirtualClock } from '../test/rig/virtual-clock';
import type { Actor } from '../matters/ledger';
import { findBroken } from '../register/verify/verify-matter';
import { rederiveMatter } from './rederive';

const opener: Actor = { ...COURT_OFFICER, side: 'opener' };
const respondent: Actor = { ...deskOfficerOf('police'), id: 'liaison-of-police', role: 'liaison', side: 'respondent' };
const accepted = { status: 'accepted' };
const OPINION = { number: '云政法协〔2026〕3号', metOn: '2026-05-14', proposals: [{ kind: 'new-term', workingDays: 5 }] };

describe('disputes on a real Temporal server and a real PostgreSQL', () => {
  let database: TestDatabase;
  let shared: MatterRig;

  beforeAll(async () => {
    database = await createTestDatabase();
    shared = await MatterRig.create({ databaseUrl: database.appUrl, ...(await createTestNamespace()) });
    await shared.startWorker();
  });
  afterAll(async () => {
    await shared.stop();
    await database.drop();
  });

  /** A dispute with a clock of its own, on a request that is there. */
  const living = async (from: string) => {
    const clock = VirtualClock.at(at(from));
    const rig = shared.living(clock);
    const request = await rig.open({ revision: 2 });
    const dispute = await rig.openAs('dispute', disputeFacts({ entry: undefined, words: undefined, origin: { matter: request, seq: 1, as: 'dispute' } }));
    return { rig, dispute, moveTo: (to: string) => rig.setClock(dispute, clock.move(at(to))) };
  };
  const act = (rig: MatterRig, dispute: string, by: Actor, name: string, facts: Record<string, unknown> = {}) => rig.act(dispute, by.side ?? 'opener', name, facts, { by, words: { text: name } });
  const bringAll = async (): Promise<void> => {
    while ((await shared.reconciler.bringPending(0)) > 0);
  };
  const isWhole = async (rig: MatterRig, number: string): Promise<string | undefined> => {
    const row = await rig.db.selectFrom('matter').selectAll().where('number', '=', number).executeTakeFirstOrThrow();
    return findBroken({ db: rig.db, keyRing: rig.keyRing, rederive: async (_matter, ledger) => rederiveMatter({ matter: number, ledger, calendar: await rig.deps.calendars.version(row.calendar_version) }) }, row);
  };

  test('opened on Monday 27 April 2026, it is with the committee at the first instant of Sunday 10 May, and ends when the court has answered; what ran replays', async () => {
    const { rig, dispute, moveTo } = await living('2026-04-27T10:00');
    // 28, 29, 30 April; 1–5 May holiday; 6, 7, 8 and Saturday 9 May, made up.
    expect(await rig.position(dispute)).toMatchObject({ stage: 'negotiating', dueOn: '2026-05-09' });
    expect(await act(rig, dispute, respondent, 'state-position')).toMatchObject(accepted);
    await moveTo('2026-05-09T23:59:59');
    expect(await rig.position(dispute)).toMatchObject({ stage: 'negotiating' });
    await moveTo('2026-05-10T00:00');
    expect(await rig.position(dispute)).toMatchObject({ stage: 'with-committee', dueOn: '2026-05-22', lateness: 'none' });
    const entry = (await rig.ledger(dispute)).find(({ type }) => type === 'submitted-to-committee');
    expect(entry).toMatchObject({ receivedAt: at('2026-05-10T00:00'), facts: { because: 'term-ended' } });
    expect(Number(entry?.facts['submittedAt'])).toBeGreaterThanOrEqual(at('2026-05-10T00:00'));
    await moveTo('2026-05-15T10:00');
    expect(await act(rig, dispute, COMMITTEE_OFFICER, 'issue-opinion', OPINION)).toMatchObject(accepted);
    expect(await act(rig, dispute, opener, 'accept-proposal', { proposal: 1 })).toMatchObject(accepted);
    expect(await rig.position(dispute)).toMatchObject({ stage: 'closed', closedAs: 'coordinated' });
    await rig.client.workflow.getHandle(dispute).result();
    await rig.replay(dispute);
  });

  test('the same terms agreed to by twenty at once, while the opener withdraws: one ends it, and the others are told how', async () => {
    const { rig, dispute } = await living('2026-04-27T10:00');
    await act(rig, dispute, opener, 'agree');
    const outcomes = await Promise.all([...Array.from({ length: 20 }, () => act(rig, dispute, respondent, 'agree', { proposal: 2 })), act(rig, dispute, opener, 'withdraw-dispute')]);
    expect(outcomes.filter((outcome) => outcome?.status === 'accepted')).toHaveLength(1);
    const { closedAs } = await rig.position(dispute);
    for (const outcome of outcomes.filter((one) => one?.status === 'refused')) expect(outcome).toMatchObject({ code: 'matter-closed', details: { closedAs } });
    await rig.replay(dispute);
  });

  test('both declare the talks failed at once: it is submitted once', async () => {
    const { rig, dispute, moveTo } = await living('2026-04-27T10:00');
    await Promise.all([act(rig, dispute, opener, 'declare-failed'), act(rig, dispute, respondent, 'declare-failed')]);
    await moveTo('2026-05-12T10:00');
    expect((await rig.types(dispute)).filter((type) => type === 'submitted-to-committee')).toHaveLength(1);
    expect((await rig.ledger(dispute)).find(({ type }) => type === 'submitted-to-committee')?.facts).toMatchObject({ because: 'declared-failed' });
    await rig.replay(dispute);
  });

  test('ended from outside, it starts again where it stood, and is submitted when it is due', async () => {
    const { rig, dispute, moveTo } = await living('2026-04-27T10:00');
    await act(rig, dispute, opener, 'prolong-talks', { workingDays: 2 });
    await rig.client.workflow.getHandle(dispute).terminate('test');
    expect(await rig.dispatcher.start(dispute)).toBe(true);
    expect(await act(rig, dispute, respondent, 'prolong-talks', { workingDays: 2 })).toMatchObject(accepted);
    // Counted on from Saturday 9 May: 11, 12.
    expect(await rig.position(dispute)).toMatchObject({ dueOn: '2026-05-12' });
    await moveTo('2026-05-13T00:00');
    expect(await rig.position(dispute)).toMatchObject({ stage: 'with-committee' });
  });

  test('a contested answer opens one in its own step; both name each other; what the court accepts moves the request’s term; both hold against their ledgers', async () => {
    const request = await shared.open({ revision: 2 });
    await shared.act(request, 'unit', 'answer', ANSWER);
    await shared.act(request, 'court', 'contest-answer', {}, { words: { missing: '缺少车辆信息' } });
    const { number: dispute } = await shared.db.selectFrom('matter').select('number').where('procedure', '=', 'dispute').where('case_number', '=', '（2026）粤5302执123号').orderBy('opened_at', 'desc').limit(1).executeTakeFirstOrThrow();
    await bringAll();
    expect((await shared.position(request)).links).toMatchObject([{ matter: dispute, as: 'dispute' }]);
    expect(await shared.position(dispute)).toMatchObject({ stage: 'negotiating', links: [{ matter: request, as: 'dispute' }], particulars: { question: 'answer', entry: 3, disputed: request } });
    expect(await shared.act(request, 'court', 'open-dispute', { question: 'answer', entry: 3 })).toMatchObject({ status: 'refused', code: 'dispute-open-already', details: { matter: dispute } });

    for (const by of [opener, respondent]) expect(await act(shared, dispute, by, 'declare-failed')).toMatchObject(accepted);
    await shared.waitForStage(dispute, 'with-committee');
    expect(await act(shared, dispute, COMMITTEE_OFFICER, 'issue-opinion', OPINION)).toMatchObject(accepted);
    expect(await act(shared, dispute, opener, 'accept-proposal', { proposal: 1 })).toMatchObject(accepted);
    await bringAll();
    expect((await shared.types(request)).slice(-2).sort()).toEqual(['apply-proposal', 'dispute-ended']);
    expect((await shared.position(request)).terms.find(({ id }) => id === 'answer.2')).toMatchObject({ grants: [5] });
    for (const number of [request, dispute]) {
      await shared.replay(number);
      expect([number, await isWhole(shared, number)]).toEqual([number, undefined]);
    }
  });

  test('an answer accepted after all settles its dispute', async () => {
    const request = await shared.open({ revision: 2 });
    await shared.act(request, 'unit', 'answer', ANSWER);
    await shared.act(request, 'court', 'contest-answer');
    await bringAll();
    const [link] = (await shared.position(request)).links;
    await shared.act(request, 'unit', 'answer', ANSWER);
    await shared.act(request, 'court', 'accept-answer');
    await bringAll();
    expect(await shared.position(link?.matter ?? '')).toMatchObject({ stage: 'closed', closedAs: 'agreed' });
  });
});
