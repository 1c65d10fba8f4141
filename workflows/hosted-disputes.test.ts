import { ANSWER, at, command, COURT_OFFICER, deskOfficerOf, RequestInMemory } from '../test/factories/assistance-request';
import { WORDS } from '../test/factories/dispute';
import type { Opening } from '../matters/assistance-request';
import type { Opening as DisputeOpening } from '../matters/dispute';
import type { Actor, CommandOutcome } from '../matters/ledger';

const DISPUTE = 'DI-2026-000001';
const dispute: Actor = { kind: 'matter', id: DISPUTE, body: '', side: 'matter' };
const liaison: Actor = { ...deskOfficerOf('police'), id: 'liaison-of-police', role: 'liaison' };

const open = (over: Partial<Opening> = {}) => RequestInMemory.open('2026-03-05T09:00', { revision: 2, ...over });
const openDispute = (request: RequestInMemory, by: Actor, facts: Record<string, unknown>, instant = '2026-03-05T11:00'): Promise<CommandOutcome> =>
  request.send(command(by.side ?? 'unit', 'open-dispute', instant, { words: WORDS, ...facts }, { by }));
const fromDispute = (request: RequestInMemory, name: string, facts: Record<string, unknown>, instant = '2026-03-06T11:00') => request.send(command('matter', name, instant, facts, { by: dispute }));
const opened = (request: RequestInMemory) => request.register.steps.flatMap(({ openings }) => openings);
const openingOf = (request: RequestInMemory) => opened(request).at(-1)?.opening as unknown as DisputeOpening;
const linked = (request: RequestInMemory, opening: number) => fromDispute(request, 'linked', { matter: DISPUTE, as: 'dispute', key: `dispute:${opening}`, procedure: 'dispute' }, '2026-03-05T11:01');
const refused = (code: string) => ({ status: 'refused', code });
const accepted = { status: 'accepted' };

describe('who may not', () => {
  test('a dispute is opened by neither stranger, onlooker nor desk, and not on a request that began before there were any', async () => {
    const request = await open();
    for (const by of [{ ...liaison, body: 'land' }, { ...COURT_OFFICER, body: 'court.luoding' }, { ...COURT_OFFICER, role: 'supervisor' }, deskOfficerOf('police'), { ...liaison, side: 'court' as const }]) {
      expect([by, await openDispute(request, by, { question: 'term' })]).toMatchObject([by, refused('not-permitted')]);
    }
    expect(await openDispute(await open({ revision: 1 }), liaison, { question: 'term' })).toMatchObject(refused('not-awaited'));
  });

  test('no officer says that a dispute ended or what it asks, and no other matter does', async () => {
    const request = await open();
    for (const name of ['dispute-ended', 'apply-proposal']) {
      expect(await request.send(command('court', name, '2026-03-05T11:00', { opened: 2 }))).toMatchObject(refused('not-permitted'));
      expect(await request.send(command('court', name, '2026-03-05T11:00', { opened: 2 }, { by: { ...COURT_OFFICER, side: 'matter' } }))).toMatchObject(refused('not-permitted'));
      expect(await fromDispute(request, name, { opened: 2, question: 'term', how: 'agreed', proposal: { kind: 'other' } })).toMatchObject(refused('no-such-dispute'));
    }
  });
});

