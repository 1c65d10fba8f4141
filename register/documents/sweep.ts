import type { Kysely } from 'kysely';
import type { Clock } from '../clock';
import type { Database } from '../database';
import type { DocumentFiles } from './files';

const KEPT_LOOSE_MS = 7 * 24 * 3_600_000;

export interface SweepDeps {
  readonly db: Kysely<Database>;
  /** Real time: a rehearsal's week is over in a moment. */
  readonly wallClock: Clock;
  readonly documentFiles: DocumentFiles;
}

/**
 * Removes what nobody carries: documents that no act took up within seven days, and files as old that no row knows, which a process that was
 * killed left behind. Returns how many went.
 */
export async function sweepDocuments({ db, wallClock, documentFiles }: SweepDeps): Promise<{ documents: number; files: number }> {
  const before = wallClock.now() - KEPT_LOOSE_MS;
  const loose = await db.deleteFrom('document').where('matter', 'is', null).where('uploaded_at', '<', before).returning('id').execute();
  for (const { id } of loose) await documentFiles.remove(id);

  let files = 0;
  for await (const { document, file, isDraft, modifiedAt } of documentFiles.list()) {
    if (modifiedAt >= before || (!isDraft && (await isKnown(db, document)))) continue;
    await documentFiles.discard({ file });
    files += 1;
  }
  return { documents: loose.length, files };
}

async function isKnown(db: Kysely<Database>, id: string): Promise<boolean> {
  return (await db.selectFrom('document').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}
