import { randomUUID } from 'node:crypto';
import { china, createTellingWorld, type TellingWorld } from '../../test/factories/told-people';
import { listNotifications } from './inbox';
import { claimDue, collectDigests, markSent, markUnsent } from './outbox';
import { pruneDeliveries } from './prune';
import { listCalls, recordTelephoned } from './telephoned';

const DAY_MS = 86_400_000;
const BREACH = { message: 'term-expired', term: 'answer', urgency: 'urgent', params: { term: 'answer', rung: 'breach', dueOn: '2026-10-13' } } as const;
const REMINDER = { message: 'reminder', term: 'answer', params: { term: 'answer', rung: 'T-2', dueOn: '2026-10-13' } } as const;

let world: TellingWorld;
let told: number;
beforeEach(async () => {
  world = await createTellingWorld();
  told = world.clock.now();
});
afterEach(() => world.close());

const left = async () => (await world.db.selectFrom('delivery').select(['message', 'channel', 'state']).orderBy('seq').orderBy('channel').execute()).map(({ message, channel, state }) => `${message} ${channel} ${state}`);
const prune = (afterDays: number, atOnce?: number) => pruneDeliveries(world.db, { now: told + afterDays * DAY_MS, keepDays: 400, ...(atOnce === undefined ? {} : { atOnce }) });
async function sendAll(now = world.clock.now()): Promise<void> {
  await collectDigests(world.db, { now, settleMs: 0 });
  for (const { id } of await claimDue(world.db, 'mail', { now, real: now, leaseMs: 1_000, limit: 100 })) await markSent(world.db, id, now);
}

test('what was told in the app or has left goes after four hundred days, and not before', async () => {
  const desk = await world.addPerson('desk', 'desk-officer', 'police', { office: 'police.luoding' });
  await world.tell([BREACH]);
  await sendAll();
  expect(await left()).toEqual(['term-expired in-app sent', 'term-expired mail sent']);
  expect(await prune(400)).toBe(0);
  world.clock.advance(1);
  await world.tell([BREACH], { matter: 'AR-2026-000124' });
  told += 1;
  expect(await prune(400)).toBe(2);
  expect(await listNotifications(world.db, desk, { limit: 10 })).toMatchObject([{ matter: 'AR-2026-000124' }]);
});

test('what has not left stays, however old: it still leaves, and still gives way to a later message of an open matter', async () => {
  await world.addPerson('desk', 'desk-officer', 'police', { office: 'police.luoding' });
  await world.tell([REMINDER]);
  expect(await prune(800)).toBe(1);
  expect(await left()).toEqual(['reminder mail queued']);
  world.clock.advance(800 * DAY_MS);
  await world.tell([BREACH]);
  expect(await left()).toEqual(['reminder mail superseded', 'term-expired in-app sent', 'term-expired mail queued']);
  expect(await prune(800)).toBe(1);
  expect(await left()).toEqual(['term-expired in-app sent', 'term-expired mail queued']);
});

test('what failed, is being sent, or found nobody stays for the operator', async () => {
  await world.addPerson('desk', 'desk-officer', 'police', { office: 'police.luoding' });
  await world.tell([BREACH, { ...BREACH, audience: 'committee' }]);
  await world.tell([{ ...BREACH, term: 'publish' }]);
  const [failed] = await claimDue(world.db, 'mail', { now: told, real: told, leaseMs: 1_000, limit: 1 });
  if (failed) await markUnsent(world.db, failed, { reason: 'smtp-recipient-550', isFinal: true, real: told });
  await claimDue(world.db, 'mail', { now: told, real: told, leaseMs: 1_000, limit: 1 });
  await prune(5_000);
  expect((await left()).sort()).toEqual(['term-expired mail failed', 'term-expired mail sending', 'term-expired none no-recipient']);
});

test('a digest goes with what it carried; one that has not left keeps it all', async () => {
  await world.addPerson('desk', 'desk-officer', 'police', { office: 'police.luoding' });
  await world.tell([{ message: 'query-replied' }]);
  await world.tell([{ message: 'withdrawn' }]);
  world.clock.set(china('2026-10-09T14:00'));
  await collectDigests(world.db, { now: world.clock.now(), settleMs: 0 });
  await prune(500);
  expect((await left()).sort()).toEqual(['digest mail queued', 'query-replied mail collected', 'withdrawn mail collected']);
  await sendAll();
  expect(await prune(500)).toBe(3);
  expect(await left()).toEqual([]);
});

test('a telephone call is a record and stays', async () => {
  const by = await world.addPerson('judge', 'court-officer', 'court.luoding');
  await recordTelephoned(world, { id: randomUUID(), matter: 'AR-2026-000123', about: { kind: 'police.identity-property-query', court: 'court.luoding', unit: 'police' }, by, side: 'court', calledAt: told, words: { who: '值班员' } });
  expect(await prune(5_000)).toBe(0);
  expect(await listCalls(world, 'AR-2026-000123')).toHaveLength(1);
});

test('many go in small statements, and two workers at once take each row once', async () => {
  await world.addPerson('desk', 'desk-officer', 'police', { office: 'police.luoding' });
  for (let number = 1; number <= 25; number += 1) await world.tell([BREACH], { matter: `AR-2026-${String(number).padStart(6, '0')}` });
  const went = await Promise.all([prune(401, 3), prune(401, 4)]);
  expect(went[0] + went[1]).toBe(25);
  expect(new Set(await left())).toEqual(new Set(['term-expired mail queued']));
});
