import type { Actor } from '../../matters/ledger';
import type { Procedure } from '../../matters/messages';
import { stampInstant } from '../clock';
import { attachDocuments, documentsIn } from '../documents/attach';
import { commandIdOf } from './command-id';
import { findRepeated, hashBody, type Idempotency, type RegisterDeps } from './commands';
import { insertMatter, type OpeningDeps, type OpeningFacts } from './insert-matter';
import { prepareWords, type Words } from './words';

export interface NewMatter {
  procedure: Procedure;
  by: Actor;
  /** Facts of entry 1, without its words and the calendar's version. */
  opening: OpeningFacts;
  words: Words;
  /** Blind-index tokens by which the people in it can be found. */
  personTokens: readonly string[];
  isRehearsal: boolean;
  idempotency: Idempotency;
}

/**
 * Opens a matter, register first: number, matter, sealed words, entry 1, where it stands and its command in one transaction. It is open from
 * this commit on, whether or not Temporal is up. The same key again returns the number given the first time.
 */
export async function openMatter(deps: RegisterDeps & OpeningDeps, input: NewMatter): Promise<{ matter: string; isRepeat: boolean }> {
  const repeated = await findRepeated(deps.db, input.idempotency);
  if (repeated) return { matter: repeated.matter, isRepeat: true };
  try {
    return { matter: await open(deps, input), isRepeat: false };
  } catch (error) {
    // Two of the same at once: the second finds the first.
    const first = isUniqueViolation(error) ? await findRepeated(deps.db, input.idempotency) : undefined;
    if (!first) throw error;
    return { matter: first.matter, isRepeat: true };
  }
}

async function open(deps: RegisterDeps & OpeningDeps, input: NewMatter): Promise<string> {
  const { account, route, key } = input.idempotency;
  const id = commandIdOf(account, route, key);
  const calendar = await deps.calendars.newest();
  return deps.db.transaction().execute(async (trx) => {
    const now = await stampInstant(deps.clock, trx);
    const words = prepareWords(deps.keyRing, { matter: null, origin: id, words: input.words, now });
    const number = await insertMatter(trx, deps, {
      procedure: input.procedure,
      by: input.by,
      key: id,
      openedBy: input.by.id,
      facts: { ...input.opening, words: words.reference },
      isRehearsal: input.isRehearsal,
      at: now,
      calendar,
      beside: (number) => ({
        sealed: { ...words.row, matter: number },
        personTokens: input.personTokens,
        command: {
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
        },
      }),
    });
    await attachDocuments(trx, documentsIn(input.opening), { matter: number, entry: id });
    return number;
  });
}

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505';
}
