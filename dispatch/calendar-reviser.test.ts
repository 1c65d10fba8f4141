import { verifyRegister } from '../cli/register';
import { findCommand } from '../register/matters/commands';
import { ANSWER, at, COURT_OFFICER } from '../test/factories/assistance-request';
import { NOTICE_2027 } from '../test/factories/calendar-2027';
import { publishYear } from '../test/factories/published-year';
import { createTestDatabase, type TestDatabase } from '../test/harness/database';
import { createTestNamespace, type TestNamespace } from '../test/harness/temporal';
import { MatterRig, waitFor } from '../test/rig/matter-rig';
import { bundleForTest } from '../test/rig/test-bundle';
import { VirtualClock } from '../test/rig/virtual-clock';
import type { YearNotice } from '../domain/calendar/year-notice';

const SUPERVISOR = { kind: 'officer', id: 'named-supervisor', body: 'court.yuncheng', side: 'court', role: 'supervisor' } as const;
const MANY = 200;

let database: TestDatabase;
let namespace: TestNamespace;
let rig: MatterRig;
const clock = VirtualClock.at(at('2026-12-28T09:00'));

beforeEach(async () => {
  database = await createTestDatabase();
  namespace = await createTestNamespace();
  clock.move(at('2026-12-28T09:00'), 0);
  rig = await MatterRig.create({ databaseUrl: database.appUrl, ...namespace, clock, rehearsalClock: async () => clock.setting });
  await rig.startWorker();
}, 30_000);
afterEach(async () => {
  expect(rig.errors).toEqual([]);
  expect((await verifyRegister({ db: rig.db, keyRing: rig.keyRing })).broken).toBeUndefined();
  await rig.stop();
  await database.drop();
}, 30_000);

async function publish(notice: YearNotice = NOTICE_2027): Promise<void> {
  await publishYear({ db: rig.db, keyRing: rig.keyRing, clock }, notice);
  rig.deps.calendars.forgetNewest();
}

async function openSigned(): Promise<string> {
  const matter = await rig.open();
  expect(await rig.act(matter, 'unit', 'sign-receipt')).toMatchObject({ status: 'accepted' });
  return matter;
}

const versionOf = async (matter: string) => (await rig.db.selectFrom('matter').select('calendar_version').where('number', '=', matter).executeTakeFirstOrThrow()).calendar_version;
const countOf = async (version: number) => Number((await rig.db.selectFrom('matter').select((count) => count.fn.countAll<number>().as('n')).where('calendar_version', '=', version).executeTakeFirstOrThrow()).n);

async function inParallel(n: number, act: () => Promise<unknown>): Promise<void> {
  let left = n;
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      while (left-- > 0) await act();
    }),
  );
}

test(`a year published while ${MANY} requests are open moves every one of them, once, and those opened later count with it`, async () => {
  await inParallel(MANY, openSigned);
  expect(await rig.reviser.reviseAll()).toBe(0);
  await publish();
  // Two processes at once: one revises, the other leaves it to it.
  const [one, other] = await Promise.all([rig.reviser.reviseAll(), rig.reviser.reviseAll()]);
  expect([one, other].filter((revised) => revised !== undefined).reduce((sum, revised) => sum + revised, 0)).toBeGreaterThanOrEqual(MANY);
  expect(await rig.reviser.reviseAll()).toBe(0);
  expect(await countOf(13)).toBe(MANY);
  const dueOn = await rig.db.selectFrom('matter').select('due_on').distinct().execute();
  // Tue 29, Wed 30, off from Thu 31 to Sat 2, Sun 3 worked.
  expect(dueOn).toEqual([{ due_on: '2027-01-03' }]);
  const entries = await rig.db.selectFrom('entry').select((count) => count.fn.countAll<number>().as('n')).where('type', '=', 'calendar-revised').executeTakeFirstOrThrow();
  expect(Number(entries.n)).toBe(MANY);
  expect(await rig.db.selectFrom('operator_notice').select(['code', 'details']).execute()).toContainEqual({ code: 'calendar-revised', details: expect.objectContaining({ version: 13, matters: MANY }) as unknown });
  expect(await versionOf(await openSigned())).toBe(13);
}, 180_000);

