import { type Kysely, sql } from 'kysely';
import type { Role } from '../../domain/access/permissions';
import { cityOffice } from '../../domain/access/relation';
import { assertNever } from '../../domain/assert-never';
import type { Audience } from '../../domain/deadlines/ladder';
import type { ChannelPreference } from '../accounts/tables';
import type { Database } from '../database';

/** The bodies of a matter, and the officer who opened it. */
export interface Parties {
  readonly court: string;
  readonly unit: string;
  readonly office?: string | null;
  /** Account id. */
  readonly officer?: string;
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

/** Whom an audience means in a matter. Empty when nobody holds that place. */
export function resolveAudience(audience: Audience, parties: Parties, people: readonly Recipient[]): readonly Recipient[] {
  const office = localOffice(parties.unit, parties.office);
  const at = (body: string, roles: readonly Role[], where?: string | null): Recipient[] =>
    people.filter((person) => person.kind === 'person' && person.body === body && (where === undefined || localOffice(body, person.office) === where) && holds(person, roles));
  switch (audience) {
    case 'court.officer': {
      // The intermediate court's bureau may have opened it in the name of a basic court.
      const opener = people.filter((person) => person.id === parties.officer && (person.body === parties.court || person.body === INTERMEDIATE_COURT));
      return opener.length > 0 ? opener : at(parties.court, ['court-officer']);
    }
    case 'court.bureau': {
      const own = at(parties.court, ['enforcement-bureau']);
      return own.length > 0 ? own : at(INTERMEDIATE_COURT, ['enforcement-bureau']);
    }
    case 'unit.desk':
      return [...at(parties.unit, DESK_ROLES, office), ...systemsOf(parties.unit, office, people)];
    case 'unit.liaison': {
      // 三(二): one fixed liaison for each unit, who stands in for an office that has none of its own.
      const own = at(parties.unit, ['liaison'], office);
      return own.length > 0 ? own : at(parties.unit, ['liaison'], null);
    }
    case 'unit.head':
      return [...at(parties.unit, ['unit-head'], null), ...(office === null ? [] : at(parties.unit, ['unit-head'], office))];
    case 'committee':
      return at(COMMITTEE, ['committee-officer']);
    default:
      return assertNever(audience);
  }
}

/** The city office is the unit itself. */
function localOffice(unit: string, office: string | null | undefined): string | null {
  return !office || office === cityOffice(unit) ? null : office;
}

function systemsOf(unit: string, office: string | null, people: readonly Recipient[]): Recipient[] {
  return people.filter(
    (account) => account.kind === 'machine' && account.body === unit && localOffice(unit, account.office) === office && account.endpoints.some((endpoint) => endpoint.channel === 'webhook'),
  );
}

function holds(person: Recipient, roles: readonly Role[]): boolean {
  return roles.some((role) => person.roles.includes(role));
}

function rolesOf(audience: Audience): readonly Role[] {
  switch (audience) {
    // Whoever opened the matter, in whichever role of the court.
    case 'court.officer':
      return ['court-officer', 'enforcement-bureau'];
    case 'court.bureau':
      return ['enforcement-bureau'];
    case 'unit.desk':
      return [...DESK_ROLES, 'system'];
    case 'unit.liaison':
      return ['liaison'];
    case 'unit.head':
      return ['unit-head'];
    case 'committee':
      return ['committee-officer'];
    default:
      return assertNever(audience);
  }
}

function bodiesOf(audience: Audience, parties: Parties): readonly string[] {
  switch (audience) {
    case 'court.officer':
    case 'court.bureau':
      return [parties.court, INTERMEDIATE_COURT];
    case 'committee':
      return [COMMITTEE];
    default:
      return [parties.unit];
  }
}
