import { type Expression, type ExpressionBuilder, type Kysely, type RawBuilder, type Selectable, sql, type SqlBool } from 'kysely';
import { HOLDING_ROLES } from '../../domain/access/assignment';
import type { Database } from '../database';
import type { MatterTable } from '../matters/tables';

/** Whose a matter is within his body. */
export interface Holder {
  readonly account: string;
  readonly name: string;
}

type Held = Pick<Selectable<MatterTable>, 'number' | 'opened_by'>;

/** Of an account: the body, or the local office of it, to which it belongs. Agrees with `placeOf`. */
const PLACE_OF_ACCOUNT = sql<string>`coalesce(nullif(account.office, account.body || '.city'), account.body)`;

/** Of an account that was given work at a body or office: whether it can still have it. Who has left, was moved, or reads no matter whole any more, has nothing there. */
function isStillThere(place: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`(account.active and account.kind = 'person' and ${PLACE_OF_ACCOUNT} = ${place} and account.roles && ${[...HOLDING_ROLES]}::text[])`;
}

/**
 * Who of a body or office has each of these matters. Where nothing was ever said, whoever opened it has it for his own body; what somebody had who is no
 * longer there is nobody's.
 */
export async function holdersAt(db: Kysely<Database>, place: string, matters: readonly Held[]): Promise<ReadonlyMap<string, Holder>> {
  if (matters.length === 0) return new Map();
  const last = await db
    .selectFrom('assignment')
    .leftJoin('account', (join) => join.onRef('account.id', '=', 'assignment.holder').on(isStillThere(place)))
    .distinctOn('assignment.matter')
    .select(['assignment.matter', 'account.id as holder', 'account.display_name'])
    .where('assignment.place', '=', place)
    .where('assignment.matter', 'in', matters.map(({ number }) => number))
    .orderBy('assignment.matter')
    .orderBy('assignment.no', 'desc')
    .execute();
  const said = new Set(last.map(({ matter }) => matter));
  const unsaid = matters.filter(({ number }) => !said.has(number));
  const openers = unsaid.length === 0 ? [] : await db.selectFrom('account').select(['id', 'display_name']).where(sql<string>`account.id::text`, 'in', [...new Set(unsaid.map(({ opened_by }) => opened_by))]).where(isStillThere(place)).execute();
  const byOpener = new Map(openers.map(({ id, display_name }) => [id, { account: id, name: display_name }]));
  return new Map<string, Holder>([
    ...last.flatMap(({ matter, holder, display_name }) => (holder === null ? [] : [[matter, { account: holder, name: display_name ?? '' }] as const])),
    ...unsaid.flatMap(({ number, opened_by }) => { const opener = byOpener.get(opened_by); return opener ? [[number, opener] as const] : []; }),
  ]);
}

/** Whom a matter was given to within a body or office, as was said last; undefined where nothing was, or it was given back. */
export async function holderGiven(db: Kysely<Database>, matter: string, place: string): Promise<string | undefined> {
  const last = await db.selectFrom('assignment').select('holder').where('matter', '=', matter).where('place', '=', place).orderBy('no', 'desc').limit(1).executeTakeFirst();
  return last?.holder ?? undefined;
}

type Where = ExpressionBuilder<Database, 'matter'>;

/** In a query over `matter`: agrees with {@link holdersAt}. */
export function isHeldBy(where: Where, { account, place }: { account: string; place: string }): Expression<SqlBool> {
  const given = sql<SqlBool>`matter.number in (select given.matter from assignment as given where given.holder = ${account}::uuid and given.place = ${place} and not exists (select from assignment as later where later.matter = given.matter and later.place = given.place and later.no > given.no))`;
  return where.or([given, where.and([where('matter.opened_by', '=', account), where.not(wasShared(place))])]);
}

/** Nobody of that body or office has it. */
export function isHeldByNobody(where: Where, place: string): Expression<SqlBool> {
  const nobodyLeft = sql<SqlBool>`(select account.id is null from assignment as given left join account on account.id = given.holder and ${isStillThere(place)} where given.matter = matter.number and given.place = ${place} order by given.no desc limit 1)`;
  const openedHere = sql<SqlBool>`exists (select from account where account.id::text = matter.opened_by and ${isStillThere(place)})`;
  return where.or([nobodyLeft, where.and([where.not(wasShared(place)), where.not(openedHere)])]);
}

function wasShared(place: string): Expression<SqlBool> {
  return sql<SqlBool>`exists (select from assignment as given where given.matter = matter.number and given.place = ${place})`;
}

/** What was said of a matter within a body or office, in order. */
export async function listAssignments(db: Kysely<Database>, matter: string, place: string) {
  return db
    .selectFrom('assignment')
    .innerJoin('account as giver', 'giver.id', 'assignment.by')
    .leftJoin('account as holder', 'holder.id', 'assignment.holder')
    .select(['assignment.no', 'assignment.act', 'assignment.at', 'assignment.note', 'assignment.by', 'giver.display_name as by_name', 'assignment.holder', 'holder.display_name as holder_name'])
    .where('assignment.matter', '=', matter)
    .where('assignment.place', '=', place)
    .orderBy('assignment.no')
    .execute();
}

/** The people of a body or office, by name. */
export async function listColleagues(db: Kysely<Database>, place: string): Promise<{ id: string; display_name: string; roles: string[]; body: string | null; office: string | null }[]> {
  return db.selectFrom('account').select(['id', 'display_name', 'roles', 'body', 'office']).where('kind', '=', 'person').where('active', '=', true).where(PLACE_OF_ACCOUNT, '=', place).orderBy('display_name').orderBy('id').limit(500).execute();
}
