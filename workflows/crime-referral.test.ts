import { CRIME_REFERRAL_COMMANDS } from '../contract/crime-referral';
import type { CrimeReferral } from '../matters/crime-referral';
import { type Actor, type Side, THE_CALENDAR } from '../matters/ledger';
import { at, command, COURT_OFFICER } from '../test/factories/assistance-request';
import { CALENDAR_2027 } from '../test/factories/calendar-2027';
import { type CrimeInMemory, INSTRUCTION, officerOf, openReferral, OVERSIGHT } from '../test/factories/crimes';

/*
 * Spring Festival of 2026: Sat 14 Feb is made up, 15–23 is the holiday, Tue 24, Wed 25, Thu 26, Fri 27, and Sat 28 made up are worked.
 */

const accepted = { status: 'accepted' };
const refused = (code: string) => ({ status: 'refused', code });
type Referral = CrimeInMemory<CrimeReferral>;

/** Accepted on Mon 9 Feb 2026, refused on Tue 10, the decision served on Thu 12 and signed for on Fri 13 at 10:00: window to Wed 25. */
async function served(over: Parameters<typeof openReferral>[1] = {}): Promise<Referral> {
  const referral = await openReferral('2026-02-09T09:00', over);
  expect(await referral.act('police', 'accept', '2026-02-09T10:00')).toMatchObject(accepted);
  expect(await referral.act('police', 'decide-not-to-file', '2026-02-10T10:00', { decidedAt: at('2026-02-10T09:00') })).toMatchObject(accepted);
  expect(await referral.act('police', 'issue-decision', '2026-02-12T15:00')).toMatchObject(accepted);
  return referral;
}
async function received(over: Parameters<typeof openReferral>[1] = {}): Promise<Referral> {
  const referral = await served(over);
  expect(await referral.act('court', 'sign-decision', '2026-02-13T10:00')).toMatchObject(accepted);
  return referral;
}
const silentCourt = { standingInstruction: null };

describe('who may not', () => {
  const COURTS = ['sign-decision', 'accept-decision', 'ask-oversight', 'amend-draft', 'bring-to-attention', 'switch-off-instruction', 'switch-on-instruction'];

  test.each(Object.keys(CRIME_REFERRAL_COMMANDS))('%s is not for strangers, onlookers, the other side, or nobody', async (name) => {
    const referral = await received();
    const own: Side = COURTS.includes(name) ? 'court' : 'police';
    const officer = officerOf(own);
    const strangers: Actor[] = [
      { ...officer, body: 'land' },
      { ...officer, body: 'court.luoding' },
      { ...officer, role: 'supervisor' },
      { ...officer, role: 'operator' },
      { ...officer, role: undefined },
      { ...officer, side: undefined },
      { ...officer, side: 'matter' },
      { ...officer, id: 'standing-instruction', kind: 'machine', side: undefined },
      { ...officerOf(own === 'court' ? 'police' : 'court'), side: own },
      officerOf(own === 'court' ? 'police' : 'court'),
      officerOf('procuratorate'),
    ];
    for (const by of strangers) expect([by, await referral.act(own, name, '2026-02-14T10:00', {}, by)]).toMatchObject([by, refused('not-permitted')]);
  });

  test('nobody but the platform revises the standing instruction of an open referral', async () => {
    const referral = await received();
    const facts = { standingInstruction: { ...INSTRUCTION, status: 'withdrawn', version: 4 } };
    for (const by of [COURT_OFFICER, officerOf('police'), officerOf('matter'), { kind: 'machine', id: 'calendar', body: '' }, { kind: 'machine', id: 'standing-instruction', body: 'police', side: 'police', role: 'system' }] as Actor[]) {
      expect([by, await referral.say('revise-instruction', '2026-02-13T11:00', facts, by)]).toMatchObject([by, refused('not-permitted')]);
    }
    expect(await referral.say('revise-instruction', '2026-02-13T11:00', facts)).toMatchObject(accepted);
    expect(referral.position?.particulars['standingInstruction']).toMatchObject({ version: 4, status: 'withdrawn', covers: 'withdrawn' });
  });

  test('no other matter than the oversight ends it', async () => {
    const referral = await received();
    await referral.act('court', 'ask-oversight', '2026-02-13T11:00');
    await referral.link('oversight:1', '2026-02-13T11:01');
    expect(await referral.act('matter', 'oversight-ended', '2026-02-24T11:00', { how: 'filed' }, { ...officerOf('matter'), id: 'FO-2026-000009' })).toMatchObject(refused('not-permitted'));
    expect(await referral.act('matter', 'oversight-ended', '2026-02-24T11:00', { how: 'filed' })).toMatchObject(accepted);
    expect(referral.position?.stage).toBe('filed');
  });
});

