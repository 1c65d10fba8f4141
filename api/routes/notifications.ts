import type { Kysely } from 'kysely';
import { z } from 'zod';
import { formatInstant } from '../../contract/common';
import * as contract from '../../contract/notifications';
import { wordingInList } from '../../matters/wording/messages';
import { findAccount } from '../../register/accounts/accounts';
import { type AuditActor, recordAudit } from '../../register/accounts/audit';
import type { Principal } from '../../register/accounts/sessions';
import type { Database } from '../../register/database';
import { listEndpoints, removeEndpoint, setCommand, setWebhook } from '../../register/deliveries/endpoints';
import { countNotifications, listNotifications, markRead, type Notification } from '../../register/deliveries/inbox';
import { type CallRecord, listCalls, recordTelephoned } from '../../register/deliveries/telephoned';
import { countTrouble, type DeliveryRecord, listDeliveries, retryDelivery } from '../../register/deliveries/trouble';
import { Refusal } from '../../register/errors';
import { commandIdOf } from '../../register/matters/command-id';
import { sightContent } from '../matters/access';
import { decodeCursor, pageFrom } from '../pagination';
import type { ApiRouter } from '../router';
import type { Services } from '../services';

const cursorShape = z.tuple([z.int(), z.uuid()]);

/** What people were told in the app, and, for the operator, what became of that which left it. */
export function setUpNotifications(router: ApiRouter, services: Services): void {
  setUpInbox(router, services);
  setUpOutbox(router, services);
  setUpEndpoints(router, services);
  setUpCalls(router, services);
}

function setUpInbox(router: ApiRouter, services: Services): void {
  router.handle(contract.listNotifications, async ({ query: { limit, cursor, unread }, principal: { accountId } }) => {
    const rows = await listNotifications(services.db, accountId, { limit: limit + 1, after: positionIn(cursor), unreadOnly: unread === 'true' });
    return { status: 200, body: { ...pageFrom(rows, limit, notificationView, (row) => [row.createdAt, row.id]), ...(await countNotifications(services.db, accountId)) } };
  });

  router.handle(contract.readNotifications, async ({ body: { ids, upTo }, principal: { accountId } }) => {
    const which = upTo === undefined ? { ids: ids ?? [] } : { upTo };
    const marked = await markRead(services.db, accountId, which, services.clock.now());
    return { status: 200, body: { marked, ...(await countNotifications(services.db, accountId)) } };
  });
}

function setUpOutbox(router: ApiRouter, services: Services): void {
  router.handle(contract.listDeliveries, async ({ query: { limit, cursor, ...filter } }) => {
    const rows = await listDeliveries(services.db, filter, { limit: limit + 1, after: positionIn(cursor) });
    return { status: 200, body: pageFrom(rows, limit, deliveryView, (row) => [row.createdAt, row.id]) };
  });

  router.handle(contract.countDeliveries, async () => ({ status: 200, body: { items: await countTrouble(services.db) } }));

  router.handle(contract.retryDelivery, async ({ params: { id } }) => ({ status: 200, body: { state: await retryDelivery(services.db, id, services.clock) } }));
}

