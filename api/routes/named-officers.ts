import { randomUUID } from 'node:crypto';
import * as contract from '../../contract/named-officers';
import { isClosed, namesFor } from '../../domain/access/closed-matters';
import type { Party } from '../../domain/access/parties';
import { mayReadPersonalData, type Role } from '../../domain/access/permissions';
import { standingOf } from '../../domain/access/relation';
import { recordAudit } from '../../register/accounts/audit';
import type { Principal } from '../../register/accounts/sessions';
import { Refusal } from '../../register/errors';
import { namedIn, nameOfficer, takeOffOfficer } from '../../register/matters/named-officers';
import { sealWords } from '../../register/matters/words';
import { sightMatter } from '../matters/access';
import type { ApiRouter } from '../router';
import type { Services } from '../services';

/** 二(四): who of a party's people takes part in a closed matter, beside whoever opened it and the designated desk, is its head's to say. */
export function setUpNamedOfficers(router: ApiRouter, { db, clock, wallClock, keyRing }: Services): void {
  router.handle(contract.nameOfficer, async ({ params: { id }, body: { username }, principal, auditActor }) => {
    const { party, parties } = await partyOfHead(id, principal);
    const officer = await db.selectFrom('account').select(['id', 'roles', 'body', 'office']).where('username', '=', username).where('kind', '=', 'person').where('active', '=', true).executeTakeFirst();
    // Whoever names does not let himself in.
    if (!officer || officer.id === principal.accountId || !fits(officer, { party, parties })) throw new Refusal('officer-does-not-fit');
    await db.transaction().execute(async (trx) => {
      const isNew = await nameOfficer(trx, { matter: id, account: officer.id, by: principal.accountId, now: clock.now() });
      if (isNew) await recordAudit(trx, { at: wallClock.now(), actor: auditActor, action: 'officer-named', subjectId: officer.id, details: { matter: id } });
    });
    return { status: 204 };
  });

  router.handle(contract.readNamedOfficers, async ({ params: { id }, principal }) => {
    const { party, parties } = await partyOfHead(id, principal);
    const named = (await namedIn(db, [id])).get(id) ?? new Set<string>();
    const people = await db.selectFrom('account').select(['id', 'username', 'display_name', 'roles', 'body', 'office']).where('kind', '=', 'person').where('active', '=', true).where('body', '=', party.body).orderBy('display_name').orderBy('id').execute();
    const own = people.filter((officer) => standingOf(officer, parties).side === party.side);
    const view = ({ username, display_name }: (typeof people)[number]) => ({ username, name: display_name });
    return { status: 200, body: { named: own.filter((officer) => named.has(officer.id)).map(view), mayBeNamed: own.filter((officer) => officer.id !== principal.accountId && !named.has(officer.id) && fits(officer, { party, parties })).map(view) } };
  });

  router.handle(contract.takeOffOfficer, async ({ params: { id }, body: { username, reason }, principal, auditActor }) => {
    const { party, parties } = await partyOfHead(id, principal);
    const officer = await db.selectFrom('account').select(['id', 'body', 'office']).where('username', '=', username).executeTakeFirst();
    if (!officer || standingOf(officer, parties).side !== party.side) throw new Refusal('officer-not-named');
    await db.transaction().execute(async (trx) => {
      if (!(await takeOffOfficer(trx, { matter: id, account: officer.id }))) throw new Refusal('officer-not-named');
      const now = wallClock.now();
      // Free text about people, and sealed like any.
      const { ref } = await sealWords(trx, keyRing, { matter: id, origin: `taken-off:${randomUUID()}`, words: { reason }, now });
      await recordAudit(trx, { at: now, actor: auditActor, action: 'officer-taken-off', subjectId: officer.id, details: { matter: id, reason: ref } });
    });
    return { status: 204 };
  });

  async function partyOfHead(matter: string, principal: Principal): Promise<{ party: Party; parties: readonly Party[] }> {
    const { row } = await sightMatter({ db }, principal, matter);
    if (!isClosed(row.procedure)) throw new Refusal('not-found');
    const { parties } = row.position;
    const party = namesFor(principal, parties);
    if (!party) throw new Refusal('not-permitted');
    return { party, parties };
  }
}

/** One of the party's own officers, whose post may read such a matter. */
function fits(officer: { readonly roles: readonly string[]; readonly body: string | null; readonly office: string | null }, { party, parties }: { party: Party; parties: readonly Party[] }): boolean {
  const { side, relation } = standingOf(officer, parties);
  return side === party.side && officer.roles.some((role) => mayReadPersonalData(role as Role, relation));
}