describe('opening a dispute', () => {
  test('by the unit, on any question: the two sides take part, and no clock stops', async () => {
    const request = await open();
    await request.act('unit', 'sign-receipt', '2026-03-05T10:00');
    const before = request.position?.terms;
    expect(await openDispute(request, liaison, { question: 'term', term: 'answer' })).toMatchObject(accepted);
    expect(openingOf(request)).toMatchObject({
      procedure: 'dispute',
      kind: 'dispute',
      question: 'term',
      term: 'answer',
      disputedKind: 'police.identity-property-query',
      raisedAt: at('2026-03-05T11:00'),
      court: 'court.yuncheng',
      parties: [
        { side: 'opener', body: 'police', relation: 'disputing-party' },
        { side: 'respondent', body: 'court.yuncheng', relation: 'disputing-party' },
      ],
      words: WORDS,
    });
    expect(request.position).toMatchObject({ stage: 'awaiting-answer', terms: before, particulars: { disputes: [{ question: 'term', term: 'answer', opened: 3, state: 'open' }] } });
  });

  test('at every open stage, and not on a closed request', async () => {
    const request = await open({ serviceMode: 'post' });
    for (const entry of [1, 2]) expect(await openDispute(request, COURT_OFFICER, { question: 'other', entry }, '2026-03-05T09:30')).toMatchObject(accepted);
    await request.act('unit', 'answer', '2026-03-05T12:00', ANSWER);
    expect(await openDispute(request, COURT_OFFICER, { question: 'breach' }, '2026-03-05T12:30')).toMatchObject(accepted);
    await request.act('court', 'accept-answer', '2026-03-05T13:00');
    expect(await openDispute(request, COURT_OFFICER, { question: 'term' }, '2026-03-05T14:00')).toMatchObject(refused('matter-closed'));
  });

  test('a local office disputes together with its unit, whose liaison all dealings go through', async () => {
    const request = await open({ office: 'police.luoding' });
    await openDispute(request, COURT_OFFICER, { question: 'service-time' });
    expect(openingOf(request).parties).toEqual([
      { side: 'opener', body: 'court.yuncheng', relation: 'disputing-party' },
      { side: 'respondent', body: 'police', office: 'police.luoding', relation: 'disputing-party' },
      { side: 'respondent', body: 'police', relation: 'disputing-party' },
    ]);
  });

  test('between two units the court takes part as the one whose request it is', async () => {
    const request = await open({ kind: 'land.query', unit: 'land' });
    await openDispute(request, { ...liaison, body: 'land' }, { question: 'ownership', respondent: 'housing.luoding' });
    expect(openingOf(request).parties).toEqual([
      { side: 'opener', body: 'land', relation: 'disputing-party' },
      { side: 'respondent', body: 'housing', office: 'housing.luoding', relation: 'disputing-party' },
      { side: 'respondent', body: 'housing', relation: 'disputing-party' },
      { side: 'court', body: 'court.yuncheng', relation: 'requesting-court' },
    ]);
  });

  test('between two courts the unit learns that whose seal is first is in dispute, and how that ended', async () => {
    const request = await open({ kind: 'land.seal', unit: 'land' });
    await openDispute(request, COURT_OFFICER, { question: 'seal-order', respondent: 'court.luoding' });
    expect(openingOf(request).parties.map(({ body }) => body)).toEqual(['court.yuncheng', 'court.luoding']);
    expect(request.register.steps.at(-1)?.tells).toMatchObject([{ audience: 'unit.liaison', message: 'dispute-opened' }]);
    await fromDispute(request, 'dispute-ended', { opened: 2, question: 'seal-order', how: 'agreed' });
    expect(request.register.steps.at(-1)?.tells).toMatchObject([{ audience: 'unit.liaison', message: 'dispute-ended' }]);
  });

  test.each([
    ['nobody', 'unknown-body'],
    ['committee', 'unknown-body'],
    ['police', 'respondent-does-not-fit'],
    ['police.city', 'respondent-does-not-fit'],
    ['court.luoding', 'respondent-does-not-fit'],
  ])('a unit cannot name %s as respondent', async (respondent, code) => {
    expect(await openDispute(await open(), liaison, { question: 'ownership', respondent })).toMatchObject(refused(code));
  });

  test('a court cannot name itself or a unit that the request is not with', async () => {
    const request = await open();
    for (const respondent of ['court.yuncheng', 'land']) expect(await openDispute(request, COURT_OFFICER, { question: 'seal-order', respondent })).toMatchObject(refused('respondent-does-not-fit'));
  });

  test('what it is about has to be there', async () => {
    const request = await open();
    expect(await openDispute(request, liaison, { question: 'answer', entry: 9 })).toMatchObject(refused('no-such-entry'));
    expect(await openDispute(request, liaison, { question: 'term', term: 'publish' })).toMatchObject(refused('unknown-term'));
  });

  test('one at a time on a question, again after a withdrawal, and never on what was settled', async () => {
    const request = await open();
    await openDispute(request, liaison, { question: 'service-time' }); // 2
    await linked(request, 2); // 3
    expect(await openDispute(request, COURT_OFFICER, { question: 'service-time' }, '2026-03-05T11:02')).toMatchObject({ ...refused('dispute-open-already'), details: { opened: 2, matter: DISPUTE } });
    expect(await openDispute(request, COURT_OFFICER, { question: 'wrong-unit' }, '2026-03-05T11:03')).toMatchObject(accepted);
    await fromDispute(request, 'dispute-ended', { opened: 2, question: 'service-time', how: 'withdrawn' }, '2026-03-05T11:04');
    expect(await openDispute(request, COURT_OFFICER, { question: 'service-time' }, '2026-03-05T11:05')).toMatchObject(accepted); // 6
    await fromDispute(request, 'dispute-ended', { opened: 6, question: 'service-time', how: 'coordinated' }, '2026-03-05T11:06');
    expect(await openDispute(request, liaison, { question: 'service-time' }, '2026-03-05T11:07')).toMatchObject({ ...refused('question-settled'), details: { opened: 6 } });
    expect(request.position?.particulars).toMatchObject({ disputes: [{ opened: 2, state: 'withdrawn' }, { opened: 4, state: 'open' }, { opened: 6, state: 'coordinated' }] });
    expect(request.position?.links).toEqual([{ matter: DISPUTE, as: 'dispute', key: 'dispute:2' }]);
  });
});

