import type { Insertable, Kysely, Transaction } from 'kysely';
import { type Calendar, calendarSlice } from '../../domain/calendar/calendar';
import { dayOf, yearOf } from '../../domain/calendar/day';
import type { Actor, Entry, Facts } from '../../matters/ledger';
import { type Procedure, PROCEDURES } from '../../matters/messages';
import type { FirstStep } from '../../matters/step';
import type { Calendars } from '../calendar/calendars';
import type { Clock } from '../clock';
import type { Database } from '../database';
import { announceDue } from '../deliveries/outbox';
import { prepareTells } from '../deliveries/tell';
import { instructionMissedBy, revisionOf } from '../standing-instructions/bring';
import { chainEntries, GENESIS } from './entries';
import { insertOutgoing, openAll } from './linked';
import { positionColumns } from './position-columns';
import type { CommandTable, SealedTable } from './tables';

/** What every opening states, whatever the procedure. */
export type OpeningFacts = Facts & { kind: string; court: string; unit: string; office?: string; ruleSet: string; caseNumber: string };

export interface OpeningDeps {
  clock: Clock;
  /** What follows from an opening alone: the procedures are not known here. */
  deriveFirstStep(opening: Entry, calendar: Calendar): Promise<FirstStep>;
  /** The calendar in force. */
  calendars: Pick<Calendars, 'newest'>;
}

interface NewMatterRow {
  procedure: Procedure;
  by: Actor;
  /** Key of entry 1. */
  key: string;
  /** The account for whom the court's side is told. */
  openedBy: string;
  facts: OpeningFacts;
  isRehearsal: boolean;
  /** The calendar in force, read before the transaction: one that waited for a second connection could wait for itself. */
  calendar: Calendar;
  /** The legal instant of the opening, epoch ms. */
  at: number;
  /** What else the opening writes, once the number is known: sealed words, tokens, the command. */
  beside?: (number: string) => { sealed?: Insertable<SealedTable>; personTokens?: readonly string[]; command?: Insertable<CommandTable> };
}

/**
 * Writes a matter into the caller's transaction: number, matter, entry 1, where it stands, and whom that tells.
 * Everything is prepared first; the counter, for which every other opening waits, is locked last.
 */
export async function insertMatter(trx: Transaction<Database>, deps: OpeningDeps, given: NewMatterRow): Promise<string> {
  const { procedure, by, openedBy, at } = given;
  const calendar = calendarSlice(given.calendar, dayOf(at));
  const facts: OpeningFacts = { ...given.facts, procedure, calendarVersion: calendar.version };
  const draft = { key: given.key, type: 'open-request', by, receivedAt: at, facts };
  const { position, tells, outgoing, openings } = await deps.deriveFirstStep({ ...draft, seq: 1, recordedAt: at }, calendar);
  const { kind, court, unit, office } = facts;
  const about = { kind, court, unit, ...(office ? { office } : {}), officer: openedBy };
  const deliveries = await prepareTells(trx, { matter: '', about, seq: 1, at, tells, parties: position.parties, standing: { procedure, stage: position.stage, ...(position.dueOn ? { dueOn: position.dueOn } : {}) }, clock: deps.clock, calendar: given.calendar });
  if (deliveries.some((row) => row.mode === 'single' && row.state === 'queued')) await announceDue(trx);

  const missed = await instructionMissedBy(trx, { procedure, facts, today: dayOf(at) });

  const number = await nextNumber(trx, procedure, at);
  const { sealed, personTokens = [], command } = given.beside?.(number) ?? {};
  const entry = chainEntries(number, { seq: 0, hash: GENESIS }, [draft], at);
  const matter = {
    number,
    procedure,
    kind,
    court,
    unit,
    office: office ?? null,
    case_number: facts.caseNumber,
    rule_set: facts.ruleSet,
    opened_by: openedBy,
    opened_at: at,
    seq: entry.head.seq,
    head_hash: entry.head.hash,
    ...positionColumns({ ...position, seq: entry.head.seq }),
    rehearsal: given.isRehearsal,
  };
  // One statement for all the rest: while the counter is locked, every other opening waits.
  let rest = trx.with('opened', (create) => create.insertInto('matter').values(matter)) as unknown as Kysely<Database>;
  if (sealed) rest = rest.with('sealed_words', (create) => create.insertInto('sealed').values(sealed)) as unknown as Kysely<Database>;
  if (deliveries.length > 0) rest = rest.with('told', (create) => create.insertInto('delivery').values(deliveries.map((row) => ({ ...row, matter: number })))) as unknown as Kysely<Database>;
  if (personTokens.length > 0) {
    const persons = [...new Set(personTokens)].map((token) => ({ matter: number, token }));
    rest = rest.with('persons', (create) => create.insertInto('matter_person').values(persons)) as unknown as Kysely<Database>;
  }
  if (command) rest = rest.with('given', (create) => create.insertInto('command').values(command)) as unknown as Kysely<Database>;
  await rest.insertInto('entry').values(entry.rows).execute();

  if (missed) await trx.insertInto('command').values(revisionOf(number, missed, at)).execute();
  await insertOutgoing(trx, number, 1, outgoing, at);
  await openAll(trx, deps, openings, { origin: { number, opened_by: openedBy, rehearsal: given.isRehearsal }, seq: 1, now: at, calendar: given.calendar });
  return number;
}

/** Numbers are given per year and prefix without a gap. */
async function nextNumber(trx: Transaction<Database>, procedure: Procedure, at: number): Promise<string> {
  const prefix = PROCEDURES[procedure].numberPrefix;
  const year = yearOf(dayOf(at));
  const { last } = await trx
    .insertInto('number_counter')
    .values({ prefix, year, last: 1 })
    .onConflict((conflict) => conflict.columns(['prefix', 'year']).doUpdateSet((row) => ({ last: row('number_counter.last', '+', 1) })))
    .returning('last')
    .executeTakeFirstOrThrow();
  return `${prefix}-${year}-${String(last).padStart(6, '0')}`;
}
