import { type Expression, type ExpressionBuilder, type Kysely, type Selectable, sql, type SqlBool } from 'kysely';
import type { Reader } from '../../domain/access/closed-matters';
import { cityOffice, localOffice } from '../../domain/access/parties';
import type { MatterScope } from '../../domain/access/relation';
import type { Day } from '../../domain/calendar/day';
import type { Side } from '../../matters/ledger';
import { isHeldBy, isHeldByNobody } from '../assignments/queries';
import type { Database } from '../database';
import { isUnreadBy } from '../own-views/unread';
import { isSearchableBy } from './named-officers';
import type { MatterTable } from './tables';

export type MatterRow = Selectable<MatterTable>;

export interface MatterFilter {
  openedBy?: string;
  /** Within a body or local office: whose it is; null: nobody's. */
  heldAt?: { place: string; by: string | null };
  /** Somebody else has written in it since this account last saw it. */
  unreadBy?: string;
  unit?: string;
  court?: string;
  kind?: string;
  stage?: string;
  /** Any of these. */
  stages?: readonly string[];
  isOpen?: boolean;
  awaiting?: Side;
  /** Open, and waiting for that very body, or local office of it. */
  waitsFor?: { body: string; office?: string | null };
  dueBefore?: Day;
  /** With a breach that is listed for annulment. */
  isToAnnul?: boolean;
  /** Open, and a term that the law fixes has run out unmet; false: no running term has run out. */
  isOverdue?: boolean;
  caseNumber?: string;
  text?: string;
  /** Queues of seals on assets of that class. */
  assetClass?: string;
  /** Queues whose seal in force ends on or before that day. */
  sealExpiresBy?: Day;
  /** All of these blind-index tokens. */
  personTokens?: readonly string[];
}

export type MatterOrder = 'newest' | 'due';
/** Where the last page ended: number, and for `due` the due instant before it. */
export type MatterCursor = readonly [dueAt: number | null, number: string];

/** Matters without a due instant come after all others. */
const NEVER = 9_007_199_254_740_991;

export async function findMatter(db: Kysely<Database>, number: string): Promise<MatterRow | undefined> {
  return db.selectFrom('matter').selectAll().where('number', '=', number).executeTakeFirst();
}

/** Those of these numbers, in no order. */
export async function findMatters(db: Kysely<Database>, numbers: readonly string[]): Promise<MatterRow[]> {
  return numbers.length === 0 ? [] : db.selectFrom('matter').selectAll().where('number', 'in', [...numbers]).execute();
}

/** Open disputes that have gone to the committee without a submission in writing. */
export async function findDisputesToSubmit(db: Kysely<Database>): Promise<MatterRow[]> {
  return db
    .selectFrom('matter')
    .selectAll()
    .where('procedure', '=', 'dispute')
    .where('closed_at', 'is', null)
    .where('stage', '<>', 'negotiating')
    .where((where) => where.not(where.exists(where.selectFrom('paper').select('paper.id').whereRef('paper.matter', '=', 'matter.number').where('paper.paper', '=', 'dispute-submission').where('versions', '>', 0))))
    .orderBy('number')
    .limit(100)
    .execute();
}

/** What a request begins with: the decision in the court's hands, or that the court asks without one. */
const BEGINS_A_REQUEST = ['sign-decision', 'decision-receipt-implied', 'decision-receipt-deemed', 'ask-oversight'] as const;
/** After these nothing begins any more. */
const AFTER_BEGINNING = [...BEGINS_A_REQUEST, 'asked-by-standing-instruction', 'bring-to-attention'] as const;
/** From these on another decision is spoken of. */
const BEGINS_A_ROUND = ['file-case', 'decide-not-to-prosecute'] as const;

/** A signature after a deemed receipt, or asking with the decision in hand, changes nothing of what was written: only the first in its round counts. */
function changesTheRequest(where: ExpressionBuilder<Database, 'matter' | 'entry'>): Expression<SqlBool> {
  const earlier = where
    .selectFrom('entry as earlier')
    .select('earlier.seq')
    .whereRef('earlier.matter', '=', 'entry.matter')
    .whereRef('earlier.seq', '<', 'entry.seq')
    .where('earlier.type', 'in', AFTER_BEGINNING)
    .where((inner) => inner.not(inner.exists(inner.selectFrom('entry as round').select('round.seq').whereRef('round.matter', '=', 'entry.matter').whereRef('round.seq', '>', 'earlier.seq').whereRef('round.seq', '<', 'entry.seq').where('round.type', 'in', BEGINS_A_ROUND))));
  return where.or([where('entry.type', '=', 'amend-draft'), where.and([where('entry.type', 'in', BEGINS_A_REQUEST), where.not(where.exists(earlier))])]);
}