describe('a contested answer', () => {
  const contested = async (revision = 2): Promise<RequestInMemory> => {
    const request = await open({ revision });
    await request.act('unit', 'answer', '2026-03-05T10:00', ANSWER); // 2 receipt, 3 answer
    await request.act('court', 'contest-answer', '2026-03-05T11:00', { words: WORDS }); // 4
    return request;
  };

  test('opens a dispute by itself, with what the court misses as its claim', async () => {
    expect(openingOf(await contested())).toMatchObject({ question: 'answer', entry: 3, words: WORDS, parties: [{ side: 'opener', body: 'court.yuncheng' }, { side: 'respondent', body: 'police' }] });
  });

  test('opened none under the first revision', async () => {
    const request = await contested(1);
    expect(opened(request)).toEqual([]);
    expect(request.position?.particulars).not.toHaveProperty('disputes');
  });

  test('and contested again is one question still: the talks of the first contest run on to the committee', async () => {
    const request = await contested();
    await linked(request, 4); // 5
    await request.act('unit', 'answer', '2026-03-06T10:00', ANSWER); // 6
    expect(await openDispute(request, COURT_OFFICER, { question: 'answer', entry: 6 }, '2026-03-06T10:30')).toMatchObject({ ...refused('dispute-open-already'), details: { opened: 4, matter: DISPUTE } });
    await request.act('court', 'contest-answer', '2026-03-06T11:00', { words: WORDS }); // 7
    expect(opened(request)).toHaveLength(1);
    expect(request.position?.particulars).toMatchObject({ disputes: [{ question: 'answer', entry: 3, opened: 4, joined: [7], state: 'open' }] });
    // Over, it is over: what the court contests after that is a new answer, and another dispute.
    await fromDispute(request, 'dispute-ended', { opened: 4, question: 'answer', how: 'coordinated' }, '2026-03-20T09:00');
    await request.act('unit', 'answer', '2026-03-20T10:00', ANSWER);
    await request.act('court', 'contest-answer', '2026-03-20T11:00', { words: WORDS });
    expect(openingOf(request)).toMatchObject({ question: 'answer', raisedAt: at('2026-03-20T11:00') });
    expect(opened(request)).toHaveLength(2);
  });

  test('opens no second one where the court had opened one on that answer before', async () => {
    const request = await open();
    await request.act('unit', 'answer', '2026-03-05T10:00', ANSWER);
    await openDispute(request, COURT_OFFICER, { question: 'answer', entry: 3 });
    await request.act('court', 'contest-answer', '2026-03-05T12:00');
    expect(opened(request)).toHaveLength(1);
  });

  test('accepted in the end, is agreed on; the request withdrawn, it is withdrawn', async () => {
    const agreed = await contested();
    await linked(agreed, 4);
    await agreed.act('unit', 'answer', '2026-03-06T10:00', ANSWER);
    await agreed.act('court', 'accept-answer', '2026-03-06T11:00');
    expect(agreed.register.steps.at(-1)?.outgoing).toMatchObject([{ matter: DISPUTE, name: 'settle-dispute', facts: { how: 'agreed' } }]);
    expect(agreed.isClosed).toBe(true);
    const withdrawn = await contested();
    await linked(withdrawn, 4);
    await withdrawn.act('court', 'withdraw', '2026-03-06T11:00');
    expect(withdrawn.register.steps.at(-1)?.outgoing).toMatchObject([{ matter: DISPUTE, name: 'settle-dispute', facts: { how: 'withdrawn' } }]);
  });
});

