import fc from 'fast-check';
import { isWorkingDay } from '../../domain/calendar/calendar';
import { addDays, type Day, dayOf } from '../../domain/calendar/day';
import { SHIPPED_CALENDAR } from '../../domain/calendar/shipped';
import type { Opening } from '../../matters/assistance-request';
import type { PapersReturned } from '../../matters/returned';
import { returnedOf } from '../../matters/returned';
import { ANSWER, at, command, COURT_OFFICER, deskOfficerOf, RequestInMemory } from '../../test/factories/assistance-request';

const SEAL_MISSING = { papers: [{ paper: 'query-notice', lacks: 'seal' }] };
const SEALED = { papers: [{ paper: 'query-notice', courtSeal: true }], serviceMode: 'electronic' };
const WRONG = { unit: 'police', office: 'police.luoding', basis: 'not-our-place' };

const termOf = (matter: RequestInMemory, id: string) => matter.position?.terms.find((term) => term.id === id);
const returnsOf = (matter: RequestInMemory) => (matter.position?.particulars['returns'] ?? []) as PapersReturned[];
const returned = (matter: RequestInMemory, id: string) => {
  const term = termOf(matter, id);
  return term && matter.position ? returnedOf(term, matter.position.particulars) : undefined;
};
const open = (openedAt: string, over: Partial<Opening> = {}) => RequestInMemory.open(openedAt, { revision: 2, ...over });
/** Opened and signed for on the eve of the October holiday: due on Saturday 11 October. */
async function receivedOnTheEve(): Promise<RequestInMemory> {
  const matter = await open('2025-09-30T09:00');
  await matter.act('unit', 'sign-receipt', '2025-09-30T10:00');
  return matter;
}

describe('who may not', () => {
  test.each(['return-papers', 'wrong-unit'])('the court does not %s', async (name) => {
    const matter = await receivedOnTheEve();
    expect(await matter.act('court', name, '2025-10-09T10:00', name === 'wrong-unit' ? WRONG : SEAL_MISSING)).toMatchObject({ status: 'refused', code: 'not-permitted' });
    const head = { ...deskOfficerOf('police'), id: 'head', role: 'unit-head' };
    expect(await matter.send(command('unit', name, '2025-10-09T10:01', {}, { by: head }))).toMatchObject({ code: 'not-permitted' });
  });

  test.each(['serve-again', 'serve-on-unit', 'accept-return', 'contest-return'])('the unit does not %s', async (name) => {
    const matter = await receivedOnTheEve();
    await matter.act('unit', 'return-papers', '2025-10-10T10:00', SEAL_MISSING);
    expect(await matter.act('unit', name, '2025-10-10T11:00', SEALED)).toMatchObject({ status: 'refused', code: 'not-permitted' });
    expect(await matter.send(command('court', name, '2025-10-10T11:01', SEALED, { by: { ...COURT_OFFICER, role: 'supervisor' } }))).toMatchObject({ code: 'not-permitted' });
  });
});

