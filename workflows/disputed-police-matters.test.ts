import type { Opening as DisputeOpening } from '../matters/dispute';
import type { Actor } from '../matters/ledger';
import { at, command, COURT_OFFICER, deskOfficerOf } from '../test/factories/assistance-request';
import { WORDS } from '../test/factories/dispute';
import { openWatch, raiseAlarm } from '../test/factories/on-the-spot';
import { openDetention, openSearch } from '../test/factories/people';

const DISPUTE = 'DI-2026-000001';
const dispute: Actor = { kind: 'matter', id: DISPUTE, body: '', side: 'matter' };
const liaison: Actor = { ...deskOfficerOf('police'), id: 'liaison-of-police', role: 'liaison' };
const accepted = { status: 'accepted' };
const refused = (code: string) => ({ status: 'refused', code });

const OPEN = {
  'police.locate-debtor': (revision: number) => openSearch('2026-03-05T09:00', { revision }),
  'police.detention': (revision: number) => openDetention('2026-03-05T09:00', { revision }),
  'police.emergency': (revision: number) => raiseAlarm('2026-03-05T09:00', { revision }),
  'police.vehicle-intercept': (revision: number) => openWatch('2026-03-05T09:00', { revision }),
};
type Matter = Awaited<ReturnType<(typeof OPEN)[keyof typeof OPEN]>>;
const ask = (matter: Matter, by: Actor, facts: Record<string, unknown> = { question: 'other' }, instant = '2026-03-05T09:01') => matter.send(command(by.side ?? 'unit', 'open-dispute', instant, { words: WORDS, ...facts }, { by }));
const fromDispute = (matter: Matter, name: string, facts: Record<string, unknown>, instant: string) => matter.send(command('matter', name, instant, facts, { by: dispute }));
const disputesOf = (matter: Matter) => matter.register.steps.flatMap(({ openings }) => openings).map(({ opening }) => opening as unknown as DisputeOpening);

describe.each(Object.entries(OPEN))('on %s', (disputedKind, open) => {
  test('a dispute is opened by neither stranger, onlooker nor desk, and not where it began before there were any', async () => {
    const matter = await open(2);
    for (const by of [{ ...liaison, body: 'land' }, { ...COURT_OFFICER, body: 'court.luoding' }, { ...COURT_OFFICER, role: 'supervisor' }, deskOfficerOf('police')]) {
      expect([by, await ask(matter, by)]).toMatchObject([by, refused('not-permitted')]);
    }
    expect(await ask(await open(1), liaison)).toMatchObject(refused('not-awaited'));
  });

  test('either side opens one on any question, at once, and no clock stops', async () => {
    const matter = await open(2);
    const before = matter.position;
    expect(await ask(matter, liaison, { question: 'wrong-unit' })).toMatchObject(accepted);
    expect(await ask(matter, COURT_OFFICER, { question: 'other' }, '2026-03-05T09:02')).toMatchObject(accepted);
    expect(disputesOf(matter)).toMatchObject([
      { question: 'wrong-unit', disputedKind, raisedAt: at('2026-03-05T09:01'), parties: expect.arrayContaining([expect.objectContaining({ side: 'opener', body: 'police' }), { side: 'respondent', body: 'court.yuncheng', relation: 'disputing-party' }]) as unknown },
      { question: 'other', parties: expect.arrayContaining([expect.objectContaining({ side: 'respondent', body: 'police' })]) as unknown },
    ]);
    expect(matter.position).toMatchObject({ stage: before?.stage, awaitedSides: before?.awaitedSides, terms: before?.terms, particulars: { disputes: [{ opened: 2, state: 'open' }, { opened: 3, state: 'open' }] } });
  });

  test('how it ended is recorded, and only from the dispute', async () => {
    const matter = await open(2);
    await ask(matter, liaison, { question: 'wrong-unit' });
    expect(await matter.send(command('court', 'dispute-ended', '2026-03-05T09:02', { opened: 2, question: 'wrong-unit', how: 'agreed' }))).toMatchObject(refused('not-permitted'));
    await fromDispute(matter, 'dispute-ended', { opened: 2, question: 'wrong-unit', how: 'coordinated' }, '2026-03-05T09:03');
    expect(matter.position?.particulars).toMatchObject({ disputes: [{ opened: 2, state: 'coordinated' }] });
    expect(await ask(matter, COURT_OFFICER, { question: 'wrong-unit' }, '2026-03-05T09:04')).toMatchObject(refused('question-settled'));
  });
});