describe('one matter', () => {
  test('shows both dates, rings at the new ones, and replays', async () => {
    const matter = await openSigned();
    await publish();
    expect(await rig.reviser.reviseAll()).toBe(1);
    expect((await rig.ledger(matter)).at(-1)).toMatchObject({ type: 'calendar-revised', facts: { from: 12, to: 13 }, terms: [{ id: 'answer', dueOn: '2027-01-03' }] });
    await rig.setClock(matter, clock.move(at('2027-01-03T12:00')));
    expect(await rig.position(matter)).toMatchObject({ lateness: 'none', calendarVersion: 13 });
    await rig.setClock(matter, clock.move(at('2027-01-04T00:00')));
    expect(await rig.position(matter)).toMatchObject({ lateness: 'breached', breaches: [{ at: at('2027-01-04T00:00') }] });
    expect(await rig.types(matter)).toEqual(['open-request', 'sign-receipt', 'calendar-revised', 'reminder T-2', 'reminder T-1', 'reminder T-0', 'term-expired breach']);
    await rig.replay(matter);
  });

  test('that is lost starts again over its ledger, with the calendar that took the first one’s place', async () => {
    const matter = await openSigned();
    await publish();
    await rig.reviser.reviseAll();
    await rig.client.workflow.getHandle(matter).terminate();
    expect(await rig.reconciler.restartMissing()).toEqual([matter]);
    await rig.setClock(matter, clock.move(at('2026-12-30T09:00')));
    expect(await rig.act(matter, 'court', 'grant-extension', { workingDays: 1 })).toMatchObject({ status: 'accepted' });
    // From Sun 3: Mon 4.
    expect(await rig.position(matter)).toMatchObject({ dueOn: '2027-01-04', calendarVersion: 13 });
    await rig.replay(matter);
  });

  test('goes on as new with it', async () => {
    await rig.stopWorker();
    const bundle = await bundleForTest('short-runs.ts');
    await rig.startWorker({ bundle });
    const matter = await openSigned();
    await publish();
    await rig.reviser.reviseAll();
    for (let n = 0; n < 8; n += 1) expect(await rig.act(matter, 'unit', 'raise-query', {}, { words: { question: '？' } })).toMatchObject({ status: 'accepted' });
    await waitFor(async () => (await rig.client.workflow.getHandle(matter).describe()).raw.workflowExecutionInfo?.firstRunId !== (await rig.client.workflow.getHandle(matter).describe()).runId);
    expect(await rig.act(matter, 'court', 'grant-extension', { workingDays: 1 })).toMatchObject({ status: 'accepted' });
    expect(await rig.position(matter)).toMatchObject({ dueOn: '2027-01-04', calendarVersion: 13 });
    await rig.replay(matter, { bundle });
  }, 60_000);

  test('whose worker is away is revised when it is back', async () => {
    const matter = await openSigned();
    await rig.stopWorker();
    await publish();
    await rig.reviser.reviseAll();
    expect(await versionOf(matter)).toBe(12);
    await rig.startWorker();
    await waitFor(async () => {
      await rig.reviser.reviseAll();
      return (await versionOf(matter)) === 13;
    }, 30_000);
    expect((await rig.types(matter)).filter((type) => type === 'calendar-revised')).toHaveLength(1);
  }, 60_000);

  test('that counted no changed day is left alone until a term of it does', async () => {
    clock.move(at('2026-11-30T09:00'));
    const matter = await openSigned();
    await publish();
    const { reviser } = rig;
    // Due on Thu 3 December, far from any changed day.
    expect(await reviser.reviseAll()).toBe(0);
    expect(await versionOf(matter)).toBe(12);
    await rig.setClock(matter, clock.move(at('2026-12-03T10:00')));
    // Fifteen more working days: 4; 7–11; 14–18; 21–24: still not the 31st, but its rungs behind it are.
    expect(await rig.act(matter, 'court', 'grant-extension', { workingDays: 15 })).toMatchObject({ status: 'accepted' });
    expect(await reviser.reviseAll()).toBe(1);
    expect(await rig.position(matter)).toMatchObject({ dueOn: '2026-12-24', calendarVersion: 13 });
  });

  test('that is closed keeps its dates', async () => {
    const matter = await rig.open();
    await rig.act(matter, 'court', 'withdraw', {}, { words: { reason: '和解' } });
    await waitFor(async () => (await rig.position(matter)).stage === 'closed');
    await publish();
    expect(await rig.reviser.reviseAll()).toBe(0);
    expect(await versionOf(matter)).toBe(12);
  });

  test('is not revised by anybody at the door', async () => {
    const matter = await openSigned();
    await publish();
    const command = await rig.commit(matter, 'court', 'revise-calendar', { to: 13 }, { by: COURT_OFFICER });
    expect(await rig.dispatcher.bring(command)).toMatchObject({ status: 'refused', code: 'not-permitted' });
    expect(await versionOf(matter)).toBe(12);
  });
});

