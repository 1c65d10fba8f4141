import { randomUUID } from 'node:crypto';
import { type Kysely, type Selectable, sql } from 'kysely';
import type { Role } from '../../domain/access/permissions';
import type { Clock } from '../clock';
import type { Database } from '../database';
import { Refusal } from '../errors';
import type { KeyRing } from '../sealing/key-ring';
import { type AuditActor, recordAudit, THE_PROGRAM } from './audit';
import { checkPlace } from './place';
import { openProfile, type SealedProfile, sealProfile } from './profile';
import { hashPassword, hashToken, newOneTimePassword, newToken, verifyPassword } from './secrets';
import type { AccountTable, ChannelPreference } from './tables';

export type { SealedProfile } from './profile';

export interface Account {
  readonly id: string;
  readonly kind: 'person' | 'machine';
  readonly username: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly body: string | null;
  readonly office: string | null;
  readonly profile: SealedProfile;
  readonly channels: ChannelPreference;
  readonly active: boolean;
  readonly mustChangePassword: boolean;
  readonly hasBeenShownAround: boolean;
  readonly createdAt: number;
}

export interface AccountDraft {
  readonly kind: 'person' | 'machine';
  readonly username: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly body: string | null;
  readonly office?: string | null;
  readonly profile?: SealedProfile;
  /** A known password that need not be changed: for rehearsal and tests. */
  readonly password?: string;
}

export interface AccountChange {
  readonly displayName?: string;
  readonly roles?: readonly Role[];
  readonly body?: string | null;
  readonly office?: string | null;
  /** Replaces the whole profile. */
  readonly profile?: SealedProfile;
  readonly active?: boolean;
  /** A new one-time password for a person, a new token for a machine; ends every session. */
  readonly resetSecret?: boolean;
}

/** Shown once to the operator, and kept only as a hash. */
export interface IssuedSecret {
  readonly oneTimePassword?: string;
  readonly token?: string;
}

export interface AccountStore {
  readonly db: Kysely<Database>;
  readonly keyRing: KeyRing;
  /** Real time: accounts and sessions do not take part in a rehearsal. */
  readonly wallClock: Clock;
}

const DEFAULT_CHANNELS: ChannelPreference = { routine: 'digest', urgent: 'single' };

/** So long a one-time password waits for its owner. */
const ONE_TIME_MS = 7 * 86_400_000;
const OPERATOR_USERNAME = 'operator';
/** Any constant: serialises changes that could leave the deployment without an operator. */
const OPERATORS_LOCK = 7_201_001;

