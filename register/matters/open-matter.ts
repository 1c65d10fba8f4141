import { dayOf, yearOf } from '../../domain/calendar/day';
import type { Actor, Facts } from '../../matters/ledger';
import { type Procedure, PROCEDURES } from '../../matters/messages';
import type { Position } from '../../matters/position';
import { stampInstant } from '../clock';
import { commandIdOf } from './command-id';
import { findRepeated, hashBody, type Idempotency, type RegisterDeps } from './commands';
import { appendEntries, GENESIS } from './entries';
import { positionColumns } from './record-step';
import { sealWords, type Words } from './words';

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
    const words = await sealWords(trx, keyRing, { matter: null, origin: id, words: input.words, now });
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
    await trx
      .insertInto('matter')
      .values({
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
        seq: 1,
        head_hash: GENESIS,
        ...positionColumns(position),
        rehearsal: input.isRehearsal,
      })
      .execute();
    const head = await appendEntries(
      trx,
      number,
      { seq: 0, hash: GENESIS },
      [{ key: id, type: 'open-request', by: input.by, receivedAt: now, facts: { ...opening, words } }],
      now,
    );
    await trx.updateTable('matter').set({ head_hash: head.hash }).where('number', '=', number).execute();
    await trx.updateTable('sealed').set({ matter: number }).where('id', '=', words.ref).execute();
    if (input.personTokens.length > 0) await trx.insertInto('matter_person').values([...new Set(input.personTokens)].map((token) => ({ matter: number, token }))).execute();
    await trx
      .insertInto('command')
      .values({
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
        state: 'accepted',
        outcome: JSON.stringify({ status: 'accepted', seq: 1, recordedAt: now }),
        settled_at: now,
      })
      .execute();
    return number;
  });
}

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505';
}
