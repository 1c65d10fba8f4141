import { nameOfficer } from '../../contract/named-officers';
import { isClosed, namesFor } from '../../domain/access/closed-matters';
import { mayReadPersonalData, type Role } from '../../domain/access/permissions';
import { standingOf } from '../../domain/access/relation';
import { recordAudit } from '../../register/accounts/audit';
import { Refusal } from '../../register/errors';
import { nameOfficer as insertName } from '../../register/matters/named-officers';
import { findMatter } from '../../register/matters/queries';
import type { ApiRouter } from '../router';
import type { Services } from '../services';

/** 二(四): who of a party's people takes part in a closed matter, beside whoever opened it and the designated desk, is its head's to say. */
export function setUpNamedOfficers(router: ApiRouter, { db, clock, wallClock }: Services): void {
  router.handle(nameOfficer, async ({ params: { id }, body: { username }, principal, auditActor }) => {
    const row = await findMatter(db, id);
    if (!row || !isClosed(row.procedure)) throw new Refusal('not-found');
    const { parties } = row.position;
    const party = namesFor(principal, parties);
    if (!party) throw new Refusal('not-permitted');
    const officer = await db.selectFrom('account').select(['id', 'roles', 'body', 'office']).where('username', '=', username).where('kind', '=', 'person').where('active', '=', true).executeTakeFirst();
    const standing = officer && standingOf(officer, parties);
    if (!officer || !standing || standing.side !== party.side || !officer.roles.some((role) => mayReadPersonalData(role as Role, standing.relation))) throw new Refusal('officer-does-not-fit');
    await db.transaction().execute(async (trx) => {
      const isNew = await insertName(trx, { matter: id, account: officer.id, by: principal.accountId, now: clock.now() });
      if (isNew) await recordAudit(trx, { at: wallClock.now(), actor: auditActor, action: 'officer-named', subjectId: officer.id, details: { matter: id } });
    });
    return { status: 204 };
  });
}
