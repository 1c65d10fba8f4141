import { formatInstant } from '../../contract/common';
import { addMonths, dayOf } from '../../domain/calendar/day';
import { writeWaitingNotices } from '../official-papers/write-waiting-notices';
import { verifyRegister } from '../../cli/register';
import { waitFor } from '../../test/rig/matter-rig';
import { ASK_POLICE, MatterApi, type Officer } from '../../test/rig/matter-api';

const HOUR_MS = 3_600_000;
/** Books are written after the papers have come. */
const hoursAgo = (hours: number): number => Date.now() - hours * HOUR_MS;
/** Movables: two years (民事诉讼法司法解释, 485). */
const twoYearsFrom = (instant: number): string => addMonths(dayOf(instant), 24);
const RULING = ['ruling', 'enforcement-notice'].map((name) => ({ paper: name, courtSeal: true, documentNumber: '（2026）粤5302执777号之一' }));
const OFFICE = 'police.vehicle-management';
const ASK = { ...ASK_POLICE, kind: 'police.vehicle-seal', unit: OFFICE, dataItems: [], papers: RULING };

let rig: MatterApi;
let desk: Officer;
let supervisor: Officer;
const courts: Record<'yuncheng' | 'luoding' | 'xinxing', Officer> = { yuncheng: { id: '', token: '' }, luoding: { id: '', token: '' }, xinxing: { id: '', token: '' } };
const CASES = { yuncheng: '（2026）粤5302执901号', luoding: '（2026）粤5381执902号', xinxing: '（2026）粤5321执903号' } as const;

beforeAll(async () => {
  rig = await MatterApi.start();
  await rig.startWorker();
  for (const court of ['yuncheng', 'luoding', 'xinxing'] as const) courts[court] = await rig.officer('court-officer', `court.${court}`);
  desk = await rig.officer('desk-officer', 'police', OFFICE);
  supervisor = await rig.officer('supervisor', 'committee');
});
afterAll(() => rig.stop());

const act = (matter: string, officer: Officer, name: string, body: unknown = {}) => rig.act(`/matters/${matter}/commands/${name}`, officer, body);
const search = (officer: Officer, number: string) => rig.ask('POST', '/seals/search', officer, { assetClass: 'vehicle', number });
type Seal = Record<string, unknown>;

async function seals(officer: Officer, number: string, holds: (seals: readonly Seal[]) => boolean): Promise<readonly Seal[]> {
  return waitFor(async () => {
    await rig.bringPending();
    const { status, body } = await search(officer, number);
    return status === 200 && holds(body.seals as Seal[]) && (body.seals as Seal[]);
  });
}

async function queueOf(officer: Officer, number: string): Promise<string> {
  return waitFor(async () => {
    await rig.bringPending();
    const { status, body } = await search(officer, number);
    return status === 200 && (body.matter as string);
  });
}

/** What became of a command; on a busy machine it may have been answered before it was decided. */
async function decided(command: string): Promise<unknown> {
  return waitFor(async () => {
    await rig.bringPending();
    const { status, body } = await rig.ask('GET', `/commands/${command}`, desk);
    return status === 200 && body.status !== 'pending' && body.status;
  });
}

const ask = (court: keyof typeof CASES, assetNumber: string) => rig.open(courts[court], { ...ASK, caseNumber: CASES[court], particulars: { assetNumber } });
const answer = (plateNumber: string, result: Record<string, unknown> = {}) => ({
  outcome: 'done',
  answerSeal: 'department',
  result: { plateNumber, waiting: false, sealedOn: '2026-03-02', ...result },
  serviceReceipt: { receivedBy: '钱经办', receivedOn: '2026-03-02' },
});

test('two courts’ papers for one car are served at the same instant: one queue, one order, and nobody in force before the registry says so', async () => {
  const car = '粤W10001';
  const [first, second] = await Promise.all([ask('yuncheng', car), ask('luoding', ' 粤w10001 ')]);
  const signed = await Promise.all([act(first, desk, 'sign-receipt'), act(second, desk, 'sign-receipt')]);
  expect(signed.map(({ status }) => status)).toEqual([200, 200]);
  const standing = await seals(courts.yuncheng, car, (found) => found.length === 2);
  expect(standing.map(({ state, isPlaceByLawOnly }) => [state, isPlaceByLawOnly])).toEqual([['to-confirm', true], ['to-confirm', true]]);
  expect(standing.map(({ place }) => place).sort()).toEqual([1, 2]);
  expect(await rig.api.services.db.selectFrom('shared_matter').select('matter').where('matter', '=', await queueOf(courts.yuncheng, car)).execute()).toHaveLength(1);
  expect((await rig.ask('GET', `/matters/${first}/seals`, courts.yuncheng)).body).toMatchObject({ matter: await queueOf(courts.luoding, car), assetClass: 'vehicle', unit: 'police' });
}, 60_000);

