import { FILING_OVERSIGHT_COMMANDS } from '../contract/filing-oversight';
import type { Actor, Side } from '../matters/ledger';
import { at } from '../test/factories/assistance-request';
import { officerOf, openOversight, OVERSIGHT, REFERRAL } from '../test/factories/crimes';

const accepted = { status: 'accepted' };
const refused = (code: string) => ({ status: 'refused', code });
const FROM_REFERRAL = { ...officerOf('matter'), id: REFERRAL };

describe('who may not', () => {
  test.each([...Object.keys(FILING_OVERSIGHT_COMMANDS), 'file-case'])('%s is not for strangers, onlookers, another side, or nobody', async (name) => {
    const oversight = await openOversight('2026-02-25T00:00');
    const own: Side = name === 'give-reasons' || name === 'file-case' ? 'police' : 'procuratorate';
    const officer = officerOf(own);
    const other = officerOf(own === 'police' ? 'procuratorate' : 'police');
    const strangers: Actor[] = [
      { ...officer, body: 'land' },
      { ...officer, role: 'supervisor' },
      { ...officer, role: undefined },
      { ...officer, side: undefined },
      { ...officer, side: 'matter' },
      { ...other, side: own },
      other,
      officerOf('court'),
    ];
    for (const by of strangers) expect([by, await oversight.act(own, name, '2026-02-25T10:00', {}, by)]).toMatchObject([by, refused('not-permitted')]);
  });

  test('no other matter than the referral says that it was filed or withdrawn', async () => {
    const oversight = await openOversight('2026-02-25T00:00');
    expect(await oversight.act('matter', 'referral-filed', '2026-02-25T10:00', {}, { ...FROM_REFERRAL, id: OVERSIGHT })).toMatchObject(refused('not-permitted'));
  });
});

describe('what the sides write to each other', () => {
  test.each([
    ['raise-query', 'procuratorate', 'police'],
    ['reply-to-query', 'court', 'police'],
    ['give-delay-notice', 'procuratorate', 'court'],
    ['reply-to-delay-notice', 'court', 'procuratorate'],
    ['correct', 'procuratorate', undefined],
    ['acknowledge-correction', 'court', undefined],
  ] as const)('%s is not for strangers, onlookers, or nobody', async (name, own, other) => {
    const oversight = await openOversight('2026-02-25T00:00');
    await oversight.act('procuratorate', 'sign-request', '2026-02-25T09:00');
    const officer = officerOf(own);
    const strangers: Actor[] = [{ ...officer, body: 'land' }, { ...officer, role: 'supervisor' }, { ...officer, role: undefined }, { ...officer, side: undefined }, { ...officer, side: 'matter' }, ...(other ? [officerOf(other)] : [])];
    for (const by of strangers) expect([by, await oversight.act(own, name, '2026-02-25T10:00', { query: 1, notice: 1, entry: 1, correction: 1, stance: 'accepted' }, by)]).toMatchObject([by, refused('not-permitted')]);
  });

  test('a query of the procuratorate is the court’s to answer', async () => {
    const oversight = await openOversight('2026-02-25T00:00');
    expect(await oversight.act('procuratorate', 'raise-query', '2026-02-25T09:00')).toMatchObject(accepted);
    expect(oversight.told()).toEqual(['court.officer query-raised', 'procuratorate.liaison query-raised']);
    expect(oversight.position?.awaitedSides).toEqual(['procuratorate', 'court']);
    expect(await oversight.act('court', 'reply-to-query', '2026-02-25T10:00', { query: 2 })).toMatchObject(accepted);
    expect(oversight.told()).toEqual(['procuratorate.desk query-replied', 'procuratorate.liaison query-replied']);
  });

  test('a delay notice explains the breach of whoever gave it, and of nobody else', async () => {
    // One that was opened before owes a first result under the opinion too, for ever.
    const oversight = await openOversight('2025-09-23T09:00', { ruleSet: 'judicial-opinion-2025', revision: 1 });
    await oversight.act('procuratorate', 'demand-reasons', '2025-09-24T09:00');
    await oversight.act('procuratorate', 'give-delay-notice', '2025-09-25T09:00');
    expect(oversight.told()).toEqual(['court.officer delay-notice-given', 'police.desk delay-notice-given', 'procuratorate.liaison delay-notice-given']);
    expect(await oversight.act('court', 'reply-to-delay-notice', '2025-09-26T09:00', { notice: 4, stance: 'accepted' })).toMatchObject(accepted);
    // First result: 7 WD from Wed 24 Sept: 25, 26, Sun 28 made up, 29, 30, 9 Oct, 10. Reasons: Wed 1 Oct is day 7: Thu 9.
    expect([oversight.term('first-result')?.dueOn, oversight.term('give-reasons')?.dueOn]).toEqual(['2025-10-10', '2025-10-09']);
    await oversight.advanceTo(at('2025-10-11T00:00'));
    expect(oversight.position?.breaches).toMatchObject([
      { term: 'give-reasons', explanation: 'none' },
      { term: 'first-result', explanation: 'notice-accepted' },
    ]);
  });

  test('a correction is confirmed by each of the others for itself', async () => {
    const oversight = await openOversight('2026-02-25T00:00');
    const words = { ref: '00000000-0000-4000-8000-000000000009', digest: 'sha256:reasons' };
    await oversight.act('procuratorate', 'demand-reasons', '2026-02-25T09:00', { words });
    expect(await oversight.act('police', 'correct', '2026-02-25T10:00', { entry: 3 })).toMatchObject(refused('written-by-others'));
    expect(await oversight.act('procuratorate', 'correct', '2026-02-25T10:00', { entry: 3 })).toMatchObject(accepted);
    expect(oversight.told()).toEqual(['court.officer corrected', 'police.desk corrected']);
    expect(await oversight.act('police', 'acknowledge-correction', '2026-02-25T11:00', { correction: 4 })).toMatchObject(accepted);
    expect(oversight.told()).toEqual(['procuratorate.desk correction-acknowledged']);
    expect(await oversight.act('police', 'acknowledge-correction', '2026-02-25T11:01', { correction: 4 })).toMatchObject(refused('no-such-correction'));
    expect(await oversight.act('procuratorate', 'acknowledge-correction', '2026-02-25T11:02', { correction: 4 })).toMatchObject(refused('confirmed-by-the-other-side'));
    expect(oversight.position?.particulars).toMatchObject({ openCorrections: [4] });
    expect(await oversight.act('court', 'acknowledge-correction', '2026-02-25T12:00', { correction: 4 })).toMatchObject(accepted);
    expect(oversight.position?.particulars).toMatchObject({ openCorrections: [] });
  });
});