describe('what the court accepted of the committee’s opinion', () => {
  test('a new term is a grant of working days on the running term', async () => {
    const request = await open();
    await request.act('unit', 'sign-receipt', '2026-03-05T10:00'); // due Tue 10
    await openDispute(request, liaison, { question: 'term', term: 'answer' }); // 3
    expect(await fromDispute(request, 'apply-proposal', { opened: 3, proposal: { kind: 'new-term', workingDays: 5 } })).toMatchObject(accepted);
    // Counted on from Tuesday 10: 11, 12, 13, 16, 17.
    expect(request.position?.terms.find(({ id }) => id === 'answer')).toMatchObject({ dueOn: '2026-03-17', grants: [5] });
    expect(request.register.steps.at(-1)?.tells.map(({ message }) => message)).toContain('extension-granted');
  });

  /** Due on Tue 10 March and not answered; the court accepts five more working days on Fri 13. */
  async function renewedWhenLate(): Promise<RequestInMemory> {
    const request = await open();
    await request.act('unit', 'sign-receipt', '2026-03-05T10:00');
    await openDispute(request, liaison, { question: 'term', term: 'answer' });
    await request.advanceTo(at('2026-03-13T09:00'));
    const opening = request.register.ledger.find(({ type }) => type === 'open-dispute')?.seq;
    await fromDispute(request, 'apply-proposal', { opened: opening, proposal: { kind: 'new-term', workingDays: 5 } }, '2026-03-13T10:00');
    return request;
  }
  const answerOf = (request: RequestInMemory) => request.position?.terms.find(({ id }) => id === 'answer');

  test('a new term for what is late already is counted from the acceptance, and the lateness stays', async () => {
    const request = await renewedWhenLate();
    // Accepted on Friday 13: 16, 17, 18, 19, 20.
    expect(request.position?.terms.find(({ id }) => id === 'answer')).toMatchObject({ dueOn: '2026-03-20', lateSince: at('2026-03-11T00:00') });
    expect(request.position).toMatchObject({ lateness: 'breached', breaches: [{ term: 'answer' }] });
    expect(request.register.steps.at(-1)?.tells).toMatchObject([{ params: { workingDays: 5, dueOn: '2026-03-20' } }, { params: { workingDays: 5 } }]);
  });

  test('kept, the new term makes nothing undone: late by the three working days before it was agreed on', async () => {
    const request = await renewedWhenLate();
    await request.act('unit', 'answer', '2026-03-17T10:00', ANSWER);
    // Wed 11, Thu 12, Fri 13.
    expect(answerOf(request)).toMatchObject({ state: 'met', lateSince: at('2026-03-11T00:00'), lateWorkingDays: 3 });
    expect(request.position).toMatchObject({ lateness: 'breached', breaches: [{ term: 'answer', at: at('2026-03-11T00:00') }] });
  });

  test('not kept either, it is broken once more, told to the court, and climbs again', async () => {
    const request = await renewedWhenLate();
    await request.advanceTo(at('2026-03-25T12:00'));
    expect(request.position?.breaches).toMatchObject([{ term: 'answer', at: at('2026-03-11T00:00') }, { term: 'answer', at: at('2026-03-21T00:00') }]);
    // The old term ran out on Tue 10: +1 on Wed 11, +3 on Fri 13, 08:30. The new one on Fri 20: +1 on Mon 23, +3 on Wed 25.
    expect(request.types().filter((type) => /breach|\+/.test(type))).toEqual(['term-expired breach', 'escalation +1', 'escalation +3', 'term-expired breach', 'escalation +1', 'escalation +3']);
    await request.act('unit', 'answer', '2026-03-26T10:00', ANSWER);
    // Until the agreement Wed 11, Thu 12, Fri 13; after Fri 20 Mon 23, Tue 24, Wed 25, Thu 26.
    expect(answerOf(request)).toMatchObject({ lateSince: at('2026-03-11T00:00'), lateWorkingDays: 7 });
  });

  test('with nothing running any more it is recorded, and moves nothing', async () => {
    const request = await open();
    await openDispute(request, liaison, { question: 'term' }); // 2
    await request.act('unit', 'answer', '2026-03-05T12:00', ANSWER);
    const before = request.position?.terms;
    expect(await fromDispute(request, 'apply-proposal', { opened: 2, proposal: { kind: 'new-term', workingDays: 5 } })).toMatchObject(accepted);
    expect(request.position?.terms).toEqual(before);
  });

  test('another unit has the same papers served on it as a request of its own, and what ran here ends', async () => {
    const request = await open({ kind: 'land.query', unit: 'land', office: 'land.luoding' });
    await request.act('unit', 'sign-receipt', '2026-03-05T10:00');
    await openDispute(request, { ...liaison, body: 'land' }, { question: 'wrong-unit' }); // 3
    await fromDispute(request, 'apply-proposal', { opened: 3, proposal: { kind: 'other-unit', unit: 'land.yuncheng' } });
    expect(opened(request).at(-1)).toMatchObject({ as: 'passed-on', procedure: 'assistance-request', opening: { kind: 'land.query', unit: 'land', office: 'land.yuncheng' } });
    expect(request.position).toMatchObject({ stage: 'passing-on', terms: [{ id: 'answer', state: 'ended' }] });
    await fromDispute(request, 'linked', { matter: 'AR-2026-000002', as: 'passed-on', key: 'passed-on', procedure: 'assistance-request' });
    await request.advanceTo(at('2026-03-06T12:00'));
    expect(request.position).toMatchObject({ closedAs: 'passed-on' });
  });

  test('an answered request is not passed on: what is done is done', async () => {
    const request = await open({ kind: 'land.query', unit: 'land', office: 'land.luoding' });
    await openDispute(request, { ...liaison, body: 'land' }, { question: 'wrong-unit' }); // 2
    await request.act('unit', 'answer', '2026-03-05T12:00', ANSWER);
    expect(await fromDispute(request, 'apply-proposal', { opened: 2, proposal: { kind: 'other-unit', unit: 'land.yuncheng' } })).toMatchObject(accepted);
    expect(request.position).toMatchObject({ stage: 'answered' });
    expect(opened(request)).toHaveLength(1);
  });

  test('the dispute stops no clock: the breach falls while it is open', async () => {
    const request = await open();
    await request.act('unit', 'sign-receipt', '2026-03-05T10:00');
    await openDispute(request, liaison, { question: 'term', term: 'answer' });
    await request.advanceTo(at('2026-03-11T00:00'));
    expect(request.position?.lateness).toBe('breached');
  });
});