test('a court lists the queues in which it has a seal, the registry those of its book, and nobody else any of them', async () => {
  const car = '粤W10009';
  const request = await ask('luoding', car);
  expect((await act(request, desk, 'sign-receipt')).status).toBe(200);
  const queue = await queueOf(courts.luoding, car);
  const listed = async (officer: Officer, query = '') => (await rig.ask('GET', `/seals?limit=100${query}`, officer)).body['items'] as Record<string, unknown>[];
  const numbers = async (officer: Officer, query = '') => (await listed(officer, query)).map(({ matter }) => matter);
  const stranger = await rig.officer('court-officer', 'court.yunan-county');
  const otherUnit = await rig.officer('desk-officer', 'land');
  expect(await numbers(stranger)).toEqual([]);
  expect(await numbers(otherUnit)).toEqual([]);
  expect(await numbers(courts.luoding)).toContain(queue);
  const [one] = (await listed(courts.luoding)).filter(({ matter }) => matter === queue);
  expect(one).toMatchObject({ stage: 'to-confirm', assetClass: 'vehicle', toConfirm: 1, waiting: 0, inForce: null, own: [{ request, state: 'to-confirm', place: 1 }] });
  // Neither what the car is called nor whose it is stands in the list.
  expect(JSON.stringify(one)).not.toContain(car);
  expect(await numbers(desk, '&waitsForMe=true&stage=to-confirm')).toContain(queue);
  expect(await numbers(desk, '&stage=contradicted')).not.toContain(queue);
  expect(await numbers(desk, '&assetClass=land')).toEqual([]);
  // Not before the day on which it was served, and not later than now.
  expect((await act(queue, desk, 'confirm-seal', { seal: 1, bookedAt: new Date().toISOString() })).status).toBe(200);
  const [booked] = (await listed(courts.luoding)).filter(({ matter }) => matter === queue);
  const untilOn = (booked?.['inForce'] as { untilOn: string }).untilOn;
  expect(await numbers(desk, `&expiresBy=${untilOn}`)).toContain(queue);
  expect(await numbers(desk, '&expiresBy=2026-01-01')).not.toContain(queue);
}, 60_000);

test('the queue is for the courts in it and the unit that keeps the registry; a court outside learns nothing, not even that there is one', async () => {
  const car = '粤W10002';
  const request = await ask('yuncheng', car);
  expect(await act(request, desk, 'sign-receipt')).toMatchObject({ status: 200 });
  const queue = await queueOf(courts.yuncheng, car);
  expect(await search(courts.xinxing, car)).toMatchObject({ status: 404, body: { code: 'not-found' } });
  expect(await search(courts.xinxing, '粤W99999')).toMatchObject({ status: 404, body: { code: 'not-found' } });
  for (const path of [`/matters/${queue}`, `/matters/${queue}/seals`]) expect(await rig.ask('GET', path, courts.xinxing)).toMatchObject({ status: 404 });
  expect(await search(desk, car)).toMatchObject({ status: 200 });
  // The number stands in no id, and in nothing that is kept in clear.
  expect(JSON.stringify((await rig.ask('GET', `/matters/${queue}`, desk)).body)).not.toContain('10002');
  expect(JSON.stringify(await rig.api.services.db.selectFrom('shared_matter').selectAll().execute())).not.toContain('10002');
}, 60_000);