describe('papers that come back', () => {
  test('a missing seal on the second of three working days ends the clock, which stays visible; the sealed set has a term from its own receipt', async () => {
    const matter = await receivedOnTheEve();
    // Thu 9 (1), Fri 10 (2).
    expect(await matter.act('unit', 'return-papers', '2025-10-10T10:00', SEAL_MISSING)).toMatchObject({ status: 'accepted' });
    expect(matter.position).toMatchObject({ stage: 'returned', awaitedSides: ['court'], lateness: 'none' });
    expect(returned(matter, 'answer')).toEqual({ onDay: 2, usedDays: 2, of: 3 });
    expect(termOf(matter, 'answer')).toMatchObject({ state: 'ended', dueOn: '2025-10-11' });
    await matter.act('court', 'serve-again', '2025-10-10T16:00', SEALED);
    expect(matter.position?.stage).toBe('awaiting-receipt');
    await matter.act('unit', 'sign-receipt', '2025-10-11T09:00');
    // Day 0 is Saturday 11, which is worked; Mon 13 (1), Tue 14 (2), Wed 15 (3).
    expect(termOf(matter, 'answer.2')).toMatchObject({ startOn: '2025-10-11', dueOn: '2025-10-15', force: 'statutory', article: '四.7(1)', state: 'running' });
    await matter.act('unit', 'answer', '2025-10-15T16:00', ANSWER);
    await matter.act('court', 'accept-answer', '2025-10-16T09:00');
    expect(matter.position).toMatchObject({ closedAs: 'accepted', lateness: 'none' });
    expect(returned(matter, 'answer')).toEqual({ onDay: 2, usedDays: 2, of: 3 });
    expect(returned(matter, 'answer.2')).toBeNull();
    expect(matter.types()).toEqual(['open-request', 'sign-receipt', 'reminder T-2', 'reminder T-1', 'return-papers', 'serve-again', 'sign-receipt', 'reminder T-2', 'reminder T-1', 'reminder T-0', 'answer', 'accept-answer']);
  });

  test('over the Spring Festival of 2026 only working days are used: a wrong unit on the first day after it is day 2 of 3', async () => {
    const matter = await open('2026-02-13T09:00');
    await matter.act('unit', 'sign-receipt', '2026-02-13T10:00');
    // Sat 14 is worked (1); 15 to 23 is the holiday; Tue 24 (2); Wed 25 (3).
    await matter.act('unit', 'wrong-unit', '2026-02-24T10:00', WRONG);
    expect(returned(matter, 'answer')).toEqual({ onDay: 2, usedDays: 2, of: 3 });
  });

  test('within the holiday nothing more is used', async () => {
    const matter = await open('2026-02-13T09:00');
    await matter.act('unit', 'sign-receipt', '2026-02-13T10:00');
    await matter.act('unit', 'return-papers', '2026-02-18T10:00', SEAL_MISSING);
    expect(returned(matter, 'answer')).toEqual({ onDay: 1, usedDays: 1, of: 3 });
  });

  test('what the court granted counts among the days of the term', async () => {
    const matter = await receivedOnTheEve();
    await matter.act('court', 'grant-extension', '2025-10-09T09:00', { workingDays: 2 });
    await matter.act('unit', 'return-papers', '2025-10-13T10:00', SEAL_MISSING); // Thu 9, Fri 10, Sat 11, Mon 13
    expect(returned(matter, 'answer')).toEqual({ onDay: 4, usedDays: 4, of: 5 });
  });

  test('what was never signed for is received with its return, on day 0', async () => {
    const matter = await open('2026-03-05T15:00');
    await matter.act('unit', 'return-papers', '2026-03-05T16:00', SEAL_MISSING);
    expect(matter.types()).toEqual(['open-request', 'receipt-implied', 'return-papers']);
    expect(matter.register.steps.at(-1)?.entries).toHaveLength(2);
    expect(returned(matter, 'answer')).toEqual({ onDay: 0, usedDays: 0, of: 3 });
    expect(matter.position).toMatchObject({ stage: 'returned', particulars: { receipt: { at: at('2026-03-05T16:00'), how: 'return' } } });
  });

  test('every clock of a kind with several ends, and begins anew', async () => {
    const matter = await open('2026-03-05T09:00', { kind: 'commerce.equity-transfer', papers: [] });
    await matter.act('unit', 'sign-receipt', '2026-03-05T10:00');
    await matter.act('unit', 'return-papers', '2026-03-06T10:00', { papers: [{ paper: 'transferee-proof', lacks: 'seal' }] });
    expect([returned(matter, 'register'), returned(matter, 'answer')]).toEqual([{ onDay: 1, usedDays: 1, of: 3 }, { onDay: 1, usedDays: 1, of: 3 }]);
    await matter.act('court', 'serve-again', '2026-03-09T09:00', { papers: [{ paper: 'transferee-proof', courtSeal: true }], serviceMode: 'electronic' });
    await matter.act('unit', 'answer', '2026-03-10T10:00', ANSWER);
    await matter.act('court', 'accept-answer', '2026-03-10T11:00');
    expect(matter.position).toMatchObject({ stage: 'awaiting-act', particulars: { outstanding: ['publish'] } });
    await matter.act('unit', 'record-act', '2026-03-11T11:00', { act: 'publish' });
    expect(matter.position?.terms.map(({ id, state }) => `${id} ${state}`)).toEqual(['register ended', 'answer ended', 'settle-return met', 'register.2 met', 'answer.2 met', 'publish.2 met', 'accept-answer.2 met']);
    expect(matter.position).toMatchObject({ closedAs: 'accepted' });
  });

  test('a contest of the answer to the second set is a round of its own', async () => {
    const matter = await receivedOnTheEve();
    await matter.act('unit', 'return-papers', '2025-10-09T10:00', SEAL_MISSING);
    await matter.act('court', 'serve-again', '2025-10-09T11:00', SEALED);
    await matter.act('unit', 'answer', '2025-10-09T12:00', ANSWER);
    await matter.act('court', 'contest-answer', '2025-10-10T09:00');
    expect(matter.position?.terms.map(({ id, force, state }) => `${id} ${force} ${state}`)).toEqual([
      'answer statutory ended',
      'settle-return advisory met',
      'answer.2 statutory met',
      'accept-answer.2 advisory met',
      'answer.3 advisory running',
    ]);
  });

  test('the second set is deemed received like the first, and a breach rests on the receipt of its own set', async () => {
    const matter = await receivedOnTheEve();
    await matter.act('unit', 'return-papers', '2025-10-09T10:00', SEAL_MISSING);
    await matter.act('court', 'serve-again', '2025-10-09T11:00', SEALED);
    // Deemed received at the end of Fri 10; Sat 11 (1), Mon 13 (2), Tue 14 (3).
    await matter.advanceTo(at('2025-10-15T00:00'));
    expect(termOf(matter, 'answer.2')).toMatchObject({ startOn: '2025-10-10', dueOn: '2025-10-14' });
    expect(matter.position?.breaches).toMatchObject([{ term: 'answer.2', restsOnDeemedReceipt: true, explanation: 'none' }]);
  });

  test('papers served again by post wait for their delivery to be recorded', async () => {
    const matter = await receivedOnTheEve();
    await matter.act('unit', 'return-papers', '2025-10-09T10:00', SEAL_MISSING);
    await matter.act('court', 'serve-again', '2025-10-09T11:00', { ...SEALED, serviceMode: 'post' });
    expect(matter.position).toMatchObject({ stage: 'awaiting-delivery', awaitedSides: ['court'] });
    await matter.advanceTo(at('2025-10-14T00:00')); // Fri 10, Sat 11, Mon 13
    expect(matter.types().at(-1)).toBe('delivery-unrecorded');
    // A time of service before the papers came back would be that of the first set.
    expect(await matter.act('court', 'propose-service-time', '2025-10-14T10:00', { servedAt: at('2025-10-09T09:59'), mode: 'post' })).toMatchObject({ code: 'time-out-of-range' });
    expect(await matter.act('court', 'propose-service-time', '2025-10-14T10:01', { servedAt: at('2025-10-10T10:00'), mode: 'post' })).toMatchObject({ status: 'accepted' });
  });
});