describe('the first result', () => {
  test('is due seven working days after the procuratorate signs, and meets the term; the oversight stays open', async () => {
    const oversight = await openOversight('2026-02-25T00:00');
    expect(oversight.told()).toEqual(['procuratorate.desk oversight-opened', 'procuratorate.liaison oversight-opened']);
    await oversight.act('procuratorate', 'sign-request', '2026-02-25T09:00');
    // Wed 25 is day 0: Thu 26 (1), Fri 27 (2), Sat 28 made up (3), Mon 2 March (4), Tue 3 (5), Wed 4 (6), Thu 5 (7).
    expect(oversight.term('first-result')).toMatchObject({ side: 'procuratorate', dueOn: '2026-03-05', force: 'statutory', article: '四.6' });
    await oversight.act('procuratorate', 'report-first-result', '2026-03-05T17:00', { result: 'reasons-to-be-demanded' });
    expect(oversight.term('first-result')).toMatchObject({ state: 'met' });
    expect(oversight.told()).toEqual(['court.officer first-result-reported', 'court.bureau first-result-reported']);
    expect(oversight.position).toMatchObject({ stage: 'examining', lateness: 'none' });
    // The outcome has a target alone: 6 (1), 9–13 (6), 16–19 March (10).
    expect(oversight.term('outcome')).toMatchObject({ force: 'advisory', dueOn: '2026-03-19' });
    expect(await oversight.act('procuratorate', 'report-first-result', '2026-03-06T09:00', { result: 'examining-further' })).toMatchObject(refused('first-result-reported-already'));
  });

  test('unsigned, the request counts as received at the end of the next working day; the breach is the committee’s to know at once, and climbs', async () => {
    const oversight = await openOversight('2026-02-25T00:00');
    // Delivered Wed 25, deemed at the end of Thu 26: Fri 27 (1), Sat 28 (2), 2–6 March (7).
    await oversight.advanceTo(at('2026-02-27T00:00'));
    expect(oversight.term('first-result')).toMatchObject({ startOn: '2026-02-26', dueOn: '2026-03-06' });
    await oversight.advanceTo(at('2026-03-07T00:00'));
    expect(oversight.position).toMatchObject({ lateness: 'breached', breaches: [{ term: 'first-result', restsOnDeemedReceipt: true }] });
    expect(oversight.told('term-expired')).toEqual(['court.officer term-expired!', 'procuratorate.liaison term-expired!', 'committee term-expired!']);
    // Mon 9 (+1), Wed 11 (+3).
    await oversight.advanceTo(at('2026-03-11T09:00'));
    expect(oversight.types().slice(-2)).toEqual(['escalation +1', 'escalation +3']);
    expect(oversight.told()).toEqual(['committee escalation']);
  });

  test('is no duty under the opinion of 2025, which takes the place of 四.7(4) for its crime: nothing runs from the receipt, and nothing is ever broken; of another crime it is owed as before', async () => {
    const oversight = await openOversight('2025-09-23T09:00', { ruleSet: 'judicial-opinion-2025' });
    await oversight.act('procuratorate', 'sign-request', '2025-09-23T10:00');
    expect(oversight.register.steps.at(-1)?.tells.map(({ message, params }) => [message, params])).toEqual([['request-signed', { untimed: true }], ['request-signed', { untimed: true }]]);
    await oversight.advanceTo(at('2025-12-01T10:00'));
    expect(oversight.position).toMatchObject({ stage: 'examining', lateness: 'none', terms: [], breaches: [] });
    // It may still be reported, and reaches the court.
    expect(await oversight.act('procuratorate', 'report-first-result', '2025-12-01T11:00', { result: 'examining-further' })).toMatchObject(accepted);
    expect(oversight.term('first-result')).toBeUndefined();
    const other = await openOversight('2025-09-23T09:00', { ruleSet: 'judicial-opinion-2025', crime: 'obstruction' });
    await other.act('procuratorate', 'sign-request', '2025-09-23T10:00');
    // Wed 24 (1), 25, 26 (3), Sun 28 made up (4), 29, 30 (6), 1–8 October off, Thu 9 (7).
    expect(other.term('first-result')).toMatchObject({ dueOn: '2025-10-09', force: 'statutory', article: '四.6' });
    expect(other.register.steps.at(-1)?.tells.map(({ params }) => params)).toEqual([{}, {}]);
  });

  test('a late pointer has no term at all, and comes to an outcome like any other', async () => {
    const oversight = await openOversight('2026-03-02T10:00', { how: 'late-pointer' });
    await oversight.act('procuratorate', 'sign-request', '2026-03-02T11:00');
    await oversight.act('procuratorate', 'report-first-result', '2026-03-20T11:00', { result: 'examining-further' });
    expect(oversight.position).toMatchObject({ terms: [], particulars: { late: true, how: 'late-pointer' } });
    await oversight.act('procuratorate', 'find-refusal-right', '2026-04-20T11:00');
    expect(oversight.position).toMatchObject({ closedAs: 'refusal-right' });
  });
});

