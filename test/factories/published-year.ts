import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { YearNotice } from '../../domain/calendar/year-notice';
import { createAccount } from '../../register/accounts/accounts';
import { THE_PROGRAM } from '../../register/accounts/audit';
import { approveProposal, proposeYear } from '../../register/calendar/proposals';
import type { Clock } from '../../register/clock';
import type { Database } from '../../register/database';
import type { KeyRing } from '../../register/sealing/key-ring';

interface PublishingDeps {
  db: Kysely<Database>;
  keyRing: KeyRing;
  clock: Clock;
}

/** Two people publish a year with its notice, as through the API. The notice's file is a row alone. Returns the version that it became. */
export async function publishYear({ db, keyRing, clock }: PublishingDeps, content: YearNotice): Promise<number> {
  const deps = { db, clock, wallClock: clock };
  const [one, another] = [await operator(), await operator()];
  const document = randomUUID();
  await db
    .insertInto('document')
    .values({ id: document, uploaded_by: one, idempotency_key: document, body: '', uploaded_at: clock.now(), sha256: 'a'.repeat(64), bytes: 1, media_type: 'application/pdf', sealed_name: '{}', scanned: false })
    .execute();
  const { id } = await proposeYear(deps, { accountId: one }, { content, document, reason: '国务院办公厅已发布通知' });
  const { version } = await approveProposal(deps, { accountId: another }, id);
  return version ?? 0;

  async function operator(): Promise<string> {
    const draft = { kind: 'person', username: `operator-${randomUUID()}`, displayName: '平台管理员', roles: ['operator'], body: null, password: randomUUID() } as const;
    return (await createAccount({ db, keyRing, wallClock: clock }, THE_PROGRAM, { ...draft, roles: [...draft.roles] })).account.id;
  }
}