describe('what the two sides write to each other', () => {
  const EXCHANGE: readonly (readonly [name: string, own: Side])[] = [
    ['raise-query', 'police'],
    ['reply-to-query', 'court'],
    ['give-delay-notice', 'police'],
    ['reply-to-delay-notice', 'court'],
    ['correct', 'court'],
    ['acknowledge-correction', 'police'],
  ];

  test.each(EXCHANGE)('%s is not for strangers, onlookers, the procuratorate, or nobody', async (name, own) => {
    const referral = await openReferral('2026-02-09T09:00');
    await referral.act('police', 'accept', '2026-02-09T10:00');
    const officer = officerOf(own);
    const strangers: Actor[] = [{ ...officer, body: 'land' }, { ...officer, role: 'supervisor' }, { ...officer, role: undefined }, { ...officer, side: undefined }, { ...officer, side: 'matter' }, officerOf('procuratorate')];
    for (const by of strangers) expect([by, await referral.act(own, name, '2026-02-09T11:00', { query: 1, notice: 1, entry: 1, correction: 1, stance: 'accepted' }, by)]).toMatchObject([by, refused('not-permitted')]);
    if (name === 'raise-query' || name === 'give-delay-notice') expect(await referral.act('court', name, '2026-02-09T11:00')).toMatchObject(refused('not-permitted'));
    if (name.startsWith('reply')) expect(await referral.act('police', name, '2026-02-09T11:00', { query: 1, notice: 1, stance: 'accepted' })).toMatchObject(refused('not-permitted'));
  });

  test('a query of the police awaits the court beside whoever was awaited, is answered once, and stops no clock', async () => {
    const referral = await openReferral('2026-02-09T09:00');
    await referral.act('police', 'accept', '2026-02-09T10:00');
    expect(await referral.act('police', 'raise-query', '2026-02-09T11:00')).toMatchObject(accepted);
    expect(referral.told()).toEqual(['court.officer query-raised', 'police.liaison query-raised']);
    expect(referral.position).toMatchObject({ awaitedSides: ['police', 'court'], particulars: { openQueries: [3] } });
    expect(referral.term('file')).toMatchObject({ dueOn: '2026-02-10', state: 'running' });
    expect(await referral.act('court', 'reply-to-query', '2026-02-09T12:00', { query: 3 })).toMatchObject(accepted);
    expect(referral.told()).toEqual(['police.desk query-replied', 'police.liaison query-replied']);
    expect(await referral.act('court', 'reply-to-query', '2026-02-09T12:01', { query: 3 })).toMatchObject(refused('no-such-query'));
    expect(referral.position?.awaitedSides).toEqual(['police']);
  });

  test('a delay notice of the police moves no date, and explains the breach that follows it', async () => {
    const referral = await openReferral('2026-02-09T09:00');
    await referral.act('police', 'accept', '2026-02-09T10:00');
    // What is given before the written refusal is owed explains nothing of it.
    expect(await referral.act('police', 'give-delay-notice', '2026-02-09T11:00')).toMatchObject(accepted);
    await referral.act('police', 'decide-not-to-file', '2026-02-10T10:00', { decidedAt: at('2026-02-10T09:00') });
    expect(await referral.act('police', 'give-delay-notice', '2026-02-12T10:00')).toMatchObject(accepted);
    expect(referral.told()).toEqual(['court.officer delay-notice-given', 'police.liaison delay-notice-given']);
    expect(await referral.act('court', 'reply-to-delay-notice', '2026-02-12T11:00', { notice: referral.register.ledger.length, stance: 'contested' })).toMatchObject(accepted);
    expect(await referral.act('court', 'reply-to-delay-notice', '2026-02-12T11:01', { notice: referral.entry('give-delay-notice')?.seq, stance: 'accepted' })).toMatchObject(refused('no-such-notice'));
    // Wed 11, Thu 12, Fri 13.
    expect(referral.term('issue-refusal')).toMatchObject({ dueOn: '2026-02-13' });
    await referral.advanceTo(at('2026-02-14T00:00'));
    expect(referral.position?.breaches).toMatchObject([{ term: 'issue-refusal', explanation: 'notice-contested' }]);
  });

  test('an earlier notice, on what was owed before, leaves the breach unexplained', async () => {
    const referral = await openReferral('2026-02-09T09:00');
    await referral.act('police', 'accept', '2026-02-09T10:00');
    await referral.act('police', 'give-delay-notice', '2026-02-09T11:00');
    await referral.act('police', 'decide-not-to-file', '2026-02-10T10:00', { decidedAt: at('2026-02-10T09:00') });
    await referral.advanceTo(at('2026-02-14T00:00'));
    expect(referral.position?.breaches).toMatchObject([{ term: 'issue-refusal', explanation: 'none' }]);
  });

  test('each side corrects its own words, and the other confirms what it has done on the old ones', async () => {
    const referral = await openReferral('2026-02-09T09:00');
    await referral.act('police', 'accept', '2026-02-09T10:00');
    expect(await referral.act('police', 'correct', '2026-02-09T11:00', { entry: 1 })).toMatchObject(refused('written-by-others'));
    expect(await referral.act('court', 'correct', '2026-02-09T11:00', { entry: 1 })).toMatchObject(accepted);
    expect(referral.told()).toEqual(['police.desk corrected']);
    expect(await referral.act('court', 'acknowledge-correction', '2026-02-09T11:30', { correction: 3 })).toMatchObject(refused('confirmed-by-the-other-side'));
    expect(await referral.act('police', 'acknowledge-correction', '2026-02-09T12:00', { correction: 3 })).toMatchObject(accepted);
    expect(referral.told()).toEqual(['court.officer correction-acknowledged']);
    expect(await referral.act('police', 'acknowledge-correction', '2026-02-09T12:01', { correction: 3 })).toMatchObject(refused('no-such-correction'));
  });
});

describe('filed', () => {
  test('the police accept and file at once; the court is told, and follows arrest, prosecution and indictment without a term', async () => {
    const referral = await openReferral('2026-02-09T09:00');
    expect(referral.told()).toEqual(['police.desk referral-opened', 'police.liaison referral-opened']);
    await referral.act('police', 'accept', '2026-02-09T10:00');
    // 立即 is a target of one working day: Tue 10.
    expect(referral.term('file')).toMatchObject({ side: 'police', force: 'advisory', dueOn: '2026-02-10' });
    await referral.act('police', 'file-case', '2026-02-09T16:00');
    expect(referral.told()).toEqual(['court.officer case-filed', 'court.bureau case-filed', 'police.liaison case-filed']);
    expect(referral.term('file')).toMatchObject({ state: 'met' });
    await referral.act('police', 'record-arrest', '2026-03-09T16:00', { arrestedOn: '2026-03-09' });
    expect(referral.position).toMatchObject({ stage: 'arrested', terms: [{ id: 'file' }] });
    await referral.act('police', 'record-prosecution', '2026-05-11T16:00', { transferredOn: '2026-05-11' });
    expect(await referral.act('police', 'record-arrest', '2026-05-12T16:00', { arrestedOn: '2026-03-09' })).toMatchObject(refused('not-awaited'));
    await referral.act('police', 'end-referral', '2026-06-15T16:00', { outcome: 'indicted' });
    expect(referral.position).toMatchObject({ closedAs: 'indicted', lateness: 'none', breaches: [] });
  });

  test('nobody accepts: the referral counts as received at the end of the next working day, and the target runs from there', async () => {
    const referral = await openReferral('2026-02-09T09:00');
    await referral.advanceTo(at('2026-02-11T00:00'));
    expect(referral.types()).toEqual(['open-request', 'receipt-deemed']);
    // Received on Tue 10: Wed 11.
    expect(referral.term('file')).toMatchObject({ startOn: '2026-02-10', dueOn: '2026-02-11' });
    // After a deemed receipt accepting is only evidence.
    expect(await referral.act('police', 'accept', '2026-02-11T10:00')).toMatchObject(accepted);
    expect(referral.term('file')).toMatchObject({ startOn: '2026-02-10' });
  });

  test('filing shows that the papers are there', async () => {
    const referral = await openReferral('2026-02-09T09:00');
    await referral.act('police', 'file-case', '2026-02-09T11:00');
    expect(referral.types()).toEqual(['open-request', 'receipt-implied', 'file-case']);
    expect(await referral.act('police', 'accept', '2026-02-09T12:00')).toMatchObject(refused('not-awaited'));
  });

  test('a decision after investigation that nobody is liable is treated like a refusal, in a round of its own', async () => {
    const referral = await received();
    await referral.act('police', 'file-case', '2026-02-24T10:00');
    expect(referral.position).toMatchObject({ stage: 'filed' });
    // Before it was filed there was nothing to investigate.
    expect(await referral.act('police', 'decide-not-to-prosecute', '2026-04-01T09:30', { decidedAt: at('2026-02-24T10:00') - 1 })).toMatchObject(refused('time-out-of-range'));
    await referral.act('police', 'decide-not-to-prosecute', '2026-04-01T10:00', { decidedAt: at('2026-04-01T09:00') });
    // Thu 2, Fri 3 April; 4–6 Qingming; Tue 7.
    expect(referral.term('issue-refusal.2')).toMatchObject({ dueOn: '2026-04-07', force: 'statutory', article: '四.7(4)' });
    await referral.act('police', 'issue-decision', '2026-04-07T10:00');
    await referral.act('court', 'sign-decision', '2026-04-08T10:00');
    // Thu 9, Fri 10, Mon 13.
    expect(referral.term('ask.2')).toMatchObject({ dueOn: '2026-04-13', state: 'running' });
    await referral.advanceTo(at('2026-04-13T00:00'));
    expect(referral.position?.stage).toBe('under-oversight');
    expect(referral.opened()).toMatchObject([{ key: 'oversight:1' }]);
  });
});

