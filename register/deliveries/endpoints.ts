import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Clock } from '../clock';
import type { Database } from '../database';
import { Refusal } from '../errors';
import type { KeyRing } from '../sealing/key-ring';
import { openJson, sealJson } from '../sealing/seal';

export interface EndpointStore {
  readonly db: Kysely<Database>;
  readonly keyRing: KeyRing;
  readonly clock: Clock;
}

export interface Webhook {
  readonly url: string;
  readonly secret: string;
}

export interface EndpointView {
  readonly channel: 'webhook' | 'command';
  readonly urgency: 'all' | 'urgent';
  readonly url?: string;
}

/** Where a unit's own system is told. The secret that signs each message is new, returned once, and kept sealed. Refusals: unknown-account, not-a-machine. */
export async function setWebhook({ db, keyRing, clock }: EndpointStore, accountId: string, { url, urgency }: { url: string; urgency: 'all' | 'urgent' }): Promise<{ secret: string }> {
  await refuseUnless(db, accountId, 'machine', 'not-a-machine');
  const secret = `whsec_${randomBytes(32).toString('base64url')}`;
  const sealed = JSON.stringify(sealJson(keyRing, secret, contextOf(accountId)));
  const now = clock.now();
  await db
    .insertInto('delivery_endpoint')
    .values({ account_id: accountId, channel: 'webhook', url, sealed_secret: sealed, urgency, created_at: now, updated_at: now })
    .onConflict((conflict) => conflict.columns(['account_id', 'channel']).doUpdateSet({ url, sealed_secret: sealed, urgency, updated_at: now }))
    .execute();
  return { secret };
}

/** A person is also told through the command that the operator configured: an SMS gateway, a work messenger. Refusals: unknown-account, not-a-person. */
export async function setCommand({ db, clock }: Pick<EndpointStore, 'db' | 'clock'>, accountId: string, { urgency }: { urgency: 'all' | 'urgent' }): Promise<void> {
  await refuseUnless(db, accountId, 'person', 'not-a-person');
  const now = clock.now();
  await db
    .insertInto('delivery_endpoint')
    .values({ account_id: accountId, channel: 'command', url: null, sealed_secret: null, urgency, created_at: now, updated_at: now })
    .onConflict((conflict) => conflict.columns(['account_id', 'channel']).doUpdateSet({ urgency, updated_at: now }))
    .execute();
}

/** What is under way already still goes where it was to go, or fails for want of an address. */
export async function removeEndpoint(db: Kysely<Database>, accountId: string, channel: 'webhook' | 'command'): Promise<boolean> {
  const result = await db.deleteFrom('delivery_endpoint').where('account_id', '=', accountId).where('channel', '=', channel).executeTakeFirst();
  return result.numDeletedRows > 0n;
}

export async function listEndpoints(db: Kysely<Database>, accountId: string): Promise<EndpointView[]> {
  const rows = await db.selectFrom('delivery_endpoint').select(['channel', 'urgency', 'url']).where('account_id', '=', accountId).orderBy('channel').execute();
  return rows.map(({ channel, urgency, url }) => ({ channel, urgency, ...(url === null ? {} : { url }) }));
}

/** For the deliverer alone. */
export async function findWebhook({ db, keyRing }: Pick<EndpointStore, 'db' | 'keyRing'>, accountId: string): Promise<Webhook | undefined> {
  const row = await db.selectFrom('delivery_endpoint').select(['url', 'sealed_secret']).where('account_id', '=', accountId).where('channel', '=', 'webhook').executeTakeFirst();
  if (!row?.url || !row.sealed_secret) return undefined;
  return { url: row.url, secret: openJson(keyRing, row.sealed_secret, contextOf(accountId)) as string };
}

async function refuseUnless(db: Kysely<Database>, accountId: string, kind: 'person' | 'machine', code: string): Promise<void> {
  const account = await db.selectFrom('account').select('kind').where('id', '=', accountId).executeTakeFirst();
  if (!account) throw new Refusal('unknown-account');
  if (account.kind !== kind) throw new Refusal(code);
}

function contextOf(accountId: string): string {
  return `webhook:${accountId}`;
}
