import { ANSWER, at, command, deskOfficerOf, RequestInMemory } from '../test/factories/assistance-request';

const answerTerm = (matter: RequestInMemory) => matter.position?.terms.find((term) => term.name === 'answer');

describe('from service of the papers to the accepted answer', () => {
  test('a query received on the eve of the October holiday is due on Saturday 11 October', async () => {
    const matter = await RequestInMemory.open('2025-09-30T09:00');
    expect(matter.position?.stage).toBe('awaiting-receipt');
    await matter.act('unit', 'sign-receipt', '2025-09-30T10:00');
    // 1–8 Oct holiday; Thu 9 (1), Fri 10 (2), Sat 11 make-up day (3).
    expect(answerTerm(matter)).toMatchObject({ dueOn: '2025-10-11', dueAt: at('2025-10-12T00:00'), force: 'statutory', state: 'running' });
    expect(await matter.act('unit', 'answer', '2025-10-11T16:00', ANSWER)).toMatchObject({ status: 'accepted' });
    expect(matter.position).toMatchObject({ stage: 'answered', lateness: 'none' });
    expect(await matter.act('court', 'accept-answer', '2025-10-13T09:00')).toMatchObject({ status: 'accepted' });
    expect(matter.isClosed).toBe(true);
    expect(matter.position).toMatchObject({ stage: 'closed', closedAs: 'accepted' });
    expect(matter.types()).toEqual(['open-request', 'sign-receipt', 'reminder T-2', 'reminder T-1', 'reminder T-0', 'answer', 'accept-answer']);
  });

  test('papers that nobody signs for are deemed received at the end of the working day after delivery, which is day 0', async () => {
    const matter = await RequestInMemory.open('2026-03-05T15:00'); // Thursday
    await matter.advanceTo(at('2026-03-06T23:59:59'));
    expect(matter.position?.stage).toBe('awaiting-receipt');
    await matter.advanceTo(at('2026-03-07T00:00'));
    expect(matter.position?.stage).toBe('awaiting-answer');
    // Fri 6 is day 0; Mon 9 (1), Tue 10 (2), Wed 11 (3).
    expect(answerTerm(matter)).toMatchObject({ startOn: '2026-03-06', dueOn: '2026-03-11' });
    // A later signature is only evidence.
    expect(await matter.act('unit', 'sign-receipt', '2026-03-09T09:00')).toMatchObject({ status: 'accepted' });
    expect(answerTerm(matter)).toMatchObject({ dueOn: '2026-03-11' });
  });

  test('a matter opened when the operator had set two working days is deemed received at the end of the second', async () => {
    const matter = await RequestInMemory.open('2026-03-05T15:00', { deemedReceipt: { workingDaysAfterDelivery: 2 } }); // Thursday
    await matter.advanceTo(at('2026-03-09T23:59:59'));
    expect(matter.position?.stage).toBe('awaiting-receipt');
    await matter.advanceTo(at('2026-03-10T00:00'));
    // Fri 6 (1), Mon 9 (2) is day 0; Tue 10 (1), Wed 11 (2), Thu 12 (3).
    expect(answerTerm(matter)).toMatchObject({ startOn: '2026-03-09', dueOn: '2026-03-12' });
  });

  test('a matter runs by the targets that the operator had set when it was opened', async () => {
    const matter = await RequestInMemory.open('2026-03-05T09:00', { kind: 'justice.query', advisoryTargets: { kinds: { 'justice.query': { kind: 'working-days', n: 5 } } } });
    await matter.act('unit', 'sign-receipt', '2026-03-05T10:00');
    // Fri 6 (1), Mon 9 (2), Tue 10 (3), Wed 11 (4), Thu 12 (5); the rule set's own target is ten.
    expect(answerTerm(matter)).toMatchObject({ force: 'advisory', dueOn: '2026-03-12' });
  });

  test('a delivery on the day before the October holiday is deemed received at the end of Thursday 9 October', async () => {
    const matter = await RequestInMemory.open('2025-09-30T15:00');
    await matter.advanceTo(at('2025-10-10T00:00'));
    // Day 0 Thu 9; Fri 10 (1), Sat 11 make-up (2), Mon 13 (3).
    expect(answerTerm(matter)).toMatchObject({ startOn: '2025-10-09', dueOn: '2025-10-13' });
  });

  test('an earlier signature wins over deemed receipt', async () => {
    const matter = await RequestInMemory.open('2026-03-05T15:00');
    await matter.act('unit', 'sign-receipt', '2026-03-05T17:00');
    await matter.advanceTo(at('2026-03-08T00:00'));
    expect(matter.types()).not.toContain('receipt-deemed');
    expect(answerTerm(matter)).toMatchObject({ startOn: '2026-03-05', dueOn: '2026-03-10' });
  });

  test('an answer implies receipt at its instant: both entries, one step', async () => {
    const matter = await RequestInMemory.open('2026-03-05T15:00');
    await matter.act('unit', 'answer', '2026-03-05T16:00', ANSWER);
    expect(matter.types()).toEqual(['open-request', 'receipt-implied', 'answer']);
    expect(matter.register.steps.at(-1)?.entries).toHaveLength(2);
    expect(matter.position).toMatchObject({ stage: 'answered', particulars: { receipt: { at: at('2026-03-05T16:00'), how: 'answer' } } });
  });

  test('at the window one command signs, does and answers', async () => {
    const matter = await RequestInMemory.open('2026-03-05T15:00', { kind: 'land.seal', serviceMode: 'window' });
    expect(matter.position?.stage).toBe('awaiting-delivery');
    await matter.act('unit', 'handle-at-window', '2026-03-05T15:10', ANSWER);
    expect(matter.position).toMatchObject({ stage: 'answered', lateness: 'none', particulars: { receipt: { how: 'window' } } });
  });

  test('silence of the court accepts the answer after three working days', async () => {
    const matter = await RequestInMemory.open('2026-03-05T15:00');
    await matter.act('unit', 'answer', '2026-03-05T16:00', ANSWER);
    await matter.advanceTo(at('2026-03-10T23:59:59')); // Fri 6, Mon 9, Tue 10
    expect(matter.isClosed).toBe(false);
    await matter.advanceTo(at('2026-03-11T00:00'));
    expect(matter.position).toMatchObject({ closedAs: 'accepted-by-silence', closedAt: at('2026-03-11T00:00'), lateness: 'none' });
  });

  test('a contested answer may be given again', async () => {
    const matter = await RequestInMemory.open('2026-03-05T15:00');
    await matter.act('unit', 'answer', '2026-03-05T16:00', ANSWER);
    await matter.act('court', 'contest-answer', '2026-03-06T09:00');
    expect(matter.position).toMatchObject({ stage: 'contested', awaitedSides: ['unit'] });
    await matter.act('unit', 'answer', '2026-03-06T10:00', { ...ANSWER, outcome: 'nothing-found' });
    await matter.act('court', 'accept-answer', '2026-03-06T11:00');
    expect(matter.position).toMatchObject({ closedAs: 'accepted', particulars: { outcome: 'nothing-found' } });
  });
});

