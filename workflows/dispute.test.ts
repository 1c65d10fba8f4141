import { at } from '../test/factories/assistance-request';
import { COMMITTEE_OFFICER, DisputeInMemory, DISPUTED_MATTER, WORDS } from '../test/factories/dispute';
import { DISPUTE_COMMANDS } from '../contract/dispute';
import type { Side } from '../domain/access/parties';
import type { Actor } from '../matters/ledger';

const MONDAY = '2026-04-27T10:00';
const OPINION = { number: '云政法协〔2026〕3号', metOn: '2026-05-14', proposals: [] };
const NEW_TERM = { kind: 'new-term', workingDays: 5 } as const;
const OTHER_UNIT = { kind: 'other-unit', unit: 'police.luoding' } as const;

const accepted = { status: 'accepted' };
const refused = (code: string) => ({ status: 'refused', code });
const talks = (dispute: DisputeInMemory) => dispute.position?.terms.find(({ id }) => id === 'negotiate');

/** Submitted on Sunday 10 May 2026 at 00:00. */
async function submitted(over: Parameters<typeof DisputeInMemory.open>[1] = {}): Promise<DisputeInMemory> {
  const dispute = await DisputeInMemory.open(MONDAY, over);
  await dispute.advanceTo(at('2026-05-10T00:00'));
  return dispute;
}

async function withOpinion(proposals: readonly unknown[], over: Parameters<typeof DisputeInMemory.open>[1] = {}): Promise<DisputeInMemory> {
  const dispute = await submitted(over);
  expect(await dispute.act('committee', 'issue-opinion', '2026-05-15T10:00', { ...OPINION, proposals })).toMatchObject(accepted);
  return dispute;
}

describe('who may not', () => {
  test.each(Object.keys(DISPUTE_COMMANDS))('%s is not for strangers, onlookers, another side, or nobody', async (name) => {
    const dispute = name === 'accept-proposal' || name === 'dissent-from-proposal' ? await withOpinion([NEW_TERM]) : name === 'issue-opinion' ? await submitted() : await DisputeInMemory.open(MONDAY);
    const own: Side = name === 'issue-opinion' ? 'committee' : 'opener';
    const officer = dispute.officerOf(own);
    const strangers: Actor[] = [
      { ...officer, body: 'land' },
      { ...officer, body: 'court.luoding' },
      { ...officer, role: 'supervisor' },
      { ...officer, role: 'operator' },
      { ...officer, role: undefined },
      { ...officer, side: undefined },
      { ...officer, side: 'matter' },
      { ...dispute.officerOf('respondent'), side: own },
    ];
    for (const by of strangers) expect([by, await dispute.act(own, name, '2026-05-18T10:00', {}, by)]).toMatchObject([by, refused('not-permitted')]);
  });

  test('the committee does nothing before the dispute is submitted to it, and issues its opinion once', async () => {
    const dispute = await DisputeInMemory.open(MONDAY);
    expect(await dispute.act('committee', 'issue-opinion', '2026-04-28T10:00', OPINION, COMMITTEE_OFFICER)).toMatchObject(refused('not-permitted'));
    await dispute.advanceTo(at('2026-05-10T00:00'));
    expect(await dispute.act('committee', 'issue-opinion', '2026-05-15T10:00', { ...OPINION, proposals: [NEW_TERM] })).toMatchObject(accepted);
    expect(await dispute.act('committee', 'issue-opinion', '2026-05-15T11:00', OPINION)).toMatchObject(refused('not-awaited'));
  });

  test('only the opener withdraws, a desk only states a position, and only the court answers the committee’s proposals', async () => {
    const dispute = await DisputeInMemory.open(MONDAY);
    expect(await dispute.act('respondent', 'withdraw-dispute', '2026-04-28T10:00')).toMatchObject(refused('not-permitted'));
    const desk = { ...dispute.officerOf('respondent'), role: 'desk-officer' };
    expect(await dispute.act('respondent', 'agree', '2026-04-28T10:00', { words: WORDS }, desk)).toMatchObject(refused('not-permitted'));
    expect(await dispute.act('respondent', 'state-position', '2026-04-28T10:00', { words: WORDS }, desk)).toMatchObject(accepted);
    const issued = await withOpinion([NEW_TERM]);
    expect(await issued.act('respondent', 'accept-proposal', '2026-05-18T10:00', { proposal: 1 })).toMatchObject(refused('not-permitted'));
  });

  test('no other matter than the disputed one settles it', async () => {
    const dispute = await DisputeInMemory.open(MONDAY);
    expect(await dispute.act('matter', 'settle-dispute', '2026-04-28T10:00', { how: 'agreed' }, { ...DISPUTED_MATTER, id: 'AR-2026-000009' })).toMatchObject(refused('not-permitted'));
    expect(await dispute.act('matter', 'settle-dispute', '2026-04-28T10:00', { how: 'agreed' })).toMatchObject(accepted);
    expect(dispute.position).toMatchObject({ closedAs: 'agreed' });
  });
});