describe('refused', () => {
  test('the written decision is due three working days after deciding, which is a breach of the police', async () => {
    const referral = await openReferral('2026-02-09T09:00');
    await referral.act('police', 'decide-not-to-file', '2026-02-12T10:00', { decidedAt: at('2026-02-11T09:00') });
    // Decided Wed 11: Thu 12 (1), Fri 13 (2), Sat 14 made up (3).
    expect(referral.term('issue-refusal')).toMatchObject({ startOn: '2026-02-11', dueOn: '2026-02-14', dueAt: at('2026-02-15T00:00') });
    await referral.advanceTo(at('2026-02-15T00:00'));
    expect(referral.position).toMatchObject({ lateness: 'breached', breaches: [{ term: 'issue-refusal', at: at('2026-02-15T00:00'), restsOnDeemedReceipt: false }] });
    expect(referral.told('term-expired')).toEqual(['court.officer term-expired!', 'police.liaison term-expired!']);
    // Escalates after Sat 14: Tue 24 (+1), Thu 26 (+3) to the committee.
    await referral.advanceTo(at('2026-02-26T09:00'));
    expect(referral.told('escalation')).toEqual(['committee escalation']);
  });

  test('decided before it was accepted, or in the future, is no instant of a decision; deciding twice is told', async () => {
    const referral = await openReferral('2026-02-09T09:00');
    await referral.act('police', 'accept', '2026-02-09T10:00');
    for (const decidedAt of [at('2026-02-09T09:59'), at('2026-02-10T10:00') + 1]) expect(await referral.act('police', 'decide-not-to-file', '2026-02-10T10:00', { decidedAt })).toMatchObject(refused('time-out-of-range'));
    expect(await referral.act('police', 'issue-decision', '2026-02-10T10:00')).toMatchObject(refused('not-awaited'));
    await referral.act('police', 'decide-not-to-file', '2026-02-10T10:00', { decidedAt: at('2026-02-10T10:00') });
    expect(await referral.act('police', 'decide-not-to-file', '2026-02-10T11:00', { decidedAt: at('2026-02-10T10:00') })).toMatchObject(refused('not-awaited'));
  });

  test('after a deemed receipt the police may have decided before the instant that was deemed, and not before the referral was made', async () => {
    const referral = await openReferral('2026-02-09T09:00');
    await referral.advanceTo(at('2026-02-11T00:00'));
    expect(await referral.act('police', 'decide-not-to-file', '2026-02-11T10:00', { decidedAt: at('2026-02-09T09:00') - 1 })).toMatchObject(refused('time-out-of-range'));
    expect(await referral.act('police', 'decide-not-to-file', '2026-02-11T10:00', { decidedAt: at('2026-02-10T16:00') })).toMatchObject(accepted);
    // Wed 11, Thu 12, Fri 13.
    expect(referral.term('issue-refusal')).toMatchObject({ startOn: '2026-02-10', dueOn: '2026-02-13' });
  });

  test('the court accepts: that ends it, and the police are told', async () => {
    const referral = await served();
    expect(await referral.act('court', 'accept-decision', '2026-02-13T10:00')).toMatchObject(accepted);
    expect(referral.types().slice(-2)).toEqual(['decision-receipt-implied', 'accept-decision']);
    expect(referral.position).toMatchObject({ closedAs: 'decision-accepted', terms: [{ id: 'file' }, { id: 'issue-refusal' }, { id: 'ask', state: 'ended' }] });
    expect(referral.told()).toEqual(['police.desk decision-accepted', 'police.liaison decision-accepted']);
  });

  test('a referral that has ended says no more when anybody would ask, and holds no draft', async () => {
    for (const [name, facts] of [['accept-decision', {}], ['withdraw', {}]] as const) {
      const referral = await received();
      expect(referral.position?.particulars).toMatchObject({ draftRequest: {}, standingInstruction: { willAskAt: at('2026-02-25T00:00') } });
      await referral.act('court', name, '2026-02-14T10:00', facts);
      expect(referral.position?.stage).toBe('closed');
      expect(referral.position?.particulars).not.toHaveProperty('draftRequest');
      expect(referral.position?.particulars['standingInstruction']).not.toHaveProperty('willAskAt');
    }
  });

  test('nobody at the court signs: the decision counts as received at the end of the working day after, and the window runs from there', async () => {
    const referral = await served();
    // Served Thu 12, deemed at the end of Fri 13; Sat 14 made up (1), Tue 24 (2), Wed 25 (3).
    await referral.advanceTo(at('2026-02-14T00:00'));
    expect(referral.position?.stage).toBe('decision-received');
    expect(referral.term('ask')).toMatchObject({ startOn: '2026-02-13', dueOn: '2026-02-25', dueAt: at('2026-02-26T00:00'), side: 'court' });
    expect(referral.told('decision-receipt-deemed')).toContain('court.bureau decision-deemed!');
    expect(await referral.act('court', 'sign-decision', '2026-02-24T10:00')).toMatchObject(accepted);
    expect(referral.term('ask')).toMatchObject({ startOn: '2026-02-13' });
  });
});