test('a court gives no command of the registry’s, the registry none of the court’s, and a court outside none at all', async () => {
  const car = '粤W10003';
  expect(await act(await ask('yuncheng', car), desk, 'sign-receipt')).toMatchObject({ status: 200 });
  const queue = await queueOf(courts.yuncheng, car);
  await seals(courts.yuncheng, car, (found) => found.length === 1);
  const bookedAt = hoursAgo(0);
  const booked = { seal: 1, bookedAt: formatInstant(bookedAt) };
  expect(await act(queue, courts.yuncheng, 'confirm-seal', booked)).toMatchObject({ status: 403 });
  expect(await act(queue, desk, 'renew-seal', { seal: 1 })).toMatchObject({ status: 403 });
  expect(await act(queue, courts.xinxing, 'renew-seal', { seal: 1 })).toMatchObject({ status: 404 });
  expect(await act(queue, supervisor, 'confirm-seal', booked)).toMatchObject({ status: 403 });
  // Of twenty confirmations at once each is taken in its turn, and says the same.
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => act(queue, desk, 'confirm-seal', booked)));
  expect(await Promise.all(outcomes.map(({ body }) => decided(String(body.command))))).toEqual(outcomes.map(() => 'accepted'));
  expect(await seals(courts.yuncheng, car, ([one]) => one?.['state'] === 'in-force')).toMatchObject([{ no: 1, place: 1, untilOn: twoYearsFrom(bookedAt) }]);
  expect((await rig.ask('GET', `/matters/${queue}`, courts.yuncheng)).body.mayDo).toMatchObject([{ command: 'renew-seal' }]);
}, 60_000);

test('the answer says that the seal is booked and when; an outside court that was first is named to the parties alone; undone, the next takes effect', async () => {
  const car = '粤W10004';
  const first = await ask('yuncheng', car);
  // A slip of a year would have the seal expired at once, and the next court’s in force.
  for (const slip of [formatInstant(hoursAgo(-1)), formatInstant(hoursAgo(24 * 366))]) {
    expect(await act(first, desk, 'answer', answer(car, { bookedAt: slip }))).toMatchObject({ status: 422, body: { code: 'invalid-body', errors: [{ path: 'result.bookedAt', code: 'time-out-of-range' }] } });
  }
  expect(await act(first, desk, 'answer', answer(car, { expiresOn: '2025-03-05' }))).toMatchObject({ status: 422, body: { errors: [{ path: 'result.expiresOn', code: 'last-day-passed' }] } });
  const [firstAt, secondAt] = [hoursAgo(2), hoursAgo(1)];
  expect(await act(first, desk, 'answer', answer(car, { bookedAt: formatInstant(firstAt) }))).toMatchObject({ status: 200 });
  // This court named no number: it joins with the answer.
  const second = await rig.open(courts.luoding, { ...ASK, caseNumber: CASES.luoding });
  expect(await act(second, desk, 'answer', answer(car, { bookedAt: formatInstant(secondAt), waiting: true }))).toMatchObject({ status: 200 });
  const queue = await queueOf(courts.yuncheng, car);
  expect(await seals(courts.luoding, car, (found) => found.length === 2)).toMatchObject([{ court: 'court.yuncheng', state: 'in-force', untilOn: twoYearsFrom(firstAt) }, { court: 'court.luoding', courtName: '罗定市人民法院', state: 'waiting', place: 2 }]);

  // Told in writing: written for the registry, once, in the request of the court that waits.
  expect((await rig.ask('GET', `/matters/${second}/measures`, courts.luoding)).body.items).toMatchObject([{ state: 'waiting' }]);
  const written = (await Promise.all([writeWaitingNotices(rig.api.services), writeWaitingNotices(rig.api.services)])).flat();
  expect(new Set(written)).toEqual(new Set([second]));
  expect(await writeWaitingNotices(rig.api.services)).toEqual([]);
  const papers = (await rig.ask('GET', `/matters/${second}/papers`, desk)).body.items as { paper: string; issuer: string; versions: unknown[] }[];
  expect(papers).toMatchObject([{ paper: 'waiting-seal-notice', issuer: OFFICE, versions: [{ version: 1 }] }]);
  expect(papers[0]?.versions).toHaveLength(1);
  expect(await act(queue, courts.luoding, 'give-waiting-notice', { seal: 2 })).toMatchObject({ status: 403 });
  expect(await act(queue, desk, 'give-waiting-notice', { seal: 2, number: '车管所轮候〔2026〕1号' })).toMatchObject({ status: 200 });
  expect(((await search(courts.luoding, car)).body.seals as Seal[])[1]).toMatchObject({ noticedPlace: 2 });

  expect(await act(queue, desk, 'record-outside-seal', { bookedAt: formatInstant(hoursAgo(24 * 60)), untilOn: addMonths(dayOf(Date.now()), 1), court: '广州市天河区人民法院', caseNumber: '（2025）粤0106执5号' })).toMatchObject({ status: 200 });
  const named = (await search(courts.luoding, car)).body.seals as Seal[];
  expect(named[2]).toMatchObject({ state: 'in-force', court: null, courtName: '广州市天河区人民法院', caseNumber: '（2025）粤0106执5号', request: null });
  expect(((await search(supervisor, car)).body.seals as Seal[])[2]).toMatchObject({ courtName: null, caseNumber: null });
  expect(await act(queue, desk, 'end-outside-seal', { seal: 3, how: 'released' })).toMatchObject({ status: 200 });

  // 四.7(3) knows no kind that unseals a car: the unit confirms that it is undone.
  expect(await act(first, courts.yuncheng, 'withdraw', { reason: '当事人和解' })).toMatchObject({ status: 200 });
  expect(await act(first, courts.yuncheng, 'send-papers', { papers: RULING.map(({ paper, courtSeal }) => ({ paper, courtSeal })) })).toMatchObject({ status: 200 });
  expect(await act(first, desk, 'confirm-undone', { remarks: '已解除' })).toMatchObject({ status: 200 });
  const after = await seals(courts.luoding, car, ([one]) => one?.['state'] === 'released');
  expect(after[1]).toMatchObject({ state: 'in-force', place: 1, sinceAt: after[0]?.['sinceAt'] });
  expect((await rig.ask('GET', `/matters/${second}/measures`, courts.luoding)).body.items).toMatchObject([{ state: 'in-force', untilOn: after[1]?.['untilOn'] }]);
  // The first court has left: it sees its own, what the queue is by now is no business of its, and a renewal is refused for what it is.
  const left = [{ court: 'court.yuncheng', state: 'released' }];
  expect((await search(courts.yuncheng, car)).body).toMatchObject({ seals: left, contradictions: [], encumbrances: [] });
  for (const matter of [first, queue]) expect((await rig.ask('GET', `/matters/${matter}/seals`, courts.yuncheng)).body['seals']).toMatchObject(left);
  expect((await rig.ask('GET', `/matters/${queue}`, courts.yuncheng)).body).toMatchObject({ isContentShown: false, ledger: [], parties: [] });
  expect(((await rig.ask('GET', '/seals?limit=100', courts.yuncheng)).body['items'] as Seal[]).find(({ matter }) => matter === queue)).toMatchObject({ inForce: null, waiting: 0, own: left });
  expect(await act(queue, courts.yuncheng, 'renew-seal', { seal: 1 })).toMatchObject({ status: 409, body: { code: 'seal-not-in-force' } });

  expect((await rig.ask('GET', '/notifications', courts.luoding)).body.items).toEqual(expect.arrayContaining([expect.objectContaining({ matter: queue, message: 'seal-in-force' }), expect.objectContaining({ matter: queue, message: 'seal-waiting' })]));
  expect((await rig.ask('GET', '/notifications', courts.xinxing)).body.items).toEqual([]);
}, 60_000);

