import type { Opening } from '../../matters/assistance-request';
import { ANSWER, at, command, COURT_OFFICER, deskOfficerOf, RequestInMemory } from '../../test/factories/assistance-request';

/** Monday; working days of March 2026 are Monday to Friday. */
const MONDAY = '2026-03-09T09:00';
const PAPERS = [{ paper: 'ruling', courtSeal: true }, { paper: 'publication-notice', courtSeal: true }];
const FREEZE = { kind: 'commerce.freeze-notice', papers: PAPERS, revision: 3, debtorType: 'natural-person' } as const;
const UNFREEZE = { ...FREEZE, kind: 'commerce.unfreeze-notice', lifts: { matter: 'AR-2026-000009', measure: 'freeze-notice' } } as const;
const TRANSFER = { ...FREEZE, kind: 'commerce.equity-transfer', companyType: 'limited-liability', transfereeType: 'organisation' } as const;
const PUBLICATION = { publication: { assets: ['hmac:company'] } };
const NOTICE = { ...PUBLICATION, measure: { assets: ['hmac:company'] } };
const DONE = { ...ANSWER, ...PUBLICATION, measure: { assets: ['hmac:company'] } };
const SERVED = { mode: 'in-person' };

async function open(over: Partial<Opening> = FREEZE): Promise<RequestInMemory> {
  const request = await RequestInMemory.open(MONDAY, over);
  await request.act('unit', 'sign-receipt', '2026-03-09T10:00');
  return request;
}

async function taken(request: RequestInMemory, ...[side, name, instant, facts]: Parameters<RequestInMemory['act']>): Promise<void> {
  expect(await request.act(side, name, instant, facts)).toMatchObject({ status: 'accepted' });
}

const told = (request: RequestInMemory): string[] => request.register.steps.at(-1)?.tells.map(({ audience, message }) => `${audience} ${message}`) ?? [];
const term = (request: RequestInMemory, id: string) => request.position?.terms.find((candidate) => candidate.id === id);
const notice = (request: RequestInMemory) => request.position?.publication;
const serve = (request: RequestInMemory, instant: string, on: string) => taken(request, 'court', 'record-service', instant, { ...SERVED, on, servedAt: at(instant) - 3_600_000 });

