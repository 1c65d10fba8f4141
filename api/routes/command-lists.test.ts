import { randomUUID } from 'node:crypto';
import { MatterApi, type Officer } from '../../test/rig/matter-api';

let rig: MatterApi;
let court: Officer;
let desk: Officer;
let otherUnit: Officer;

beforeAll(async () => {
  rig = await MatterApi.start();
  await rig.startWorker();
  court = await rig.officer('court-officer', 'court.yuncheng');
  desk = await rig.officer('desk-officer', 'police');
  otherUnit = await rig.officer('desk-officer', 'land');
});
afterAll(() => rig.stop());

type Result = { index: number; status: string; matter: string; code?: string; command?: string; seq?: number };
const give = async (officer: Officer, commands: unknown[], key = randomUUID()) => {
  const { status, body } = await rig.act('/commands/batch', officer, { commands }, key);
  return { status, results: (body.results ?? []) as Result[] };
};
const listed = async (officer: Officer, query: string): Promise<string[]> => {
  const { body } = await rig.ask('GET', `/matters?limit=100&${query}`, officer);
  return (body.items as { number: string }[]).map(({ number }) => number);
};

test('each command of a list needs what it needs alone: of another unit’s matters there are none', async () => {
  const number = await rig.open(court);
  const { status, results } = await give(otherUnit, [{ matter: number, command: 'sign-receipt' }]);
  expect([status, results]).toMatchObject([200, [{ index: 0, status: 'refused', matter: number, code: 'not-found' }]]);
});

test('what is refused keeps none of the others back, and pressing twice does nothing twice', async () => {
  const [first, second] = [await rig.open(court), await rig.open(court)];
  const list = [
    { matter: first, command: 'sign-receipt' },
    { matter: first, command: 'sign-receipt' },
    { matter: second, command: 'answer', body: { outcome: 'done' } },
    { matter: second, command: 'accept-answer' },
    { matter: second, command: 'sign-receipt', body: { signedBy: '钱经办' } },
  ];
  const key = randomUUID();
  const once = await give(desk, list, key);
  expect(once.results.map(({ index, status, code }) => [index, status, code])).toEqual([
    [0, 'accepted', undefined],
    [1, 'refused', 'already-received'],
    [2, 'refused', 'invalid-body'],
    [3, 'refused', 'not-permitted'],
    [4, 'accepted', undefined],
  ]);
  expect((await give(desk, list, key)).results).toEqual(once.results);
  const { body } = await rig.ask('GET', `/matters/${first}`, desk);
  expect((body.ledger as { type: string }[]).filter(({ type }) => type === 'sign-receipt')).toHaveLength(1);
});

test.each([
  ['no command', []],
  ['201 commands', Array.from({ length: 201 }, () => ({ matter: 'AR-2026-000001', command: 'sign-receipt' }))],
  ['a command that there is not', [{ matter: 'AR-2026-000001', command: 'close' }]],
])('a list with %s is refused whole', async (_what, commands) => {
  expect(await give(desk, commands)).toMatchObject({ status: 422 });
});

test('what waits for me is what waits for my own body, until it has acted; the working days left stand beside it', async () => {
  const number = await rig.open(court);
  expect(await listed(desk, 'waitsForMe=true')).toContain(number);
  expect(await listed(court, 'waitsForMe=true')).not.toContain(number);
  expect(await listed(otherUnit, 'waitsForMe=true')).not.toContain(number);
  await give(desk, [{ matter: number, command: 'sign-receipt' }]);
  const { body } = await rig.ask('GET', `/matters/${number}`, desk);
  // 三: three working days, the day of receipt not counted.
  expect(body).toMatchObject({ workingDaysLeft: 3, dueForce: 'statutory', dueCountedIn: 'working-days' });
});