describe('late', () => {
  test('the breach falls at its exact instant, and an answer then is late for ever', async () => {
    const matter = await RequestInMemory.open('2026-03-05T09:00');
    await matter.act('unit', 'sign-receipt', '2026-03-05T10:00'); // due Tue 10
    await matter.advanceTo(at('2026-03-10T23:59:59'));
    expect(matter.position?.lateness).toBe('none');
    await matter.advanceTo(at('2026-03-11T00:00'));
    expect(matter.position).toMatchObject({ lateness: 'breached', breaches: [{ at: at('2026-03-11T00:00'), explanation: 'none', restsOnDeemedReceipt: false }] });
    await matter.act('unit', 'answer', '2026-03-12T10:00', ANSWER); // Wed 11 (1), Thu 12 (2)
    expect(answerTerm(matter)).toMatchObject({ state: 'met', lateSince: at('2026-03-11T00:00'), lateWorkingDays: 2 });
    await matter.act('court', 'accept-answer', '2026-03-12T11:00');
    expect(matter.position).toMatchObject({ closedAs: 'accepted', lateness: 'breached' });
  });

  test('an answer in the last millisecond is in time, though the breach alarm is due when it is taken', async () => {
    const matter = await RequestInMemory.open('2026-03-05T09:00');
    await matter.act('unit', 'sign-receipt', '2026-03-05T10:00');
    await matter.advanceTo(at('2026-03-10T12:00'));
    const answer = command('unit', 'answer', at('2026-03-11T00:00') - 1, ANSWER);
    matter.register.pending.push(answer); // committed by the API, not yet brought by anyone
    await matter.leapTo(at('2026-03-11T03:00'));
    expect(matter.position).toMatchObject({ stage: 'answered', lateness: 'none' });
    expect(matter.outcomes.get(answer.id)).toMatchObject({ status: 'accepted' });
  });

  test('an unanswered request climbs: unit head and bureau on the first working day, the committee on the third', async () => {
    const matter = await RequestInMemory.open('2026-04-24T09:00');
    await matter.act('unit', 'sign-receipt', '2026-04-24T10:00');
    // Mon 27 (1), Tue 28 (2), Wed 29 (3) April; then Thu 30 (+1), 1–5 May holiday, Wed 6 (+2), Thu 7 (+3).
    await matter.advanceTo(at('2026-05-08T00:00'));
    const told = matter.register.steps.filter((step) => step.entries[0]?.by.kind === 'clock').map((step) => [step.entries[0]?.facts['rung'], step.entries[0]?.receivedAt, step.tells.map((tell) => tell.audience).sort()]);
    expect(told).toEqual([
      ['T-2', at('2026-04-27T08:30'), expect.arrayContaining(['unit.desk'])],
      ['T-1', at('2026-04-28T08:30'), expect.arrayContaining(['unit.desk'])],
      ['T-0', at('2026-04-29T08:30'), expect.arrayContaining(['unit.desk'])],
      ['breach', at('2026-04-30T00:00'), expect.arrayContaining(['court.officer', 'unit.liaison'])],
      ['+1', at('2026-04-30T08:30'), expect.arrayContaining(['court.bureau', 'unit.head'])],
      ['+3', at('2026-05-07T08:30'), expect.arrayContaining(['committee'])],
    ]);
  });

  test('after an outage each missed rung is recorded once, in order, and each audience is told once, of the latest', async () => {
    const matter = await RequestInMemory.open('2026-03-05T09:00');
    await matter.act('unit', 'sign-receipt', '2026-03-05T10:00');
    await matter.leapTo(at('2026-03-16T09:00'));
    expect(matter.types().slice(2)).toEqual(['reminder T-2', 'reminder T-1', 'reminder T-0', 'term-expired breach', 'escalation +1', 'escalation +3']);
    const tells = matter.register.steps.slice(2).flatMap((step) => step.tells);
    expect(new Set(tells.map((tell) => tell.params['rung']))).toEqual(new Set(['+3']));
    expect(tells.map((tell) => tell.audience).sort()).toEqual([...new Set(tells.map((tell) => tell.audience))].sort());
    expect(tells.map((tell) => tell.audience)).toEqual(expect.arrayContaining(['committee', 'court.officer', 'unit.liaison', 'unit.head', 'unit.desk', 'court.bureau']));
  });

  test('an advisory target is missed, never breached', async () => {
    const matter = await RequestInMemory.open('2026-03-05T09:00', { kind: 'justice.query' });
    await matter.act('unit', 'sign-receipt', '2026-03-05T10:00');
    await matter.advanceTo(at('2026-03-30T00:00')); // ten working days from Fri 6 to Thu 19
    expect(matter.position).toMatchObject({ lateness: 'advisory-missed', breaches: [] });
    expect(answerTerm(matter)).toMatchObject({ force: 'advisory', dueOn: '2026-03-19' });
  });

  test('a delay notice moves nothing, and explains the breach', async () => {
    const matter = await RequestInMemory.open('2026-03-05T09:00');
    await matter.act('unit', 'sign-receipt', '2026-03-05T10:00');
    await matter.act('unit', 'give-delay-notice', '2026-03-09T10:00');
    expect(answerTerm(matter)).toMatchObject({ dueOn: '2026-03-10' });
    await matter.advanceTo(at('2026-03-11T00:00'));
    expect(matter.position?.breaches).toMatchObject([{ explanation: 'notice-unanswered' }]);
    const notice = matter.register.ledger.find((entry) => entry.type === 'give-delay-notice')?.seq;
    await matter.act('court', 'reply-to-delay-notice', '2026-03-11T10:00', { notice, stance: 'contested' });
    expect(matter.position?.breaches).toMatchObject([{ explanation: 'notice-contested' }]);
  });

  test('an extension before the term ends counts on from the old last day; at its end it is refused', async () => {
    const matter = await RequestInMemory.open('2026-03-05T09:00');
    await matter.act('unit', 'sign-receipt', '2026-03-05T10:00'); // due Tue 10
    expect(await matter.act('court', 'grant-extension', '2026-03-10T23:59', { workingDays: 2 })).toMatchObject({ status: 'accepted' });
    expect(answerTerm(matter)).toMatchObject({ dueOn: '2026-03-12', grants: [2] }); // Wed 11, Thu 12
    expect(await matter.act('court', 'grant-extension', '2026-03-13T00:00', { workingDays: 2 })).toMatchObject({ status: 'refused', code: 'term-has-ended' });
    await matter.advanceTo(at('2026-03-13T00:00'));
    expect(matter.position?.breaches).toMatchObject([{ at: at('2026-03-13T00:00') }]);
  });
});