describe('the window of three working days', () => {
  test('the court is reminded on each of its days, and the draft and what the standing instruction will do are there to read', async () => {
    const referral = await received({ standingInstruction: INSTRUCTION });
    // Signed Fri 13: Sat 14 made up (1), Tue 24 (2), Wed 25 (3).
    expect(referral.position?.particulars).toMatchObject({
      draftRequest: { to: 'procuratorate.yuncheng', ground: 'conditions-met', refusal: 7, lastDay: '2026-02-25' },
      standingInstruction: { id: 'si-yuncheng', version: 3, status: 'confirmed', covers: 'covered', willAskAt: at('2026-02-25T00:00'), lastDay: '2026-02-25' },
    });
    await referral.advanceTo(at('2026-02-24T23:59'));
    expect(referral.types().slice(-2)).toEqual(['reminder T-2', 'reminder T-1']);
    expect(referral.told()).toEqual(['court.officer reminder!', 'court.bureau reminder!']);
  });

  test('the reminder of the working day before says what the standing instruction will do, and when; without one, that nothing will be done', async () => {
    const saidOn = async (referral: Referral, instant: string) => {
      await referral.advanceTo(at(instant));
      return [referral.types().at(-1), referral.register.steps.at(-1)?.tells.map(({ params }) => params['willActAt'])];
    };
    const silent = await received();
    // Sat 14 and Tue 24 at 08:30, of Wed 25 at 00:00.
    expect(await saidOn(silent, '2026-02-14T08:30')).toEqual(['reminder T-2', [at('2026-02-25T00:00'), at('2026-02-25T00:00')]]);
    expect(await saidOn(silent, '2026-02-24T08:30')).toEqual(['reminder T-1', [at('2026-02-25T00:00'), at('2026-02-25T00:00')]]);
    const switchedOff = await received();
    await switchedOff.act('court', 'switch-off-instruction', '2026-02-24T08:00');
    expect(await saidOn(switchedOff, '2026-02-24T08:30')).toEqual(['reminder T-1', [undefined, undefined]]);
    expect(await saidOn(switchedOff, '2026-02-25T08:30')).toEqual(['reminder T-0', [undefined, undefined]]);
    expect(await saidOn(await received(silentCourt), '2026-02-25T08:30')).toEqual(['reminder T-0', [undefined, undefined]]);
  });

  test('switched on again, or revised, it says at once when it will act', async () => {
    const referral = await received();
    await referral.act('court', 'switch-off-instruction', '2026-02-14T10:00');
    await referral.act('court', 'switch-on-instruction', '2026-02-24T10:00');
    expect(referral.register.steps.at(-1)?.tells.map(({ params }) => params)).toEqual([{ on: true, willActAt: at('2026-02-25T00:00') }, { on: true, willActAt: at('2026-02-25T00:00') }]);
    await referral.say('revise-instruction', '2026-02-24T11:00', { standingInstruction: { ...INSTRUCTION, version: 4 } });
    expect(referral.register.steps.at(-1)?.tells.map(({ params }) => params)).toEqual([{ willActAt: at('2026-02-25T00:00') }, { willActAt: at('2026-02-25T00:00') }]);
    await referral.say('revise-instruction', '2026-02-24T12:00', { standingInstruction: { ...INSTRUCTION, version: 5, status: 'withdrawn' } });
    expect(referral.register.steps.at(-1)?.tells.map(({ params }) => params)).toEqual([{}, {}]);
  });

  test('a signature after a deemed receipt is evidence also when the window has closed: it opens no other', async () => {
    const referral = await served(silentCourt);
    // Deemed on Fri 13: Sat 14 (1), Tue 24 (2), Wed 25 (3).
    await referral.advanceTo(at('2026-02-26T00:00'));
    expect(referral.position?.stage).toBe('window-closed');
    expect(await referral.act('court', 'sign-decision', '2026-02-26T09:00')).toMatchObject(accepted);
    expect(referral.term('ask')).toMatchObject({ startOn: '2026-02-13', dueOn: '2026-02-25', state: 'ended' });
    expect(referral.position).toMatchObject({ stage: 'window-closed', particulars: { refusal: { receipt: { how: 'deemed', on: '2026-02-13' } } } });
    const signed = await received(silentCourt);
    await signed.advanceTo(at('2026-02-26T00:00'));
    expect(await signed.act('court', 'sign-decision', '2026-02-26T09:00')).toMatchObject(refused('already-received'));
  });

  test('the court asks on the last day of the window, a millisecond before its end', async () => {
    const referral = await received(silentCourt);
    const last = command('court', 'ask-oversight', at('2026-02-26T00:00') - 1);
    await referral.advanceTo(at('2026-02-26T00:00') - 2);
    expect(referral.types().slice(-3)).toEqual(['reminder T-2', 'reminder T-1', 'reminder T-0']);
    expect(await referral.send(last)).toMatchObject(accepted);
    expect(referral.term('ask')).toMatchObject({ state: 'met' });
    expect(referral.position).toMatchObject({ stage: 'under-oversight', awaitedSides: ['procuratorate'], particulars: { asked: { how: 'by-court' } } });
    expect(referral.position?.parties).toContainEqual({ side: 'procuratorate', body: 'procuratorate', office: 'procuratorate.yuncheng', relation: 'supervising-procuratorate' });
    expect(referral.opened()).toMatchObject([{ key: 'oversight:1', as: 'filing-oversight', procedure: 'filing-oversight', opening: { how: 'by-court', ground: 'conditions-met', refusal: 7, office: 'procuratorate.yuncheng', ruleSet: 'yunfu-2017' } }]);
  });

  test('on the day after it is refused and told why; a late pointer stays possible, without a term', async () => {
    const referral = await received(silentCourt);
    const outcome = await referral.act('court', 'ask-oversight', '2026-02-26T00:00');
    expect(outcome).toMatchObject({ ...refused('window-closed'), details: { lastDay: '2026-02-25', closedAt: at('2026-02-26T00:00'), receivedOn: '2026-02-13', workingDays: 3, article: '四.7(4)' } });
    expect(referral.position).toMatchObject({ stage: 'window-closed', lateness: 'none', breaches: [], terms: [{ id: 'file' }, { id: 'issue-refusal' }, { id: 'ask', state: 'ended' }] });
    expect(referral.told('window-closed')).toEqual(['court.officer window-closed', 'court.bureau window-closed']);
    // Which day it was is all that whoever is not named learns of it.
    expect(referral.register.steps.flatMap(({ tells }) => tells).filter(({ message }) => message === 'window-closed').map(({ params }) => params)).toEqual([{ lastDay: '2026-02-25' }, { lastDay: '2026-02-25' }]);
    expect(await referral.act('court', 'bring-to-attention', '2026-03-02T10:00')).toMatchObject(accepted);
    expect(referral.opened()).toMatchObject([{ opening: { how: 'late-pointer' } }]);
    expect(referral.position).toMatchObject({ stage: 'under-oversight', particulars: { asked: { how: 'late-pointer' } } });
  });

  test('an amended draft is what is sent', async () => {
    const referral = await received();
    const words = { ref: '00000000-0000-4000-8000-000000000009', digest: 'sha256:draft' };
    await referral.act('court', 'amend-draft', '2026-02-14T10:00', { ground: 'evidence-overlooked', words });
    expect(referral.position?.particulars).toMatchObject({ draftRequest: { ground: 'evidence-overlooked', amendedBy: 10 } });
    await referral.act('court', 'ask-oversight', '2026-02-14T11:00');
    expect(referral.opened()).toMatchObject([{ opening: { ground: 'evidence-overlooked', words } }]);
  });

  const DRAFT = { ref: '00000000-0000-4000-8000-000000000009', digest: 'sha256:draft' };
  const CLUE = { ref: '00000000-0000-4000-8000-000000000010', digest: 'sha256:clue' };
  const drafted = (referral: Referral) => referral.position?.particulars['draftRequest'];

  test('a draft that nothing was decided ends with the refusal, and the court is told; one that says so once more, with the written decision; what the court writes on the refusal stands', async () => {
    const referral = await openReferral('2026-02-09T09:00');
    await referral.act('police', 'accept', '2026-02-09T10:00');
    await referral.act('court', 'amend-draft', '2026-02-09T11:00', { ground: 'law-misapplied', words: DRAFT });
    await referral.act('police', 'decide-not-to-file', '2026-02-10T10:00', { decidedAt: at('2026-02-10T09:00') });
    expect(referral.told()).toEqual(['court.officer draft-dropped!', 'court.bureau draft-dropped!', 'court.officer filing-refused', 'police.liaison filing-refused']);
    expect(drafted(referral)).toMatchObject({ ground: 'conditions-met' });
    expect(drafted(referral)).not.toHaveProperty('amendedBy');
    await referral.act('court', 'amend-draft', '2026-02-11T10:00', { ground: 'no-decision', words: DRAFT });
    await referral.act('police', 'issue-decision', '2026-02-12T15:00');
    expect(referral.told()).toContain('court.officer draft-dropped!');
    expect(drafted(referral)).not.toHaveProperty('amendedBy');
    const other = await openReferral('2026-02-09T09:00');
    await other.act('police', 'accept', '2026-02-09T10:00');
    await other.act('police', 'decide-not-to-file', '2026-02-10T10:00', { decidedAt: at('2026-02-10T09:00') });
    await other.act('court', 'amend-draft', '2026-02-11T10:00', { ground: 'law-misapplied', words: DRAFT });
    await other.act('police', 'issue-decision', '2026-02-12T15:00');
    expect(other.told()).not.toContain('court.officer draft-dropped!');
    expect(drafted(other)).toMatchObject({ ground: 'law-misapplied', amendedBy: other.entry('amend-draft')?.seq });
  });

  test('asked for already, a refusal that joins takes no draft away', async () => {
    const referral = await openReferral('2026-02-09T09:00');
    await referral.act('police', 'accept', '2026-02-09T10:00');
    await referral.act('court', 'amend-draft', '2026-02-09T11:00', { ground: 'no-decision', words: DRAFT });
    await referral.act('court', 'ask-oversight', '2026-02-09T12:00');
    await referral.act('police', 'decide-not-to-file', '2026-02-10T10:00', { decidedAt: at('2026-02-10T09:00') });
    expect(referral.told()).toEqual(['court.officer filing-refused', 'police.liaison filing-refused']);
  });

  test('a late pointer brings its clue, not the request that was never made', async () => {
    const referral = await received(silentCourt);
    await referral.act('court', 'amend-draft', '2026-02-14T10:00', { ground: 'evidence-overlooked', words: DRAFT });
    await referral.act('court', 'bring-to-attention', '2026-02-26T10:00', { words: CLUE });
    expect(referral.opened()).toMatchObject([{ opening: { how: 'late-pointer', ground: 'conditions-met', words: CLUE } }]);
  });

  test('a referral that was opened before keeps its draft through the refusal and into a late pointer', async () => {
    const referral = await openReferral('2026-02-09T09:00', { ...silentCourt, revision: 1 });
    await referral.act('police', 'accept', '2026-02-09T10:00');
    await referral.act('court', 'amend-draft', '2026-02-09T11:00', { ground: 'no-decision', words: DRAFT });
    await referral.act('police', 'decide-not-to-file', '2026-02-10T10:00', { decidedAt: at('2026-02-10T09:00') });
    await referral.act('police', 'issue-decision', '2026-02-12T15:00');
    await referral.act('court', 'sign-decision', '2026-02-13T10:00');
    expect(drafted(referral)).toMatchObject({ ground: 'no-decision', amendedBy: 3 });
    await referral.act('court', 'bring-to-attention', '2026-02-26T10:00', { words: CLUE });
    expect(referral.opened()).toMatchObject([{ opening: { words: DRAFT } }]);
  });
});

