import { z } from 'zod';
import { listMatterMeasures, searchMeasures, withdrawCase } from '../../contract/measures';
import { matterScope } from '../../domain/access/relation';
import { recordAudit } from '../../register/accounts/audit';
import { Refusal } from '../../register/errors';
import { commitCommand } from '../../register/matters/commands';
import { assetToken, personTokens } from '../../register/matters/person-tokens';
import { caseWithdrawalRoute, findRequestsToWithdraw } from '../../register/matters/queries';
import { cursorOfMeasure, listMeasures } from '../../register/measures/queries';
import { actorOf, roleFor, sightContent } from '../matters/access';
import { viewMeasures } from '../matters/measures';
import { todayOf } from '../matters/views';
import { decodeCursor, pageFrom } from '../pagination';
import type { ApiRouter } from '../router';
import type { Services } from '../services';

const cursorShape = z.tuple([z.int(), z.string().max(40), z.string().max(64)]);
/** More measures than one request can have taken. */
const ALL_OF_ONE_MATTER = 100;

export function setUpMeasures(router: ApiRouter, services: Services): void {
  const { db, keyRing } = services;

  router.handle(searchMeasures, async ({ body: { debtor = {}, asset, states, limit, cursor }, principal, auditActor }) => {
    const after = decodeCursor(cursor, cursorShape);
    const filter = { personTokens: personTokens(keyRing, debtor), ...(asset === undefined ? {} : { assetToken: assetToken(keyRing, asset) }), ...(states ? { states } : {}) };
    const rows = await listMeasures(db, matterScope(principal), filter, { limit: limit + 1, ...(after ? { after } : {}), today: todayOf(services.clock.now()) });
    const views = new Map((await viewMeasures(services, principal, rows)).map((view, index) => [rows[index], view]));
    if (filter.personTokens.length > 0) await recordAudit(db, { at: services.wallClock.now(), actor: auditActor, action: 'people-searched', details: { matters: [...new Set(rows.slice(0, limit).map(({ matter }) => matter))] } });
    return { status: 200, body: pageFrom(rows, limit, (row) => views.get(row), cursorOfMeasure) };
  });

  router.handle(listMatterMeasures, async ({ params: { id }, principal }) => {
    await sightContent(services, principal, id);
    const rows = await listMeasures(db, matterScope(principal), { matter: id }, { limit: ALL_OF_ONE_MATTER, today: todayOf(services.clock.now()) });
    return { status: 200, body: { items: await viewMeasures(services, principal, rows) } };
  });

  router.handle(withdrawCase, async ({ body: { caseNumber, reason }, principal, idempotencyKey }) => {
    const role = roleFor(principal, 'withdraw', 'requesting-court');
    if (!role || principal.body === null) throw new Refusal('not-permitted');
    const asked = { account: principal.accountId, key: idempotencyKey, body: { caseNumber, reason } };
    const items = [];
    for (const matter of await findRequestsToWithdraw(db, { court: principal.body, caseNumber, account: asked.account, key: asked.key })) {
      const idempotency = { ...asked, route: caseWithdrawalRoute(matter) };
      const command = await commitCommand(services, { matter, name: 'withdraw', by: actorOf(principal, 'court', role), facts: {}, words: { reason }, idempotency });
      const outcome = await services.dispatcher?.bring(command);
      items.push({ matter, command: command.id, status: outcome?.status ?? ('pending' as const), code: outcome?.status === 'refused' ? outcome.code : null });
    }
    return { status: 200, body: { items } };
  });
}