describe('what is offered', () => {
  const offeredTo = (matter: RequestInMemory, side: 'court' | 'unit') => matter.position?.offered[side] ?? [];

  test('is only what would be taken: a signature once, an act that the kind knows, a reply to what was asked', async () => {
    const matter = await RequestInMemory.open('2026-03-05T09:00', { revision: 2 });
    expect(offeredTo(matter, 'unit')).toContain('sign-receipt');
    expect(offeredTo(matter, 'court')).not.toContain('reply-to-query');
    await matter.act('unit', 'sign-receipt', '2026-03-05T10:00');
    for (const name of ['sign-receipt', 'record-act', 'confirm-service-time', 'acknowledge-correction']) expect(offeredTo(matter, 'unit')).not.toContain(name);
    await matter.act('unit', 'raise-query', '2026-03-05T11:00');
    expect(offeredTo(matter, 'court')).toEqual(expect.arrayContaining(['reply-to-query', 'grant-extension']));
    await matter.act('unit', 'propose-service-time', '2026-03-05T12:00', { servedAt: at('2026-03-05T09:30'), mode: 'electronic' });
    expect(offeredTo(matter, 'court')).toContain('confirm-service-time');
    for (const name of ['confirm-service-time', 'propose-service-time']) expect(offeredTo(matter, 'unit')).not.toContain(name);
    // What is not shown is refused with its own reason all the same.
    expect(await matter.act('unit', 'record-act', '2026-03-05T13:00', { act: 'publish' })).toMatchObject({ status: 'refused', code: 'act-not-owed' });
  });

  test('after a deemed receipt a signature, as evidence; after the term neither a return nor an extension', async () => {
    const matter = await RequestInMemory.open('2026-03-05T09:00', { revision: 2 });
    await matter.advanceTo(at('2026-03-07T00:00'));
    expect(offeredTo(matter, 'unit')).toEqual(expect.arrayContaining(['sign-receipt', 'return-papers', 'wrong-unit']));
    // Day 0 is Fri 6; Mon 9 (1), Tue 10 (2), Wed 11 (3).
    await matter.advanceTo(at('2026-03-12T00:00'));
    for (const name of ['return-papers', 'wrong-unit']) expect(offeredTo(matter, 'unit')).not.toContain(name);
    expect(offeredTo(matter, 'court')).not.toContain('grant-extension');
  });

  test('a publication that has to be made is offered as an act, and not once it was made', async () => {
    const matter = await RequestInMemory.open('2026-03-05T09:00', { kind: 'commerce.freeze-notice' });
    await matter.act('unit', 'sign-receipt', '2026-03-05T10:00');
    expect(offeredTo(matter, 'unit')).toContain('record-act');
    await matter.act('unit', 'record-act', '2026-03-05T11:00', { act: 'publish' });
    expect(offeredTo(matter, 'unit')).not.toContain('record-act');
  });
});

