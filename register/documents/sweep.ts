import type { Kysely } from 'kysely';
import type { Clock } from '../clock';
import type { Database } from '../database';
import type { DocumentFiles } from './files';

const DAY_MS = 24 * 3_600_000;
const KEPT_LOOSE_MS = 7 * DAY_MS;
/** Rows go before their files, few at a time: whoever is killed in between leaves no more files than that. */
const AT_ONCE = 10;
/** More files without a row than processes that were killed leave: database and folder do not belong together, or one was restored without the other. */
const MOST_STRAYS = 50;

export interface SweepDeps {
  readonly db: Kysely<Database>;
  /** Real time: a rehearsal's week is over in a moment. */
  readonly wallClock: Clock;
  readonly documentFiles: DocumentFiles;
}

/**
 * Removes what nobody carries: documents that no act took up within seven days, and files as old that no row needs, which a process that was
 * killed left behind. Returns how many went. Where strikingly many files have no row none of them goes, and the operator is told.
 */
export async function sweepDocuments(deps: SweepDeps): Promise<{ documents: number; files: number }> {
  const before = deps.wallClock.now() - KEPT_LOOSE_MS;
  return { documents: await sweepLoose(deps, before), files: await sweepStrays(deps, before) };
}

async function sweepLoose({ db, documentFiles }: SweepDeps, before: number): Promise<number> {
  for (let swept = 0; ; ) {
    const loose = db.selectFrom('document').select('id').where('matter', 'is', null).where('proposal', 'is', null).where('instruction', 'is', null).where('card', 'is', null).where('paper', 'is', null).where('uploaded_at', '<', before).limit(AT_ONCE);
    const gone = await db.deleteFrom('document').where('id', 'in', loose).where('matter', 'is', null).where('proposal', 'is', null).where('instruction', 'is', null).where('card', 'is', null).where('paper', 'is', null).returning('id').execute();
    for (const { id } of gone) await documentFiles.remove(id);
    swept += gone.length;
    if (gone.length < AT_ONCE) return swept;
  }
}

async function sweepStrays({ db, wallClock, documentFiles }: SweepDeps, before: number): Promise<number> {
  let drafts = 0;
  const strays: string[] = [];
  for await (const { document, file, isDraft, modifiedAt } of documentFiles.list()) {
    if (modifiedAt >= before) continue;
    if (isDraft) {
      await documentFiles.discard({ file });
      drafts += 1;
    } else if (!(await isKnown(db, document))) {
      strays.push(file);
    }
  }
  if (strays.length > MOST_STRAYS) {
    await tellOperator(db, wallClock.now(), strays.length);
    return drafts;
  }
  for (const file of strays) await documentFiles.discard({ file });
  return drafts + strays.length;
}

async function isKnown(db: Kysely<Database>, id: string): Promise<boolean> {
  return (await db.selectFrom('document').select('id').where('id', '=', id).where('erased_at', 'is', null).executeTakeFirst()) !== undefined;
}

/** Once a day. */
async function tellOperator(db: Kysely<Database>, now: number, files: number): Promise<void> {
  const code = 'documents-without-rows';
  const told = await db.selectFrom('operator_notice').select('id').where('code', '=', code).where('at', '>', now - DAY_MS).executeTakeFirst();
  if (!told) await db.insertInto('operator_notice').values({ at: now, code, matter: null, details: JSON.stringify({ files }) }).execute();
}
