import { ANSWER, at, CALENDARS, command, COURT_OFFICER, deskOfficerOf, RequestInMemory } from '../../test/factories/assistance-request';
import { afterClosing, judgeAfterClosing } from '../../matters/after-closing';
import type { Actor, Entry } from '../../matters/ledger';
import { ASSISTANCE_REQUEST } from '../procedures';
import { rederive } from './in-memory';

const SUPERVISOR: Actor = { kind: 'officer', id: 'named-supervisor', body: 'court.yuncheng', side: 'court', role: 'supervisor' };
const LIAISON: Actor = { ...deskOfficerOf('police'), id: 'liaison', role: 'liaison' };
const ANNUL = { breach: 'answer', ground: 'outage' } as const;
const BREACHED_AT = at('2026-03-11T00:00');

/** Signed on Thursday 5 March; Fri 6, Mon 9, Tue 10; nobody has answered on Wednesday 11: opening, receipt, three reminders, the breach, the first rung above it. */
async function breached(): Promise<RequestInMemory> {
  const matter = await RequestInMemory.open('2026-03-05T15:00');
  await matter.act('unit', 'sign-receipt', '2026-03-05T16:00');
  await matter.advanceTo(at('2026-03-11T09:00'));
  return matter;
}

const annul = (matter: RequestInMemory, by: Actor = SUPERVISOR, instant = '2026-03-11T10:00', facts: Record<string, unknown> = ANNUL) => matter.send(command('court', 'annul-breach', instant, facts, { by }));
const contest = (matter: RequestInMemory, by: Actor = LIAISON, instant = '2026-03-11T09:30', facts: Record<string, unknown> = ANNUL) => matter.send(command('unit', 'contest-breach', instant, facts, { by }));

describe('whoever may not', () => {
  test.each<[string, Actor]>([
    ['the officer who handles the case', COURT_OFFICER],
    ['the enforcement bureau of another court', { ...COURT_OFFICER, role: 'enforcement-bureau', body: 'court.intermediate' }],
    ['the unit itself', deskOfficerOf('police')],
    ['a supervisor of another court', { ...SUPERVISOR, body: 'court.luoding' }],
    ['a supervisor of the committee', { ...SUPERVISOR, body: 'committee' }],
    ['a supervisor who acts for the unit', { ...SUPERVISOR, side: 'unit', body: 'police' }],
  ])('%s annuls nothing', async (_who, by) => {
    const matter = await breached();
    expect(await annul(matter, by)).toMatchObject({ status: 'refused', code: 'not-permitted' });
  });

  test.each<[string, Actor]>([
    ['the court', COURT_OFFICER],
    ['its supervisor', SUPERVISOR],
    ['another unit', { ...LIAISON, body: 'land' }],
    ['a system', { kind: 'machine', id: 'system', body: 'police', side: 'unit', role: 'system' }],
  ])('%s contests nothing', async (_who, by) => {
    expect(await contest(await breached(), by)).toMatchObject({ status: 'refused', code: 'not-permitted' });
  });
});

describe('a breach', () => {
  test('is contested once by the unit, and the court’s side is told', async () => {
    const matter = await breached();
    expect(matter.position?.offered).toMatchObject({ court: expect.arrayContaining(['annul-breach']) as unknown, unit: expect.arrayContaining(['contest-breach']) as unknown });
    expect(await contest(matter)).toMatchObject({ status: 'accepted', seq: 8 });
    expect(matter.position?.breaches).toMatchObject([{ term: 'answer', at: BREACHED_AT, contested: { seq: 8, at: at('2026-03-11T09:30'), ground: 'outage' } }]);
    expect(matter.position).toMatchObject({ lateness: 'breached', stage: 'awaiting-answer' });
    expect(matter.position?.offered.unit).not.toContain('contest-breach');
    expect(matter.register.steps.at(-1)?.tells.map(({ audience, message }) => [audience, message])).toEqual([['court.officer', 'breach-contested'], ['court.bureau', 'breach-contested']]);
    expect(await contest(matter)).toMatchObject({ code: 'breach-contested-already' });
  });

  test('is annulled by a named supervisor, stays visible and counts no longer; the term goes on', async () => {
    const matter = await breached();
    await contest(matter);
    expect(await annul(matter)).toMatchObject({ status: 'accepted' });
    expect(matter.position?.breaches).toMatchObject([{ contested: { seq: 8 }, annulled: { seq: 9, at: at('2026-03-11T10:00'), ground: 'outage' } }]);
    expect(matter.register.ledger.at(-1)?.by).toEqual(SUPERVISOR);
    expect(matter.position?.lateness).toBe('none');
    expect(matter.position?.terms.find(({ id }) => id === 'answer')).toMatchObject({ state: 'running', lateSince: BREACHED_AT });
    expect(Object.values(matter.position?.offered ?? {}).flat()).not.toContain('annul-breach');
    expect(await annul(matter)).toMatchObject({ code: 'breach-annulled-already' });
    expect(await contest(matter)).toMatchObject({ code: 'breach-annulled-already' });
    await matter.act('unit', 'answer', '2026-03-11T11:00', ANSWER);
    expect(matter.position).toMatchObject({ stage: 'answered', lateness: 'none' });
  });

  test('is annulled by the court’s own enforcement bureau as well', async () => {
    const matter = await breached();
    expect(await annul(matter, { ...COURT_OFFICER, id: 'bureau', role: 'enforcement-bureau' })).toMatchObject({ status: 'accepted' });
    expect(matter.position?.lateness).toBe('none');
  });

  test('that nobody recorded can be neither contested nor annulled', async () => {
    const matter = await RequestInMemory.open('2026-03-05T15:00');
    expect(await annul(matter, SUPERVISOR, '2026-03-05T16:00')).toMatchObject({ code: 'no-such-breach' });
    expect(await contest(matter, LIAISON, '2026-03-05T16:00', { ...ANNUL, breach: 'publish' })).toMatchObject({ code: 'no-such-breach' });
    expect(Object.values(matter.position?.offered ?? {}).flat()).not.toContain('contest-breach');
  });
});