describe('the standing instruction', () => {
  test('a court silent over the Spring Festival: submitted when the last working day opens, by standing instruction of the court', async () => {
    const referral = await received();
    await referral.advanceTo(at('2026-02-25T00:00') - 1);
    expect(referral.position?.stage).toBe('decision-received');
    await referral.advanceTo(at('2026-02-25T00:00'));
    expect(referral.entry('asked-by-standing-instruction')).toMatchObject({ by: { kind: 'clock' }, receivedAt: at('2026-02-25T00:00'), facts: { instruction: 'si-yuncheng', version: 3, lastDay: '2026-02-25', askedAt: at('2026-02-25T00:00') } });
    expect(referral.position).toMatchObject({ stage: 'under-oversight', particulars: { asked: { how: 'by-standing-instruction', askedAt: at('2026-02-25T00:00') } } });
    expect(referral.told()).toEqual(['police.desk oversight-asked', 'police.liaison oversight-asked', 'court.officer oversight-asked!', 'court.bureau oversight-asked!']);
    expect(await referral.act('court', 'ask-oversight', '2026-02-25T09:00')).toMatchObject(refused('not-awaited'));
  });

  test.each([
    ['withdrawn by the court’s head', { ...INSTRUCTION, status: 'withdrawn' as const }],
    ['of other crimes', { ...INSTRUCTION, crimes: ['obstruction'] as const }],
    ['no longer valid on that day', { ...INSTRUCTION, validTo: '2026-02-24' }],
    ['not valid yet', { ...INSTRUCTION, validFrom: '2026-02-26' }],
    ['none', null],
  ])('%s submits nothing, and its absence is no fault', async (_how, standingInstruction) => {
    const referral = await received({ standingInstruction });
    await referral.advanceTo(at('2026-02-26T00:00'));
    expect(referral.position?.stage).toBe('window-closed');
    expect(referral.entry('window-closed')?.facts).toEqual({ lastDay: '2026-02-25' });
  });

  test('the product’s own submits too, and says what it is', async () => {
    const referral = await received({ standingInstruction: { id: 'd', version: 1, status: 'product-default', crimes: INSTRUCTION.crimes, validFrom: '2017-09-27' } });
    expect(referral.position?.particulars['standingInstruction']).toMatchObject({ status: 'product-default', willAskAt: at('2026-02-25T00:00') });
    await referral.advanceTo(at('2026-02-25T00:00'));
    expect(referral.position?.stage).toBe('under-oversight');
  });

  test('switched off for the matter it submits nothing; switched on again on the last day it submits at once', async () => {
    const referral = await received();
    await referral.act('court', 'switch-off-instruction', '2026-02-14T10:00');
    expect(await referral.act('court', 'switch-off-instruction', '2026-02-14T10:01')).toMatchObject(refused('instruction-switched-already'));
    expect(referral.position?.particulars['standingInstruction']).toEqual({ id: 'si-yuncheng', version: 3, status: 'confirmed', judge: 'judge-1', switchedOffBy: 10, covers: 'switched-off' });
    await referral.advanceTo(at('2026-02-25T10:00'));
    expect(referral.position?.stage).toBe('decision-received');
    await referral.act('court', 'switch-on-instruction', '2026-02-25T11:00');
    await referral.advanceTo(at('2026-02-25T11:00'));
    expect(referral.entry('asked-by-standing-instruction')).toMatchObject({ receivedAt: at('2026-02-25T11:00'), facts: { askedAt: at('2026-02-25T11:00') } });
  });

  test('a revised instruction that no longer covers the crime submits nothing', async () => {
    const referral = await received();
    await referral.say('revise-instruction', '2026-02-24T10:00', { standingInstruction: { ...INSTRUCTION, version: 4, crimes: ['obstruction'] } });
    await referral.advanceTo(at('2026-02-26T00:00'));
    expect(referral.position?.stage).toBe('window-closed');
  });

  test('an outage that ends within the window: submitted at once, and it says when', async () => {
    const referral = await received();
    await referral.leapTo(at('2026-02-25T23:00'));
    expect(referral.types().slice(-3)).toEqual(['reminder T-2', 'reminder T-1', 'asked-by-standing-instruction']);
    expect(referral.entry('asked-by-standing-instruction')).toMatchObject({ receivedAt: at('2026-02-25T00:00'), facts: { askedAt: at('2026-02-25T23:00') } });
    // What it would have announced has happened: the late reminders are left out.
    expect(referral.told('reminder')).toEqual([]);
    expect(referral.term('ask')).toMatchObject({ state: 'met', metAt: at('2026-02-25T23:00') });
  });

  test('an outage that ends after the window: nothing is backdated, and head, bureau and officer are told by every channel', async () => {
    const referral = await received();
    await referral.leapTo(at('2026-02-26T08:00'));
    expect(referral.types().slice(-4)).toEqual(['reminder T-2', 'reminder T-1', 'reminder T-0', 'window-closed']);
    expect(referral.entry('window-closed')).toMatchObject({ receivedAt: at('2026-02-26T00:00'), facts: { lastDay: '2026-02-25', unsubmitted: { instruction: 'si-yuncheng', version: 3 } } });
    expect(referral.told('reminder')).toEqual([]);
    expect(referral.told()).toEqual(['court.head window-closed-unsubmitted!!', 'court.officer window-closed-unsubmitted!!', 'court.bureau window-closed-unsubmitted!!']);
    expect(referral.opened()).toEqual([]);
    expect(await referral.act('court', 'ask-oversight', '2026-02-26T09:00')).toMatchObject(refused('window-closed'));
    expect(await referral.act('court', 'bring-to-attention', '2026-02-26T09:00')).toMatchObject(accepted);
  });

  test('an outage, and the court asked in time by its own word: that counts, and no alarm says otherwise', async () => {
    const referral = await received();
    const own = command('court', 'ask-oversight', '2026-02-25T16:00');
    referral.register.pending.push(own);
    await referral.leapTo(at('2026-02-26T08:00'));
    expect(referral.outcomes.get(own.id)).toMatchObject(accepted);
    expect(referral.types()).not.toContain('window-closed');
    expect(referral.position?.particulars).toMatchObject({ asked: { how: 'by-court' } });
  });

  test('an outage within the window, and the court has asked meanwhile: its own word comes first', async () => {
    const referral = await received();
    const own = command('court', 'ask-oversight', '2026-02-25T10:00');
    referral.register.pending.push(own);
    await referral.leapTo(at('2026-02-25T12:00'));
    expect(referral.outcomes.get(own.id)).toMatchObject(accepted);
    expect(referral.types()).not.toContain('asked-by-standing-instruction');
  });

  test('a register that comes back only after the window writes no submission', async () => {
    const referral = await received();
    const record = referral.register.record.bind(referral.register);
    // The step is made in time, and reaches the register when the window is over.
    referral.register.record = (step, now) => {
      if (step.madeBefore === undefined) return record(step, now);
      referral.now = () => at('2026-02-26T08:00');
      return record(step, at('2026-02-26T08:00'));
    };
    await referral.advanceTo(at('2026-02-25T00:00'));
    expect(referral.types()).not.toContain('asked-by-standing-instruction');
    expect(referral.entry('window-closed')?.facts).toMatchObject({ unsubmitted: { instruction: 'si-yuncheng' } });
  });
});

