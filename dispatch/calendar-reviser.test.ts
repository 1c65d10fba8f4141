import { verifyRegister } from '../cli/register';
import { effectsOf } from '../register/calendar/effects';
import { commitRevisions } from '../register/calendar/revisions';
import { findCommand, settleRefused } from '../register/matters/commands';
import { ANSWER, at, COURT_OFFICER } from '../test/factories/assistance-request';
import { CALENDAR_2027, NOTICE_2027 } from '../test/factories/calendar-2027';
import { publishYear } from '../test/factories/published-year';
import { createTestDatabase, type TestDatabase } from '../test/harness/database';
import { createTestNamespace, type TestNamespace } from '../test/harness/temporal';
import { MatterRig, waitFor } from '../test/rig/matter-rig';
import { bundleForTest } from '../test/rig/test-bundle';
import { VirtualClock } from '../test/rig/virtual-clock';
import type { YearNotice } from '../domain/calendar/year-notice';
import { foreseeAlarms, rederiveMatter } from '../workflows/rederive';

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

async function publish(notice: YearNotice = NOTICE_2027): Promise<number> {
  const version = await publishYear({ db: rig.db, keyRing: rig.keyRing, clock }, notice);
  rig.deps.calendars.forgetNewest();
  return version;
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

describe('runs that live by real time are not woken for it', () => {
  /** As in earnest, where nobody waits until a rehearsal's runs are quiet. */
  const reviseInEarnest = (): Promise<number | undefined> => rig.reviserInEarnest.reviseAll();
  const shownDue = async (matter: string): Promise<number | undefined> => {
    const [due] = (await rig.client.workflow.getHandle(matter).describe()).searchAttributes['DueAt'] ?? [];
    return due instanceof Date ? due.getTime() : undefined;
  };
  const OLD = at('2027-01-01T00:00');
  const NEW = at('2027-01-04T00:00');

  test('whoever acts on one finds the new dates before its run was told', async () => {
    const matter = await openSigned();
    await publish();
    expect(await reviseInEarnest()).toBe(1);
    expect(await rig.position(matter)).toMatchObject({ dueOn: '2027-01-03', calendarVersion: 13 });
    expect(await shownDue(matter)).toBe(OLD);
    expect(await rig.act(matter, 'court', 'grant-extension', { workingDays: 1 }, { words: { reason: '案情复杂' } })).toMatchObject({ status: 'accepted', seq: 4 });
    expect(await rig.position(matter)).toMatchObject({ dueOn: '2027-01-04', calendarVersion: 13 });
    await rig.replay(matter);
  });

  test('an alarm that its timer still rings at the old instant is none by the new dates', async () => {
    const matter = await openSigned();
    await publish();
    await reviseInEarnest();
    await rig.setClock(matter, clock.move(at('2027-01-02T12:00')));
    // The breach of Fri 1 January at 00:00 is gone, and so is Thursday's reminder; the last day's is on Sun 3.
    expect(await rig.types(matter)).toEqual(['open-request', 'sign-receipt', 'calendar-revised', 'reminder T-2', 'reminder T-1']);
    await rig.replay(matter);
  });

  test('the reconciler tells so many in a pass, those first whose next alarm is soonest', async () => {
    const later = [await openSigned(), await openSigned(), await openSigned(), await openSigned()];
    for (const matter of later) await rig.act(matter, 'court', 'grant-extension', { workingDays: 3 }, { words: { reason: '案情复杂' } });
    const soonest = [await openSigned(), await openSigned()];
    await publish();
    expect(await reviseInEarnest()).toBe(6);
    // Wed 6 January is the last day of the others by both calendars; it was provisional, and is certain now.
    const isTold = async (matter: string): Promise<boolean> => {
      const { searchAttributes } = await rig.client.workflow.getHandle(matter).describe();
      return soonest.includes(matter) ? (await shownDue(matter)) === NEW : searchAttributes['Provisional']?.[0] === false;
    };
    expect(await Promise.all([...later, ...soonest].map(isTold))).not.toContain(true);
    // Six shares: of the others one by its id.
    const reconciler = rig.reconcilerWith({ lookedAtInAPass: 1, toldInAPass: 2 });
    await reconciler.restartMissing();
    expect(await Promise.all(soonest.map(isTold))).toEqual([true, true]);
    expect((await Promise.all(later.map(isTold))).filter(Boolean).length).toBeLessThanOrEqual(1);
    // The two with the soonest alarms might never catch up: once in six passes each of the others has its turn all the same.
    const starved = rig.reconcilerWith({ lookedAtInAPass: 1, toldInAPass: 0 });
    for (let pass = 0; pass < 6; pass += 1) await starved.restartMissing();
    await waitFor(async () => (await Promise.all(later.map(isTold))).every(Boolean));
    for (const matter of [...later, ...soonest]) expect((await rig.types(matter)).filter((type) => type === 'calendar-revised')).toHaveLength(1);
  }, 60_000);

  test('while others are still revised only those are told whose next alarm is near', async () => {
    const later = await openSigned();
    await rig.act(later, 'court', 'grant-extension', { workingDays: 3 }, { words: { reason: '案情复杂' } });
    const soonest = await openSigned();
    await publish();
    expect(await reviseInEarnest()).toBe(2);
    const { nextAlarmAt = 0 } = await rig.position(soonest);
    let isRevising = true;
    const reconciler = rig.reconcilerWith({ lookedAtInAPass: 1, isHeldBack: () => isRevising });
    for (let pass = 0; pass < 2; pass += 1) await reconciler.restartMissing();
    expect(await shownDue(soonest)).toBe(OLD);
    clock.move(nextAlarmAt - 5 * 60_000);
    await reconciler.restartMissing();
    expect(await shownDue(soonest)).toBe(NEW);
    const isLaterTold = async () => (await rig.client.workflow.getHandle(later).describe()).searchAttributes['Provisional']?.[0] === false;
    expect(await isLaterTold()).toBe(false);
    isRevising = false;
    await reconciler.restartMissing();
    await waitFor(isLaterTold);
  }, 60_000);
});

test('beforehand it is told what would move: a last day, or what lies ahead where no term runs yet; nothing is written', async () => {
  const signed = await openSigned();
  await rig.setClock(signed, clock.move(at('2026-12-30T15:00')));
  const unsigned = await rig.open();
  // Thu 31 (1), Mon 4 (2), Tue 5 (3); by the notice Sun 3 (1), Mon 4 (2), Tue 5 (3).
  const unmoved = await openSigned();
  const effects = await effectsOf({ db: rig.db, calendars: rig.deps.calendars, foreseeAlarms }, CALENDAR_2027, clock.now());
  expect(effects).toMatchObject([
    { matter: signed, terms: [{ term: 'answer', from: { dueOn: '2026-12-31' }, to: { dueOn: '2027-01-03' } }], alarms: [] },
    // Delivered on Wed 30: at the end of Thu 31; by the notice at the end of Sun 3, the next day that is worked.
    { matter: unsigned, terms: [], breaches: [], alarms: [{ type: 'receipt-deemed', from: at('2027-01-01T00:00'), to: at('2027-01-04T00:00') }] },
  ]);
  expect(await Promise.all([signed, unsigned, unmoved].map(versionOf))).toEqual([12, 12, 12]);
});

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

  test('whose worker is away is revised all the same; its run learns of it when it is back', async () => {
    const matter = await openSigned();
    await rig.stopWorker();
    await publish();
    expect(await rig.reviser.reviseAll()).toBe(1);
    expect(await rig.position(matter)).toMatchObject({ dueOn: '2027-01-03', calendarVersion: 13 });
    await rig.startWorker();
    await rig.setClock(matter, clock.move(at('2027-01-04T00:00')));
    await waitFor(async () => (await rig.position(matter)).lateness === 'breached');
    expect((await rig.types(matter)).filter((type) => type === 'calendar-revised')).toHaveLength(1);
    await rig.replay(matter);
  }, 60_000);

  test('in which something else waits to be decided is left to its run', async () => {
    const matter = await openSigned();
    await rig.stopWorker();
    await rig.commit(matter, 'court', 'grant-extension', { workingDays: 1 }, { words: { reason: '案情复杂' } });
    await publish();
    expect(await rig.reviser.reviseAll()).toBe(1);
    expect(await versionOf(matter)).toBe(12);
    await rig.startWorker();
    await waitFor(async () => {
      await rig.reconciler.bringPending(0);
      return (await versionOf(matter)) === 13;
    }, 30_000);
    expect(await rig.types(matter)).toEqual(['open-request', 'sign-receipt', 'grant-extension', 'calendar-revised']);
    // Tue 29, Wed 30, off from Thu 31 to Sat 2, Sun 3 worked; one more: Mon 4.
    expect(await rig.position(matter)).toMatchObject({ dueOn: '2027-01-04' });
    await rig.replay(matter);
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

  test('that is late is looked at again as the days of its lateness come to the changed ones', async () => {
    clock.move(at('2026-10-29T09:00'));
    const matter = await openSigned();
    // Fri 30 (1), Mon 2 November (2), Tue 3 (3); the last rung on Fri 6.
    await rig.setClock(matter, clock.move(at('2026-11-09T12:00')));
    await publish();
    expect(await rig.reviser.reviseAll()).toBe(0);
    expect(await versionOf(matter)).toBe(12);
    await rig.setClock(matter, clock.move(at('2026-12-14T09:00')));
    expect(await rig.reviser.reviseAll()).toBe(1);
    await rig.setClock(matter, clock.move(at('2027-01-02T10:00')));
    expect(await rig.act(matter, 'unit', 'answer', ANSWER)).toMatchObject({ status: 'accepted' });
    // November 4–6, 9–13, 16–20, 23–27, 30; December 1–4, 7–11, 14–18, 21–25, 28–30; Thu 31 is off.
    expect((await rig.position(matter)).terms.find(({ id }) => id === 'answer')).toMatchObject({ dueOn: '2026-11-03', calendarVersion: 13, lateWorkingDays: 41 });
  });

  test('in which an alarm is due that nobody rings counts as left', async () => {
    const matter = await openSigned();
    await rig.stopWorker();
    // Two working days before Thu 31.
    clock.move(at('2026-12-29T08:30'));
    await publish();
    expect(await rig.reviser.reviseAll()).toBe(1);
    expect(await versionOf(matter)).toBe(12);
    await rig.startWorker();
    await rig.setClock(matter, clock.setting);
    await waitFor(async () => {
      await rig.reconciler.bringPending(0);
      return (await versionOf(matter)) === 13;
    }, 30_000);
    expect(await rig.reviser.reviseAll()).toBe(0);
  }, 60_000);

  test('that refused once is no longer waited for: the operator is told, once', async () => {
    const matter = await openSigned();
    const to = await publish();
    const [command] = await commitRevisions({ db: rig.db, clock }, [matter], to);
    await settleRefused(rig.deps, command?.id ?? '', { status: 'refused', code: 'not-awaited' });
    expect(await rig.reviser.reviseAll()).toBe(0);
    expect(await rig.reviser.reviseAll()).toBe(0);
    expect(await rig.db.selectFrom('operator_notice').select(['matter', 'details']).where('code', '=', 'calendar-refused').execute()).toEqual([{ matter, details: { version: 13, refused: 'not-awaited' } }]);
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
  /** Due on Thu 31 December, answered on Fri 1 January if nothing else is said, accepted, closed. */
  async function closedLate(opened?: string, answeredAt = '2027-01-01T10:00'): Promise<string> {
    const matter = opened ?? (await openSigned());
    await rig.setClock(matter, clock.move(at(answeredAt)));
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

  test('is listed for annulment when a notice takes its ground; its dates stay, and what stays late is left alone', async () => {
    const opened = await openSigned();
    const matter = await closedLate();
    const late = await closedLate(opened, '2027-01-04T00:00');
    await publish();
    // By the notice both were due on Sun 3 January.
    expect(await rig.reviser.reviseAll()).toBe(1);
    expect(await rig.position(matter)).toMatchObject({ stage: 'closed', calendarVersion: 13, lateness: 'breached', terms: [{ dueOn: '2026-12-31', calendarVersion: 12 }, {}], breaches: [{ term: 'answer', isToBeAnnulled: true }] });
    expect((await rig.ledger(matter)).at(-1)).toMatchObject({ type: 'calendar-revised', facts: { from: 12, to: 13, listed: [{ term: 'answer', at: at('2027-01-01T00:00') }] } });
    expect(await versionOf(late)).toBe(12);
    expect(await rig.reviser.reviseAll()).toBe(0);
    expect(await rig.act(matter, 'court', 'annul-breach', { breach: 'answer', ground: 'calendar' }, { by: SUPERVISOR, words: { reason: '放假安排调整' } })).toMatchObject({ status: 'accepted' });
    for (const number of [matter, late]) {
      const ledger = await rig.ledger(number);
      const derived = await rederiveMatter({ matter: number, ledger, ...(await rig.deps.calendars.slicesFor(ledger)) });
      expect(derived.position).toEqual(await rig.position(number));
    }
    // Nobody at the door brings a calendar to a closed matter either.
    const command = await rig.commit(late, 'court', 'revise-calendar', { to: 13 }, { by: COURT_OFFICER });
    expect(await rig.dispatcher.bring(command)).toMatchObject({ status: 'refused', code: 'not-permitted' });
  });

  test('what else comes too late is refused as ever', async () => {
    const matter = await closedLate();
    const late = await rig.commit(matter, 'unit', 'raise-query', {}, { words: { question: '？' } });
    expect(await rig.dispatcher.bring(late)).toMatchObject({ status: 'refused', code: 'matter-closed' });
    expect((await findCommand(rig.db, late.id))?.outcome).toMatchObject({ code: 'matter-closed' });
  });
});