/** The operator of a new deployment; null when there has ever been one. The password is shown once and must be changed at the first sign-in. */
export async function ensureOperator(db: Kysely<Database>, wallClock: Clock): Promise<{ username: string; oneTimePassword: string } | null> {
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${OPERATORS_LOCK})`.execute(trx);
    const existing = await trx.selectFrom('account').select('id').where('roles', '@>', sql<string[]>`array['operator']`).limit(1).executeTakeFirst();
    if (existing) return null;
    const oneTimePassword = newOneTimePassword();
    const now = wallClock.now();
    const id = randomUUID();
    await trx
      .insertInto('account')
      .values({
        id,
        kind: 'person',
        username: OPERATOR_USERNAME,
        password_hash: await hashPassword(oneTimePassword),
        must_change_password: true,
        display_name: '平台管理员',
        roles: ['operator'],
        body: null,
        office: null,
        sealed_profile: null,
        channels: JSON.stringify(DEFAULT_CHANNELS),
        active: true,
        created_at: now,
        updated_at: now,
      })
      .execute();
    await recordAudit(trx, { at: now, actor: THE_PROGRAM, action: 'account-created', subjectId: id, details: { roles: ['operator'], body: null } });
    return { username: OPERATOR_USERNAME, oneTimePassword };
  });
}

/** Refusals: unknown-body, unknown-office, role-does-not-fit, username-taken. */
export async function createAccount(store: AccountStore, actor: AuditActor, draft: AccountDraft): Promise<{ account: Account } & IssuedSecret> {
  const now = store.wallClock.now();
  const place = { kind: draft.kind, roles: draft.roles, body: draft.body, office: draft.office ?? null };
  checkPlace(place, now);
  const id = randomUUID();
  const oneTimePassword = draft.kind === 'person' && draft.password === undefined ? newOneTimePassword() : undefined;
  const password = draft.password ?? oneTimePassword;
  const passwordHash = draft.kind === 'person' && password !== undefined ? await hashPassword(password) : null;

  return store.db.transaction().execute(async (trx) => {
    const row = await trx
      .insertInto('account')
      .values({
        id,
        kind: draft.kind,
        username: draft.username,
        password_hash: passwordHash,
        must_change_password: oneTimePassword !== undefined,
        ...(oneTimePassword === undefined ? {} : { one_time_until: now + ONE_TIME_MS }),
        display_name: draft.displayName,
        roles: [...draft.roles],
        body: place.body,
        office: place.office,
        sealed_profile: sealProfile(store.keyRing, id, draft.profile),
        channels: JSON.stringify(DEFAULT_CHANNELS),
        active: true,
        created_at: now,
        updated_at: now,
      })
      .onConflict((conflict) => conflict.column('username').doNothing())
      .returningAll()
      .executeTakeFirst();
    if (!row) throw new Refusal('username-taken', { username: draft.username });
    await recordAudit(trx, { at: now, actor, action: 'account-created', subjectId: id, details: place });
    const token = draft.kind === 'machine' ? await issueMachineToken(trx, actor, id, now) : undefined;
    return { account: toAccount(store.keyRing, row), oneTimePassword, token };
  });
}

/** Refusals: unknown-account, last-operator, and those of {@link createAccount}. A change of place or a deactivation ends every session and a machine's token: it is given a new one (`resetSecret`). */
export async function changeAccount(store: AccountStore, actor: AuditActor, accountId: string, change: AccountChange): Promise<{ account: Account } & IssuedSecret> {
  const now = store.wallClock.now();
  const { oneTimePassword, passwordHash } = await newPasswordFor(store.db, accountId, change);
  return store.db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${OPERATORS_LOCK})`.execute(trx);
    const old = await trx.selectFrom('account').selectAll().where('id', '=', accountId).forUpdate().executeTakeFirst();
    if (!old) throw new Refusal('unknown-account');
    const place = {
      kind: old.kind,
      roles: change.roles ?? (old.roles as Role[]),
      body: change.body === undefined ? old.body : change.body,
      office: change.office === undefined ? old.office : change.office,
    };
    checkPlace(place, now);
    const active = change.active ?? old.active;
    const isOnlyOperator = isOperating(old) && !(await hasOtherOperator(trx, accountId));
    if (isOnlyOperator && !(active && place.roles.includes('operator'))) throw new Refusal('last-operator');

    const row = await trx
      .updateTable('account')
      .set({
        display_name: change.displayName ?? old.display_name,
        roles: [...place.roles],
        body: place.body,
        office: place.office,
        active,
        updated_at: now,
        ...(change.profile === undefined ? {} : { sealed_profile: sealProfile(store.keyRing, accountId, change.profile) }),
        ...(passwordHash === undefined ? {} : { password_hash: passwordHash, must_change_password: true, one_time_until: isOnlyOperator ? null : now + ONE_TIME_MS }),
      })
      .where('id', '=', accountId)
      .returningAll()
      .executeTakeFirstOrThrow();

    const moved = change.roles !== undefined || change.body !== undefined || change.office !== undefined;
    if (moved || !active || change.resetSecret === true) await trx.deleteFrom('account_session').where('account_id', '=', accountId).execute();
    if (moved || !active) await revokeMachineTokens(trx, accountId, now);
    if (moved || change.displayName !== undefined || change.profile !== undefined) await recordAudit(trx, { at: now, actor, action: 'account-changed', subjectId: accountId, details: { ...place, profile: change.profile !== undefined } });
    if (active !== old.active) await recordAudit(trx, { at: now, actor, action: active ? 'account-reactivated' : 'account-deactivated', subjectId: accountId });
    if (passwordHash !== undefined) await recordAudit(trx, { at: now, actor, action: 'password-reset', subjectId: accountId });
    const token = change.resetSecret === true && old.kind === 'machine' ? await issueMachineToken(trx, actor, accountId, now) : undefined;
    return { account: toAccount(store.keyRing, row), oneTimePassword, token };
  });
}

/** Ends every other session. Refusals: wrong-password, unchanged-password, password-is-username, one-time-password-ended. */
export async function changePassword(store: AccountStore, actor: AuditActor, accountId: string, passwords: { current: string; next: string; keepSession?: string }): Promise<void> {
  const account = await store.db.selectFrom('account').select(['username', 'password_hash', 'one_time_until']).where('id', '=', accountId).where('active', '=', true).executeTakeFirst();
  if (!account?.password_hash || !(await verifyPassword(account.password_hash, passwords.current))) throw new Refusal('wrong-password');
  if (account.one_time_until !== null && store.wallClock.now() >= account.one_time_until) throw new Refusal('one-time-password-ended');
  if (passwords.next === passwords.current) throw new Refusal('unchanged-password');
  if (passwords.next.toLowerCase() === account.username) throw new Refusal('password-is-username');
  const passwordHash = await hashPassword(passwords.next);
  const now = store.wallClock.now();
  await store.db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('account')
      .set({ password_hash: passwordHash, must_change_password: false, one_time_until: null, updated_at: now })
      .where('id', '=', accountId)
      .where('password_hash', '=', account.password_hash)
      .executeTakeFirst();
    // Reset, or changed from another place, since the old one was checked.
    if (numUpdatedRows === 0n) throw new Refusal('wrong-password');
    let sessions = trx.deleteFrom('account_session').where('account_id', '=', accountId);
    if (passwords.keepSession !== undefined) sessions = sessions.where('token_hash', '<>', hashToken(passwords.keepSession));
    await sessions.execute();
    await recordAudit(trx, { at: now, actor, action: 'password-changed', subjectId: accountId });
  });
}