describe('a calendar that changes while the window runs', () => {
  /** Signed for on Mon 28 December 2026: Tue 29 (1), Wed 30 (2), Thu 31 (3). By the notice that follows 31 December to 2 January are off, and Sun 3 January is worked (3). */
  async function overTheYear(over: Parameters<typeof openReferral>[1] = {}): Promise<Referral> {
    const referral = await openReferral('2026-12-24T09:00', over);
    await referral.act('police', 'decide-not-to-file', '2026-12-24T10:00', { decidedAt: at('2026-12-24T10:00') });
    await referral.act('police', 'issue-decision', '2026-12-25T10:00');
    await referral.act('court', 'sign-decision', '2026-12-28T10:00');
    return referral;
  }
  const publish = (referral: Referral, instant: string) => referral.say('revise-calendar', instant, { to: CALENDAR_2027.version }, THE_CALENDAR);

  test('the standing instruction waits for the new last day, and asks as that opens', async () => {
    const referral = await overTheYear();
    expect(referral.position?.particulars['standingInstruction']).toMatchObject({ willAskAt: at('2026-12-31T00:00') });
    expect(await publish(referral, '2026-12-30T16:00')).toMatchObject(accepted);
    expect(referral.term('ask')).toMatchObject({ dueOn: '2027-01-03' });
    expect(referral.position?.particulars['standingInstruction']).toMatchObject({ willAskAt: at('2027-01-03T00:00'), lastDay: '2027-01-03' });
    await referral.advanceTo(at('2027-01-03T00:00') - 1);
    expect(referral.position?.stage).toBe('decision-received');
    await referral.advanceTo(at('2027-01-03T00:00'));
    expect(referral.entry('asked-by-standing-instruction')).toMatchObject({ receivedAt: at('2027-01-03T00:00'), facts: { lastDay: '2027-01-03' } });
  });

  test('a window that has closed runs on when the calendar gives the court a day that it did not have; the court asks in it, and is told of both', async () => {
    const lapsedOver = async (over: Parameters<typeof openReferral>[1]): Promise<Referral> => {
      const referral = await overTheYear({ ...silentCourt, ...over });
      await referral.advanceTo(at('2027-01-01T00:00'));
      expect(referral.position).toMatchObject({ stage: 'window-closed' });
      expect(await publish(referral, '2027-01-01T10:00')).toMatchObject(accepted);
      await referral.advanceTo(at('2027-01-01T10:00'));
      return referral;
    };
    const referral = await lapsedOver({});
    // In memory the clock stands a millisecond before what is said.
    expect(referral.entry('window-counted-again')).toMatchObject({ by: { kind: 'clock' }, facts: { lastDay: '2027-01-03', before: '2026-12-31', countedAt: at('2027-01-01T10:00') - 1 } });
    expect(referral.told('window-counted-again')).toEqual(['court.officer window-reopened!', 'court.bureau window-reopened!']);
    expect(referral.position).toMatchObject({ stage: 'decision-received' });
    expect(referral.position?.particulars).not.toHaveProperty('windowClosed');
    expect(referral.term('ask')).toMatchObject({ dueOn: '2027-01-03', state: 'running' });
    expect(await referral.act('court', 'ask-oversight', '2027-01-02T10:00')).toMatchObject(accepted);
    expect(referral.term('ask')).toMatchObject({ state: 'met' });
    const unused = await lapsedOver({});
    await unused.advanceTo(at('2027-01-04T00:00'));
    expect(unused.types().filter((type) => type.startsWith('window'))).toEqual(['window-closed', 'window-counted-again', 'window-closed']);
    // One that was opened before stays closed.
    const before = await lapsedOver({ revision: 1 });
    expect(before.entry('window-counted-again')).toBeUndefined();
    expect(await before.act('court', 'ask-oversight', '2027-01-02T10:00')).toMatchObject(refused('window-closed'));
  });

  test('a calendar that comes when the day it gives has passed too opens nothing, and says which day was the last', async () => {
    const referral = await overTheYear(silentCourt);
    await referral.advanceTo(at('2027-01-04T00:00'));
    expect(await publish(referral, '2027-01-04T10:00')).toMatchObject(accepted);
    await referral.advanceTo(at('2027-01-05T00:00'));
    expect(referral.told('window-counted-again')).toEqual([]);
    expect(referral.position).toMatchObject({ stage: 'window-closed', particulars: { windowClosed: { lastDay: '2027-01-03' } } });
    expect(referral.position).not.toHaveProperty('nextAlarmAt');
  });

  test('what was asked by the old calendar stays asked', async () => {
    const referral = await overTheYear();
    await referral.advanceTo(at('2026-12-31T08:00'));
    expect(await publish(referral, '2026-12-31T09:00')).toMatchObject(accepted);
    expect(referral.position).toMatchObject({ stage: 'under-oversight', particulars: { asked: { how: 'by-standing-instruction', askedAt: at('2026-12-31T00:00') } } });
    await referral.advanceTo(at('2027-01-05T00:00'));
    expect(referral.opened()).toHaveLength(1);
  });

  test('what follows from a deemed receipt that moves follows from it where it is now', async () => {
    const referral = await openReferral('2026-12-30T09:00');
    await referral.advanceTo(at('2027-01-02T10:00'));
    expect(referral.position?.particulars).toMatchObject({ receipt: { on: '2026-12-31', how: 'deemed' } });
    expect(await publish(referral, '2027-01-02T10:00')).toMatchObject(accepted);
    expect(referral.position?.particulars).toMatchObject({ receipt: { on: '2027-01-03', how: 'deemed' } });
    // From Sun 3: Mon 4 (1) to Fri 8 (5), Mon 11 (6) to Fri 15 (10). From Thu 31 Sun 3 would be the first, and Thu 14 the tenth.
    await referral.advanceTo(at('2027-01-16T00:00') - 1);
    expect(referral.types()).not.toContain('oversight-proposed');
    await referral.advanceTo(at('2027-01-16T00:00'));
    expect(referral.types()).toContain('oversight-proposed');
  });

  test('what the police said when they had the papers explains a breach, though the deemed receipt has moved behind that', async () => {
    const referral = await openReferral('2026-12-30T09:00', { ruleSet: 'judicial-opinion-2025' });
    await referral.act('police', 'give-delay-notice', '2027-01-02T09:00');
    expect(await publish(referral, '2027-01-02T10:00')).toMatchObject(accepted);
    // Seven days by the calendar from Sun 3: Sun 10, which is off; Mon 11.
    await referral.advanceTo(at('2027-01-12T00:00'));
    expect(referral.position?.breaches).toMatchObject([{ term: 'review', at: at('2027-01-12T00:00'), explanation: 'notice-unanswered', restsOnDeemedReceipt: true }]);
  });
});