describe('refused', () => {
  test('in the last millisecond of the term it is a return; at its end it is too late', async () => {
    const inTime = await receivedOnTheEve();
    await inTime.advanceTo(at('2025-10-11T12:00'));
    expect(await inTime.send(command('unit', 'return-papers', at('2025-10-12T00:00') - 1, SEAL_MISSING))).toMatchObject({ status: 'accepted' });
    expect(returned(inTime, 'answer')).toEqual({ onDay: 3, usedDays: 3, of: 3 });
    const late = await receivedOnTheEve();
    expect(await late.act('unit', 'wrong-unit', '2025-10-12T00:00', WRONG)).toMatchObject({ status: 'refused', code: 'too-late-to-return', details: { dueAt: at('2025-10-12T00:00') } });
  });

  test('a return for a seal only where the text demands one, and only for papers of the kind’s list', async () => {
    const matter = await open('2026-03-05T09:00', { kind: 'housing.query' });
    expect(await matter.act('unit', 'return-papers', '2026-03-05T10:00', SEAL_MISSING)).toMatchObject({ code: 'seal-not-demanded', details: { paper: 'query-notice' } });
    expect(await matter.act('unit', 'return-papers', '2026-03-05T10:01', { papers: [{ paper: 'ruling', lacks: 'paper' }] })).toMatchObject({ code: 'paper-not-of-this-kind' });
    expect(matter.types()).toEqual(['open-request']);
    expect(await matter.act('unit', 'return-papers', '2026-03-05T10:02', { papers: [{ paper: 'query-notice', lacks: 'paper' }] })).toMatchObject({ status: 'accepted' });
  });

  test('who has published on the papers does not return them', async () => {
    const matter = await open('2026-03-05T09:00', { kind: 'commerce.freeze-notice' });
    await matter.act('unit', 'sign-receipt', '2026-03-05T10:00');
    await matter.act('unit', 'record-act', '2026-03-06T10:00', { act: 'publish' });
    expect(await matter.act('unit', 'return-papers', '2026-03-06T11:00', { papers: [{ paper: 'ruling', lacks: 'paper' }] })).toMatchObject({ code: 'acted-on-already' });
  });

  test('an incomplete set is not served again; another paper that does as well completes it', async () => {
    const matter = await open('2026-03-05T09:00', { kind: 'land.seal', papers: [{ paper: 'ruling', courtSeal: true }] });
    await matter.act('unit', 'return-papers', '2026-03-05T10:00', { papers: [{ paper: 'ruling', lacks: 'paper' }, { paper: 'enforcement-notice', lacks: 'paper' }] });
    const judgment = { paper: 'judgment', courtSeal: false };
    expect(await matter.act('court', 'serve-again', '2026-03-05T11:00', { papers: [judgment], serviceMode: 'electronic' })).toMatchObject({ code: 'papers-incomplete', details: { missing: ['enforcement-notice'] } });
    await matter.act('court', 'serve-again', '2026-03-05T11:01', { papers: [judgment, { paper: 'enforcement-notice', courtSeal: true }], serviceMode: 'electronic' });
    expect(matter.position?.particulars).toMatchObject({ papers: [judgment, { paper: 'enforcement-notice', courtSeal: true }] });
  });

  test('papers short of a seal are not served on another unit, and a wrong unit is not cured by papers', async () => {
    const papers = await receivedOnTheEve();
    await papers.act('unit', 'return-papers', '2025-10-09T10:00', SEAL_MISSING);
    expect(await papers.act('court', 'serve-on-unit', '2025-10-09T11:00', { ...WRONG, kind: 'police.identity-property-query' })).toMatchObject({ code: 'not-this-return' });
    const unit = await receivedOnTheEve();
    await unit.act('unit', 'wrong-unit', '2025-10-09T10:00', WRONG);
    expect(await unit.act('court', 'serve-again', '2025-10-09T11:00', SEALED)).toMatchObject({ code: 'not-this-return' });
    expect(await unit.act('court', 'serve-on-unit', '2025-10-09T12:00', { kind: 'police.identity-property-query', unit: 'police', office: 'police.city' })).toMatchObject({ code: 'same-unit' });
  });

  test('of a return and an answer at once, the second is told that the first was taken', async () => {
    const matter = await receivedOnTheEve();
    await matter.act('unit', 'answer', '2025-10-09T10:00', ANSWER);
    expect(await matter.act('unit', 'return-papers', '2025-10-09T10:00', SEAL_MISSING)).toMatchObject({ code: 'not-awaited', details: { stage: 'answered' } });
  });
});

