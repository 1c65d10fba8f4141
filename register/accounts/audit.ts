import type { Kysely } from 'kysely';
import type { Database } from '../database';

/** Who does it: null for the program itself, at its first run or from its command line. */
export interface AuditActor {
  readonly accountId: string | null;
  readonly requestId?: string;
}

export const THE_PROGRAM: AuditActor = { accountId: null };

export type AuditAction =
  | 'account-created'
  | 'account-changed'
  | 'account-deactivated'
  | 'account-reactivated'
  | 'password-reset'
  | 'password-changed'
  | 'machine-token-issued'
  | 'signed-in'
  | 'signed-out'
  | 'sign-in-failed'
  | 'payloads-decoded'
  | 'words-revealed'
  | 'people-searched'
  | 'clock-confirmed'
  | 'document-downloaded'
  | 'paper-made'
  | 'dispute-file-read'
  | 'figures-exported'
  | 'day-list-exported'
  | 'card-issued'
  | 'card-answered'
  | 'card-withdrawn'
  | 'settings-changed'
  | 'standing-instruction-changed'
  | 'officer-named'
  | 'officer-taken-off'
  | 'matter-assigned'
  | 'words-erased'
  | 'calendar-proposed'
  | 'calendar-published'
  | 'calendar-proposal-withdrawn';

/** Awaited, and in the transaction of what it records: what cannot be recorded does not happen. `details` hold codes, never personal data. */
export async function recordAudit(
  db: Kysely<Database>,
  entry: { at: number; actor: AuditActor; action: AuditAction; subjectId?: string; details?: Record<string, unknown> },
): Promise<void> {
  await db
    .insertInto('account_audit')
    .values({
      at: entry.at,
      actor_id: entry.actor.accountId,
      action: entry.action,
      subject_id: entry.subjectId ?? null,
      request_id: entry.actor.requestId ?? null,
      details: JSON.stringify(entry.details ?? {}),
    })
    .execute();
}
