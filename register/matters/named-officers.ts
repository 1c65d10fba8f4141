import { type Expression, type ExpressionBuilder, type Kysely, sql, type SqlBool, type Transaction } from 'kysely';
import { CLOSED_PROCEDURES, designatedKeys, isClosed, type ReadMatter, type Reader } from '../../domain/access/closed-matters';
import type { Position } from '../../matters/position';
import type { Database } from '../database';

/** What of some matters decides who reads them, by number; only of closed ones is it looked up whom a head has named. */
export async function readMatters(db: Kysely<Database>, rows: readonly { number: string; procedure: string; opened_by: string; position: Pick<Position, 'parties'> }[]): Promise<ReadonlyMap<string, ReadMatter>> {
  const named = await namedIn(db, rows.filter(({ procedure }) => isClosed(procedure)).map(({ number }) => number));
  return new Map(rows.map(({ number, procedure, opened_by, position }) => [number, { procedure, parties: position.parties, openedBy: opened_by, named: named.get(number) ?? new Set() }]));
}

/** Whom the heads have named, by matter. */
export async function namedIn(db: Kysely<Database>, matters: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  if (matters.length === 0) return new Map();
  const rows = await db.selectFrom('named_officer').select(['matter', 'account']).where('matter', 'in', [...matters]).execute();
  const named = new Map<string, Set<string>>();
  for (const { matter, account } of rows) named.set(matter, (named.get(matter) ?? new Set()).add(account));
  return named;
}

/** Once is until it is taken off. Returns whether it is new. */
export async function nameOfficer(trx: Transaction<Database>, { matter, account, by, now }: { matter: string; account: string; by: string; now: number }): Promise<boolean> {
  const inserted = await trx.insertInto('named_officer').values({ matter, account, named_by: by, named_at: now }).onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
  return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Returns whether the name stood there. */
export async function takeOffOfficer(trx: Transaction<Database>, { matter, account }: { matter: string; account: string }): Promise<boolean> {
  const deleted = await trx.deleteFrom('named_officer').where('matter', '=', matter).where('account', '=', account).executeTakeFirst();
  return deleted.numDeletedRows > 0n;
}

/** In a query over `matter`: what somebody may be told of by what it holds. What is closed to the reader is found by number, stage and dates alone. */
export function isSearchableBy(where: ExpressionBuilder<Database, 'matter'>, reader: Reader): Expression<SqlBool> {
  return where.or([
    where('procedure', 'not in', [...CLOSED_PROCEDURES]),
    where('opened_by', '=', reader.accountId),
    sql<SqlBool>`matter.reader_keys && ${designatedKeys(reader)}::text[]`,
    where('number', 'in', where.selectFrom('named_officer').select('matter').where('account', '=', reader.accountId)),
  ]);
}
