import type { Kysely } from 'kysely';
import type { Role } from '../../domain/access/permissions';
import type { Clock } from '../clock';
import type { Database } from '../database';
import { Refusal } from '../errors';
import { recordAudit } from './audit';
import { hashToken, newToken, verifyAgainstDecoy, verifyPassword } from './secrets';
import { chargeAttempt, refundAttempt } from './throttle';

const IDLE_MS = 12 * 3_600_000;
const ABSOLUTE_MS = 7 * 24 * 3_600_000;
/** Being seen is written at most so often, to save a write per request. */
const SEEN_EVERY_MS = 60_000;

export interface SignIn {
  readonly username: string;
  readonly password: string;
  readonly transport: 'cookie' | 'bearer';
  /** For throttling alone. */
  readonly address: string;
  readonly requestId?: string;
}

export interface SessionGrant {
  readonly token: string;
  readonly accountId: string;
  /** At the latest: it ends earlier when idle. */
  readonly expiresAt: number;
}

/** Who is asking, as far as permissions go. */
export interface Principal {
  readonly accountId: string;
  readonly kind: 'person' | 'machine';
  readonly username: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly body: string | null;
  readonly office: string | null;
  readonly mustChangePassword: boolean;
}

/** Refusals: bad-credentials (whatever was wrong), one-time-password-ended (to whoever knows it), too-many-attempts. */
export async function signIn(db: Kysely<Database>, wallClock: Clock, attempt: SignIn): Promise<SessionGrant> {
  await chargeAttempt(db, attempt, wallClock.now());
  const account = await db.selectFrom('account').select(['id', 'password_hash', 'one_time_until']).where('username', '=', attempt.username).where('active', '=', true).executeTakeFirst();
  const matches = account?.password_hash ? await verifyPassword(account.password_hash, attempt.password) : await verifyAgainstDecoy(attempt.password);
  const now = wallClock.now();
  if (!account || !matches) {
    await recordAudit(db, { at: now, actor: { accountId: null, requestId: attempt.requestId }, action: 'sign-in-failed', subjectId: account?.id });
    throw new Refusal('bad-credentials');
  }
  if (account.one_time_until !== null && now >= account.one_time_until) {
    await recordAudit(db, { at: now, actor: { accountId: null, requestId: attempt.requestId }, action: 'sign-in-failed', subjectId: account.id });
    throw new Refusal('one-time-password-ended');
  }
  const token = newToken('session');
  await db.transaction().execute(async (trx) => {
    // Deactivated, or given another password, while this one was checked.
    const still = await trx.selectFrom('account').select('id').where('id', '=', account.id).where('active', '=', true).where('password_hash', '=', account.password_hash).forShare().executeTakeFirst();
    if (!still) throw new Refusal('bad-credentials');
    await refundAttempt(trx, attempt);
    await trx.deleteFrom('account_session').where('account_id', '=', account.id).where((where) => where.or([where('created_at', '<', now - ABSOLUTE_MS), where('last_seen_at', '<', now - IDLE_MS)])).execute();
    await trx.insertInto('account_session').values({ token_hash: hashToken(token), account_id: account.id, transport: attempt.transport, created_at: now, last_seen_at: now }).execute();
    await recordAudit(trx, { at: now, actor: { accountId: account.id, requestId: attempt.requestId }, action: 'signed-in', subjectId: account.id, details: { transport: attempt.transport } });
  });
  return { token, accountId: account.id, expiresAt: now + ABSOLUTE_MS };
}

export async function signOut(db: Kysely<Database>, wallClock: Clock, principal: Pick<Principal, 'accountId'>, token: string, requestId?: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx.deleteFrom('account_session').where('token_hash', '=', hashToken(token)).execute();
    await recordAudit(trx, { at: wallClock.now(), actor: { accountId: principal.accountId, requestId }, action: 'signed-out', subjectId: principal.accountId });
  });
}

/**
 * The holder of a session's or a machine's token; undefined when it is unknown, expired or revoked, or came the wrong way. Not noted: an answer that
 * lasts for hours keeps no session alive by itself.
 */
export async function authenticate(db: Kysely<Database>, wallClock: Clock, token: string, transport: 'cookie' | 'bearer', { isNoted = true } = {}): Promise<Principal | undefined> {
  if (token.startsWith('ldm_')) return transport === 'bearer' ? authenticateMachine(db, wallClock.now(), token, isNoted) : undefined;
  return authenticateSession(db, wallClock.now(), { token, transport, isNoted });
}

async function authenticateSession(db: Kysely<Database>, now: number, { token, transport, isNoted }: { token: string; transport: 'cookie' | 'bearer'; isNoted: boolean }): Promise<Principal | undefined> {
  const tokenHash = hashToken(token);
  const row = await db
    .selectFrom('account_session')
    .innerJoin('account', 'account.id', 'account_session.account_id')
    .select([...PRINCIPAL_COLUMNS, 'account_session.last_seen_at'])
    .where('account_session.token_hash', '=', tokenHash)
    .where('account_session.transport', '=', transport)
    .where('account_session.created_at', '>=', now - ABSOLUTE_MS)
    .where('account_session.last_seen_at', '>=', now - IDLE_MS)
    .where('account.active', '=', true)
    .executeTakeFirst();
  if (!row) return undefined;
  if (isNoted && now - row.last_seen_at >= SEEN_EVERY_MS) await db.updateTable('account_session').set({ last_seen_at: now }).where('token_hash', '=', tokenHash).execute();
  return toPrincipal(row);
}

async function authenticateMachine(db: Kysely<Database>, now: number, token: string, isNoted: boolean): Promise<Principal | undefined> {
  const row = await db
    .selectFrom('machine_token')
    .innerJoin('account', 'account.id', 'machine_token.account_id')
    .select([...PRINCIPAL_COLUMNS, 'machine_token.id as token_id', 'machine_token.last_used_at'])
    .where('machine_token.token_hash', '=', hashToken(token))
    .where('machine_token.revoked_at', 'is', null)
    .where('account.active', '=', true)
    .executeTakeFirst();
  if (!row) return undefined;
  if (isNoted && now - (row.last_used_at ?? 0) >= SEEN_EVERY_MS) await db.updateTable('machine_token').set({ last_used_at: now }).where('id', '=', row.token_id).execute();
  return toPrincipal(row);
}

const PRINCIPAL_COLUMNS = ['account.id', 'account.kind', 'account.username', 'account.display_name', 'account.roles', 'account.body', 'account.office', 'account.must_change_password'] as const;

interface PrincipalRow {
  id: string;
  kind: 'person' | 'machine';
  username: string;
  display_name: string;
  roles: string[];
  body: string | null;
  office: string | null;
  must_change_password: boolean;
}

function toPrincipal(row: PrincipalRow): Principal {
  return {
    accountId: row.id,
    kind: row.kind,
    username: row.username,
    displayName: row.display_name,
    roles: row.roles as Role[],
    body: row.body,
    office: row.office,
    mustChangePassword: row.must_change_password,
  };
}