/** Referrals with something to ask the procuratorate for, in which something happened since the 提请监督函 was last written, if it ever was. */
export async function findReferralsToAskOn(db: Kysely<Database>): Promise<MatterRow[]> {
  return db
    .selectFrom('matter')
    .selectAll()
    .where('procedure', '=', 'crime-referral')
    .where('closed_at', 'is', null)
    .where('stage', 'in', ['decision-received', 'under-oversight'])
    .where((where) => where.exists(where.selectFrom('entry').select('entry.seq').whereRef('entry.matter', '=', 'matter.number').where(changesTheRequest).where('entry.recorded_at', '>', (row) => row.fn.coalesce(
      row.selectFrom('paper_version').innerJoin('paper', 'paper.id', 'paper_version.paper').whereRef('paper.matter', '=', 'matter.number').where('paper.paper', '=', 'oversight-request').select((each) => each.fn.max('made_at').as('at')),
      row.val(0),
    ))))
    .orderBy('number')
    .limit(100)
    .execute();
}

/** Of whoever is named in a matter. */
export async function findPersonTokens(db: Kysely<Database>, number: string): Promise<string[]> {
  const rows = await db.selectFrom('matter_person').select('token').where('matter', '=', number).execute();
  return rows.map(({ token }) => token);
}

export async function listMatters(
  db: Kysely<Database>,
  scope: MatterScope,
  filter: MatterFilter,
  page: { order: MatterOrder; limit: number; after?: MatterCursor; now: number; reader: Reader },
): Promise<MatterRow[]> {
  let query = db
    .selectFrom('matter')
    .selectAll()
    .where(inScope(scope))
    .where((where) => matching(where, filter, page))
    .limit(page.limit);
  const dueKey = sql<number>`coalesce(due_at, ${NEVER})`;
  if (page.order === 'newest') {
    query = query.orderBy('opened_at', 'desc').orderBy('number', 'desc');
    const { after } = page;
    if (after) query = query.where(sql<SqlBool>`(opened_at, number) < (${after[0] ?? 0}, ${after[1]})`);
  } else {
    query = query.orderBy(dueKey).orderBy('number');
    const { after } = page;
    if (after) query = query.where(sql<SqlBool>`(${dueKey}, number) > (${after[0] ?? NEVER}, ${after[1]})`);
  }
  return query.execute();
}

/** Where a page that ends with this row ends. */
export function cursorOf(row: MatterRow, order: MatterOrder): MatterCursor {
  return order === 'newest' ? [row.opened_at, row.number] : [row.due_at, row.number];
}

export interface MatterCounts {
  open: number;
  awaitingCourt: number;
  awaitingUnit: number;
  dueToday: number;
  overdue: number;
  advisoryMissed: number;
  /** Overdue or due today, and waiting for the reader's own body. */
  pressing: number;
}

/** Whom a closed matter awaits is not counted for whoever does not read it (二(四)). */
export async function countMatters(db: Kysely<Database>, scope: MatterScope, { today, now, reader }: { today: Day; now: number; reader: Reader }): Promise<MatterCounts> {
  return db
    .selectFrom('matter')
    .select((select) => [
      select.fn.countAll<number>().as('open'),
      sql<number>`count(*) filter (where 'court' = any(awaited_sides) and ${isSearchableBy(select, reader)})`.as('awaitingCourt'),
      sql<number>`count(*) filter (where 'unit' = any(awaited_sides) and ${isSearchableBy(select, reader)})`.as('awaitingUnit'),
      sql<number>`count(*) filter (where due_on = ${today} and due_at > ${now})`.as('dueToday'),
      sql<number>`count(*) filter (where ${isOverdueAt(now)})`.as('overdue'),
      sql<number>`count(*) filter (where due_at <= ${now} and lateness = 'advisory-missed')`.as('advisoryMissed'),
      (reader.body === null ? sql<number>`0` : sql<number>`count(*) filter (where (due_on = ${today} or ${isOverdueAt(now)}) and ${isAwaitedFrom({ body: reader.body, office: reader.office })} and ${isSearchableBy(select, reader)})`).as('pressing'),
    ])
    .where('closed_at', 'is', null)
    // A queue of seals stays open for ever; it is somebody's work while it awaits somebody.
    .where((where) => where.or([where('procedure', '<>', 'seal-queue'), sql<SqlBool>`cardinality(awaited_sides) > 0`]))
    .where(inScope(scope))
    .executeTakeFirstOrThrow();
}

/** Under which a withdrawal of a whole case gives its command to one request. */
export function caseWithdrawalRoute(matter: string): string {
  return `POST /cases/withdraw ${matter}`;
}

/** The requests of a court in a case that are not withdrawn yet, and those to which the same call gave its command before. */
export async function findRequestsToWithdraw(db: Kysely<Database>, { court, caseNumber, account, key }: { court: string; caseNumber: string; account: string; key: string }): Promise<string[]> {
  const rows = await db
    .selectFrom('matter')
    .select('number')
    .where((where) =>
      where.or([
        where.and([
          where('procedure', '=', 'assistance-request'),
          where('court', '=', court),
          where('case_number', '=', caseNumber),
          where('closed_at', 'is', null),
          where('stage', '<>', 'undoing'),
          sql<SqlBool>`position -> 'particulars' -> 'drafted' is null`,
        ]),
        where('number', 'in', where.selectFrom('command').select('matter').where('account', '=', account).where('idempotency_key', '=', key).where('route', 'like', caseWithdrawalRoute('%'))),
      ]),
    )
    .orderBy('number')
    .execute();
  return rows.map(({ number }) => number);
}

