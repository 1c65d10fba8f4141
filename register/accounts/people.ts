import { type Kysely, sql } from 'kysely';
import type { Role } from '../../domain/access/permissions';
import { cityOffice } from '../../domain/access/parties';
import type { Database } from '../database';
import type { KeyRing } from '../sealing/key-ring';
import { openProfile } from './profile';
import type { ChannelPreference } from './tables';

/** Somebody who can be told. */
export interface Person {
  readonly accountId: string;
  readonly displayName: string;
  readonly mail?: string;
  readonly phone?: string;
  readonly channels: ChannelPreference;
}

export interface PeopleQuery {
  readonly body: string;
  readonly role: Role;
  /** Left out: wherever in the body. An office: there alone. The body's city office or null: the body itself. */
  readonly office?: string | null;
}

/** The active people who hold a role in a body, in a stable order. */
export async function listPeople(db: Kysely<Database>, keyRing: KeyRing, { body, role, office }: PeopleQuery): Promise<Person[]> {
  let query = db
    .selectFrom('account')
    .select(['id', 'display_name', 'sealed_profile', 'channels'])
    .where('kind', '=', 'person')
    .where('active', '=', true)
    .where('body', '=', body)
    .where('roles', '@>', sql<string[]>`array[${role}]`)
    .orderBy('username');
  if (office === null || office === cityOffice(body)) query = query.where((where) => where.or([where('office', 'is', null), where('office', '=', cityOffice(body))]));
  else if (office !== undefined) query = query.where('office', '=', office);
  return (await query.execute()).map((row) => {
    const { mail, phone } = openProfile(keyRing, row.id, row.sealed_profile);
    return { accountId: row.id, displayName: row.display_name, mail, phone, channels: row.channels };
  });
}