function setUpEndpoints(router: ApiRouter, services: Services): void {
  const { db, keyRing, wallClock } = services;
  const mustExist = async (accountId: string): Promise<'person' | 'machine'> => {
    const account = await findAccount(services, accountId);
    if (!account) throw new Refusal('unknown-account');
    return account.kind;
  };
  const audit = (trx: Kysely<Database>, actor: AuditActor, subjectId: string, details: Record<string, string>): Promise<void> =>
    recordAudit(trx, { at: wallClock.now(), actor, action: 'account-changed', subjectId, details });

  router.handle(contract.readEndpoints, async ({ params: { id } }) => {
    await mustExist(id);
    return { status: 200, body: { items: await listEndpoints(db, id) } };
  });

  router.handle(contract.setWebhook, async ({ params: { id }, body, auditActor }) => {
    if ((await mustExist(id)) !== 'machine') throw new Refusal('invalid-body', { errors: [{ path: '', code: 'not-a-machine', message: '只有系统账号可以设置回调' }] });
    const secret = await db.transaction().execute(async (trx) => {
      const set = await setWebhook({ db: trx, keyRing, clock: wallClock }, id, body);
      await audit(trx, auditActor, id, { endpoint: 'webhook', change: 'set' });
      return set.secret;
    });
    return { status: 200, body: { secret } };
  });

  router.handle(contract.removeWebhook, async ({ params: { id }, auditActor }) => {
    await mustExist(id);
    await db.transaction().execute(async (trx) => {
      if (await removeEndpoint(trx, id, 'webhook')) await audit(trx, auditActor, id, { endpoint: 'webhook', change: 'removed' });
    });
    return { status: 204 };
  });

  router.handle(contract.setCommandChannel, async ({ body, principal }) => {
    refuseMachine(principal);
    await setCommand({ db, clock: wallClock }, principal.accountId, body);
    return { status: 204 };
  });

  router.handle(contract.removeCommandChannel, async ({ principal }) => {
    await removeEndpoint(db, principal.accountId, 'command');
    return { status: 204 };
  });
}

const MINUTE_MS = 60_000;

function setUpCalls(router: ApiRouter, services: Services): void {
  const sightAsParty = async (principal: Principal, matter: string) => {
    const sight = await sightContent(services, principal, matter);
    if (!sight.isParty || sight.side === undefined) throw new Refusal('not-permitted');
    return { row: sight.row, side: sight.side };
  };

  router.handle(contract.recordCall, async ({ params: { id }, body: { who, calledAt, remarks }, principal, idempotencyKey }) => {
    refuseMachine(principal);
    const { row, side } = await sightAsParty(principal, id);
    // People say minutes.
    if (calledAt > services.clock.now() || calledAt < row.opened_at - (row.opened_at % MINUTE_MS)) throw new Refusal('time-out-of-range', { field: 'calledAt' });
    const call = await recordTelephoned(services, {
      id: commandIdOf(principal.accountId, `POST /matters/${id}/telephoned`, idempotencyKey),
      matter: id,
      about: { kind: row.kind, court: row.court, unit: row.unit, ...(row.office === null ? {} : { office: row.office }) },
      by: principal.accountId,
      side,
      calledAt,
      words: { who, remarks },
    });
    return { status: 201, body: callView(call) };
  });

  router.handle(contract.listCalls, async ({ params: { id }, principal }) => {
    await sightAsParty(principal, id);
    return { status: 200, body: { items: (await listCalls(services, id)).map(callView) } };
  });
}

function refuseMachine({ kind }: Principal): void {
  if (kind === 'machine') throw new Refusal('not-permitted');
}

function positionIn(cursor: string | undefined): { createdAt: number; id: string } | undefined {
  const position = decodeCursor(cursor, cursorShape);
  return position && { createdAt: position[0], id: position[1] };
}

function notificationView({ at, createdAt, readAt, params, ...row }: Notification): contract.NotificationView {
  const { title, sentence } = wordingInList(row.message, params);
  return { ...row, params: { ...params }, title, text: sentence, at: formatInstant(at), createdAt: formatInstant(createdAt), readAt: readAt === null ? null : formatInstant(readAt) };
}

function deliveryView(row: DeliveryRecord): contract.DeliveryView {
  const { id, matter, message, audience, accountId, channel, urgency, state, reason, attempts, createdAt, dueAt, notBefore, sentAt } = row;
  return {
    id,
    matter,
    message,
    audience,
    account: accountId,
    channel: channel === 'in-app' ? 'none' : channel,
    urgency,
    state,
    reason,
    attempts,
    createdAt: formatInstant(createdAt),
    dueAt: formatInstant(dueAt),
    nextAttemptAt: state === 'queued' && notBefore > 0 ? formatInstant(notBefore) : null,
    sentAt: sentAt === null ? null : formatInstant(sentAt),
  };
}

function callView({ id, by, side, calledAt, recordedAt, words }: CallRecord): contract.CallView {
  return { id, by, side, calledAt: formatInstant(calledAt), recordedAt: formatInstant(recordedAt), ...words };
}
