import { measureOf } from '../../domain/catalogue/measures';
import type { KindId } from '../../domain/catalogue/kinds';
import type { Opening } from '../../matters/assistance-request';
import type { Actor } from '../../matters/ledger';
import { at, command, COURT_OFFICER, deskOfficerOf, RequestInMemory } from '../../test/factories/assistance-request';

const MONDAY = '2026-03-09T09:00';
const SEAL = { kind: 'land.seal', papers: [{ paper: 'ruling', courtSeal: true }], revision: 2 } as const;
const VEHICLE = { ...SEAL, kind: 'police.vehicle-seal' } as const;
const RESTRICTION = { ...SEAL, kind: 'state-assets.restriction' } as const;
const FREEZE = { ...SEAL, kind: 'commerce.freeze-notice' } as const;
const DONE = { outcome: 'done', answerSeal: 'unit', measure: { assets: ['hmac:certificate'], untilOn: '2029-03-08' } };
const PAPERS = { papers: [{ paper: 'ruling', courtSeal: true }, { paper: 'enforcement-notice', courtSeal: true }] };
const FROM_LINKED: Actor = { kind: 'matter', id: 'AR-2026-000002', body: '', side: 'matter' };

async function answered(over: Partial<Opening>, facts: Record<string, unknown> = DONE): Promise<RequestInMemory> {
  const request = await RequestInMemory.open(MONDAY, over);
  expect(await request.act('unit', 'answer', '2026-03-09T15:00', facts)).toMatchObject({ status: 'accepted' });
  return request;
}

async function withdrawn(over: Partial<Opening>, facts?: Record<string, unknown>): Promise<RequestInMemory> {
  const request = await answered(over, facts);
  expect(await request.act('court', 'withdraw', '2026-03-10T09:00')).toMatchObject({ status: 'accepted' });
  return request;
}

async function undone(request: RequestInMemory, instant: string, facts: Record<string, unknown>): Promise<unknown> {
  await request.advanceTo(at(instant) - 1);
  return request.send(command('court', 'undone', instant, facts, { by: FROM_LINKED }));
}

const told = (request: RequestInMemory): string[] => request.register.steps.at(-1)?.tells.map(({ audience, message }) => `${audience} ${message}`) ?? [];
const measure = (request: RequestInMemory) => request.position?.measures?.[0];

describe('what is in force', () => {
  test('a seal stands from the answer that it was done, whatever the court says of the answer', async () => {
    const request = await answered(SEAL);
    expect(request.position?.measures).toEqual([
      { key: 'seal', kind: 'seal', assets: ['hmac:certificate'], state: 'in-force', sinceAt: at('2026-03-09T15:00'), untilOn: '2029-03-08', byEntry: 3, lastEntry: 3 },
    ]);
    await request.act('court', 'contest-answer', '2026-03-10T09:00');
    expect(measure(request)).toMatchObject({ state: 'in-force' });
  });

  test('one behind another court’s seal waits', async () => {
    expect(measure(await answered(SEAL, { ...DONE, measure: { assets: [], waiting: true } }))).toMatchObject({ state: 'waiting' });
  });

  test('it was never there when the unit says so in a later answer', async () => {
    const request = await answered(SEAL);
    await request.act('court', 'contest-answer', '2026-03-10T09:00');
    await request.act('unit', 'answer', '2026-03-10T10:00', { outcome: 'cannot-be-done', legalGround: '查无此证', answerSeal: 'unit' });
    expect(measure(request)).toMatchObject({ state: 'lifted', liftedAt: at('2026-03-10T10:00') });
  });

  test('shares are frozen from the publication on, and a later answer does not undo what was published', async () => {
    const request = await RequestInMemory.open(MONDAY, FREEZE);
    await request.act('unit', 'sign-receipt', '2026-03-09T10:00');
    await request.act('unit', 'record-act', '2026-03-09T11:00', { act: 'publish' });
    expect(measure(request)).toMatchObject({ kind: 'freeze-notice', state: 'in-force', sinceAt: at('2026-03-09T11:00') });
    await request.act('unit', 'answer', '2026-03-09T12:00', { outcome: 'cannot-be-done', legalGround: '无', answerSeal: 'unit' });
    expect(measure(request)).toMatchObject({ state: 'in-force' });
  });

  test('a query leaves nothing behind, nor does what was not done, nor a request opened before the registry', async () => {
    for (const over of [{ kind: 'land.query', revision: 2 }, { ...SEAL, revision: 1 }] as const) {
      expect((await answered(over)).position).not.toHaveProperty('measures');
    }
    expect((await answered(SEAL, { outcome: 'nothing-found', answerSeal: 'unit' })).position).not.toHaveProperty('measures');
  });

  test('it stays in force when the request is closed', async () => {
    const request = await answered(SEAL);
    await request.act('court', 'accept-answer', '2026-03-10T09:00');
    expect(request.isClosed).toBe(true);
    expect(measure(request)).toMatchObject({ state: 'in-force' });
  });

  test('every kind that has a measure names one kind that undoes it, of the same unit, or the unit’s word', () => {
    const undoing = (['land.seal', 'housing.seal', 'commerce.freeze-notice', 'police.vehicle-seal', 'state-assets.restriction', 'central-bank.credit-record', 'police.locate-debtor', 'land.query', 'land.unseal'] as KindId[]).map((kind) => measureOf(kind)?.undoneBy);
    expect(undoing).toEqual(['land.unseal', 'housing.unseal', 'commerce.unfreeze-notice', 'confirmation', 'confirmation', 'confirmation', 'confirmation', undefined, undefined]);
  });
});

