import { at, RequestInMemory } from '../../test/factories/assistance-request';
import { SEAL_PAPERS } from '../../test/factories/seal-queue';

const SEAL = { kind: 'land.seal', papers: SEAL_PAPERS, revision: 4, asset: 'land:hmac:named' } as const;
const DONE = { outcome: 'done', answerSeal: 'unit', measure: { assets: ['hmac:named'], asset: 'land:hmac:named' } };

/** What the last step says to the queue. */
const said = ({ register }: RequestInMemory) => register.steps.at(-1)?.openings.flatMap(({ shared }) => (shared ? [{ token: shared.token, ...shared.command.facts }] : []));

describe('what a request for a seal says to the queue on its asset', () => {
  test('nothing before its papers are served; then that they are, once', async () => {
    const request = await RequestInMemory.open('2026-03-05T09:00', SEAL);
    expect(said(request)).toEqual([]);
    await request.act('unit', 'sign-receipt', '2026-03-05T10:00');
    expect(said(request)).toEqual([
      { token: 'land:hmac:named', step: 2, happenedAt: at('2026-03-05T10:00'), court: 'court.yuncheng', caseNumber: '（2026）粤5302执123号', unit: 'land', officer: 'officer-of-the-court', servedAt: at('2026-03-05T10:00') },
    ]);
    await request.act('unit', 'raise-query', '2026-03-05T11:00');
    expect(said(request)).toEqual([]);
  });

  test('the order is that of delivery, so that not signing gains nothing and signing puts nobody ahead', async () => {
    const present = { ...SEAL, revision: 5 };
    const unsigned = await RequestInMemory.open('2026-03-02T09:00', present);
    // Delivered on Monday morning, deemed received at the end of Tuesday.
    await unsigned.advanceTo(at('2026-03-04T00:00'));
    expect(said(unsigned)).toMatchObject([{ servedAt: at('2026-03-02T09:00') }]);
    const signed = await RequestInMemory.open('2026-03-02T15:00', present);
    await signed.act('unit', 'sign-receipt', '2026-03-02T15:05');
    expect(said(signed)).toMatchObject([{ servedAt: at('2026-03-02T15:00') }]);
    // By hand, and signed for before anybody recorded it.
    const byHand = await RequestInMemory.open('2026-03-02T09:00', { ...present, serviceMode: 'in-person' });
    await byHand.act('unit', 'sign-receipt', '2026-03-02T15:05');
    expect(said(byHand)).toMatchObject([{ servedAt: at('2026-03-02T15:05') }]);
    const before = await RequestInMemory.open('2026-03-02T09:00', SEAL);
    await before.act('unit', 'sign-receipt', '2026-03-02T15:05');
    expect(said(before)).toMatchObject([{ servedAt: at('2026-03-02T15:05') }]);
  });

  test('when the unit has answered, that it stands in the book: by now, or when the unit says', async () => {
    const request = await RequestInMemory.open('2026-03-05T09:00', SEAL);
    await request.act('unit', 'handle-at-window', '2026-03-05T10:00', DONE);
    // Signed, done and answered in one act.
    expect(said(request)).toMatchObject([{ step: 3, servedAt: at('2026-03-05T10:00'), booked: { bookedAt: at('2026-03-05T10:00'), isStated: false } }]);
    const stated = await RequestInMemory.open('2026-03-05T09:00', SEAL);
    await stated.act('unit', 'answer', '2026-03-05T10:00', { ...DONE, measure: { ...DONE.measure, bookedAt: at('2026-03-05T09:40'), waiting: true, untilOn: '2027-03-05' } });
    expect(said(stated)).toMatchObject([{ booked: { bookedAt: at('2026-03-05T09:40'), isStated: true, waiting: true, untilOn: '2027-03-05' } }]);
  });

  test('a book time that lies ahead of the answer is refused', async () => {
    const request = await RequestInMemory.open('2026-03-05T09:00', SEAL);
    expect(await request.act('unit', 'answer', '2026-03-05T10:00', { ...DONE, measure: { ...DONE.measure, bookedAt: at('2026-03-05T10:01') } })).toMatchObject({ status: 'refused', code: 'time-out-of-range' });
  });

  test('that it cannot be done, and then after all', async () => {
    const request = await RequestInMemory.open('2026-03-05T09:00', SEAL);
    await request.act('unit', 'answer', '2026-03-05T10:00', { outcome: 'nothing-found', answerSeal: 'unit' });
    expect(said(request)).toMatchObject([{ over: 'not-booked' }]);
    await request.act('court', 'contest-answer', '2026-03-05T11:00');
    expect(said(request)).toEqual([]);
    await request.act('unit', 'answer', '2026-03-05T12:00', DONE);
    expect(said(request)?.[0]).not.toHaveProperty('over');
    expect(said(request)).toMatchObject([{ booked: { bookedAt: at('2026-03-05T12:00') } }]);
  });

  test('a court that names no asset joins when the unit has answered; one that names another number leaves that queue', async () => {
    const unnamed = await RequestInMemory.open('2026-03-05T09:00', { ...SEAL, asset: undefined });
    await unnamed.act('unit', 'sign-receipt', '2026-03-05T10:00');
    expect(said(unnamed)).toEqual([]);
    await unnamed.act('unit', 'answer', '2026-03-05T11:00', DONE);
    expect(said(unnamed)).toMatchObject([{ token: 'land:hmac:named', servedAt: at('2026-03-05T10:00') }]);

    const other = await RequestInMemory.open('2026-03-05T09:00', { ...SEAL, asset: 'land:hmac:mistaken' });
    await other.act('unit', 'sign-receipt', '2026-03-05T10:00');
    await other.act('unit', 'answer', '2026-03-05T11:00', DONE);
    expect(said(other)).toMatchObject([{ token: 'land:hmac:mistaken', over: 'not-booked' }, { token: 'land:hmac:named', booked: {} }]);
  });

  test('withdrawn before anything was done: it is released; a vehicle’s seal when the unit has confirmed that it is undone', async () => {
    const request = await RequestInMemory.open('2026-03-05T09:00', { ...SEAL, kind: 'police.vehicle-seal', asset: 'vehicle:hmac:car' });
    const car = { outcome: 'done', answerSeal: 'department', measure: { assets: ['hmac:car'], asset: 'vehicle:hmac:car' } };
    await request.act('unit', 'answer', '2026-03-05T10:00', car);
    await request.act('court', 'withdraw', '2026-03-06T10:00');
    expect(said(request)).toEqual([]);
    await request.act('court', 'send-papers', '2026-03-06T11:00', { papers: SEAL_PAPERS });
    await request.act('unit', 'confirm-undone', '2026-03-06T12:00');
    expect(said(request)).toMatchObject([{ happenedAt: at('2026-03-06T12:00'), over: 'released' }]);
  });

  test('a request that lifts a seal tells the queue in which it stands; where that is not known, the queue on the asset, if there is one', async () => {
    const named = await RequestInMemory.open('2026-03-05T09:00', { kind: 'land.unseal', revision: 4, lifts: { matter: 'AR-2026-000007', measure: 'seal', queue: 'SQ-2026-000001' } });
    await named.act('unit', 'answer', '2026-03-05T10:00', DONE);
    expect(named.register.steps.at(-1)).toMatchObject({ outgoing: [{ matter: 'SQ-2026-000001', name: 'report-release', facts: { of: 'AR-2026-000007', happenedAt: at('2026-03-05T10:00') } }], openings: [] });
    const unnamed = await RequestInMemory.open('2026-03-05T09:00', { kind: 'land.unseal', revision: 4 });
    await unnamed.act('unit', 'answer', '2026-03-05T10:00', DONE);
    expect(unnamed.register.steps.at(-1)?.openings).toMatchObject([{ shared: { token: 'land:hmac:named', command: { name: 'report-release' }, isOnlyIfThere: true } }]);
  });

  test('requests of earlier revisions, and of kinds that seal nothing, say nothing', async () => {
    for (const over of [{ ...SEAL, revision: 3 }, { kind: 'land.query', revision: 4 }] as const) {
      const request = await RequestInMemory.open('2026-03-05T09:00', over);
      await request.act('unit', 'answer', '2026-03-05T10:00', DONE);
      expect(request.register.steps.flatMap(({ openings }) => openings)).toEqual([]);
    }
  });
});
