import { type Kysely, sql } from 'kysely';
import type { Role } from '../../domain/access/permissions';
import { localOffice, type Party } from '../../domain/access/parties';
import { bodyKindOf } from '../../domain/access/relation';
import { assertNever } from '../../domain/assert-never';
import type { Audience, Post } from '../../domain/deadlines/ladder';
import type { ChannelPreference } from '../accounts/tables';
import type { Database } from '../database';

/** Who takes part in a matter, and the officer who opened it. */
export interface Parties {
  readonly parties: readonly Party[];
  /** Account id. */
  readonly officer?: string;
  /** Account of whoever the court has given the matter to since. */
  readonly holder?: string;
}

export interface Endpoint {
  readonly channel: 'webhook' | 'command';
  readonly urgency: 'all' | 'urgent';
}

/** Somebody who can be told: an officer, or a unit's own system that has a webhook. */
export interface Recipient {
  readonly id: string;
  readonly kind: 'person' | 'machine';
  readonly roles: readonly string[];
  readonly body: string | null;
  readonly office: string | null;
  readonly channels: ChannelPreference;
  readonly endpoints: readonly Endpoint[];
}

const INTERMEDIATE_COURT = 'court.intermediate';
const COMMITTEE = 'committee';

/** At the procuratorate the prosecutors are the designated people (四.6). */
const DESK_ROLES: readonly Role[] = ['desk-officer', 'prosecutor'];

/** Everybody whom any of the audiences of a matter can mean, in one query. */
export async function loadRecipients(db: Kysely<Database>, audiences: readonly Audience[], parties: Parties): Promise<readonly Recipient[]> {
  const roles = new Set<Role>();
  const bodies = new Set<string>();
  for (const audience of audiences) {
    for (const role of rolesOf(audience)) roles.add(role);
    for (const body of bodiesOf(audience, parties)) bodies.add(body);
  }
  const rows = await db
    .selectFrom('account')
    .leftJoin('delivery_endpoint', 'delivery_endpoint.account_id', 'account.id')
    .select(['account.id', 'account.kind', 'account.roles', 'account.body', 'account.office', 'account.channels', 'delivery_endpoint.channel', 'delivery_endpoint.urgency'])
    .where('account.active', '=', true)
    .where('account.body', 'in', [...bodies])
    .where('account.roles', '&&', sql<string[]>`${[...roles]}::text[]`)
    .orderBy('account.id')
    .execute();
  const recipients = new Map<string, Recipient>();
  for (const { channel, urgency, ...account } of rows) {
    const endpoints = recipients.get(account.id)?.endpoints ?? [];
    recipients.set(account.id, { ...account, endpoints: channel && urgency ? [...endpoints, { channel, urgency }] : endpoints });
  }
  return [...recipients.values()];
}

/** Where several bodies stand on one side: the one that is meant, and whom of its people. */
export function partiesMeant(all: Parties, audience: Audience, to: { body: string; officer?: string } | undefined): Parties {
  const { parties } = all;
  if (!to || audience === 'committee') return all;
  const [side] = splitAudience(audience);
  return { parties: parties.filter((party) => party.side !== side || party.body === to.body), ...(to.officer === undefined ? {} : { officer: to.officer }) };
}