type Where = ExpressionBuilder<Database, 'matter'>;

/** In a query over `matter`. */
export function inScope(scope: MatterScope): Expression<SqlBool> {
  if (scope.all) return sql<SqlBool>`true`;
  return sql<SqlBool>`matter.reader_keys && ${[...scope.keys]}::text[]`;
}

/** A target that the platform sets can be missed and is never overdue; it may well end before the term that is. */
function isOverdueAt(now: number): Expression<SqlBool> {
  return sql<SqlBool>`(closed_at is null and due_at <= ${now} and exists (select from jsonb_array_elements(position -> 'terms') as term where term ->> 'state' = 'running' and term ->> 'force' = 'statutory' and (term ->> 'dueAt')::bigint <= ${now}))`;
}

/** What tells of a matter's content finds a closed one only for those who see it. */
const BY_CONTENT: readonly (keyof MatterFilter)[] = ['heldAt', 'unreadBy', 'unit', 'court', 'kind', 'awaiting', 'waitsFor', 'isToAnnul', 'caseNumber', 'personTokens'];

/** Agrees with `standingOf`: a local office answers for itself, and a unit's city office is the unit. */
function isAwaitedFrom({ body, office }: { body: string; office?: string | null }): Expression<SqlBool> {
  const local = localOffice(body, office);
  const lies = local === null ? sql`(party ->> 'office' is null or party ->> 'office' = ${cityOffice(body)})` : sql`party ->> 'office' = ${local}`;
  return sql<SqlBool>`exists (select from jsonb_array_elements(position -> 'parties') as party where party ->> 'body' = ${body} and ${lies} and party ->> 'side' = any(awaited_sides))`;
}

function matching(where: Where, filter: MatterFilter, { now, reader }: { now: number; reader: Reader }): Expression<SqlBool> {
  const conditions: Expression<SqlBool>[] = [];
  if (BY_CONTENT.some((name) => filter[name] !== undefined)) conditions.push(isSearchableBy(where, reader));
  if (filter.openedBy !== undefined) conditions.push(where('opened_by', '=', filter.openedBy));
  if (filter.heldAt !== undefined) conditions.push(filter.heldAt.by === null ? isHeldByNobody(where, filter.heldAt.place) : isHeldBy(where, { account: filter.heldAt.by, place: filter.heldAt.place }));
  if (filter.unreadBy !== undefined) conditions.push(isUnreadBy(filter.unreadBy));
  if (filter.unit !== undefined) conditions.push(where('unit', '=', filter.unit));
  if (filter.court !== undefined) conditions.push(where('court', '=', filter.court));
  if (filter.kind !== undefined) conditions.push(where('kind', '=', filter.kind));
  if (filter.stage !== undefined) conditions.push(where('stage', '=', filter.stage));
  if (filter.stages !== undefined) conditions.push(where('stage', 'in', [...filter.stages]));
  if (filter.assetClass !== undefined) conditions.push(sql<SqlBool>`position -> 'particulars' ->> 'assetClass' = ${filter.assetClass}`);
  if (filter.sealExpiresBy !== undefined) conditions.push(where('number', 'in', where.selectFrom('queued_seal').select('queue').where('state', '=', 'in-force').where('until_on', '<=', filter.sealExpiresBy)));
  if (filter.isOpen !== undefined) conditions.push(where('closed_at', filter.isOpen ? 'is' : 'is not', null));
  if (filter.awaiting !== undefined) conditions.push(sql<SqlBool>`${filter.awaiting} = any(awaited_sides)`);
  if (filter.waitsFor !== undefined) conditions.push(where('closed_at', 'is', null), isAwaitedFrom(filter.waitsFor));
  if (filter.dueBefore !== undefined) conditions.push(where('due_on', '<=', filter.dueBefore));
  if (filter.isOverdue === true) conditions.push(isOverdueAt(now));
  if (filter.isOverdue === false) conditions.push(where.or([where('closed_at', 'is not', null), where('due_at', 'is', null), where('due_at', '>', now)]));
  if (filter.isToAnnul === true) conditions.push(sql<SqlBool>`position -> 'breaches' @> '[{"isToBeAnnulled": true}]'`);
  if (filter.caseNumber !== undefined) conditions.push(where('case_number', '=', filter.caseNumber));
  if (filter.text !== undefined) {
    const pattern = `%${filter.text.replace(/[\\%_]/g, '\\$&')}%`;
    conditions.push(where.or([where('number', 'ilike', pattern), where.and([where('case_number', 'ilike', pattern), isSearchableBy(where, reader)])]));
  }
  if (filter.personTokens !== undefined) {
    for (const token of filter.personTokens) conditions.push(where('number', 'in', where.selectFrom('matter_person').select('matter').where('token', '=', token)));
  }
  return where.and(conditions);
}
