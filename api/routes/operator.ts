import { z } from 'zod';
import { formatInstant } from '../../contract/common';
import * as contract from '../../contract/operator';
import { recordAudit } from '../../register/accounts/audit';
import { confirmClock, GuardedClock } from '../../register/guarded-clock';
import { decodeCursor, pageFrom } from '../pagination';
import type { ApiRouter } from '../router';
import type { Services } from '../services';

const cursorShape = z.tuple([z.int()]);

/** What the operator looks after; nothing here shows what a matter is about. */
export function setUpOperator(router: ApiRouter, services: Services): void {
  router.handle(contract.listOperatorNotices, async ({ query: { limit, cursor } }) => {
    const [before] = decodeCursor(cursor, cursorShape) ?? [];
    let query = services.db.selectFrom('operator_notice').selectAll().orderBy('id', 'desc').limit(limit + 1);
    if (before !== undefined) query = query.where('id', '<', before);
    const rows = await query.execute();
    return { status: 200, body: pageFrom(rows, limit, ({ id, at, code, matter, details }) => ({ id, at: formatInstant(at), code, matter, details }), ({ id }) => [id]) };
  });

  router.handle(contract.readClockState, () => {
    const { clock } = services;
    return { status: 200, body: { now: formatInstant(clock.now()), hold: (clock instanceof GuardedClock ? clock.hold : undefined) ?? null } };
  });

  router.handle(contract.confirmClock, async ({ principal, auditActor }) => {
    const at = services.wallClock.now();
    await services.db.transaction().execute(async (trx) => {
      await recordAudit(trx, { at, actor: auditActor, action: 'clock-confirmed' });
      await confirmClock(trx, { at, by: principal.accountId });
    });
    return { status: 204 };
  });
}
