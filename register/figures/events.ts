import { type Kysely, type RawBuilder, sql } from 'kysely';
import { CLOSED_PROCEDURES, isClosed } from '../../domain/access/closed-matters';
import type { Day } from '../../domain/calendar/day';
import { KINDS } from '../../domain/catalogue/kinds';
import type { Database } from '../database';
import { HOURS_OF_ANSWERING } from '../outages';

/** What figures are asked of; instants in epoch ms, `untilAt` the first after them. */
export interface FigureFilter {
  readonly fromAt: number;
  readonly untilAt: number;
  readonly unit?: string;
  readonly kind?: string;
  readonly court?: string;
  readonly office?: string;
}

/** How many events of a cell there are, by everything that figures tell apart. */
export interface EventGroup {
  readonly cell: string;
  readonly unit: string;
  readonly kind: string;
  /** 'YYYY-MM' in UTC+8. */
  readonly month: string;
  /** Of answers: the calendar that the term was counted with, the day of receipt and that of the answer. */
  readonly calendarVersion: number | null;
  readonly receivedOn: Day | null;
  readonly answeredOn: Day | null;
  readonly count: number;
}

/** One matter in a cell, or one term of it. */
export interface FigureEvent {
  readonly cell: string;
  readonly number: string;
  readonly unit: string;
  readonly term: string;
  readonly at: number;
  readonly calendarVersion: number | null;
  readonly receivedOn: Day | null;
}

/** Where a page ends: latest first. */
export type EventCursor = readonly [at: number, number: string, cell: string, term: string];

/** What a court asks a unit for. Disputes and queues of seals have no unit that answers; suspected crimes are counted apart, by number and dates alone. */
const COUNTED: readonly string[] = [...new Set(KINDS.map(({ procedure }) => procedure))].filter((procedure) => !isClosed(procedure));
/** What a unit owes of a request itself; its other targets (a notice of delay, a reply) are not the answer. */
const DUTIES: readonly string[] = ['answer', 'register', 'publish'];
const CHINA_OFFSET_MS = 8 * 3_600_000;

export async function countEvents(db: Kysely<Database>, filter: FigureFilter): Promise<EventGroup[]> {
  const { rows } = await sql<EventGroup>`
    ${eventsOf(filter)}
    select cell, unit, kind, left(${dayOfInstant(sql`at`)}, 7) as month, calendar_version as "calendarVersion", received_on as "receivedOn",
      case when received_on is null then null else ${dayOfInstant(sql`at`)} end as "answeredOn", count(*)::int as count
    from event group by 1, 2, 3, 4, 5, 6, 7 order by 1, 2, 3, 4, 5, 6, 7`.execute(db);
  return rows;
}

/** The events behind one number: a cell takes in those below it (`breach.unit` all of `breach.unit.plain.none` …). */
export async function listEvents(db: Kysely<Database>, filter: FigureFilter, cell: string, { limit, after }: { limit: number; after?: EventCursor }): Promise<FigureEvent[]> {
  const { rows } = await sql<FigureEvent>`
    ${eventsOf(filter)}
    select cell, number, unit, term, at, calendar_version as "calendarVersion", received_on as "receivedOn" from event
    where (cell = ${cell} or starts_with(cell, ${`${cell}.`}))
      and ${after ? sql`(at, number, cell, term) < (${after[0]}::bigint, ${after[1]}, ${after[2]}, ${after[3]})` : sql`true`}
    order by at desc, number desc, cell desc, term desc limit ${limit}`.execute(db);
  return rows;
}

/**
 * Everything that figures count, off the positions as they stand: each row is in one cell and no other. Matters that were closed before the
 * period have nothing in it.
 */
