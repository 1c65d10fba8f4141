import { type Kysely, sql, type SqlBool } from 'kysely';
import type { MatterScope } from '../../domain/access/relation';
import type { Day } from '../../domain/calendar/day';
import type { MeasureKind } from '../../domain/catalogue/measures';
import type { SealState } from '../../domain/seals/queue';
import type { MeasureState } from '../../matters/measures';
import type { Position } from '../../matters/position';
import type { Database } from '../database';
import { inScope } from '../matters/queries';
import { openWords, type Words } from '../matters/words';
import type { KeyRing } from '../sealing/key-ring';

/** As it stands today: a measure whose day has passed stands no more, whoever forgot to say so. */
export type StandingState = MeasureState | 'expired';

export interface MeasureRow {
  matter: string;
  key: string;
  kind: MeasureKind;
  matter_kind: string;
  court: string;
  unit: string;
  office: string | null;
  case_number: string;
  state: StandingState;
  since_at: number;
  until_on: string | null;
  lifted_at: number | null;
  /** The request that lifted it, where it was another. */
  lifted_by: string | null;
  by_entry: number;
  position: Position;
}

export interface MeasureFilter {
  matter?: string;
  /** All of these tokens. */
  personTokens?: readonly string[];
  assetToken?: string;
  states?: readonly StandingState[];
}

/** Where the last page ended. */
export type MeasureCursor = readonly [sinceAt: number, matter: string, key: string];

/**
 * The registry of what is in force. A measure was lifted by its own matter, or by another request of the same court that names that matter, or
 * that was answered for the same asset at the same unit in the same case.
 */
export async function listMeasures(db: Kysely<Database>, scope: MatterScope, filter: MeasureFilter, page: { limit: number; after?: MeasureCursor; today: Day }): Promise<MeasureRow[]> {
  const lifting = sql<{ matter: string; at: number }>`(
    select l.matter, l.at from measure_lift l join matter by_matter on by_matter.number = l.matter
    where l.state = 'lifted' and l.kind = measure.kind and by_matter.court = matter.court
      and (l.of_matter = measure.matter
        or (l.of_matter is null and l.assets && measure.assets and by_matter.unit = matter.unit and by_matter.case_number = matter.case_number and l.at >= measure.since_at))
    order by l.at limit 1)`;
  // 四.7(3): where a seal stands in a queue the queue says what it is, and until when.
  const queued = sql<{ state: SealState; until_on: string | null; since_at: number }>`(select q.state, q.until_on, q.since_at from queued_seal q where q.request = measure.matter order by q.no desc limit 1)`;
  const state = sql<StandingState>`case
    when measure.state = 'lifted' or lifting.at is not null then 'lifted'
    when measure.state <> 'lifting' and queued.state in ('in-force', 'waiting', 'expired') then queued.state
    when measure.state <> 'lifting' and queued.state in ('released', 'disposed-of', 'lapsed', 'not-booked') then 'lifted'
    when measure.until_on < ${page.today} then 'expired'
    else measure.state end`;
  let query = db
    .selectFrom('measure')
    .innerJoin('matter', 'matter.number', 'measure.matter')
    .leftJoinLateral(lifting.as<'lifting'>(sql`lifting`), (join) => join.onTrue())
    .leftJoinLateral(queued.as<'queued'>(sql`queued`), (join) => join.onTrue())
    .select(['measure.matter', 'measure.key', 'measure.kind', 'matter.kind as matter_kind', 'matter.court', 'matter.unit', 'matter.office', 'matter.case_number', 'matter.position'])
    .select(['measure.since_at', 'measure.by_entry', 'lifting.matter as lifted_by'])
    .select([state.as('state'), sql<string | null>`coalesce(queued.until_on, measure.until_on)`.as('until_on'), sql<number | null>`coalesce(measure.lifted_at, lifting.at, case when queued.state in ('released', 'disposed-of', 'lapsed', 'not-booked') then queued.since_at end)`.as('lifted_at')])
    .where(inScope(scope))
    .orderBy('measure.since_at', 'desc')
    .orderBy('measure.matter', 'desc')
    .orderBy('measure.key')
    .limit(page.limit);
  if (filter.matter !== undefined) query = query.where('measure.matter', '=', filter.matter);
  if (filter.assetToken !== undefined) query = query.where(sql<SqlBool>`${filter.assetToken} = any(measure.assets)`);
  if (filter.states) query = query.where(sql<SqlBool>`${state} = any(${[...filter.states]}::text[])`);
  for (const token of filter.personTokens ?? []) query = query.where('measure.matter', 'in', (sub) => sub.selectFrom('matter_person').select('matter_person.matter').where('token', '=', token));
  const { after } = page;
  if (after) query = query.where(sql<SqlBool>`(measure.since_at < ${after[0]} or (measure.since_at = ${after[0]} and (measure.matter < ${after[1]} or (measure.matter = ${after[1]} and measure.key > ${after[2]}))))`);
  return query.execute();
}

export function cursorOfMeasure(row: MeasureRow): MeasureCursor {
  return [row.since_at, row.matter, row.key];
}

/** The words of the entries that took them; erased ones are absent. */
export async function wordsOfMeasures(db: Kysely<Database>, keyRing: KeyRing, rows: readonly MeasureRow[]): Promise<Map<MeasureRow, Words>> {
  if (rows.length === 0) return new Map();
  const entries = await db
    .selectFrom('entry')
    .select(['matter', 'seq', 'facts'])
    .where((where) => where.or(rows.map((row) => where.and([where('matter', '=', row.matter), where('seq', '=', row.by_entry)]))))
    .execute();
  const words = await openWords(db, keyRing, entries.flatMap(({ facts }) => facts.words ?? []));
  return new Map(
    rows.flatMap((row): [MeasureRow, Words][] => {
      const reference = entries.find(({ matter, seq }) => matter === row.matter && seq === row.by_entry)?.facts.words;
      const found = reference && words.get(reference.ref);
      return found ? [[row, found]] : [];
    }),
  );
}