test('of a request of the first revision nothing comes back', async () => {
  const matter = await open('2026-03-05T09:00', { revision: 1 });
  expect(await matter.act('unit', 'return-papers', '2026-03-05T10:00', SEAL_MISSING)).toMatchObject({ code: 'not-awaited' });
  expect(matter.position?.offered.unit).not.toContain('return-papers');
});

describe('a measure', () => {
  test('of papers that lie with the court again nothing has to be undone; of papers that came back once more the unit says so', async () => {
    const papers = { papers: [{ paper: 'enforcement-notice', lacks: 'paper' }] };
    const matter = await open('2026-03-05T09:00', { kind: 'land.seal' });
    await matter.act('unit', 'return-papers', '2026-03-05T10:00', papers);
    await matter.act('court', 'withdraw', '2026-03-05T11:00');
    expect(matter.position).toMatchObject({ closedAs: 'withdrawn' });
    const again = await open('2026-03-05T09:00', { kind: 'land.seal' });
    await again.act('unit', 'return-papers', '2026-03-05T10:00', papers);
    await again.act('court', 'contest-return', '2026-03-05T11:00');
    await again.act('unit', 'return-papers', '2026-03-05T12:00', papers);
    await again.act('court', 'withdraw', '2026-03-05T13:00');
    expect(again.position).toMatchObject({ stage: 'undoing', awaitedSides: ['unit'] });
  });

  test('is lifted by who took it, and what is only drafted does not come back', async () => {
    const lifts = { matter: 'AR-2026-000009', measure: 'seal' };
    const matter = await open('2026-03-05T09:00', { kind: 'land.unseal', lifts, drafted: true });
    expect(await matter.act('unit', 'return-papers', '2026-03-05T10:00', { papers: [{ paper: 'ruling', lacks: 'paper' }] })).toMatchObject({ code: 'not-served-yet' });
    expect(await matter.act('unit', 'wrong-unit', '2026-03-05T11:00', { unit: 'housing', basis: 'not-our-task' })).toMatchObject({ code: 'own-measure' });
  });
});

