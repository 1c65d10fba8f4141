import { createHash } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../database';
import { Refusal } from '../errors';

interface Allowance {
  /** Failures that cost nothing; people mistype, and an office shares one address. */
  readonly free: number;
  readonly longestMs: number;
}

const PER_ACCOUNT: Allowance = { free: 5, longestMs: 15 * 60_000 };
const PER_ADDRESS: Allowance = { free: 50, longestMs: 15 * 60_000 };
const FIRST_WAIT_MS = 1_000;
/** After so long without a failure the count begins anew. */
const FORGIVEN_AFTER_MS = 3_600_000;

/**
 * Counts an attempt as failed before its password is looked at, so that guesses sent at once do not slip past the count.
 * Refusal: too-many-attempts {retryAfterSeconds}. Waits double with each failure beyond the free ones.
 */
export async function chargeAttempt(db: Kysely<Database>, attempt: { username: string; address: string }, now: number): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await charge(trx, accountSubject(attempt.username), PER_ACCOUNT, now);
    await charge(trx, addressSubject(attempt.address), PER_ADDRESS, now);
  });
}

/** The password was right: the account's count is cleared, the address gets its one back. */
export async function refundAttempt(trx: Kysely<Database>, attempt: { username: string; address: string }): Promise<void> {
  await trx.deleteFrom('sign_in_throttle').where('subject', '=', accountSubject(attempt.username)).execute();
  await trx
    .updateTable('sign_in_throttle')
    .set((row) => ({ failures: row('failures', '-', 1), blocked_until: 0 }))
    .where('subject', '=', addressSubject(attempt.address))
    .where('failures', '>', 0)
    .execute();
}

async function charge(trx: Transaction<Database>, subject: string, allowance: Allowance, now: number): Promise<void> {
  await trx.insertInto('sign_in_throttle').values({ subject, failures: 0, last_failed_at: now, blocked_until: 0 }).onConflict((conflict) => conflict.doNothing()).execute();
  const row = await trx.selectFrom('sign_in_throttle').selectAll().where('subject', '=', subject).forUpdate().executeTakeFirst();
  // Cleared between the two statements by a sign-in that succeeded.
  if (!row) return;
  if (row.blocked_until > now) throw new Refusal('too-many-attempts', { retryAfterSeconds: Math.ceil((row.blocked_until - now) / 1000) });
  const failures = (now - row.last_failed_at > FORGIVEN_AFTER_MS ? 0 : row.failures) + 1;
  const over = failures - allowance.free;
  const waitMs = over < 0 ? 0 : Math.min(FIRST_WAIT_MS * 2 ** over, allowance.longestMs);
  await trx.updateTable('sign_in_throttle').set({ failures, last_failed_at: now, blocked_until: now + waitMs }).where('subject', '=', subject).execute();
}

/** Hashed: people type passwords into the wrong field, and addresses are personal data. */
function accountSubject(username: string): string {
  return createHash('sha256').update(`account\n${username}`).digest('base64url');
}

function addressSubject(address: string): string {
  return createHash('sha256').update(`address\n${address}`).digest('base64url');
}