describe('neither filed nor decided', () => {
  test('the court is offered to ask when ten working days have passed, may ask from acceptance on, and never loses that', async () => {
    const referral = await openReferral('2026-01-05T09:00');
    expect(await referral.act('court', 'ask-oversight', '2026-01-05T10:00')).toMatchObject(refused('not-awaited'));
    await referral.act('police', 'accept', '2026-01-05T11:00');
    // Tue 6 (1), 7, 8, 9 (4), 12–16 (9), Mon 19 (10).
    await referral.advanceTo(at('2026-01-20T00:00') - 1);
    expect(referral.types()).not.toContain('oversight-proposed');
    await referral.advanceTo(at('2026-01-20T00:00'));
    expect(referral.told()).toEqual(['court.officer oversight-proposed', 'court.bureau oversight-proposed']);
    expect(await referral.act('court', 'ask-oversight', '2026-08-20T10:00')).toMatchObject(accepted);
    expect(referral.opened()).toMatchObject([{ opening: { ground: 'no-decision', how: 'by-court' } }]);
    expect(referral.opened()[0]?.opening).not.toHaveProperty('refusal');
  });

  test('a refusal that comes later joins the oversight already running, starts no window, and waits for the number of an oversight that has not said it yet', async () => {
    const referral = await openReferral('2026-02-09T09:00');
    await referral.act('police', 'accept', '2026-02-09T10:00');
    await referral.act('court', 'ask-oversight', '2026-02-10T10:00');
    await referral.act('police', 'decide-not-to-file', '2026-02-10T11:00', { decidedAt: at('2026-02-10T11:00') });
    await referral.act('police', 'issue-decision', '2026-02-10T12:00');
    expect(referral.sent()).toEqual([]);
    expect(await referral.act('court', 'withdraw', '2026-02-10T12:30')).toMatchObject(refused('oversight-being-opened'));
    await referral.link('oversight:1', '2026-02-10T13:00');
    await referral.advanceTo(at('2026-02-10T13:00'));
    expect(referral.sent()).toEqual([{ matter: OVERSIGHT, name: 'refusal-joined', facts: { refusal: 6 } }]);
    await referral.advanceTo(at('2026-03-10T13:00'));
    expect(referral.term('ask')).toBeUndefined();
    expect(referral.position).toMatchObject({ stage: 'under-oversight' });
  });

  test('filed while the procuratorate looks at it: the oversight learns of it; found right by the procuratorate: the referral ends', async () => {
    const filed = await received();
    await filed.act('court', 'ask-oversight', '2026-02-14T10:00');
    await filed.link('oversight:1', '2026-02-14T10:01');
    await filed.act('police', 'file-case', '2026-02-24T10:00');
    expect(filed.sent()).toEqual([{ matter: OVERSIGHT, name: 'referral-filed', facts: {} }]);
    expect(filed.position?.stage).toBe('filed');
    const right = await received();
    await right.act('court', 'ask-oversight', '2026-02-14T10:00');
    await right.link('oversight:1', '2026-02-14T10:01');
    await right.act('matter', 'oversight-ended', '2026-03-02T10:00', { how: 'refusal-right' });
    expect(right.position).toMatchObject({ closedAs: 'refusal-found-right' });
    const gone = await received();
    await gone.act('court', 'ask-oversight', '2026-02-14T10:00');
    await gone.link('oversight:1', '2026-02-14T10:01');
    await gone.act('court', 'withdraw', '2026-02-24T10:00');
    expect(gone.sent()).toEqual([{ matter: OVERSIGHT, name: 'referral-withdrawn', facts: {} }]);
  });
});