describe('contested answers', () => {
  const commerce = (name: string, instant: string, facts: Record<string, unknown> = {}) => command('unit', name, instant, facts, { by: deskOfficerOf('commerce') });
  const termOf = (matter: RequestInMemory, name: string) => matter.position?.terms.find((term) => term.id === name);

  test('the court may accept after all what it has contested', async () => {
    const matter = await RequestInMemory.open('2026-03-05T15:00');
    await matter.act('unit', 'answer', '2026-03-05T16:00', ANSWER);
    await matter.act('court', 'contest-answer', '2026-03-06T09:00');
    expect(await matter.act('court', 'accept-answer', '2026-03-06T10:00')).toMatchObject({ status: 'accepted' });
    expect(matter.position).toMatchObject({ closedAs: 'accepted' });
  });

  test('a contested "cannot be done" releases nothing: the term of the publication runs on and is breached', async () => {
    const matter = await RequestInMemory.open('2026-03-05T09:00', { kind: 'commerce.freeze-notice' });
    await matter.act('unit', 'sign-receipt', '2026-03-05T10:00'); // publish by Tue 10
    await matter.advanceTo(at('2026-03-06T10:00'));
    await matter.send(commerce('answer', '2026-03-06T10:00', { ...ANSWER, outcome: 'cannot-be-done', hasLegalGround: true }));
    expect(termOf(matter, 'publish')).toMatchObject({ state: 'ended' });
    await matter.act('court', 'contest-answer', '2026-03-09T09:00');
    expect(termOf(matter, 'publish')).toMatchObject({ state: 'running', dueOn: '2026-03-10' });
    await matter.advanceTo(at('2026-03-11T00:00'));
    expect(matter.position).toMatchObject({ lateness: 'breached', breaches: [{ term: 'publish', at: at('2026-03-11T00:00') }] });
  });

  test('the court grants more time for what runs on while its answer is contested', async () => {
    const matter = await RequestInMemory.open('2026-03-05T09:00', { kind: 'commerce.freeze-notice' });
    await matter.act('unit', 'sign-receipt', '2026-03-05T10:00'); // publish by Tue 10
    await matter.act('unit', 'answer', '2026-03-06T10:00', { ...ANSWER, outcome: 'cannot-be-done', hasLegalGround: true });
    await matter.act('court', 'contest-answer', '2026-03-09T09:00');
    expect(await matter.act('unit', 'grant-extension', '2026-03-09T10:00', { workingDays: 2, term: 'publish' })).toMatchObject({ status: 'refused', code: 'not-permitted' });
    expect(await matter.act('court', 'grant-extension', '2026-03-09T11:00', { workingDays: 2, term: 'publish' })).toMatchObject({ status: 'accepted' });
    // From Tue 10: Wed 11, Thu 12.
    expect(termOf(matter, 'publish')).toMatchObject({ dueOn: '2026-03-12', grants: [2] });
  });

  test('an accepted "cannot be done" leaves nothing owed', async () => {
    const matter = await RequestInMemory.open('2026-03-05T09:00', { kind: 'commerce.freeze-notice' });
    await matter.advanceTo(at('2026-03-06T10:00'));
    await matter.send(commerce('answer', '2026-03-06T10:00', { ...ANSWER, outcome: 'cannot-be-done', hasLegalGround: true }));
    await matter.act('court', 'accept-answer', '2026-03-06T11:00');
    expect(matter.position).toMatchObject({ closedAs: 'accepted', lateness: 'none' });
  });

  test('a forced transfer that was first refused and then done stays open until it is published', async () => {
    const matter = await RequestInMemory.open('2026-03-05T09:00', { kind: 'commerce.equity-transfer' });
    await matter.advanceTo(at('2026-03-06T10:00'));
    await matter.send(commerce('answer', '2026-03-06T10:00', { ...ANSWER, outcome: 'cannot-be-done', hasLegalGround: true }));
    await matter.act('court', 'contest-answer', '2026-03-06T11:00');
    await matter.send(commerce('answer', '2026-03-06T12:00', ANSWER));
    await matter.act('court', 'accept-answer', '2026-03-06T14:00');
    expect(matter.position).toMatchObject({ stage: 'awaiting-act', particulars: { outstanding: ['publish'] } });
    expect(await matter.act('court', 'grant-extension', '2026-03-06T15:00', { workingDays: 1, term: 'publish' })).toMatchObject({ status: 'accepted' });
  });
});