describe('withdrawal with nothing to undo', () => {
  test.each<[string, Partial<Opening>]>([
    ['of a query', { kind: 'land.query', revision: 2 }],
    ['of a seal whose papers have not been delivered', { ...SEAL, serviceMode: 'post' }],
    ['of a request opened before the registry', { ...SEAL, revision: 1 }],
  ])('closes at once: %s', async (_of, over) => {
    const request = await RequestInMemory.open(MONDAY, over);
    await request.act('court', 'withdraw', '2026-03-09T10:00');
    expect(request.position).toMatchObject({ stage: 'closed', closedAs: 'withdrawn' });
  });

  test('closes at once when the unit has answered that it was not done', async () => {
    const request = await withdrawn(SEAL, { outcome: 'cannot-be-done', legalGround: '查无此证', answerSeal: 'unit' });
    expect(request.position).toMatchObject({ closedAs: 'withdrawn' });
  });
});

describe('withdrawal before the unit has answered', () => {
  async function unanswered(over: Partial<Opening> = SEAL): Promise<RequestInMemory> {
    const request = await RequestInMemory.open(MONDAY, over);
    await request.act('unit', 'sign-receipt', '2026-03-09T10:00');
    await request.act('court', 'withdraw', '2026-03-10T09:00');
    return request;
  }

  test('the court may not speak for the unit', async () => {
    const request = await unanswered();
    expect(await request.act('court', 'report-measure', '2026-03-10T10:00', { taken: false })).toMatchObject({ status: 'refused', code: 'not-permitted' });
  });

  test('the unit is asked within 3 working days whether it took the measure, and nothing else is owed', async () => {
    const request = await unanswered();
    expect(request.position).toMatchObject({ stage: 'undoing', awaitedSides: ['unit'], particulars: { undoing: { owed: 'statement' } } });
    expect(request.position?.offered.unit).toContain('report-measure');
    expect(request.position?.offered.unit).not.toContain('confirm-undone');
    // Withdrawn Tue 10 March: Wed 11, Thu 12, Fri 13.
    expect(request.position?.terms.filter(({ state }) => state === 'running')).toEqual([expect.objectContaining({ id: 'report-measure', side: 'unit', force: 'advisory', dueOn: '2026-03-13' })]);
    expect(told(request)).toEqual(['unit.desk undoing-opened', 'unit.liaison undoing-opened']);
  });

  test('nothing taken: the request is closed', async () => {
    const request = await unanswered();
    await request.act('unit', 'report-measure', '2026-03-11T09:00', { taken: false });
    expect(request.position).toMatchObject({ stage: 'closed', closedAs: 'withdrawn' });
    expect(told(request)).toEqual(['court.officer measure-reported']);
  });

  test('taken: it is in the registry, and is undone', async () => {
    const request = await unanswered(RESTRICTION);
    await request.act('unit', 'report-measure', '2026-03-11T09:00', { taken: true, measure: { assets: [] } });
    expect(measure(request)).toMatchObject({ kind: 'restriction', state: 'lifting', byEntry: 4 });
    expect(request.position?.offered.unit).toContain('confirm-undone');
  });

  test('an answer that comes second is told what is awaited instead', async () => {
    const request = await unanswered();
    expect(await request.act('unit', 'answer', '2026-03-10T09:01', DONE)).toMatchObject({ status: 'refused', code: 'not-awaited', details: { stage: 'undoing' } });
  });

  test('silence climbs to the head of the unit and never past him', async () => {
    const request = await unanswered();
    await request.advanceTo(at('2026-03-20T09:00'));
    // The target ends on Fri 13; the working day after is Mon 16.
    expect(request.types().slice(-3)).toEqual(['reminder T-0', 'target-missed missed', 'escalation +1']);
    expect(request.position).toMatchObject({ stage: 'undoing', lateness: 'advisory-missed' });
  });
});