describe('that nothing was found', () => {
  async function contested() {
    const search = await openSearch('2026-03-05T09:00', { revision: 2 });
    await search.act('unit', 'answer', '2026-03-05T10:00', { outcome: 'nothing-found' }); // 2 receipt, 3 answer
    await search.act('court', 'contest-answer', '2026-03-05T11:00', { words: WORDS }); // 4
    await fromDispute(search, 'linked', { matter: DISPUTE, as: 'dispute', key: 'dispute:4', procedure: 'dispute' }, '2026-03-05T11:01');
    return search;
  }

  test('contested, is in dispute, with what the court misses as its claim', async () => {
    expect(disputesOf(await contested())).toMatchObject([{ question: 'answer', entry: 3, disputedKind: 'police.locate-debtor', words: WORDS, raisedAt: at('2026-03-05T11:00') }]);
    const before = await openSearch('2026-03-05T09:00');
    await before.act('unit', 'answer', '2026-03-05T10:00', { outcome: 'nothing-found' });
    await before.act('court', 'contest-answer', '2026-03-05T11:00', { words: WORDS });
    expect(disputesOf(before)).toEqual([]);
  });

  test.each([
    ['accepted in the end', 'agreed', [['unit', 'answer', { outcome: 'nothing-found' }], ['court', 'accept-answer', {}]]],
    ['overtaken by the finding', 'agreed', [['unit', 'record-found', { foundAt: at('2026-03-06T09:00') }], ['unit', 'notify-court', { at: at('2026-03-06T09:30'), channel: 'telephone' }], ['court', 'acknowledge', {}]]],
    ['with the search called off', 'withdrawn', [['court', 'cancel-search', { ground: 'performed' }]]],
  ] as const)('%s, the dispute ends as %s', async (_how, how, acts) => {
    const search = await contested();
    for (const [index, [side, name, facts]] of acts.entries()) expect(await search.act(side, name, `2026-03-06T1${index}:00`, facts)).toMatchObject(accepted);
    expect(search.register.steps.at(-1)?.outgoing).toMatchObject([{ matter: DISPUTE, name: 'settle-dispute', facts: { how } }]);
  });
});

describe('what the court accepted of the committee’s opinion', () => {
  test('a new term moves the clock that is in dispute; another unit is for the court to ask', async () => {
    const search = await openSearch('2026-03-05T09:00', { revision: 2 });
    await search.act('unit', 'sign-receipt', '2026-03-05T10:00'); // due Tue 10
    await ask(search, liaison, { question: 'term', term: 'answer' }, '2026-03-05T11:00'); // 3
    expect(await fromDispute(search, 'apply-proposal', { opened: 3, proposal: { kind: 'new-term', workingDays: 5 } }, '2026-03-09T09:00')).toMatchObject(accepted);
    // Counted on from Tuesday 10: 11, 12, 13, 16, 17.
    expect(search.term('answer')).toMatchObject({ dueOn: '2026-03-17', grants: [5] });
    expect(search.told('extension-granted')).toEqual(['unit.desk', 'unit.liaison']);
    const { stage, terms } = search.position ?? {};
    expect(await fromDispute(search, 'apply-proposal', { opened: 3, proposal: { kind: 'other-unit', unit: 'police.luoding' } }, '2026-03-09T10:00')).toMatchObject(accepted);
    expect(search.position).toMatchObject({ stage, terms });
  });

  test('with nothing of the police’s running it is recorded, and moves nothing: the court’s own 24 hours least of all', async () => {
    const detention = await openDetention('2026-03-05T09:00', { revision: 2 });
    await detention.act('unit', 'suggest-stop', '2026-03-05T10:00');
    await detention.act('court', 'sign-notice', '2026-03-05T10:30');
    await ask(detention, liaison, { question: 'other' }, '2026-03-05T11:00');
    const opened = detention.register.ledger.at(-1)?.seq;
    const before = detention.position?.terms;
    expect(await fromDispute(detention, 'apply-proposal', { opened, proposal: { kind: 'new-term', workingDays: 5 } }, '2026-03-05T12:00')).toMatchObject(accepted);
    expect(detention.position?.terms).toEqual(before);
  });
});