describe('seven working days of talks', () => {
  test('a dispute opened on Monday 27 April 2026 is negotiated until Saturday 9 May, and goes to the committee by itself', async () => {
    const dispute = await DisputeInMemory.open(MONDAY);
    expect(dispute.told()).toEqual(['opener.party: dispute-opened', 'respondent.party: dispute-opened']);
    // 28 (1), 29 (2), 30 Apr (3); 1–5 May holiday; 6 (4), 7 (5), 8 May (6); Sat 9 make-up day (7).
    expect(talks(dispute)).toMatchObject({ dueOn: '2026-05-09', dueAt: at('2026-05-10T00:00'), force: 'statutory', article: '三(四)' });
    expect(dispute.position).toMatchObject({ stage: 'negotiating', awaitedSides: ['opener', 'respondent'], links: [{ matter: 'AR-2026-000001', as: 'dispute' }] });
    await dispute.advanceTo(at('2026-05-09T23:59:59'));
    expect(dispute.position?.stage).toBe('negotiating');
    await dispute.advanceTo(at('2026-05-10T00:00'));
    expect(dispute.position).toMatchObject({ stage: 'with-committee', awaitedSides: ['committee'], lateness: 'none', breaches: [], particulars: { submittedAt: at('2026-05-10T00:00') } });
    expect(dispute.position?.parties).toContainEqual({ side: 'committee', body: 'committee', relation: 'coordinating-committee' });
    expect(dispute.told()).toEqual(['committee: dispute-submitted', 'opener.party: dispute-submitted', 'respondent.party: dispute-submitted']);
    expect(dispute.types()).toEqual(['open-request', 'reminder T-2', 'reminder T-0', 'submitted-to-committee']);
  });

  test('opened on Monday 27 April and recorded only after an outage, its days of talks run from the Monday', async () => {
    const raisedAt = at('2026-04-27T23:50');
    const dispute = await DisputeInMemory.open('2026-04-28T00:20', { raisedAt });
    // As above: Saturday 9 May is the seventh. From the record on Tuesday 28 it would have been Monday 11.
    expect(talks(dispute)).toMatchObject({ startAt: raisedAt, dueOn: '2026-05-09' });
    // So long an outage that the talks were over: it goes to the committee as soon as it is on record, and its target runs from there.
    const late = await DisputeInMemory.open('2026-05-12T09:00', { raisedAt });
    await late.advanceTo(at('2026-05-12T09:00'));
    // 13 (1), 14, 15, 18, 19, 20, 21, 22, 25, 26 May (10).
    expect(late.position).toMatchObject({ stage: 'with-committee', terms: [{ id: 'negotiate', dueOn: '2026-05-09' }, { id: 'coordinate', startAt: at('2026-05-12T09:00'), dueOn: '2026-05-26' }] });
  });

  test('opened by the clock, it begins when it is on record', async () => {
    const dispute = await DisputeInMemory.open('2026-04-28T00:20');
    // 29 (1), 30 Apr (2); 6 (3), 7 (4), 8 (5), Sat 9 (6), Mon 11 May (7).
    expect(talks(dispute)).toMatchObject({ dueOn: '2026-05-11' });
  });

  test('a file sent late counts when it was really sent, and the committee’s target runs from then', async () => {
    const dispute = await DisputeInMemory.open(MONDAY);
    await dispute.leapTo(at('2026-05-12T09:00'));
    const entry = dispute.register.ledger.find(({ type }) => type === 'submitted-to-committee');
    expect(entry).toMatchObject({ receivedAt: at('2026-05-10T00:00'), facts: { because: 'term-ended', submittedAt: at('2026-05-12T09:00') } });
    // 13 (1), 14, 15, 18, 19, 20, 21, 22, 25, 26 May (10).
    expect(dispute.position?.terms.find(({ id }) => id === 'coordinate')).toMatchObject({ side: 'committee', force: 'advisory', startAt: at('2026-05-12T09:00'), dueOn: '2026-05-26' });
  });

  test('agreement in the last millisecond keeps it from the committee', async () => {
    const dispute = await DisputeInMemory.open(MONDAY);
    await dispute.act('opener', 'agree', '2026-05-09T15:00', { words: WORDS });
    const seq = dispute.register.ledger.length;
    const last = dispute.give('respondent', 'agree', at('2026-05-10T00:00') - 1, { proposal: seq });
    dispute.register.pending.push(last);
    await dispute.leapTo(at('2026-05-10T03:00'));
    expect(dispute.outcomes.get(last.id)).toMatchObject(accepted);
    expect(dispute.position).toMatchObject({ closedAs: 'agreed', terms: [{ id: 'negotiate', state: 'met' }] });
    expect(dispute.types()).not.toContain('submitted-to-committee');
  });

  test('positions are recorded, and the other side is told', async () => {
    const dispute = await DisputeInMemory.open(MONDAY);
    await dispute.act('respondent', 'state-position', '2026-04-28T10:00', { words: WORDS });
    expect(dispute.told()).toEqual(['opener.party: position-stated']);
    expect(dispute.position?.particulars).toMatchObject({ positions: [{ seq: 2, side: 'respondent' }] });
  });

  test('an agreement needs both sides and one text: the other side names the entry, and new terms take the place of the old', async () => {
    const dispute = await DisputeInMemory.open(MONDAY);
    expect(await dispute.act('opener', 'agree', '2026-04-28T10:00')).toMatchObject(refused('terms-missing'));
    await dispute.act('opener', 'agree', '2026-04-28T10:00', { words: WORDS }); // 2
    expect(await dispute.act('opener', 'agree', '2026-04-28T11:00', { proposal: 2 })).toMatchObject(refused('confirmed-by-the-other-side'));
    await dispute.act('respondent', 'agree', '2026-04-28T12:00', { words: WORDS }); // 3
    expect(await dispute.act('respondent', 'agree', '2026-04-28T13:00', { proposal: 2 })).toMatchObject({ ...refused('no-such-terms'), details: { proposed: 3 } });
    expect(await dispute.act('opener', 'agree', '2026-04-28T14:00', { proposal: 3 })).toMatchObject(accepted);
    expect(dispute.position).toMatchObject({ stage: 'closed', closedAs: 'agreed' });
    expect(dispute.sent()).toEqual([{ matter: 'AR-2026-000001', name: 'dispute-ended', facts: { opened: 4, question: 'answer', how: 'agreed' } }]);
  });

  test('neither side alone prolongs the talks; both together do, from the old last day', async () => {
    const dispute = await DisputeInMemory.open(MONDAY);
    await dispute.act('opener', 'prolong-talks', '2026-04-28T10:00', { workingDays: 3 });
    expect(talks(dispute)?.dueOn).toBe('2026-05-09');
    expect(await dispute.act('opener', 'prolong-talks', '2026-04-28T11:00', { workingDays: 3 })).toMatchObject(refused('confirmed-by-the-other-side'));
    await dispute.act('respondent', 'prolong-talks', '2026-04-28T12:00', { workingDays: 5 });
    expect(talks(dispute)?.dueOn).toBe('2026-05-09');
    await dispute.act('opener', 'prolong-talks', '2026-04-28T13:00', { workingDays: 5 });
    // Counted on from Saturday 9 May: 11, 12, 13, 14, 15.
    expect(talks(dispute)).toMatchObject({ dueOn: '2026-05-15', grants: [5] });
    await dispute.advanceTo(at('2026-05-15T23:59:59'));
    expect(dispute.position?.stage).toBe('negotiating');
    await dispute.advanceTo(at('2026-05-16T00:00'));
    expect(dispute.position?.stage).toBe('with-committee');
  });

  test('neither side alone declares them failed; both together do, and the file goes at once', async () => {
    const dispute = await DisputeInMemory.open(MONDAY);
    await dispute.act('respondent', 'declare-failed', '2026-04-29T09:00');
    expect(await dispute.act('respondent', 'declare-failed', '2026-04-29T09:30')).toMatchObject(refused('confirmed-by-the-other-side'));
    expect(dispute.position?.stage).toBe('negotiating');
    await dispute.act('opener', 'declare-failed', '2026-04-29T10:00');
    await dispute.advanceTo(at('2026-04-29T10:00'));
    expect(dispute.position).toMatchObject({ stage: 'with-committee', particulars: { submittedAt: at('2026-04-29T10:00') } });
    expect(dispute.types()).toEqual(['open-request', 'declare-failed', 'declare-failed', 'submitted-to-committee']);
    await dispute.advanceTo(at('2026-05-11T00:00'));
    expect(dispute.types().filter((type) => type === 'submitted-to-committee')).toHaveLength(1);
  });

  test('who agrees to talk on has taken back that the talks have failed', async () => {
    const dispute = await DisputeInMemory.open(MONDAY);
    await dispute.act('respondent', 'declare-failed', '2026-04-29T09:00');
    await dispute.act('opener', 'prolong-talks', '2026-04-29T10:00', { workingDays: 5 });
    await dispute.act('respondent', 'prolong-talks', '2026-04-29T11:00', { workingDays: 5 });
    expect(dispute.position?.particulars).not.toHaveProperty('proposedFailure');
    await dispute.act('opener', 'declare-failed', '2026-05-11T09:00');
    await dispute.advanceTo(at('2026-05-11T09:00'));
    expect(dispute.position?.stage).toBe('negotiating');
    await dispute.act('respondent', 'declare-failed', '2026-05-11T10:00');
    await dispute.advanceTo(at('2026-05-11T10:00'));
    expect(dispute.position?.stage).toBe('with-committee');
  });

  test('the opener withdraws before it is submitted, and not after', async () => {
    const dispute = await DisputeInMemory.open(MONDAY);
    await dispute.act('opener', 'withdraw-dispute', '2026-04-30T10:00', { words: WORDS });
    expect(dispute.position).toMatchObject({ closedAs: 'withdrawn' });
    expect(dispute.sent()).toMatchObject([{ name: 'dispute-ended', facts: { how: 'withdrawn' } }]);
    const late = await submitted();
    expect(await late.act('opener', 'withdraw-dispute', '2026-05-11T10:00')).toMatchObject(refused('not-awaited'));
  });
});