describe('what stands in a registry', () => {
  test('nobody but a linked matter says that it was undone', async () => {
    const request = await withdrawn(SEAL);
    for (const side of ['court', 'unit'] as const) expect(await request.act(side, 'undone', '2026-03-10T10:00', { measure: 'seal', undone: true })).toMatchObject({ code: 'not-permitted' });
    expect(await request.act('unit', 'confirm-undone', '2026-03-10T10:01')).toMatchObject({ code: 'not-awaited' });
  });

  test('the withdrawal opens the unseal request, with its papers drafted for the court', async () => {
    const request = await withdrawn(SEAL);
    expect(request.position).toMatchObject({ stage: 'undoing', awaitedSides: ['matter'] });
    expect(measure(request)).toMatchObject({ state: 'lifting' });
    expect(request.register.steps.at(-1)?.openings).toEqual([
      {
        key: 'undoing-1',
        as: 'undoing',
        procedure: 'assistance-request',
        opening: expect.objectContaining({
          kind: 'land.unseal',
          unit: 'land',
          revision: 2,
          drafted: true,
          lifts: { matter: 'AR-2026-000001', measure: 'seal' },
          papers: [{ paper: 'ruling', courtSeal: false, drafted: true }, { paper: 'enforcement-notice', courtSeal: false, drafted: true }],
        }) as unknown,
      },
    ]);
  });

  test('the request is closed when the linked one was accepted as done', async () => {
    const request = await withdrawn(SEAL);
    await undone(request, '2026-03-12T09:00', { measure: 'seal', undone: true });
    expect(request.position).toMatchObject({ stage: 'closed', closedAs: 'withdrawn' });
    expect(measure(request)).toMatchObject({ state: 'lifted', liftedAt: at('2026-03-12T09:00') });
  });

  test('one that came to nothing is followed by another', async () => {
    const request = await withdrawn(SEAL);
    await undone(request, '2026-03-12T09:00', { measure: 'seal', undone: false });
    expect(request.position).toMatchObject({ stage: 'undoing' });
    expect(request.register.steps.at(-1)?.openings.map(({ key }) => key)).toEqual(['undoing-2']);
  });

  test('an unfreezing is asked of the office that published the freeze', async () => {
    const request = await withdrawn({ ...FREEZE, office: 'commerce.luoding' });
    expect(request.register.steps.at(-1)?.openings[0]?.opening).toMatchObject({ kind: 'commerce.unfreeze-notice', office: 'commerce.luoding', papers: [{ paper: 'ruling' }, { paper: 'publication-notice' }] });
  });
});