describe('under the joint opinion of 2025', () => {
  const OPINION = { ruleSet: 'judicial-opinion-2025' } as const;

  test('seven days of review by the calendar; a last day in the holiday moves to the first working day after it', async () => {
    const referral = await openReferral('2025-09-24T09:00', OPINION);
    await referral.act('police', 'accept', '2025-09-24T10:00');
    // Wed 1 Oct is day 7, a holiday through 8 October: Thu 9.
    expect(referral.term('review')).toMatchObject({ dueOn: '2025-10-09', force: 'statutory', article: '第五条' });
    await referral.advanceTo(at('2025-10-10T00:00'));
    expect(referral.position).toMatchObject({ lateness: 'breached', breaches: [{ term: 'review' }] });
    // Neither filed nor decided: offered when the review has run out.
    expect(referral.types()).toContain('oversight-proposed');
    expect(await referral.act('court', 'ask-oversight', '2025-10-10T09:00')).toMatchObject(accepted);
  });

  test('a last day that is made up does not move', async () => {
    const referral = await openReferral('2026-02-07T09:00', OPINION);
    await referral.act('police', 'accept', '2026-02-07T10:00');
    // Sat 14 Feb is day 7 and a make-up day.
    expect(referral.term('review')).toMatchObject({ dueOn: '2026-02-14' });
  });

  test('extended to thirty days in place of the seven, decided before they end, once', async () => {
    const referral = await openReferral('2025-12-05T09:00', OPINION);
    await referral.act('police', 'accept', '2025-12-05T10:00');
    // Fri 12 Dec is day 7.
    expect(referral.term('review')).toMatchObject({ dueOn: '2025-12-12' });
    expect(await referral.act('police', 'extend-review', '2025-12-12T16:00', { because: 'complex' })).toMatchObject(accepted);
    // Sun 4 Jan is day 30 and a make-up day: it does not move.
    expect(referral.term('review-extended')).toMatchObject({ startOn: '2025-12-05', dueOn: '2026-01-04', state: 'running' });
    expect(referral.term('review')).toMatchObject({ state: 'ended' });
    expect(await referral.act('police', 'extend-review', '2025-12-15T16:00', { because: 'complex' })).toMatchObject(refused('review-not-extendable'));
    const late = await openReferral('2025-12-05T09:00', OPINION);
    await late.act('police', 'accept', '2025-12-05T10:00');
    expect(await late.act('police', 'extend-review', '2025-12-13T00:00', { because: 'complex' })).toMatchObject(refused('review-not-extendable'));
    const yunfu = await openReferral('2025-12-05T09:00');
    await yunfu.act('police', 'accept', '2025-12-05T10:00');
    expect(await yunfu.act('police', 'extend-review', '2025-12-08T09:00', { because: 'complex' })).toMatchObject(refused('not-under-this-rule-set'));
  });

  test('that the court asks early takes no day from the police: the review is extended before the seven end, and asked once more of nobody', async () => {
    const early = async (revision: number): Promise<Referral> => {
      const referral = await openReferral('2025-12-05T09:00', { ...OPINION, revision });
      await referral.act('police', 'accept', '2025-12-05T10:00');
      await referral.act('court', 'ask-oversight', '2025-12-06T10:00');
      return referral;
    };
    const referral = await early(2);
    expect(referral.position?.offered.police).toContain('extend-review');
    // What would be refused is not offered.
    expect(referral.position?.offered.police).not.toContain('accept');
    expect(await referral.act('police', 'extend-review', '2025-12-10T10:00', { because: 'complex' })).toMatchObject(accepted);
    // Sun 4 Jan is day 30 and a make-up day.
    expect(referral.term('review-extended')).toMatchObject({ dueOn: '2026-01-04', state: 'running' });
    expect(referral.position?.offered.police).not.toContain('extend-review');
    await referral.advanceTo(at('2025-12-13T00:00'));
    expect(referral.position).toMatchObject({ stage: 'under-oversight', breaches: [] });
    // One that was opened before loses it, for ever.
    const before = await early(1);
    expect(before.position?.offered.police).not.toContain('extend-review');
    expect(await before.act('police', 'extend-review', '2025-12-10T10:00', { because: 'complex' })).toMatchObject(refused('not-awaited'));
  });

  test('after a deemed receipt an acceptance is recorded also when the court has asked', async () => {
    const referral = await openReferral('2025-12-05T09:00', OPINION);
    // Fri 5 served, deemed at the end of Mon 8.
    await referral.advanceTo(at('2025-12-09T00:00'));
    await referral.act('court', 'ask-oversight', '2025-12-09T10:00');
    expect(await referral.act('police', 'accept', '2025-12-09T11:00')).toMatchObject(accepted);
    expect(referral.term('accept')).toMatchObject({ state: 'met' });
  });

  test('reasons to the court within seven days of refusing; no term to ask, and the standing instruction has no window to act in', async () => {
    const referral = await openReferral('2025-12-05T09:00', OPINION);
    await referral.act('police', 'decide-not-to-file', '2025-12-08T10:00', { decidedAt: at('2025-12-08T10:00') });
    // Mon 15 Dec is day 7.
    expect(referral.term('explain')).toMatchObject({ dueOn: '2025-12-15', length: { kind: 'calendar-days', n: 7 } });
    await referral.act('police', 'issue-decision', '2025-12-15T10:00');
    await referral.act('court', 'sign-decision', '2025-12-16T10:00');
    expect(referral.term('ask')).toBeUndefined();
    await referral.advanceTo(at('2026-06-15T10:00'));
    expect(referral.position).toMatchObject({ stage: 'decision-received', particulars: { standingInstruction: { covers: 'no-window' } } });
    expect(await referral.act('court', 'ask-oversight', '2026-06-15T11:00')).toMatchObject(accepted);
  });

  test('other crimes run as in the founding document', async () => {
    const referral = await openReferral('2026-02-09T09:00', { ...OPINION, crime: 'obstruction' });
    await referral.act('police', 'accept', '2026-02-09T10:00');
    expect([referral.term('file')?.dueOn, referral.term('review')]).toEqual(['2026-02-10', undefined]);
  });
});