describe('publishing', () => {
  test('the court may not publish in the unit’s place, nor another unit', async () => {
    const request = await open();
    expect(await request.act('court', 'publish-notice', '2026-03-09T11:00', NOTICE)).toEqual({ status: 'refused', code: 'not-permitted' });
    expect(await request.send(command('unit', 'publish-notice', '2026-03-09T11:00', NOTICE, { by: deskOfficerOf('land') }))).toEqual({ status: 'refused', code: 'not-permitted' });
    expect(notice(request)).toBeUndefined();
  });

  test('within three working days of receipt; from then on the shares are frozen, and the answer is owed', async () => {
    const request = await open();
    // Tue 10, Wed 11, Thu 12.
    expect(term(request, 'publish')).toMatchObject({ force: 'statutory', dueOn: '2026-03-12' });
    await taken(request, 'unit', 'publish-notice', '2026-03-11T15:00', NOTICE);
    // Opening, signature, two reminders.
    expect(notice(request)).toEqual({ key: 'notice', kind: 'freeze', state: 'published', publishedAt: at('2026-03-11T15:00'), assets: ['hmac:company'], holderType: 'natural-person', byEntry: 5, corrections: [], lastEntry: 5 });
    expect(request.position?.measures).toMatchObject([{ kind: 'freeze-notice', state: 'in-force', assets: ['hmac:company'] }]);
    expect(told(request)).toEqual(['court.officer notice-published', 'unit.liaison notice-published']);
    expect(term(request, 'publish')).toMatchObject({ state: 'met', metAt: at('2026-03-11T15:00') });
    // Promptly: Thu 12, Fri 13, Mon 16.
    expect(term(request, 'answer')).toMatchObject({ force: 'advisory', dueOn: '2026-03-16' });
  });

  test('it is reminded of, breached at its exact instant, and climbs', async () => {
    const request = await open();
    await request.advanceTo(at('2026-03-17T12:00'));
    const rungs = request.register.ledger.flatMap(({ type, facts }) => (facts['term'] === 'publish' ? [`${type} ${String(facts['rung'])}`] : []));
    expect(rungs).toEqual(['reminder T-2', 'reminder T-1', 'reminder T-0', 'term-expired breach', 'escalation +1', 'escalation +3']);
    expect(request.register.ledger.find(({ type }) => type === 'term-expired')).toMatchObject({ receivedAt: at('2026-03-13T00:00'), facts: { term: 'publish' } });
    await taken(request, 'unit', 'publish-notice', '2026-03-17T13:00', NOTICE);
    // Fri 13, Mon 16, Tue 17.
    expect(term(request, 'publish')).toMatchObject({ lateWorkingDays: 3 });
  });

  test('nothing is published twice, and a publication without its content is refused with what to do', async () => {
    const request = await open();
    expect(await request.act('unit', 'record-act', '2026-03-09T11:00', { act: 'publish' })).toEqual({ status: 'refused', code: 'published-by-notice' });
    await taken(request, 'unit', 'publish-notice', '2026-03-09T12:00', NOTICE);
    expect(await request.act('unit', 'publish-notice', '2026-03-09T13:00', NOTICE)).toMatchObject({ status: 'refused', code: 'not-awaited' });
  });

  test('an answer that it is done is the publication; one by signal publishes nothing, which stays owed', async () => {
    const answered = await open();
    await taken(answered, 'unit', 'answer', '2026-03-09T12:00', DONE);
    expect(notice(answered)).toMatchObject({ kind: 'freeze', byEntry: 3 });
    expect(term(answered, 'publish')).toMatchObject({ state: 'met' });
    const signalled = await open();
    await taken(signalled, 'unit', 'answer', '2026-03-09T12:00', ANSWER);
    expect(notice(signalled)).toBeUndefined();
    expect(signalled.position?.particulars).toMatchObject({ outstanding: ['publish'] });
  });

  test('what cannot be done is not published, and is published after all when the court has contested that', async () => {
    const request = await open();
    await taken(request, 'unit', 'answer', '2026-03-09T12:00', { outcome: 'cannot-be-done', hasLegalGround: true, answerSeal: 'unit' });
    expect(notice(request)).toBeUndefined();
    await taken(request, 'court', 'contest-answer', '2026-03-10T09:00');
    await taken(request, 'unit', 'answer', '2026-03-10T10:00', DONE);
    expect(notice(request)).toMatchObject({ publishedAt: at('2026-03-10T10:00') });
  });

  test('an unfreezing names the request under which was frozen', async () => {
    const request = await open(UNFREEZE);
    await taken(request, 'unit', 'publish-notice', '2026-03-10T10:00', NOTICE);
    expect(notice(request)).toMatchObject({ kind: 'unfreeze', of: 'AR-2026-000009' });
    expect(request.position).not.toHaveProperty('measures');
  });

  test.each([1, 2])('a request of revision %d keeps what it had: publication is recorded, and nothing is in the column', async (revision) => {
    const request = await open({ ...FREEZE, revision });
    expect(request.position?.offered.unit).not.toContain('publish-notice');
    expect(request.position?.offered.court).not.toContain('record-service');
    expect(request.position?.particulars).not.toHaveProperty('service');
    await taken(request, 'unit', 'record-act', '2026-03-09T11:00', { act: 'publish' });
    await taken(request, 'unit', 'answer', '2026-03-09T12:00', DONE);
    await taken(request, 'court', 'accept-answer', '2026-03-10T12:00');
    expect(request.position).toMatchObject({ closedAs: 'accepted' });
    expect(request.position).not.toHaveProperty('publication');
  });
});

describe('a forced transfer', () => {
  test('is registered and answered in three working days, and published promptly; then it closes', async () => {
    const request = await open(TRANSFER);
    // Tue 10, Wed 11, Thu 12.
    expect([term(request, 'register')?.dueOn, term(request, 'answer')?.dueOn]).toEqual(['2026-03-12', '2026-03-12']);
    await taken(request, 'unit', 'answer', '2026-03-10T10:00', ANSWER);
    expect(notice(request)).toBeUndefined();
    // From the registration on Tue 10: Wed 11, Thu 12, Fri 13.
    expect(term(request, 'publish')).toMatchObject({ force: 'advisory', dueOn: '2026-03-13' });
    await serve(request, '2026-03-10T11:00', 'transferee');
    await serve(request, '2026-03-10T12:00', 'company');
    await taken(request, 'court', 'accept-answer', '2026-03-11T09:00');
    expect(request.position).toMatchObject({ stage: 'awaiting-act', awaitedSides: ['unit'] });
    await taken(request, 'unit', 'publish-notice', '2026-03-11T10:00', PUBLICATION);
    expect(request.position).toMatchObject({ closedAs: 'accepted', publication: { kind: 'transfer', transfereeType: 'organisation' } });
  });

  test('what is published is registered', async () => {
    const request = await open(TRANSFER);
    await taken(request, 'unit', 'publish-notice', '2026-03-11T10:00', PUBLICATION);
    expect(term(request, 'register')).toMatchObject({ state: 'met' });
    expect(request.position).not.toHaveProperty('measures');
  });
});