describe('the request that undoes', () => {
  const UNSEAL: Partial<Opening> = { ...SEAL, kind: 'land.unseal', drafted: true, lifts: { matter: 'AR-2026-000009', measure: 'seal' } };

  test('the unit may not deliver the papers to itself', async () => {
    const request = await RequestInMemory.open(MONDAY, UNSEAL);
    expect(await request.act('unit', 'record-delivery', '2026-03-09T10:00', { mode: 'electronic', ...PAPERS })).toMatchObject({ code: 'not-permitted' });
  });

  test('lies with the court until it has completed and served the papers', async () => {
    const request = await RequestInMemory.open(MONDAY, UNSEAL);
    expect(request.position).toMatchObject({ stage: 'awaiting-delivery', awaitedSides: ['court'] });
    expect(request.register.steps[0]?.tells.map(({ audience, message }) => `${audience} ${message}`)).toEqual(['court.officer papers-drafted']);
    expect(await request.act('court', 'record-delivery', '2026-03-09T10:00', { mode: 'electronic' })).toMatchObject({ code: 'papers-incomplete', details: { missing: ['judgment', 'enforcement-notice'] } });
    await request.act('court', 'record-delivery', '2026-03-09T10:01', { mode: 'electronic', ...PAPERS });
    expect(request.position?.stage).toBe('awaiting-receipt');
    expect(told(request)).toEqual(['unit.desk delivery-recorded', 'unit.desk request-opened', 'unit.liaison request-opened']);
  });

  test('which is a target of the court, reminded of and climbing until the unit has the papers', async () => {
    const request = await RequestInMemory.open(MONDAY, UNSEAL);
    // From Mon 9 March: Tue 10, Wed 11, Thu 12.
    expect(request.position?.terms).toMatchObject([{ id: 'send-papers', side: 'court', force: 'advisory', dueOn: '2026-03-12' }]);
    await request.advanceTo(at('2026-03-13T08:30'));
    expect(request.types()).toEqual(['open-request', 'reminder T-0', 'target-missed missed', 'escalation +1']);
    await request.act('court', 'record-delivery', '2026-03-13T10:00', { mode: 'electronic', ...PAPERS });
    expect(request.position?.terms).toMatchObject([{ id: 'send-papers', state: 'met', metAt: at('2026-03-13T10:00'), lateSince: at('2026-03-13T00:00') }]);
    const inTime = await RequestInMemory.open(MONDAY, UNSEAL);
    await inTime.act('court', 'record-delivery', '2026-03-12T23:59', { mode: 'electronic', ...PAPERS });
    expect(inTime.position).toMatchObject({ lateness: 'none', terms: [{ state: 'met' }] });
  });

  test('cannot be withdrawn: what was withdrawn has to be undone', async () => {
    const request = await RequestInMemory.open(MONDAY, UNSEAL);
    expect(await request.act('court', 'withdraw', '2026-03-09T10:00')).toMatchObject({ code: 'undoing-owed' });
  });

  test.each([['done', true], ['nothing-found', true], ['cannot-be-done', false], ['partly-done', false]])('accepted as %s it tells the withdrawn request so', async (outcome, isUndone) => {
    const request = await RequestInMemory.open(MONDAY, UNSEAL);
    await request.act('court', 'record-delivery', '2026-03-09T10:00', { mode: 'electronic', ...PAPERS });
    await request.act('unit', 'answer', '2026-03-09T11:00', { ...DONE, outcome, legalGround: '依据' });
    await request.act('court', 'accept-answer', '2026-03-09T12:00');
    expect(request.register.steps.at(-1)?.outgoing).toEqual([{ key: 'undone', matter: 'AR-2026-000009', name: 'undone', facts: { measure: 'seal', undone: isUndone } }]);
  });

  test('the registry shows the lifting from the answer on, until the unit takes it back', async () => {
    const request = await RequestInMemory.open(MONDAY, { ...UNSEAL, drafted: undefined });
    await request.act('unit', 'answer', '2026-03-09T11:00', DONE);
    expect(request.position?.lifts).toEqual([{ key: 'seal', kind: 'seal', assets: ['hmac:certificate'], of: 'AR-2026-000009', state: 'lifted', at: at('2026-03-09T11:00'), lastEntry: 3 }]);
    await request.act('court', 'contest-answer', '2026-03-09T12:00');
    await request.act('unit', 'answer', '2026-03-09T13:00', { ...DONE, outcome: 'partly-done' });
    expect(request.position?.lifts).toMatchObject([{ state: 'void' }]);
  });

  test('a kind that nothing else undoes lifts by its own kind when it names what it lifts', async () => {
    const request = await RequestInMemory.open(MONDAY, { ...RESTRICTION, lifts: { matter: 'AR-2026-000009', measure: 'restriction' } });
    await request.act('unit', 'answer', '2026-03-09T11:00', { ...DONE, measure: undefined });
    expect(request.position).not.toHaveProperty('measures');
    expect(request.position?.lifts).toMatchObject([{ kind: 'restriction', of: 'AR-2026-000009', state: 'lifted' }]);
  });
});

