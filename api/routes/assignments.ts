import * as contract from '../../contract/assignments';
import { formatInstant } from '../../contract/common';
import { HOLDING_ROLES, mayDistribute, mayHold, placeOf } from '../../domain/access/assignment';
import type { Role } from '../../domain/access/permissions';
import type { Principal } from '../../register/accounts/sessions';
import { shareOut } from '../../register/assignments/assign';
import { holdersAt, listAssignments, listColleagues } from '../../register/assignments/queries';
import { Refusal } from '../../register/errors';
import { readMatters } from '../../register/matters/named-officers';
import { openSealed } from '../../register/matters/words';
import { type MatterInSight, sightContent } from '../matters/access';
import { mask } from '../matters/views';
import { wordsOf } from '../problems';
import type { ApiRouter } from '../router';
import type { Services } from '../services';

export function setUpAssignments(router: ApiRouter, services: Services): void {
  const { db, keyRing } = services;

  router.handle(contract.shareOut, async ({ body: { matters, ...share }, principal, auditActor, idempotencyKey }) => {
    const one = async (number: string) => {
      try {
        const { sight, place } = await sightFromInside(services, principal, number);
        const read = (await readMatters(db, [sight.row])).get(number);
        if (!read) throw new Refusal('not-found');
        return { status: 'done' as const, matter: number, assignee: await shareOut(services, { principal, actor: auditActor, idempotencyKey, place, matter: sight.row, read, share }) };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const { code, title, detail } = wordsOf(error);
        return { status: 'refused' as const, matter: number, code, title, ...(detail === undefined ? {} : { detail }) };
      }
    };
    const results = [];
    for (const number of matters) results.push(await one(number));
    return { status: 200, body: { results } };
  });

  router.handle(contract.readAssignments, async ({ params: { id }, principal }) => {
    const { sight, place } = await sightFromInside(services, principal, id);
    const rows = await listAssignments(db, id, place);
    const notes = await openSealed(db, keyRing, rows.flatMap(({ note }) => note ?? []));
    const noteOf = (ref: string | null): string | null => {
      const text = ref === null ? undefined : notes.get(ref)?.['note'];
      return typeof text !== 'string' ? null : sight.isParty ? text : String(mask(text));
    };
    const assignee = (await holdersAt(db, place, [sight.row])).get(id) ?? null;
    return {
      status: 200,
      body: {
        assignee,
        history: rows.map((row) => ({ no: row.no, act: row.act, by: { account: row.by, name: row.by_name }, to: row.holder === null ? null : { account: row.holder, name: row.holder_name ?? '' }, at: formatInstant(row.at), note: noteOf(row.note) })),
        mayDo: offered(principal, sight, assignee?.account ?? null),
      },
    };
  });

  router.handle(contract.listColleagues, async ({ principal }) => {
    const place = placeOf(principal);
    const people = place === null ? [] : await listColleagues(db, place);
    return { status: 200, body: { items: people.filter(({ id, roles }) => id !== principal.accountId && roles.some((role) => HOLDING_ROLES.includes(role as Role))).map(({ id, display_name }) => ({ account: id, name: display_name })) } };
  });
}

/** A matter as the people of one of its parties see it among themselves. Who stands above, or beside, has no say in it and learns nothing of it. */
async function sightFromInside(services: Services, principal: Principal, number: string): Promise<{ sight: MatterInSight; place: string }> {
  const sight = await sightContent(services, principal, number);
  const { parties } = sight.row.position;
  const place = placeOf(principal);
  if (place === null || !(mayHold(principal, parties) || mayDistribute(principal, parties))) throw new Refusal('not-permitted');
  return { sight, place };
}

function offered(principal: Principal, { row }: MatterInSight, holder: string | null): (typeof contract.ASSIGNMENT_ACTS)[number][] {
  if (row.closed_at !== null) return [];
  const { parties } = row.position;
  const isOwn = holder === principal.accountId;
  const distributes = mayDistribute(principal, parties);
  return contract.ASSIGNMENT_ACTS.filter((act) => {
    switch (act) {
      case 'claim':
        return holder === null && mayHold(principal, parties);
      case 'assign':
        return distributes;
      case 'hand-over':
        return isOwn;
      case 'give-back':
        return holder !== null && (isOwn || distributes);
    }
  });
}