describe('on a closed matter', () => {
  /** Answered late and accepted on Thursday 12 March. */
  async function closed(): Promise<RequestInMemory> {
    const matter = await breached();
    await matter.send(command('unit', 'answer', '2026-03-11T11:00', ANSWER));
    await matter.act('court', 'accept-answer', '2026-03-12T09:00');
    return matter;
  }
  /** As the register appends it. */
  const append = (matter: RequestInMemory, type: string, by: Actor, facts: Entry['facts'], instant: string): Entry => {
    const entry: Entry = { seq: matter.register.ledger.length + 1, key: `after-${type}`, type, by, receivedAt: at(instant), recordedAt: at(instant), facts };
    matter.register.ledger.push(entry);
    if (matter.position) matter.position = afterClosing(matter.position, entry);
    return entry;
  };
  const derived = (matter: RequestInMemory) => rederive(ASSISTANCE_REQUEST, { matter: 'AR-2026-000001', ledger: matter.register.ledger, ...CALENDARS });

  test('what remains is offered: contest, annul, correct', async () => {
    const matter = await closed();
    expect(matter.position).toMatchObject({ stage: 'closed', lateness: 'breached', offered: { court: ['correct', 'annul-breach'], unit: ['correct', 'contest-breach'] } });
  });

  test('what was appended follows from the ledger like everything else, and the procedure sees none of it', async () => {
    const matter = await closed();
    append(matter, 'contest-breach', LIAISON, ANNUL, '2026-03-13T09:00');
    append(matter, 'correct', deskOfficerOf('police'), { entry: 1 }, '2026-03-13T10:00');
    append(matter, 'annul-breach', SUPERVISOR, ANNUL, '2026-03-16T09:00');
    expect(matter.position).toMatchObject({ stage: 'closed', closedAs: 'accepted', lateness: 'none', breaches: [{ contested: { ground: 'outage' }, annulled: { ground: 'outage' } }], offered: { court: ['correct'], unit: ['correct'] } });
    expect((await derived(matter)).position).toEqual(matter.position);
  });

  test('a breach that was contested while the matter was open is annulled after it', async () => {
    const matter = await breached();
    await contest(matter);
    await matter.send(command('unit', 'answer', '2026-03-11T11:00', ANSWER));
    await matter.act('court', 'accept-answer', '2026-03-12T09:00');
    append(matter, 'annul-breach', SUPERVISOR, ANNUL, '2026-03-16T09:00');
    expect((await derived(matter)).position).toEqual(matter.position);
    expect(matter.position?.breaches).toMatchObject([{ contested: { seq: 8 }, annulled: { at: at('2026-03-16T09:00') } }]);
  });

  test('nothing else can follow a closing', async () => {
    const matter = await closed();
    const { position } = matter;
    if (!position) throw new Error('no position');
    expect(() => afterClosing(position, { seq: 99, type: 'answer', receivedAt: 0, facts: {} })).toThrow('cannot follow a closing');
    matter.register.ledger.push({ seq: 99, key: 'stray', type: 'answer', by: LIAISON, receivedAt: 0, recordedAt: 0, facts: {} });
    await expect(derived(matter)).rejects.toThrow("goes on with 'answer'");
  });

  test.each([
    ['annulling a breach that is none', command('court', 'annul-breach', '2026-03-13T09:00', { ...ANNUL, breach: 'publish' }, { by: SUPERVISOR }), 'no-such-breach'],
    ['the court contesting the unit’s breach', command('court', 'contest-breach', '2026-03-13T09:00', ANNUL), 'not-permitted'],
    ['correcting what others wrote', command('unit', 'correct', '2026-03-13T09:00', { entry: 1 }), 'written-by-others'],
    ['correcting an entry that is none', command('court', 'correct', '2026-03-13T09:00', { entry: 77 }), 'no-such-entry'],
    ['correcting what has no words', command('unit', 'correct', '2026-03-13T09:00', { entry: 2 }), 'nothing-to-correct'],
  ])('refused: %s', async (_what, given, code) => {
    const { position, register } = await closed();
    if (!position) throw new Error('no position');
    expect(judgeAfterClosing(position, register.ledger, given)?.code).toBe(code);
  });
});