/** How a person wants to be told. */
export async function setChannels(store: AccountStore, accountId: string, channels: ChannelPreference): Promise<void> {
  await store.db.updateTable('account').set({ channels: JSON.stringify(channels), updated_at: store.wallClock.now() }).where('id', '=', accountId).execute();
}

/** Whoever was shown around once, or wanted no tour, is not offered it again. */
export async function rememberTour(store: Pick<AccountStore, 'db' | 'wallClock'>, accountId: string): Promise<void> {
  await store.db.updateTable('account').set({ toured_at: store.wallClock.now() }).where('id', '=', accountId).execute();
}

export async function findAccount(store: Pick<AccountStore, 'db' | 'keyRing'>, accountId: string): Promise<Account | undefined> {
  const row = await store.db.selectFrom('account').selectAll().where('id', '=', accountId).executeTakeFirst();
  return row && toAccount(store.keyRing, row);
}

/** In the order of user names, beginning after `after`. */
export async function listAccounts(
  store: Pick<AccountStore, 'db' | 'keyRing'>,
  page: { after?: string; limit: number; body?: string; role?: Role; active?: boolean },
): Promise<Account[]> {
  let query = store.db.selectFrom('account').selectAll().orderBy('username').limit(page.limit);
  if (page.after !== undefined) query = query.where('username', '>', page.after);
  if (page.body !== undefined) query = query.where('body', '=', page.body);
  if (page.role !== undefined) query = query.where('roles', '@>', sql<string[]>`array[${page.role}]`);
  if (page.active !== undefined) query = query.where('active', '=', page.active);
  return (await query.execute()).map((row) => toAccount(store.keyRing, row));
}

function isOperating(account: Pick<Selectable<AccountTable>, 'active' | 'roles'>): boolean {
  return account.active && account.roles.includes('operator');
}

/** One who can sign in whatever time passes: whoever has never used a one-time password may find it ended. */
async function hasOtherOperator(trx: Kysely<Database>, accountId: string): Promise<boolean> {
  const other = await trx
    .selectFrom('account')
    .select('id')
    .where('active', '=', true)
    .where('id', '<>', accountId)
    .where('roles', '@>', sql<string[]>`array['operator']`)
    .where('one_time_until', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return other !== undefined;
}

/** Hashing takes long: it is done before any lock is taken. */
async function newPasswordFor(db: Kysely<Database>, accountId: string, change: AccountChange): Promise<{ oneTimePassword?: string; passwordHash?: string }> {
  if (change.resetSecret !== true) return {};
  const account = await db.selectFrom('account').select('kind').where('id', '=', accountId).executeTakeFirst();
  if (account?.kind !== 'person') return {};
  const oneTimePassword = newOneTimePassword();
  return { oneTimePassword, passwordHash: await hashPassword(oneTimePassword) };
}

async function revokeMachineTokens(trx: Kysely<Database>, accountId: string, now: number): Promise<void> {
  await trx.updateTable('machine_token').set({ revoked_at: now }).where('account_id', '=', accountId).where('revoked_at', 'is', null).execute();
}

/** The tokens it had before end with it. */
async function issueMachineToken(trx: Kysely<Database>, actor: AuditActor, accountId: string, now: number): Promise<string> {
  const token = newToken('machine');
  await revokeMachineTokens(trx, accountId, now);
  await trx
    .insertInto('machine_token')
    .values({ id: randomUUID(), account_id: accountId, token_hash: hashToken(token), created_at: now, last_used_at: null, revoked_at: null })
    .execute();
  await recordAudit(trx, { at: now, actor, action: 'machine-token-issued', subjectId: accountId });
  return token;
}

function toAccount(keyRing: KeyRing, row: Selectable<AccountTable>): Account {
  return {
    id: row.id,
    kind: row.kind,
    username: row.username,
    displayName: row.display_name,
    roles: row.roles as Role[],
    body: row.body,
    office: row.office,
    profile: openProfile(keyRing, row.id, row.sealed_profile),
    channels: row.channels,
    active: row.active,
    mustChangePassword: row.must_change_password,
    hasBeenShownAround: row.toured_at !== null,
    createdAt: row.created_at,
  };
}