describe('service of the ruling', () => {
  test('the unit may not record it for the court', async () => {
    const request = await open();
    expect(await request.act('unit', 'record-service', '2026-03-09T11:00', { ...SERVED, on: 'debtor', servedAt: at('2026-03-09T10:00') })).toEqual({ status: 'refused', code: 'not-permitted' });
  });

  test('a freeze: on debtor and company; owed from the request on, awaited of the court, refused to nobody', async () => {
    const request = await RequestInMemory.open(MONDAY, FREEZE);
    expect(request.position).toMatchObject({ awaitedSides: ['court', 'unit'], particulars: { service: { owed: [['debtor'], ['company']], recorded: [] } } });
    // Promptly: Tue 10, Wed 11, Thu 12.
    expect(term(request, 'serve-ruling')).toMatchObject({ side: 'court', force: 'advisory', dueOn: '2026-03-12' });
    await taken(request, 'unit', 'answer', '2026-03-09T15:00', DONE);
    await serve(request, '2026-03-10T09:00', 'debtor');
    expect(request.position?.particulars).toMatchObject({ service: { owed: [['company']], recorded: [{ on: 'debtor', servedAt: at('2026-03-10T08:00'), mode: 'in-person' }] } });
    await serve(request, '2026-03-10T10:00', 'company');
    expect(term(request, 'serve-ruling')).toMatchObject({ state: 'met', metAt: at('2026-03-10T10:00') });
    expect(request.position?.awaitedSides).toEqual(['court']);
    await taken(request, 'court', 'accept-answer', '2026-03-10T11:00');
    expect(request.position).toMatchObject({ closedAs: 'accepted' });
  });

  test('what is still owed when the answer is accepted keeps the request open with the court, which is reminded; the unit is done', async () => {
    const request = await open();
    await taken(request, 'unit', 'answer', '2026-03-09T15:00', DONE);
    await taken(request, 'court', 'accept-answer', '2026-03-10T11:00');
    expect(request.position).toMatchObject({ stage: 'awaiting-service', awaitedSides: ['court'] });
    await request.advanceTo(at('2026-03-13T09:00'));
    expect(request.types().slice(-3)).toEqual(['reminder T-0', 'target-missed missed', 'escalation +1']);
    expect(request.position).toMatchObject({ lateness: 'advisory-missed', breaches: [] });
    await serve(request, '2026-03-16T09:00', 'company');
    await serve(request, '2026-03-16T10:00', 'debtor');
    expect(request.position).toMatchObject({ closedAs: 'accepted' });
  });

  test('where the court accepts that nothing could be done, nothing is served', async () => {
    const request = await open();
    await taken(request, 'unit', 'answer', '2026-03-09T15:00', { outcome: 'cannot-be-done', hasLegalGround: true, answerSeal: 'unit' });
    expect(request.position?.particulars).toMatchObject({ service: { owed: [['debtor'], ['company']] } });
    await taken(request, 'court', 'accept-answer', '2026-03-10T11:00');
    expect(request.position).toMatchObject({ closedAs: 'accepted', particulars: { service: { owed: [] } } });
  });

  test('a transfer: on the transferee, and on debtor or company', async () => {
    const request = await open(TRANSFER);
    await serve(request, '2026-03-09T11:00', 'debtor');
    expect(request.position?.particulars).toMatchObject({ service: { owed: [['transferee']] } });
  });

  test('an unfreezing: both parties are told', async () => {
    expect((await open(UNFREEZE)).position?.particulars).toMatchObject({ service: { owed: [['applicant'], ['debtor']] } });
  });

  test('one that the platform has drafted owes it from when the court serves the papers', async () => {
    const request = await RequestInMemory.open(MONDAY, { ...UNFREEZE, drafted: true });
    expect(term(request, 'serve-ruling')).toBeUndefined();
    await taken(request, 'court', 'record-delivery', '2026-03-10T09:00', { mode: 'electronic', papers: PAPERS });
    // Wed 11, Thu 12, Fri 13.
    expect(term(request, 'serve-ruling')).toMatchObject({ dueOn: '2026-03-13' });
  });

  test('nobody is served who need not be, none twice, and none tomorrow or long ago', async () => {
    const request = await open();
    const record = (on: string, servedAt: string) => request.act('court', 'record-service', '2026-03-09T12:00', { ...SERVED, on, servedAt: at(servedAt) });
    expect(await record('transferee', '2026-03-09T11:00')).toEqual({ status: 'refused', code: 'service-not-owed', details: { on: 'transferee', owed: [['debtor'], ['company']] } });
    expect(await record('debtor', '2026-03-09T12:01')).toMatchObject({ code: 'time-out-of-range' });
    expect(await record('debtor', '2026-02-07T08:59')).toMatchObject({ code: 'time-out-of-range' });
    // Thirty days before 9 March are 7 February: 21 of February after the 7th, and 9 of March.
    expect(await record('debtor', '2026-02-07T09:00')).toMatchObject({ status: 'accepted' });
    expect(await record('debtor', '2026-03-09T11:00')).toMatchObject({ code: 'already-recorded' });
  });

  test('a request that is withdrawn owes none any more', async () => {
    const request = await open();
    await taken(request, 'unit', 'answer', '2026-03-09T15:00', DONE);
    await taken(request, 'court', 'withdraw', '2026-03-10T09:00');
    expect(term(request, 'serve-ruling')).toMatchObject({ state: 'ended' });
    expect(request.register.steps.at(-1)?.openings).toMatchObject([{ opening: { kind: 'commerce.unfreeze-notice', revision: 3, debtorType: 'natural-person' } }]);
  });
});