describe('what the unit undoes by its own word', () => {
  test('the court may not confirm for it', async () => {
    expect(await (await withdrawn(RESTRICTION)).act('court', 'confirm-undone', '2026-03-10T10:00')).toMatchObject({ code: 'not-permitted' });
  });

  test('within 3 working days of the withdrawal; that closes the request', async () => {
    const request = await withdrawn(RESTRICTION);
    // Withdrawn Tue 10 March: Wed 11, Thu 12, Fri 13.
    expect(request.position).toMatchObject({ stage: 'undoing', awaitedSides: ['unit'], dueOn: '2026-03-13' });
    await request.act('unit', 'confirm-undone', '2026-03-12T16:00');
    expect(request.position).toMatchObject({ stage: 'closed', closedAs: 'withdrawn' });
    expect(measure(request)).toMatchObject({ state: 'lifted' });
    expect(told(request)).toEqual(['court.officer measure-undone', 'unit.liaison measure-undone']);
  });

  test('the court may not ask itself for papers, nor the unit send them', async () => {
    const request = await withdrawn(RESTRICTION);
    expect(await request.act('court', 'ask-for-papers', '2026-03-10T10:00')).toMatchObject({ code: 'not-permitted' });
    expect(await request.act('unit', 'send-papers', '2026-03-10T10:00', PAPERS)).toMatchObject({ code: 'not-permitted' });
  });

  test('it may ask for the court’s papers first, once; its 3 working days run from the papers', async () => {
    const request = await withdrawn(RESTRICTION);
    await request.act('unit', 'ask-for-papers', '2026-03-11T09:00');
    // Asked Wed 11 March: Thu 12, Fri 13, Mon 16.
    expect(request.position).toMatchObject({ awaitedSides: ['court'], dueOn: '2026-03-16' });
    expect(await request.act('unit', 'ask-for-papers', '2026-03-11T10:00')).toMatchObject({ code: 'not-awaited' });
    expect(await request.act('court', 'send-papers', '2026-03-12T09:00', PAPERS)).toMatchObject({ code: 'papers-incomplete', details: { missing: ['court-letter'] } });
    await request.act('court', 'send-papers', '2026-03-12T10:00', { papers: [{ paper: 'court-letter', courtSeal: true }] });
    // Sent Thu 12 March: Fri 13, Mon 16, Tue 17.
    expect(request.position).toMatchObject({ awaitedSides: ['unit'], dueOn: '2026-03-17' });
    expect(request.position?.offered).toMatchObject({ court: ['correct', 'open-dispute'], unit: ['confirm-undone', 'raise-query', 'correct', 'open-dispute'] });
  });

  test('what it asked for it may do without', async () => {
    const request = await withdrawn(RESTRICTION);
    await request.act('unit', 'ask-for-papers', '2026-03-11T09:00');
    await request.act('unit', 'confirm-undone', '2026-03-11T10:00');
    expect(request.isClosed).toBe(true);
  });

  test('the court may send papers unasked; the unit’s days run on', async () => {
    const request = await withdrawn(RESTRICTION);
    await request.act('court', 'send-papers', '2026-03-11T09:00', { papers: [{ paper: 'court-notice', courtSeal: false }] });
    expect(request.position).toMatchObject({ dueOn: '2026-03-13' });
    expect(request.position?.offered.unit).not.toContain('ask-for-papers');
  });
});

describe('a sealed vehicle, which no kind unseals', () => {
  test('the court owes its papers first, and climbs to its own bureau', async () => {
    const request = await withdrawn(VEHICLE);
    // Withdrawn Tue 10 March: Wed 11, Thu 12, Fri 13.
    expect(request.position).toMatchObject({ awaitedSides: ['court'], dueOn: '2026-03-13' });
    expect(await request.act('unit', 'confirm-undone', '2026-03-10T10:00')).toMatchObject({ code: 'not-awaited' });
    await request.advanceTo(at('2026-03-16T09:00'));
    expect(request.types().slice(-3)).toEqual(['reminder T-0', 'target-missed missed', 'escalation +1']);
    expect(told(request)).toEqual(['court.bureau escalation']);
  });

  test('the vehicle office lifts the seal on them and confirms', async () => {
    const request = await withdrawn(VEHICLE);
    await request.act('court', 'send-papers', '2026-03-11T09:00', PAPERS);
    await request.act('unit', 'confirm-undone', '2026-03-11T15:00');
    expect(request.position).toMatchObject({ closedAs: 'withdrawn', measures: [{ state: 'lifted' }] });
  });
});

test('a withdrawn request is a function of its ledger: begun again anywhere, it stands where it stood', async () => {
  const request = await withdrawn(RESTRICTION);
  await request.act('unit', 'ask-for-papers', '2026-03-11T09:00');
  const { ledger } = request.register;
  const again = await RequestInMemory.over(ledger, at('2026-03-11T09:00'), request.register);
  expect(again.position).toEqual(request.position);
});

test('two of one side at once: one confirms, the other is told that it is closed', async () => {
  const request = await withdrawn(RESTRICTION);
  await request.advanceTo(at('2026-03-11T09:00') - 1);
  const [first, second] = [
    await request.send(command('unit', 'confirm-undone', '2026-03-11T09:00')),
    await request.send(command('unit', 'confirm-undone', '2026-03-11T09:00', {}, { by: { ...deskOfficerOf('state-assets'), id: 'another' } })),
  ];
  expect([first.status, second]).toEqual(['accepted', expect.objectContaining({ code: 'matter-closed' })]);
  expect(COURT_OFFICER.side).toBe('court');
});
