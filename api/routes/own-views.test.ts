import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { MatterApi, type Officer } from '../../test/rig/matter-api';

let rig: MatterApi;
let court: Officer;
let desk: Officer;
let other: Officer;
let stranger: Officer;
beforeAll(async () => {
  rig = await MatterApi.start();
  await rig.startWorker();
  court = await rig.officer('court-officer', 'court.yuncheng');
  desk = await rig.officer('desk-officer', 'police');
  other = await rig.officer('desk-officer', 'police');
  stranger = await rig.officer('desk-officer', 'land');
});
afterAll(() => rig.stop());

const unread = async (officer: Officer): Promise<string[]> => ((await rig.ask('GET', '/matters?unread=true&limit=100', officer)).body.items as { number: string; isUnread: boolean }[]).flatMap(({ number, isUnread }) => (isUnread ? [number] : []));
const lastSeq = async (number: string, officer: Officer): Promise<number> => ((await rig.ask('GET', `/matters/${number}`, officer)).body.ledger as { seq: number }[]).at(-1)?.seq ?? 0;
const see = (number: string, officer: Officer, seq: number) => rig.ask('PUT', `/matters/${number}/read`, officer, { seq });

test('of another unit’s matter nobody notes that he has read it', async () => {
  const number = await rig.open(court);
  expect((await see(number, stranger, 1)).status).toBe(404);
  expect(await unread(stranger)).toEqual([]);
});

test('a matter is unread until I have seen its last entry, and again when somebody else has written', async () => {
  const number = await rig.open(court);
  expect(await unread(desk)).toContain(number);
  // What I wrote myself is no news to me.
  expect(await unread(court)).not.toContain(number);
  expect((await see(number, desk, await lastSeq(number, desk))).status).toBe(204);
  expect(await unread(desk)).not.toContain(number);
  expect(await unread(other)).toContain(number);
  await rig.act(`/matters/${number}/commands/sign-receipt`, other, {});
  expect(await unread(desk)).toContain(number);
  expect(await unread(court)).toContain(number);
  expect((await rig.ask('GET', `/matters/${number}`, desk)).body).toMatchObject({ isUnread: true });
  await see(number, desk, await lastSeq(number, desk));
  // An older page that reports late takes nothing back, and what is not there yet was not seen.
  await see(number, desk, 1);
  await see(number, other, 999_999);
  expect(await unread(desk)).not.toContain(number);
  await rig.act(`/matters/${number}/commands/withdraw`, court, { reason: '已和解' });
  expect(await unread(other)).toContain(number);
});

test('filters are kept by name for one account, which alone reads and removes them; the register keeps their words sealed', async () => {
  const filters = { tab: 'mine', text: '赵不还', unread: 'true' };
  expect((await rig.api.ask('GET', '/api/v1/me/filters')).status).toBe(401);
  const { status, body: saved } = await rig.ask('PUT', '/me/filters', desk, { name: '赵不还的', filters });
  expect([status, saved]).toEqual([200, { id: expect.any(String) as string, name: '赵不还的', filters }]);
  await rig.ask('PUT', '/me/filters', desk, { name: '今天', filters: { tab: 'today' } });
  const { body: replaced } = await rig.ask('PUT', '/me/filters', desk, { name: '赵不还的', filters: { tab: 'overdue' } });
  expect((await rig.ask('GET', '/me/filters', desk)).body.items).toEqual([{ id: expect.any(String) as string, name: '今天', filters: { tab: 'today' } }, replaced]);
  expect((await rig.ask('GET', '/me/filters', other)).body.items).toEqual([]);
  expect((await rig.ask('DELETE', `/me/filters/${String(replaced.id)}`, other)).status).toBe(404);
  expect((await rig.ask('DELETE', `/me/filters/${randomUUID()}`, desk)).status).toBe(404);
  const { rows } = await sql<{ row: string }>`select f::text as row from saved_filter f`.execute(rig.api.services.db);
  expect(rows).toHaveLength(2);
  expect(rows.filter(({ row }) => row.includes('赵') || row.includes('overdue'))).toEqual([]);
  expect((await rig.ask('DELETE', `/me/filters/${String(replaced.id)}`, desk)).status).toBe(204);
  expect((await rig.ask('GET', '/me/filters', desk)).body.items).toHaveLength(1);
});

test('only what the inbox filters by is kept, and thirty at most', async () => {
  expect((await rig.ask('PUT', '/me/filters', other, { name: '别的', filters: { sql: 'drop' } })).status).toBe(422);
  for (let n = 1; n <= 30; n += 1) await rig.ask('PUT', '/me/filters', other, { name: `第${n}个`, filters: { tab: 'mine' } });
  expect((await rig.ask('PUT', '/me/filters', other, { name: '第31个', filters: {} })).body).toMatchObject({ code: 'too-many-saved-filters' });
  expect((await rig.ask('PUT', '/me/filters', other, { name: '第30个', filters: {} })).status).toBe(200);
});