describe('what is public is put right', () => {
  async function published(): Promise<RequestInMemory> {
    const request = await open();
    await taken(request, 'unit', 'publish-notice', '2026-03-09T12:00', NOTICE);
    return request;
  }
  const CORRECTION = { ground: 'clerical-error', publication: { assets: ['hmac:other'] } };
  const WITHDRAWAL = { ground: 'published-in-error' };

  test('the court does not write what the unit published, and the unit does not take it out (二(三))', async () => {
    const request = await published();
    expect(await request.act('court', 'correct-notice', '2026-03-10T09:00', CORRECTION)).toEqual({ status: 'refused', code: 'not-permitted' });
    expect(await request.act('unit', 'withdraw-notice', '2026-03-10T09:00', WITHDRAWAL)).toEqual({ status: 'refused', code: 'not-permitted' });
  });

  test('nothing is put right before it is published', async () => {
    const request = await open();
    expect(await request.act('unit', 'correct-notice', '2026-03-10T09:00', CORRECTION)).toMatchObject({ code: 'not-awaited' });
    expect(await request.act('court', 'withdraw-notice', '2026-03-10T09:00', WITHDRAWAL)).toMatchObject({ code: 'not-awaited' });
  });

  test('a correction shows its own words and leaves its trace; the date of publication stays', async () => {
    const request = await published();
    await taken(request, 'unit', 'correct-notice', '2026-03-10T09:00', CORRECTION);
    expect(notice(request)).toMatchObject({ state: 'published', publishedAt: at('2026-03-09T12:00'), assets: ['hmac:other'], byEntry: 4, corrections: [{ seq: 4, at: at('2026-03-10T09:00'), ground: 'clerical-error' }], lastEntry: 4 });
    expect(told(request)).toEqual(['court.party notice-corrected']);
  });

  test('a withdrawal leaves its trace, and what is frozen stays frozen', async () => {
    const request = await published();
    await taken(request, 'court', 'withdraw-notice', '2026-03-10T09:00', WITHDRAWAL);
    expect(notice(request)).toMatchObject({ state: 'withdrawn', withdrawn: { seq: 4, at: at('2026-03-10T09:00'), ground: 'published-in-error' } });
    expect(request.position?.measures).toMatchObject([{ state: 'in-force' }]);
    expect(told(request)).toEqual(['unit.party notice-withdrawn']);
    expect(await request.act('unit', 'correct-notice', '2026-03-10T10:00', CORRECTION)).toMatchObject({ code: 'not-awaited' });
  });

  test('when the request has closed, both are still offered', async () => {
    const request = await published();
    await taken(request, 'unit', 'answer', '2026-03-09T13:00', DONE);
    await serve(request, '2026-03-09T14:00', 'debtor');
    await serve(request, '2026-03-09T15:00', 'company');
    await taken(request, 'court', 'accept-answer', '2026-03-10T09:00');
    expect(request.position?.offered).toEqual({ court: ['correct', 'withdraw-notice'], unit: ['correct', 'correct-notice'] });
    const ledger = [...request.register.ledger, { seq: 8, key: 'later', type: 'withdraw-notice', by: COURT_OFFICER, receivedAt: at('2027-03-10T09:00'), recordedAt: at('2027-03-10T09:00'), facts: WITHDRAWAL }];
    const again = await RequestInMemory.over(ledger, at('2027-03-10T09:00'), new (request.register.constructor as new (entries: typeof ledger) => typeof request.register)(ledger));
    expect(again.position).toMatchObject({ closedAs: 'accepted', publication: { state: 'withdrawn' }, offered: { court: ['correct'], unit: ['correct'] } });
  });
});