describe('the court and a return', () => {
  test('no rung of the ended term is told any more; the court is reminded, and its bureau after it', async () => {
    const matter = await receivedOnTheEve();
    await matter.act('unit', 'return-papers', '2025-10-10T10:00', SEAL_MISSING);
    // Sat 11 (1), Mon 13 (2), Tue 14 (3); Wed 15 is the first working day after.
    await matter.advanceTo(at('2025-10-31T00:00'));
    const told = matter.register.steps.slice(5).map(({ entries, tells }) => [entries[0]?.facts['term'], entries[0]?.facts['rung'], entries[0]?.receivedAt, tells.map(({ audience }) => audience)]);
    expect(told).toEqual([
      ['settle-return', 'T-0', at('2025-10-14T08:30'), ['court.officer']],
      ['settle-return', 'missed', at('2025-10-15T00:00'), ['court.officer']],
      ['settle-return', '+1', at('2025-10-15T08:30'), ['court.bureau']],
    ]);
    expect(matter.position).toMatchObject({ stage: 'returned', lateness: 'advisory-missed', breaches: [] });
  });

  test('the court and the unit’s liaison are told on which day the papers came back', async () => {
    const matter = await receivedOnTheEve();
    await matter.act('unit', 'return-papers', '2025-10-10T10:00', SEAL_MISSING);
    expect(matter.register.steps.at(-1)?.tells.map(({ audience, message, params }) => ({ audience, message, params }))).toEqual(
      ['court.officer', 'unit.liaison'].map((audience) => ({ audience, message: 'papers-returned', params: { onDay: 2, of: 3, again: false } })),
    );
  });

  test('a contested return is a dispute, and its clock runs on with its dates as if it had never ended', async () => {
    const matter = await receivedOnTheEve();
    await matter.act('unit', 'return-papers', '2025-10-10T10:00', SEAL_MISSING);
    await matter.act('court', 'contest-return', '2025-10-10T15:00');
    expect(matter.position).toMatchObject({ stage: 'awaiting-answer', awaitedSides: ['unit'], particulars: { disputes: [{ question: 'return', entry: 5, state: 'open' }], returns: [{ seq: 5, state: 'disputed' }] } });
    expect(matter.register.steps.at(-1)?.openings).toMatchObject([{ as: 'dispute', procedure: 'dispute', opening: { question: 'return', entry: 5 } }]);
    expect(termOf(matter, 'answer')).toMatchObject({ state: 'running', dueOn: '2025-10-11' });
    expect(returned(matter, 'answer')).toBeNull();
    await matter.advanceTo(at('2025-10-12T00:00'));
    expect(matter.position?.breaches).toMatchObject([{ term: 'answer', at: at('2025-10-12T00:00') }]);
  });

  test('contested after its term would have ended, the breach falls at its own instant', async () => {
    const matter = await receivedOnTheEve();
    await matter.act('unit', 'return-papers', '2025-10-10T10:00', SEAL_MISSING);
    await matter.act('court', 'contest-return', '2025-10-13T15:00');
    expect(matter.position).toMatchObject({ lateness: 'breached', breaches: [{ at: at('2025-10-12T00:00') }] });
  });

  test('the court may withdraw what came back', async () => {
    const matter = await receivedOnTheEve();
    await matter.act('unit', 'return-papers', '2025-10-10T10:00', SEAL_MISSING);
    await matter.act('court', 'withdraw', '2025-10-10T15:00');
    expect(matter.position).toMatchObject({ closedAs: 'withdrawn', lateness: 'none' });
    expect(returned(matter, 'answer')).toEqual({ onDay: 2, usedDays: 2, of: 3 });
  });
});