describe('the committee coordinates', () => {
  test('it is reminded of its target, which can be missed and never breached', async () => {
    const dispute = await submitted();
    // Submitted on Sunday 10 May: 11 (1), 12, 13, 14, 15, 18, 19, 20, 21, 22 May (10).
    await dispute.advanceTo(at('2026-05-26T00:00'));
    expect(dispute.types().slice(-4)).toEqual(['reminder T-2', 'reminder T-0', 'target-missed missed', 'escalation +1']);
    expect(dispute.position).toMatchObject({ lateness: 'advisory-missed', breaches: [] });
  });

  test('positions are still taken, and the sides may still agree', async () => {
    const dispute = await submitted();
    await dispute.act('respondent', 'state-position', '2026-05-11T09:00', { words: WORDS });
    await dispute.act('respondent', 'agree', '2026-05-11T10:00', { words: WORDS });
    await dispute.act('opener', 'agree', '2026-05-11T11:00', { proposal: dispute.register.ledger.length });
    expect(dispute.position).toMatchObject({ closedAs: 'agreed' });
    expect(dispute.told()).toContain('committee: dispute-ended');
  });

  test('an opinion that asks nothing of the court ends it', async () => {
    const dispute = await withOpinion([]);
    expect(dispute.position).toMatchObject({ closedAs: 'coordinated', particulars: { opinion: { number: OPINION.number } } });
    expect(dispute.sent()).toMatchObject([{ name: 'dispute-ended', facts: { how: 'coordinated' } }]);
  });

  test('its proposals await the court: what it accepts is applied to the request, its dissent is recorded, and both end it', async () => {
    const dispute = await withOpinion([NEW_TERM, OTHER_UNIT, { kind: 'other' }]);
    expect(dispute.position).toMatchObject({ stage: 'opinion-issued', awaitedSides: ['opener'], offered: { opener: ['accept-proposal', 'dissent-from-proposal'] } });
    expect(dispute.position?.offered.respondent).toBeUndefined();
    await dispute.act('opener', 'accept-proposal', '2026-05-18T10:00', { proposal: 1 });
    expect(dispute.sent()).toEqual([{ matter: 'AR-2026-000001', name: 'apply-proposal', facts: { opened: 4, proposal: NEW_TERM } }]);
    expect(await dispute.act('opener', 'accept-proposal', '2026-05-18T10:01', { proposal: 1 })).toMatchObject(refused('no-such-opinion-proposal'));
    expect(await dispute.act('opener', 'accept-proposal', '2026-05-18T10:01', { proposal: 4 })).toMatchObject(refused('no-such-opinion-proposal'));
    await dispute.act('opener', 'dissent-from-proposal', '2026-05-18T11:00', { proposal: 2, words: WORDS });
    expect(dispute.sent()).toEqual([]);
    await dispute.act('opener', 'accept-proposal', '2026-05-18T12:00', { proposal: 3 });
    expect(dispute.sent().map(({ name }) => name)).toEqual(['apply-proposal', 'dispute-ended']);
    expect(dispute.position).toMatchObject({ closedAs: 'coordinated', particulars: { opinion: { proposals: [{ answer: 'accepted' }, { answer: 'dissented' }, { answer: 'accepted' }] } } });
  });

  test('it names a unit that does this, and a meeting that was held', async () => {
    const dispute = await submitted();
    for (const unit of ['land', 'police', 'nobody', 'court.luoding']) {
      expect([unit, await dispute.act('committee', 'issue-opinion', '2026-05-15T10:00', { ...OPINION, proposals: [{ kind: 'other-unit', unit }] })]).toMatchObject([unit, refused('unit-does-not-do-this')]);
    }
    expect(await dispute.act('committee', 'issue-opinion', '2026-05-15T10:00', { ...OPINION, metOn: '2026-05-16' })).toMatchObject(refused('time-out-of-range'));
  });

  test('between two units the court whose request it is answers, hears of every step, and may be heard', async () => {
    const parties = [
      { side: 'opener', body: 'land', relation: 'disputing-party' },
      { side: 'respondent', body: 'housing', relation: 'disputing-party' },
      { side: 'court', body: 'court.yuncheng', relation: 'requesting-court' },
    ] as const;
    const over = { parties, unit: 'land', question: 'ownership', disputedKind: 'land.query' } as const;
    const dispute = await DisputeInMemory.open(MONDAY, over);
    expect(dispute.told()).toContain('court.party: dispute-opened');
    expect(await dispute.act('court', 'state-position', '2026-04-28T10:00', { words: WORDS })).toMatchObject(accepted);
    expect(await dispute.act('court', 'agree', '2026-04-28T10:00', { words: WORDS })).toMatchObject(refused('not-permitted'));
    const issued = await withOpinion([NEW_TERM], over);
    expect(issued.position).toMatchObject({ stage: 'opinion-issued', awaitedSides: ['court'] });
    expect(await issued.act('opener', 'accept-proposal', '2026-05-18T10:00', { proposal: 1 })).toMatchObject(refused('not-permitted'));
    expect(await issued.act('court', 'accept-proposal', '2026-05-18T10:00', { proposal: 1 })).toMatchObject(accepted);
    expect(issued.position).toMatchObject({ closedAs: 'coordinated' });
  });
});

test('two that agree, prolong or withdraw in one instant: one step at a time, and whoever comes too late is told', async () => {
  const dispute = await DisputeInMemory.open(MONDAY);
  await dispute.act('opener', 'agree', '2026-04-28T10:00', { words: WORDS });
  const instant = '2026-04-29T10:00';
  const outcomes = [await dispute.act('respondent', 'agree', instant, { proposal: 2 }), await dispute.act('opener', 'withdraw-dispute', instant), await dispute.act('opener', 'agree', instant, { words: WORDS })];
  expect(outcomes).toMatchObject([accepted, refused('matter-closed'), refused('matter-closed')]);
});