describe('service, acts, queries, corrections', () => {
  test('the court is reminded of papers on their way whose delivery nobody has recorded', async () => {
    const matter = await RequestInMemory.open('2026-03-05T09:00', { serviceMode: 'post' });
    await matter.advanceTo(at('2026-03-10T23:59:59')); // Fri 6, Mon 9, Tue 10
    expect(matter.types()).toEqual(['open-request']);
    await matter.advanceTo(at('2026-03-11T00:00'));
    expect(matter.types()).toEqual(['open-request', 'delivery-unrecorded']);
    expect(matter.register.steps.at(-1)?.tells).toMatchObject([{ audience: 'court.officer', message: 'delivery-unrecorded' }]);
    await matter.act('court', 'record-delivery', '2026-03-11T10:00', { mode: 'post' });
    expect(matter.position?.stage).toBe('awaiting-receipt');
  });

  test('an earlier time of service counts only once the other side has confirmed it', async () => {
    const matter = await RequestInMemory.open('2026-03-05T09:00', { serviceMode: 'window' });
    await matter.act('unit', 'sign-receipt', '2026-03-06T10:00'); // Fri; due Wed 11
    await matter.act('court', 'propose-service-time', '2026-03-06T11:00', { servedAt: at('2026-03-05T11:00'), mode: 'window' });
    expect(answerTerm(matter)).toMatchObject({ dueOn: '2026-03-11' });
    const proposal = matter.register.ledger.at(-1)?.seq;
    expect(await matter.act('court', 'confirm-service-time', '2026-03-06T11:30', { proposal, agreed: true })).toMatchObject({ status: 'refused', code: 'confirmed-by-the-other-side' });
    await matter.act('unit', 'confirm-service-time', '2026-03-06T12:00', { proposal, agreed: true });
    expect(answerTerm(matter)).toMatchObject({ dueOn: '2026-03-10', startOn: '2026-03-05' });
  });

  test('a vehicle transfer is answered within three working days of its completion', async () => {
    const matter = await RequestInMemory.open('2026-03-05T09:00', { kind: 'police.vehicle-transfer' });
    await matter.act('unit', 'sign-receipt', '2026-03-05T10:00');
    expect(answerTerm(matter)).toBeUndefined();
    await matter.act('unit', 'record-act', '2026-03-09T10:00', { act: 'register', doneAt: at('2026-03-06T16:00') });
    // Completed Fri 6; Mon 9 (1), Tue 10 (2), Wed 11 (3).
    expect(answerTerm(matter)).toMatchObject({ startOn: '2026-03-06', dueOn: '2026-03-11', force: 'statutory' });
  });

  test('a back-dated publication does not cure its lateness', async () => {
    const matter = await RequestInMemory.open('2026-03-05T09:00', { kind: 'commerce.freeze-notice' });
    const desk = deskOfficerOf('commerce');
    await matter.act('unit', 'sign-receipt', '2026-03-05T10:00');
    await matter.advanceTo(at('2026-03-11T09:00'));
    await matter.send(command('unit', 'record-act', '2026-03-11T09:00', { act: 'publish', doneAt: at('2026-03-10T09:00') }, { by: desk }));
    expect(matter.position?.terms.find((term) => term.name === 'publish')).toMatchObject({ state: 'met', lateWorkingDays: 1 });
  });

  test('a forced transfer that was answered stays open until it is published', async () => {
    const matter = await RequestInMemory.open('2026-03-05T09:00', { kind: 'commerce.equity-transfer' });
    await matter.act('unit', 'answer', '2026-03-06T10:00', ANSWER);
    await matter.act('court', 'accept-answer', '2026-03-06T11:00');
    expect(matter.position).toMatchObject({ stage: 'awaiting-act', particulars: { outstanding: ['publish'] } });
    await matter.act('unit', 'record-act', '2026-03-09T10:00', { act: 'publish' });
    expect(matter.position).toMatchObject({ closedAs: 'accepted' });
  });

  test('a query makes the court awaited too and stops no clock', async () => {
    const matter = await RequestInMemory.open('2026-03-05T09:00');
    await matter.act('unit', 'sign-receipt', '2026-03-05T10:00');
    await matter.act('unit', 'raise-query', '2026-03-06T10:00');
    expect(matter.position).toMatchObject({ awaitedSides: ['court', 'unit'] });
    expect(answerTerm(matter)).toMatchObject({ dueOn: '2026-03-10' });
    expect(await matter.act('court', 'reply-to-query', '2026-03-06T11:00', { query: 99 })).toMatchObject({ code: 'no-such-query' });
    await matter.act('court', 'reply-to-query', '2026-03-06T11:30', { query: matter.register.ledger.find((entry) => entry.type === 'raise-query')?.seq });
    expect(matter.position).toMatchObject({ awaitedSides: ['unit'] });
  });

  test('only the author corrects an entry, and only one that has words', async () => {
    const matter = await RequestInMemory.open('2026-03-05T09:00');
    expect(await matter.act('unit', 'correct', '2026-03-05T10:00', { entry: 1 })).toMatchObject({ code: 'written-by-others' });
    expect(await matter.act('court', 'correct', '2026-03-05T10:30', { entry: 1 })).toMatchObject({ status: 'accepted' });
    expect(await matter.act('court', 'correct', '2026-03-05T10:40', { entry: 7 })).toMatchObject({ code: 'no-such-entry' });
  });

  test('a withdrawn request is closed, and what was late stays late', async () => {
    const matter = await RequestInMemory.open('2026-03-05T09:00');
    await matter.act('unit', 'sign-receipt', '2026-03-05T10:00');
    await matter.act('court', 'withdraw', '2026-03-11T10:00');
    expect(matter.position).toMatchObject({ closedAs: 'withdrawn', lateness: 'breached' });
    expect(await matter.act('unit', 'answer', '2026-03-11T11:00', ANSWER)).toMatchObject({ code: 'matter-closed' });
  });

  test('it cannot be done without a legal ground', async () => {
    const matter = await RequestInMemory.open('2026-03-05T09:00');
    expect(await matter.act('unit', 'answer', '2026-03-05T10:00', { outcome: 'cannot-be-done', answerSeal: 'unit' })).toMatchObject({ code: 'legal-ground-missing' });
    expect(matter.types()).toEqual(['open-request']);
    expect(await matter.act('unit', 'answer', '2026-03-05T10:01', { outcome: 'cannot-be-done', answerSeal: 'unit', hasLegalGround: true })).toMatchObject({ status: 'accepted' });
  });

  test('a ground that an early ledger holds in clear is one', async () => {
    const matter = await RequestInMemory.open('2026-03-05T09:00');
    expect(await matter.act('unit', 'answer', '2026-03-05T10:00', { outcome: 'cannot-be-done', answerSeal: '云浮市公安局', legalGround: '四.7' })).toMatchObject({ status: 'accepted' });
  });
});
