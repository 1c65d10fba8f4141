import { dayOf, yearOf } from '../../domain/calendar/day';
import type { Actor, Facts } from '../../matters/ledger';
import { type Procedure, PROCEDURES } from '../../matters/messages';
import type { Position } from '../../matters/position';
import { stampInstant } from '../clock';
import { commandIdOf } from './command-id';
import { findRepeated, hashBody, type Idempotency, type RegisterDeps } from './commands';
import { chainEntries, GENESIS } from './entries';
import { positionColumns } from './record-step';
import { prepareWords, type Words } from './words';

export interface NewMatter {
  procedure: Procedure;
  by: Actor;
  /** Facts of entry 1, without its words. */
  opening: Facts & { kind: string; court: string; unit: string; office?: string; ruleSet: string; calendarVersion: number; caseNumber: string };
  words: Words;
  /** Blind-index tokens by which the people in it can be found. */
  personTokens: readonly string[];
  isRehearsal: boolean;
  idempotency: Idempotency;
}

/**
 * Opens a matter, register first: number, matter, sealed words, entry 1 and its command in one transaction. It is open from this commit on,
 * whether or not Temporal is up. The same key again returns the number given the first time.
 */
export async function openMatter(deps: RegisterDeps, input: NewMatter): Promise<{ matter: string; isRepeat: boolean }> {
  const repeated = await findRepeated(deps.db, input.idempotency);
  if (repeated) return { matter: repeated.matter, isRepeat: true };
  try {
    return { matter: await insertMatter(deps, input), isRepeat: false };
  } catch (error) {
    // Two of the same at once: the second finds the first.
    const first = isUniqueViolation(error) ? await findRepeated(deps.db, input.idempotency) : undefined;
    if (!first) throw error;
    return { matter: first.matter, isRepeat: true };
  }
}

async function insertMatter({ db, clock, keyRing }: RegisterDeps, input: NewMatter): Promise<string> {
  const { account, route, key } = input.idempotency;
  const id = commandIdOf(account, route, key);
  const { opening } = input;
  return db.transaction().execute(async (trx) => {
    const now = await stampInstant(clock, trx);
    const prefix = PROCEDURES[input.procedure].numberPrefix;
    const year = yearOf(dayOf(now));
    // The row everybody waits for is locked as late as can be.
    const { last } = await trx
      .insertInto('number_counter')
      .values({ prefix, year, last: 1 })
      .onConflict((conflict) => conflict.columns(['prefix', 'year']).doUpdateSet((row) => ({ last: row('number_counter.last', '+', 1) })))
      .returning('last')
      .executeTakeFirstOrThrow();
    const number = `${prefix}-${year}-${String(last).padStart(6, '0')}`;
    const position: Position = {
      seq: 0,
      stage: 'opened',
      awaitedSides: [],
      offered: { court: [], unit: [] },
      terms: [],
      breaches: [],
      provisional: false,
      lateness: 'none',
      particulars: {},
    };
    const words = prepareWords(keyRing, { matter: number, origin: id, words: input.words, now });
    const opened = { key: id, type: 'open-request', by: input.by, receivedAt: now, facts: { ...opening, words: words.reference } };
    const entry = chainEntries(number, { seq: 0, hash: GENESIS }, [opened], now);
    const persons = [...new Set(input.personTokens)].map((token) => ({ matter: number, token }));
    // One statement for all the rest: while the counter is locked, every other opening waits.
    const rest = trx
      .with('opened_matter', (create) =>
        create.insertInto('matter').values({
          number,
          procedure: input.procedure,
          kind: opening.kind,
          court: opening.court,
          unit: opening.unit,
          office: opening.office ?? null,
          case_number: opening.caseNumber,
          rule_set: opening.ruleSet,
          calendar_version: opening.calendarVersion,
          opened_by: input.by.id,
          opened_at: now,
          seq: entry.head.seq,
          head_hash: entry.head.hash,
          ...positionColumns(position),
          rehearsal: input.isRehearsal,
        }),
      )
      .with('sealed_words', (create) => create.insertInto('sealed').values(words.row))
      .with('first_entry', (create) => create.insertInto('entry').values(entry.rows));
    const command = {
      id,
      account,
      route,
      idempotency_key: key,
      body_hash: hashBody(input.idempotency.body),
      matter: number,
      name: 'open-request',
      actor: JSON.stringify(input.by),
      facts: '{}',
      received_at: now,
      state: 'accepted' as const,
      outcome: JSON.stringify({ status: 'accepted', seq: 1, recordedAt: now }),
      settled_at: now,
    };
    if (persons.length === 0) await rest.insertInto('command').values(command).execute();
    else await rest.with('persons', (create) => create.insertInto('matter_person').values(persons)).insertInto('command').values(command).execute();
    return number;
  });
}

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505';
}
