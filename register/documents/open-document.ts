import { createHash } from 'node:crypto';
import { isNativeError } from 'node:util/types';
import type { Kysely } from 'kysely';
import type { DocumentReference } from '../../matters/ledger';
import type { Clock } from '../clock';
import type { Database } from '../database';
import { Fault } from '../errors';
import { BrokenSeal } from '../sealing/seal-stream';
import type { DocumentFiles } from './files';

export interface OpenDeps {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
  readonly documentFiles: DocumentFiles;
}

/**
 * The content of a document that a matter's ledger names, or of a calendar's notice, its beginning already checked. Wherever it turns out to be another than the ledger
 * says, reading ends with a fault, the last part is withheld, and the operator is told.
 */
export async function openDocument(deps: OpenDeps, matter: string | null, reference: DocumentReference): Promise<AsyncGenerator<Buffer>> {
  const parts = told(deps, matter, reference);
  const first = await parts.next();
  async function* whole(): AsyncGenerator<Buffer> {
    try {
      if (first.done !== true) yield first.value;
      yield* parts;
    } finally {
      await parts.return(undefined);
    }
  }
  return whole();
}

/** What a file holds, held against its hash; the last part comes only when all of it was right. */
export async function* checkedContent(documentFiles: DocumentFiles, { document, sha256, bytes }: DocumentReference): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let length = 0;
  let held: Buffer | undefined;
  for await (const part of documentFiles.read(document)) {
    if (held) yield held;
    hash.update(part);
    length += part.length;
    held = part;
  }
  if (length !== bytes || hash.digest('hex') !== sha256) throw new BrokenSeal('it is not the file that was uploaded');
  if (held) yield held;
}

async function* told({ db, clock, documentFiles }: OpenDeps, matter: string | null, reference: DocumentReference): AsyncGenerator<Buffer> {
  try {
    yield* checkedContent(documentFiles, reference);
  } catch (error) {
    await db
      .insertInto('operator_notice')
      .values({ at: clock.now(), code: 'document-damaged', matter, details: JSON.stringify({ document: reference.document, reason: reasonOf(error) }) })
      .execute();
    throw new Fault('document-damaged', {}, { cause: error });
  }
}

/** A code, for the notice. */
function reasonOf(error: unknown): string {
  if (error instanceof BrokenSeal) return 'changed';
  return isNativeError(error) && 'code' in error && typeof error.code === 'string' ? error.code : 'unreadable';
}