describe('a second return', () => {
  /** The second set was signed for on Saturday 11 October: due on Wednesday 15. */
  async function servedAgain(): Promise<RequestInMemory> {
    const matter = await receivedOnTheEve();
    await matter.act('unit', 'return-papers', '2025-10-10T10:00', SEAL_MISSING);
    await matter.act('court', 'serve-again', '2025-10-10T16:00', SEALED);
    await matter.act('unit', 'sign-receipt', '2025-10-11T09:00');
    return matter;
  }

  test('stops no clock: the court contests it, and the term is breached on its day', async () => {
    const matter = await servedAgain();
    await matter.act('unit', 'return-papers', '2025-10-13T10:00', SEAL_MISSING);
    expect(matter.position).toMatchObject({ stage: 'returned-again', awaitedSides: ['court', 'unit'] });
    expect(termOf(matter, 'answer.2')).toMatchObject({ state: 'running', dueOn: '2025-10-15' });
    expect(await matter.act('unit', 'wrong-unit', '2025-10-13T10:30', WRONG)).toMatchObject({ code: 'not-awaited' });
    await matter.act('court', 'contest-return', '2025-10-13T11:00');
    expect(matter.position).toMatchObject({ stage: 'awaiting-answer', particulars: { disputes: [{ question: 'return', state: 'open' }] } });
    await matter.advanceTo(at('2025-10-16T00:00'));
    expect(matter.position?.breaches).toMatchObject([{ term: 'answer.2', at: at('2025-10-16T00:00') }]);
  });

  test('that the court accepts ends the clock when it says so', async () => {
    const matter = await servedAgain();
    await matter.act('unit', 'return-papers', '2025-10-13T10:00', SEAL_MISSING); // Mon 13 (1)
    await matter.act('court', 'accept-return', '2025-10-14T10:00'); // Tue 14 (2)
    expect(matter.position).toMatchObject({ stage: 'returned', awaitedSides: ['court'] });
    expect(returned(matter, 'answer.2')).toEqual({ onDay: 1, usedDays: 2, of: 3 });
    expect(await matter.act('court', 'contest-return', '2025-10-14T11:00')).toMatchObject({ code: 'return-accepted-already' });
    await matter.act('court', 'serve-again', '2025-10-14T12:00', SEALED);
    await matter.act('unit', 'sign-receipt', '2025-10-14T15:00');
    expect(termOf(matter, 'answer.3')).toMatchObject({ dueOn: '2025-10-17' }); // Wed 15, Thu 16, Fri 17
  });

  test('to which the court says nothing for three working days is a dispute', async () => {
    const matter = await servedAgain();
    await matter.act('court', 'grant-extension', '2025-10-13T09:00', { workingDays: 5 }); // due Wed 22
    await matter.act('unit', 'return-papers', '2025-10-13T10:00', SEAL_MISSING);
    await matter.advanceTo(at('2025-10-17T00:00')); // Tue 14, Wed 15, Thu 16
    expect(matter.types().at(-1)).toBe('return-unanswered');
    expect(matter.position).toMatchObject({ stage: 'awaiting-answer', lateness: 'none', particulars: { disputes: [{ question: 'return', state: 'open' }] } });
    expect(termOf(matter, 'answer.2')).toMatchObject({ state: 'running', dueOn: '2025-10-22' });
  });

  test('lapses when the unit answers all the same', async () => {
    const matter = await servedAgain();
    await matter.act('unit', 'return-papers', '2025-10-13T10:00', SEAL_MISSING);
    await matter.act('unit', 'answer', '2025-10-13T15:00', ANSWER);
    expect(matter.position).toMatchObject({ stage: 'answered', particulars: { returns: [{ state: 'ended-clock' }, { state: 'lapsed' }] } });
  });

  test('for another reason is a first one', async () => {
    const matter = await servedAgain();
    await matter.act('unit', 'wrong-unit', '2025-10-13T10:00', WRONG);
    expect(matter.position?.stage).toBe('returned');
    expect(returnsOf(matter).map(({ name, state }) => `${name} ${state}`)).toEqual(['return-papers ended-clock', 'wrong-unit ended-clock']);
  });
});

