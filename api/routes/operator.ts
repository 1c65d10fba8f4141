import { z } from 'zod';
import { formatInstant } from '../../contract/common';
import * as contract from '../../contract/operator';
import { dayOf } from '../../domain/calendar/day';
import { type Unit, UNITS } from '../../domain/catalogue/units';
import { recordAudit } from '../../register/accounts/audit';
import { listHolders } from '../../register/accounts/holders';
import { channelHealth } from '../../register/deliveries/channel-health';
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

  router.handle(contract.listChannels, async () => {
    const items = (await channelHealth(services.db, services.clock.now())).map((channel) => ({ ...channel, oldestDueAt: channel.oldestDueAt === null ? null : formatInstant(channel.oldestDueAt) }));
    return { status: 200, body: { items } };
  });

  router.handle(contract.listOperatorUnits, async () => {
    const today = dayOf(services.clock.now());
    const [liaisons, heads] = [await listHolders(services.db, 'liaison'), await listHolders(services.db, 'unit-head')];
    const validityOf = ({ validFrom, validTo, succeededBy }: Pick<Unit, 'validFrom' | 'validTo' | 'succeededBy'>) => ({ validFrom, validTo: validTo ?? null, succeededBy: succeededBy ?? null, isInForce: validFrom <= today && (validTo === undefined || today <= validTo) });
    const of = (holders: typeof liaisons, unit: string) => holders.filter(({ body }) => body === unit).map(({ account, name, office }) => ({ account, name, office }));
    const items = UNITS.map((unit) => ({
      id: unit.id,
      no: unit.no ?? null,
      name: unit.name,
      clause: unit.clause,
      ...validityOf(unit),
      offices: unit.offices.map((office) => ({ id: office.id, name: office.name, place: office.place, ...validityOf(office) })),
      liaisons: of(liaisons, unit.id),
      heads: of(heads, unit.id),
    }));
    return { status: 200, body: { items } };
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