describe('a breach on a closed matter', () => {
  /** Due on Thu 31 December, answered on Fri 1 January, accepted, closed. */
  async function closedLate(): Promise<string> {
    const matter = await openSigned();
    await rig.setClock(matter, clock.move(at('2027-01-01T10:00')));
    await rig.act(matter, 'unit', 'answer', ANSWER, { words: { remarks: '已办' } });
    await rig.act(matter, 'court', 'accept-answer');
    await waitFor(async () => (await rig.position(matter)).stage === 'closed');
    return matter;
  }

  test('is contested, annulled and corrected without its workflow, with Temporal’s worker away, once for each key', async () => {
    const matter = await closedLate();
    await rig.stopWorker();
    const contest = { breach: 'answer', ground: 'calendar' };
    expect(await rig.act(matter, 'court', 'contest-breach', contest)).toMatchObject({ status: 'refused', code: 'not-permitted' });
    expect(await rig.act(matter, 'unit', 'contest-breach', contest, { key: 'contest', words: { reason: '元旦放假' } })).toMatchObject({ status: 'accepted' });
    expect(await rig.act(matter, 'unit', 'contest-breach', contest, { key: 'contest' })).toMatchObject({ status: 'accepted' });
    expect(await rig.act(matter, 'court', 'annul-breach', contest)).toMatchObject({ status: 'refused', code: 'not-permitted' });
    const answers = await Promise.all([1, 2, 3].map(() => rig.act(matter, 'court', 'annul-breach', contest, { by: SUPERVISOR, words: { reason: '放假安排调整' } })));
    expect(answers.map((answer) => answer?.status).sort()).toEqual(['accepted', 'refused', 'refused']);
    const answered = (await rig.ledger(matter)).find(({ type }) => type === 'answer')?.seq;
    expect(await rig.act(matter, 'unit', 'correct', { entry: answered }, { words: { words: '更正', reason: '笔误' } })).toMatchObject({ status: 'accepted' });
    expect((await rig.types(matter)).slice(-4)).toEqual(['accept-answer', 'contest-breach', 'annul-breach', 'correct']);
    expect(await rig.position(matter)).toMatchObject({ stage: 'closed', lateness: 'none', breaches: [{ contested: { ground: 'calendar' }, annulled: { ground: 'calendar' } }] });
    await rig.startWorker();
  });

  test('what else comes too late is refused as ever', async () => {
    const matter = await closedLate();
    const late = await rig.commit(matter, 'unit', 'raise-query', {}, { words: { question: '？' } });
    expect(await rig.dispatcher.bring(late)).toMatchObject({ status: 'refused', code: 'matter-closed' });
    expect((await findCommand(rig.db, late.id))?.outcome).toMatchObject({ code: 'matter-closed' });
  });
});
