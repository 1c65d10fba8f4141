import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createTestDatabase, type TestDatabase } from '../../test/harness/database';
import { FixedClock } from '../clock';
import { openDatabase } from '../database';
import { Refusal } from '../errors';
import { ensureKeyRing } from '../sealing/key-ring';
import { type AccountDraft, type AccountStore, changeAccount, changePassword, createAccount, ensureOperator, setChannels } from './accounts';
import { THE_PROGRAM } from './audit';
import { listPeople } from './people';
import { authenticate, signIn } from './sessions';
import { chargeAttempt, refundAttempt } from './throttle';

const NOW = 1_772_411_400_000;
let database: TestDatabase;
let store: AccountStore & { wallClock: FixedClock };
let dir: string;

beforeAll(async () => {
  database = await createTestDatabase();
  dir = mkdtempSync(path.join(tmpdir(), 'accounts-'));
  store = { db: openDatabase(database.appUrl), keyRing: ensureKeyRing(dir), wallClock: new FixedClock(NOW) };
});
afterAll(async () => {
  await store.db.destroy();
  await database.drop();
  rmSync(dir, { recursive: true });
});

describe('the first operator', () => {
  test('two processes that start together make one, and only one of them learns the password', async () => {
    const made = await Promise.all([ensureOperator(store.db, store.wallClock), ensureOperator(store.db, store.wallClock), ensureOperator(store.db, store.wallClock)]);
    const [operator] = made.filter((one) => one !== null);
    expect(made.filter((one) => one !== null)).toHaveLength(1);
    const { token } = await signIn(store.db, store.wallClock, { username: 'operator', password: operator?.oneTimePassword ?? '', transport: 'bearer', address: '127.0.0.1' });
    expect(await authenticate(store.db, store.wallClock, token, 'bearer')).toMatchObject({ roles: ['operator'], mustChangePassword: true });
  });

  test('later starts make none', async () => {
    expect(await ensureOperator(store.db, store.wallClock)).toBeNull();
  });
});

test('two operators who take each other away at once: one of them stays', async () => {
  const first = await store.db.selectFrom('account').select('id').where('username', '=', 'operator').executeTakeFirstOrThrow();
  const { account: second } = await createAccount(store, THE_PROGRAM, { kind: 'person', username: 'operator-2', displayName: '管理员', roles: ['operator'], body: null, password: 'operator-two-has-one' });
  for (let round = 0; round < 20; round++) {
    const outcomes = await Promise.allSettled([first.id, second.id].map((id) => changeAccount(store, THE_PROGRAM, id, { active: false })));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    for (const id of [first.id, second.id]) await changeAccount(store, THE_PROGRAM, id, { active: true });
  }
});

test('an operator who has never signed in is no other operator: the last who can is not taken away, and what is given to him does not end', async () => {
  const of = async (username: string) => store.db.selectFrom('account').select(['id', 'one_time_until']).where('username', '=', username).executeTakeFirstOrThrow();
  const { id: usable } = await of('operator-2');
  const { id: first } = await of('operator');
  await changeAccount(store, THE_PROGRAM, first, { resetSecret: true });
  expect((await of('operator')).one_time_until).toBe(NOW + 7 * 86_400_000);
  await expect(changeAccount(store, THE_PROGRAM, usable, { active: false })).rejects.toThrow('last-operator');
  await changeAccount(store, THE_PROGRAM, usable, { resetSecret: true });
  expect((await of('operator-2')).one_time_until).toBeNull();
});

test('a one-time password waits seven days for its owner; another one, or the owner’s own, opens again', async () => {
  const { account, oneTimePassword = '' } = await createAccount(store, THE_PROGRAM, { kind: 'person', username: 'late-owner', displayName: '迟到', roles: ['desk-officer'], body: 'land' });
  const opens = async (password: string) => signIn(store.db, store.wallClock, { username: 'late-owner', password, transport: 'bearer', address: '192.0.2.9' }).then(() => 'opens', (error: Refusal) => error.code);
  store.wallClock.advance(7 * 86_400_000 - 1);
  expect(await opens(oneTimePassword)).toBe('opens');
  store.wallClock.advance(1);
  expect(await opens(oneTimePassword)).toBe('one-time-password-ended');
  expect(await opens('something-else')).toBe('bad-credentials');
  // Nor does it make a lasting one within a session that it opened before.
  await expect(changePassword(store, THE_PROGRAM, account.id, { current: oneTimePassword, next: 'too-late-for-this-one' })).rejects.toThrow('one-time-password-ended');
  const { oneTimePassword: another = '' } = await changeAccount(store, THE_PROGRAM, account.id, { resetSecret: true });
  expect(await opens(another)).toBe('opens');
  await changePassword(store, THE_PROGRAM, account.id, { current: another, next: 'a-password-of-my-own' });
  store.wallClock.advance(30 * 86_400_000);
  expect(await opens('a-password-of-my-own')).toBe('opens');
});