function eventsOf(filter: FigureFilter): RawBuilder<unknown> {
  return sql`with candidate as materialized (
      select number, kind, unit, opened_at, closed_at, its.breaches, case when its.breaches <> '[]' then its.terms end as terms,
        its.terms @> '[{"side": "unit", "force": "statutory"}]' as owes, jsonb_path_query_first(its.terms, ${ANSWER}) as answer, jsonb_path_query_array(its.terms, ${MISSED}) as missed,
        its.particulars -> 'receipt' ->> 'on' as receipt_on, its.particulars -> 'returns' as returns
      from matter cross join lateral jsonb_to_record(matter.position) as its(terms jsonb, breaches jsonb, particulars jsonb)
      where ${inPeriod(filter)} and procedure = any(${[...COUNTED]}::text[]) and ${matching(filter)}
    ), breach as materialized (
      select number, kind, unit, breach.term, breach.at, coalesce(owed ->> 'side', 'unit') as side, breach.explanation as cause, ${CLASS_OF_BREACH} as class
      from candidate cross join lateral jsonb_to_recordset(breaches)
        as breach(term text, at bigint, explanation text, "restsOnDeemedReceipt" boolean, contested jsonb, annulled jsonb, "isToBeAnnulled" boolean)
      cross join lateral jsonb_path_query_first(terms, '$[*] ? (@.id == $id)', jsonb_build_object('id', breach.term)) as owed
      where breaches <> '[]'
    ), first_breach as materialized (
      select distinct on (number) number, at, term from breach where side = 'unit' and class <> 'annulled' and cause <> 'confirmed-in-time' and at < ${filter.untilAt} order by number, at, term
    ), first_missed as materialized (
      select distinct on (number) number, kind, unit, (late ->> 'lateSince')::bigint as at, late ->> 'id' as term
      from candidate cross join lateral jsonb_array_elements(missed) as late
      where missed <> '[]' and ${isUnanswered(filter)} and late ->> 'side' = 'unit' and late ->> 'name' = any(${[...DUTIES]}::text[]) and (late ->> 'lateSince')::bigint < ${filter.untilAt} and (late ->> 'state' <> 'ended' or closed_at is not null)
      order by number, at, term
    ), event as (
      select 'opened' as cell, number, kind, unit, opened_at as at, '' as term, null::integer as calendar_version, null as received_on from candidate where opened_at >= ${filter.fromAt}
      union all
      select 'open', number, kind, unit, opened_at, '', null, null from candidate where closed_at is null or closed_at >= ${filter.untilAt}
      union all
      select case when not owes then case when answer ? 'lateSince' then 'answered.advisory.late' else 'answered.advisory.in-time' end
          when breaches = '[]' or number not in (select number from breach where side = 'unit') then 'answered.statutory.in-time'
          when number in (select number from breach where side = 'unit' and class <> 'annulled' and cause <> 'confirmed-in-time') then 'answered.statutory.late' else 'answered.statutory.set-aside' end,
        number, kind, unit, (answer ->> 'metAt')::bigint, answer ->> 'id', (answer ->> 'calendarVersion')::integer, coalesce(receipt_on, answer ->> 'startOn')
      from candidate where ${within(sql`(answer ->> 'metAt')::bigint`, filter)}
      union all
      select 'owed.statutory', number, candidate.kind, candidate.unit, first_breach.at, first_breach.term, null, null
      from candidate join first_breach using (number) where ${isUnanswered(filter)}
      union all
      select 'owed.advisory', number, kind, unit, at, term, null, null from first_missed where number not in (select number from first_breach)
      union all
      select 'breach.' || side || '.' || class || '.' || cause, number, kind, unit, at, term, null, null from breach where ${within(sql`at`, filter)}
      union all
      select 'missed.' || (late ->> 'side'), number, kind, unit, (late ->> 'lateSince')::bigint, late ->> 'id', null, null
      from candidate cross join lateral jsonb_array_elements(missed) as late where missed <> '[]' and ${within(sql`(late ->> 'lateSince')::bigint`, filter)}
      union all
      select 'returned.' || (used ->> 'returnedOnDay') || '.' || (used ->> 'of'), number, kind, unit, (returned ->> 'at')::bigint, used ->> 'term', null, null
      from candidate cross join lateral jsonb_array_elements(returns) as returned cross join lateral jsonb_array_elements(returned -> 'terms') as used
      where returns is not null and returned ->> 'state' in ('ended-clock', 'accepted') and ${within(sql`(returned ->> 'at')::bigint`, filter)}
      ${closedEvents(filter)}
    )`;
}

/** 二(四): number and dates alone, for the whole city alone: whoever narrows figures down to a unit, a kind or a court is told nothing of them. */
function closedEvents(filter: FigureFilter): RawBuilder<unknown> {
  if ([filter.unit, filter.kind, filter.court, filter.office].some((value) => value !== undefined)) return sql``;
  return sql`
      union all
      select 'closed.opened', number, '', '', opened_at, '', null, null from matter where ${inPeriod(filter)} and procedure = any(${[...CLOSED_PROCEDURES]}::text[]) and opened_at >= ${filter.fromAt}
      union all
      select 'closed.open', number, '', '', opened_at, '', null, null from matter where ${inPeriod(filter)} and procedure = any(${[...CLOSED_PROCEDURES]}::text[]) and (closed_at is null or closed_at >= ${filter.untilAt})`;
}

/** The first answer that the unit gave; terms stand in the order in which they began. */
const ANSWER = sql.lit('$[*] ? (@.name == "answer" && @.side == "unit" && @.state == "met")');
const MISSED = sql.lit('$[*] ? (@.force == "advisory" && exists(@.lateSince))');

/** The classes are disjoint; where several fit, the one that says most about whether it will stand goes first. */
const CLASS_OF_BREACH = sql`case
        when breach.annulled is not null then 'annulled'
        when breach."isToBeAnnulled" then 'to-be-annulled'
        when breach.contested is not null then 'contested'
        when exists (select from outage where from_at < ${instantOn(sql`(owed ->> 'dueOn')`, HOURS_OF_ANSWERING.to)} and to_at > ${instantOn(sql`(owed ->> 'dueOn')`, HOURS_OF_ANSWERING.from)}) then 'outage'
        when breach."restsOnDeemedReceipt" then 'deemed-receipt'
        else 'plain' end`;

function inPeriod({ fromAt, untilAt }: FigureFilter): RawBuilder<unknown> {
  return sql`opened_at < ${untilAt} and (closed_at is null or closed_at >= ${fromAt})`;
}

/** Without an answer until the end of the period: open then, or closed in it all the same. */
function isUnanswered({ untilAt }: FigureFilter): RawBuilder<unknown> {
  return sql`(answer is null or (answer ->> 'metAt')::bigint >= ${untilAt})`;
}

function matching({ unit, kind, court, office }: FigureFilter): RawBuilder<unknown> {
  const conditions = Object.entries({ unit, kind, court, office }).flatMap(([column, value]) => (value === undefined ? [] : [sql`${sql.ref(column)} = ${value}`]));
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

function within(at: RawBuilder<unknown>, { fromAt, untilAt }: FigureFilter): RawBuilder<unknown> {
  return sql`${at} >= ${fromAt} and ${at} < ${untilAt}`;
}

/** The day in UTC+8. */
function dayOfInstant(at: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`to_char(timestamp 'epoch' + (${at} + ${sql.lit(CHINA_OFFSET_MS)}) * interval '1 millisecond', 'YYYY-MM-DD')`;
}

function instantOn(day: RawBuilder<unknown>, timeOfDay: string): RawBuilder<unknown> {
  return sql`(extract(epoch from (${day} || ${sql.lit(` ${timeOfDay}:00+08`)})::timestamptz) * 1000)`;
}