/** Whom an audience means in a matter. Empty when nobody holds that place. */
export function resolveAudience(audience: Audience, { parties, officer, holder }: Parties, people: readonly Recipient[]): readonly Recipient[] {
  const at = (body: string, roles: readonly Role[], where?: string | null): Recipient[] =>
    people.filter((person) => person.kind === 'person' && person.body === body && (where === undefined || localOffice(body, person.office) === where) && holds(person, roles));
  if (audience === 'committee') return at(COMMITTEE, ['committee-officer']);
  const [side, post] = splitAudience(audience);
  const party = parties.find((candidate) => candidate.side === side);
  return party ? atPost(post, party) : [];

  function atPost(wanted: Post, { body, office: named, contact }: Party): readonly Recipient[] {
    const office = localOffice(body, named);
    switch (wanted) {
      case 'officer': {
        // The intermediate court's bureau may have opened it in the name of a basic court; where that court is a side itself, it speaks for itself.
        const isForBasicCourt = !parties.some((candidate) => candidate.body === INTERMEDIATE_COURT);
        const theirs = people.filter((person) => (person.id === holder && person.body === body) || (person.id === officer && (person.body === body || (isForBasicCourt && person.body === INTERMEDIATE_COURT))));
        return theirs.length > 0 ? theirs : at(body, ['court-officer']);
      }
      case 'contact': {
        const named = people.filter((person) => contact !== undefined && person.id === contact && person.body === body);
        return named.length > 0 ? named : atPost('officer', { side, body, relation: 'requesting-court' });
      }
      case 'holder':
        return people.filter((person) => person.id === officer && person.body === body);
      case 'bureau': {
        const own = at(body, ['enforcement-bureau']);
        return own.length > 0 ? own : at(INTERMEDIATE_COURT, ['enforcement-bureau']);
      }
      case 'desk':
        return [...at(body, DESK_ROLES, office), ...systemsOf(body, office, people)];
      case 'liaison': {
        // 三(二): one fixed liaison for each unit, who stands in for an office that has none of its own.
        const own = at(body, ['liaison'], office);
        return own.length > 0 ? own : at(body, ['liaison'], null);
      }
      case 'head':
        return [...at(body, ['unit-head'], null), ...(office === null ? [] : at(body, ['unit-head'], office))];
      case 'party':
        return postsOfParty(body).flatMap((post) => atPost(post, { side, body, relation: 'disputing-party', ...(named ? { office: named } : {}) }));
      default:
        return assertNever(wanted);
    }
  }
}

function splitAudience(audience: Exclude<Audience, 'committee'>): [Party['side'], Post] {
  return audience.split('.') as [Party['side'], Post];
}

/** Who acts for a body: at a court the officer of the matter, elsewhere the desk, with the liaison copied. */
function postsOfParty(body: string): readonly Exclude<Post, 'party'>[] {
  return bodyKindOf(body) === 'court' ? ['officer'] : ['desk', 'liaison'];
}

function systemsOf(unit: string, office: string | null, people: readonly Recipient[]): Recipient[] {
  return people.filter(
    (account) => account.kind === 'machine' && account.body === unit && localOffice(unit, account.office) === office && account.endpoints.some((endpoint) => endpoint.channel === 'webhook'),
  );
}

function holds(person: Recipient, roles: readonly Role[]): boolean {
  return roles.some((role) => person.roles.includes(role));
}

const ROLES_AT: Readonly<Record<Post, readonly Role[]>> = {
  // Whoever opened the matter, or has it now, in whichever role of the court.
  officer: ['court-officer', 'enforcement-bureau'],
  contact: ['court-officer', 'enforcement-bureau'],
  bureau: ['enforcement-bureau'],
  desk: [...DESK_ROLES, 'system'],
  liaison: ['liaison'],
  head: ['unit-head'],
  holder: ['court-officer', 'enforcement-bureau', 'desk-officer', 'prosecutor', 'liaison', 'unit-head', 'committee-officer'],
  party: ['court-officer', 'enforcement-bureau', ...DESK_ROLES, 'system', 'liaison'],
};

function rolesOf(audience: Audience): readonly Role[] {
  return audience === 'committee' ? ['committee-officer'] : ROLES_AT[splitAudience(audience)[1]];
}

function bodiesOf(audience: Audience, { parties }: Parties): readonly string[] {
  if (audience === 'committee') return [COMMITTEE];
  const [side, post] = splitAudience(audience);
  const bodies = parties.filter((candidate) => candidate.side === side).map(({ body }) => body);
  if (bodies.length === 0) return [];
  return post === 'officer' || post === 'contact' || post === 'bureau' || post === 'party' ? [...bodies, INTERMEDIATE_COURT] : bodies;
}