describe('the same papers on the unit named', () => {
  test('go as a request of its own, linked both ways, and this one closes as passed on', async () => {
    const matter = await open('2025-09-30T09:00', { office: 'police.yunan-district', closeOfBusiness: '17:00' });
    await matter.act('unit', 'wrong-unit', '2025-10-09T10:00', WRONG);
    await matter.act('court', 'serve-on-unit', '2025-10-09T11:00', { kind: 'police.identity-property-query', unit: 'police', office: 'police.luoding' });
    expect(matter.position).toMatchObject({ stage: 'passing-on', awaitedSides: [] });
    const first = matter.register.ledger[0]?.facts ?? {};
    expect(matter.register.steps.at(-1)?.openings).toEqual([
      { key: 'passed-on', as: 'passed-on', procedure: 'assistance-request', opening: { ...withoutCloseOfBusiness(first), office: 'police.luoding' } },
    ]);
    expect(await matter.act('court', 'withdraw', '2025-10-09T11:00')).toMatchObject({ code: 'not-awaited' });
    const other = { kind: 'matter', id: 'AR-2025-000002', body: '', side: 'matter' } as const;
    await matter.send(command('court', 'linked', '2025-10-09T11:00', { matter: other.id, as: 'passed-on', key: 'passed-on', procedure: 'assistance-request' }, { by: other }));
    await matter.advanceTo(at('2025-10-09T11:00'));
    expect(matter.isClosed).toBe(true);
    expect(matter.types().slice(-2)).toEqual(['linked', 'passed-on']);
    expect(matter.position).toMatchObject({ closedAs: 'passed-on', links: [{ matter: other.id, as: 'passed-on' }], lateness: 'none' });
    expect(returned(matter, 'answer')).toEqual({ onDay: 0, usedDays: 0, of: 3 });
  });
});

function withoutCloseOfBusiness(facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(facts).filter(([name]) => name !== 'closeOfBusiness'));
}

describe('however papers come back and are served again', () => {
  const HOUR_MS = 3_600_000;
  const workingDaysAfter = (from: Day, upTo: Day): number => {
    let count = 0;
    for (let day = addDays(from, 1); day <= upTo; day = addDays(day, 1)) if (isWorkingDay(SHIPPED_CALENDAR, day)) count += 1;
    return count;
  };

  test('the working days shown as used are those that passed, never more than the term has, and a clock that runs on keeps its date', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: at('2025-09-20T08:00'), max: at('2026-03-10T08:00') }),
        fc.array(fc.record({ waitHours: fc.integer({ min: 1, max: 60 }), name: fc.constantFrom('return-papers', 'wrong-unit'), reply: fc.constantFrom('serve-again', 'contest-return') }), { minLength: 1, maxLength: 5 }),
        async (openedAt, turns) => {
          const matter = await open(new Date(openedAt + 8 * HOUR_MS).toISOString().slice(0, 16));
          let now = openedAt + HOUR_MS;
          const give = async (side: 'court' | 'unit', name: string, facts: Record<string, unknown>) => {
            await matter.advanceTo(now - 1);
            return matter.send(command(side, name, now, facts));
          };
          await give('unit', 'sign-receipt', {});
          for (const { waitHours, name, reply } of turns) {
            now += waitHours * HOUR_MS;
            const running = matter.position?.terms.find((term) => term.name === 'answer' && term.state === 'running');
            const outcome = await give('unit', name, name === 'wrong-unit' ? WRONG : SEAL_MISSING);
            if (!running || outcome.status === 'refused') continue;
            const shown = returnsOf(matter).at(-1)?.terms[0];
            expect(shown).toEqual({ term: running.id, returnedOnDay: workingDaysAfter(running.startOn, dayOf(now)), usedDays: workingDaysAfter(running.startOn, dayOf(now)), of: 3 });
            expect(shown?.usedDays).toBeLessThanOrEqual(3);
            now += HOUR_MS;
            const { status } = await give('court', reply, reply === 'serve-again' ? SEALED : {});
            if (status === 'refused') await give('court', 'contest-return', {});
            const after = termOf(matter, running.id);
            if (after?.state === 'running') expect([after.startOn, after.dueOn, after.dueAt]).toEqual([running.startOn, running.dueOn, running.dueAt]);
            if (matter.position?.stage === 'awaiting-receipt') await give('unit', 'sign-receipt', {});
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