describe('the final outcome', () => {
  test('reasons demanded, given, not accepted; told to file, the police file, and the referral follows', async () => {
    const oversight = await openOversight('2026-02-25T00:00');
    await oversight.act('procuratorate', 'demand-reasons', '2026-02-25T10:00');
    expect(oversight.types()).toEqual(['open-request', 'request-receipt-implied', 'demand-reasons']);
    expect(await oversight.act('procuratorate', 'find-refusal-right', '2026-02-25T11:00')).toMatchObject(refused('not-awaited'));
    await oversight.act('police', 'give-reasons', '2026-03-02T10:00');
    await oversight.act('procuratorate', 'notify-to-file', '2026-03-04T10:00');
    // What was found in the end is the first result too.
    expect(oversight.term('first-result')).toMatchObject({ state: 'met', dueOn: '2026-03-05' });
    // The final outcome is the filing seen, not the notice: Thu 5 March (1), Fri 6, 9–13 (7), Mon 16, Tue 17, Wed 18 (10).
    expect(oversight.term('outcome')).toMatchObject({ state: 'running', force: 'advisory', dueOn: '2026-03-18' });
    expect(oversight.position).toMatchObject({ stage: 'notified', awaitedSides: ['police'] });
    await oversight.act('police', 'file-case', '2026-03-06T10:00');
    expect(oversight.position).toMatchObject({ closedAs: 'filed' });
    expect(oversight.term('outcome')).toMatchObject({ state: 'met', metAt: at('2026-03-06T10:00') });
    expect(oversight.sent()).toEqual([{ matter: REFERRAL, name: 'oversight-ended', facts: { how: 'filed' } }]);
  });

  test('a first result reported before the notice stays what it was, and the outcome runs on from it', async () => {
    const oversight = await openOversight('2026-02-25T00:00');
    await oversight.act('procuratorate', 'report-first-result', '2026-02-26T10:00', { result: 'reasons-to-be-demanded' });
    await oversight.act('procuratorate', 'demand-reasons', '2026-02-26T11:00');
    // The founding document gives the police no term for their reasons, so none holds up the notice.
    expect(await oversight.act('procuratorate', 'notify-to-file', '2026-02-26T12:00')).toMatchObject(accepted);
    expect(oversight.position?.particulars).toMatchObject({ firstResult: { result: 'reasons-to-be-demanded' } });
    // Fri 27 (1), Sat 28 made up (2), 2–6 March (7), Mon 9, Tue 10, Wed 11 (10).
    expect(oversight.term('outcome')).toMatchObject({ state: 'running', dueOn: '2026-03-11' });
    await oversight.act('matter', 'referral-filed', '2026-03-11T23:00', {}, FROM_REFERRAL);
    expect(oversight.term('outcome')).toMatchObject({ state: 'met' });
  });

  test('the refusal is found right: court and police are told, and the referral ends', async () => {
    const oversight = await openOversight('2026-02-25T00:00');
    await oversight.act('procuratorate', 'find-refusal-right', '2026-03-02T10:00');
    expect(oversight.position).toMatchObject({ closedAs: 'refusal-right' });
    expect(oversight.told()).toEqual(['court.officer refusal-found-right', 'court.bureau refusal-found-right', 'police.desk refusal-found-right', 'police.liaison refusal-found-right']);
    expect(oversight.sent()).toEqual([{ matter: REFERRAL, name: 'oversight-ended', facts: { how: 'refusal-right' } }]);
  });

  test('the police file on the referral, a refusal joins, the court withdraws', async () => {
    const filed = await openOversight('2026-02-25T00:00', { refusal: undefined, ground: 'no-decision' });
    expect(await filed.act('matter', 'refusal-joined', '2026-02-26T10:00', { refusal: 8 }, FROM_REFERRAL)).toMatchObject(accepted);
    expect(filed.position?.particulars).toMatchObject({ refusal: 8, ground: 'no-decision' });
    await filed.act('matter', 'referral-filed', '2026-02-27T10:00', {}, FROM_REFERRAL);
    expect(filed.position).toMatchObject({ closedAs: 'filed' });
    expect(filed.sent()).toEqual([]);
    const withdrawn = await openOversight('2026-02-25T00:00');
    await withdrawn.act('matter', 'referral-withdrawn', '2026-02-26T10:00', {}, FROM_REFERRAL);
    expect(withdrawn.position).toMatchObject({ closedAs: 'withdrawn' });
  });

  test('under the opinion of 2025 the police give reasons within seven days and file within fifteen of the notice, and are heard first', async () => {
    const oversight = await openOversight('2025-09-23T09:00', { ruleSet: 'judicial-opinion-2025' });
    await oversight.act('procuratorate', 'demand-reasons', '2025-09-24T09:00');
    // Wed 1 October is day 7, a holiday through the 8th: Thu 9.
    expect(oversight.term('give-reasons')).toMatchObject({ side: 'police', dueOn: '2025-10-09', force: 'statutory' });
    expect(await oversight.act('procuratorate', 'notify-to-file', '2025-10-09T23:00')).toMatchObject({ ...refused('reasons-awaited'), details: { dueOn: '2025-10-09' } });
    await oversight.advanceTo(at('2025-10-10T00:00'));
    expect(oversight.position).toMatchObject({ lateness: 'breached', breaches: [{ term: 'give-reasons' }] });
    expect(await oversight.act('procuratorate', 'notify-to-file', '2025-10-10T09:00')).toMatchObject(accepted);
    // Sat 25 October is day 15: Mon 27.
    expect(oversight.term('file-on-notice')).toMatchObject({ side: 'police', dueOn: '2025-10-27' });
    await oversight.act('police', 'file-case', '2025-10-27T10:00');
    expect(oversight.term('file-on-notice')).toMatchObject({ state: 'met' });
  });
});