describe('the people to be told', () => {
  const draft = (username: string, change: Partial<AccountDraft> = {}): AccountDraft => ({ kind: 'person', username, displayName: username, roles: ['desk-officer'], body: 'police', profile: { mail: `${username}@police.example` }, ...change });
  const names = async (query: Parameters<typeof listPeople>[2]): Promise<string[]> => (await listPeople(store.db, store.keyRing, query)).map(({ displayName }) => displayName);

  beforeAll(async () => {
    for (const one of [
      draft('d-city', { office: 'police.city' }),
      draft('c-unit'),
      draft('b-luoding', { office: 'police.luoding' }),
      draft('a-vehicles', { office: 'police.vehicle-management' }),
      draft('e-liaison', { roles: ['liaison', 'desk-officer'] }),
      draft('f-land', { body: 'land' }),
      draft('g-system', { kind: 'machine', roles: ['system'], profile: undefined }),
    ]) await createAccount(store, THE_PROGRAM, one);
    const { account } = await createAccount(store, THE_PROGRAM, draft('h-gone', { office: 'police.luoding' }));
    await changeAccount(store, THE_PROGRAM, account.id, { active: false });
  });

  test('wherever in the unit', async () => {
    expect(await names({ body: 'police', role: 'desk-officer' })).toEqual(['a-vehicles', 'b-luoding', 'c-unit', 'd-city', 'e-liaison']);
  });

  test('in one office alone, and never those who have left', async () => {
    expect(await names({ body: 'police', role: 'desk-officer', office: 'police.luoding' })).toEqual(['b-luoding']);
  });

  test.each([null, 'police.city'])('in the unit itself (%s)', async (office) => {
    expect(await names({ body: 'police', role: 'desk-officer', office })).toEqual(['c-unit', 'd-city', 'e-liaison']);
  });

  test('with how to reach them and how they want it', async () => {
    const [liaison] = await listPeople(store.db, store.keyRing, { body: 'police', role: 'liaison' });
    expect(liaison).toMatchObject({ mail: 'e-liaison@police.example', phone: undefined, channels: { routine: 'digest', urgent: 'single' } });
    await setChannels(store, liaison?.accountId ?? '', { routine: 'in-app', urgent: 'single' });
    expect((await listPeople(store.db, store.keyRing, { body: 'police', role: 'liaison' }))[0]?.channels).toEqual({ routine: 'in-app', urgent: 'single' });
  });

  test('a machine is told nothing', async () => {
    expect(await names({ body: 'police', role: 'system' })).toEqual([]);
  });
});

describe('throttling', () => {
  const waitOf = async (attempt: { username: string; address: string }): Promise<unknown> => {
    try {
      await chargeAttempt(store.db, attempt, store.wallClock.now());
      return 0;
    } catch (error) {
      return error instanceof Refusal ? error.details.retryAfterSeconds : error;
    }
  };

  test('one address that tries many names is stopped too', async () => {
    for (let i = 0; i < 50; i++) expect(await waitOf({ username: `guess-${i}`, address: '192.0.2.1' })).toBe(0);
    expect(await waitOf({ username: 'guess-50', address: '192.0.2.1' })).toBe(1);
    expect(await waitOf({ username: 'guess-50', address: '192.0.2.2' })).toBe(0);
  });

  test('waits double up to a quarter of an hour, and an hour of quiet is forgiven', async () => {
    const attempt = { username: 'doubling', address: '192.0.2.3' };
    for (let i = 0; i < 5; i++) await waitOf(attempt);
    const waits: unknown[] = [];
    for (let i = 0; i < 12; i++) {
      const wait = await waitOf(attempt);
      waits.push(wait);
      store.wallClock.advance(Number(wait) * 1_000);
      expect(await waitOf(attempt)).toBe(0);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
    store.wallClock.advance(3_600_001);
    for (let i = 0; i < 5; i++) expect(await waitOf(attempt)).toBe(0);
    expect(await waitOf(attempt)).toBe(1);
  });

  test('a sign-in clears the name, and gives the address back only its own attempt', async () => {
    const attempt = { username: 'cleared', address: '192.0.2.4' };
    for (let i = 0; i < 4; i++) await waitOf(attempt);
    await refundAttempt(store.db, attempt);
    const rows = await store.db.selectFrom('sign_in_throttle').select('failures').where('failures', '=', 3).execute();
    expect(rows).toHaveLength(1);
    for (let i = 0; i < 5; i++) expect(await waitOf(attempt)).toBe(0);
  });

  test('names and addresses are not kept', async () => {
    const rows = JSON.stringify(await store.db.selectFrom('sign_in_throttle').selectAll().execute());
    expect(rows).not.toMatch(/192\.0\.2|doubling|guess/);
  });
});