test('a queue in order is nobody’s open work, and is found all the same', async () => {
  const car = '粤W10005';
  const court = await rig.officer('court-officer', 'court.yunan-county');
  const request = await rig.open(court, { ...ASK, caseNumber: '（2026）粤5322执904号', particulars: { assetNumber: car } });
  expect(await act(request, desk, 'answer', answer(car))).toMatchObject({ status: 200 });
  expect(await act(request, court, 'accept-answer')).toMatchObject({ status: 200 });
  await seals(court, car, ([one]) => one?.['state'] === 'in-force');
  expect((await rig.ask('GET', '/matters/counts', court)).body).toMatchObject({ open: 0, awaitingUnit: 0 });
  expect((await rig.ask('GET', '/matters?open=true', court)).body.items).toMatchObject([{ kind: 'seal-queue', kindName: '轮候查封', stage: 'in-order' }]);
}, 60_000);

test('the register holds together', async () => {
  const { db, keyRing } = rig.api.services;
  expect((await verifyRegister({ db, keyRing })).broken).toBeUndefined();
  const [seal] = await db.selectFrom('queued_seal').selectAll().where('state', '=', 'in-force').limit(1).execute();
  await db.updateTable('queued_seal').set({ state: 'waiting' }).where('queue', '=', seal?.queue ?? '').where('no', '=', seal?.no ?? 0).execute();
  expect((await verifyRegister({ db, keyRing })).broken).toBe(`${seal?.queue}: the registry of seals shows other than follows from its ledger`);
}, 60_000);
