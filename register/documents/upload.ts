import { createHash, randomUUID } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import { DOCUMENT_TYPES, type DocumentType, MAX_DOCUMENT_BYTES } from '../../contract/documents';
import type { Clock } from '../clock';
import type { Database } from '../database';
import { Fault, Refusal } from '../errors';
import type { KeyRing } from '../sealing/key-ring';
import { openJson, sealJson } from '../sealing/seal';
import { ContentProbe } from './content-probe';
import type { DocumentFiles, Draft } from './files';
import { isInfected, type ScanProgram } from './scan';
import type { DocumentTable } from './tables';

export type DocumentRow = Selectable<DocumentTable>;

export interface UploadDeps {
  readonly db: Kysely<Database>;
  readonly keyRing: KeyRing;
  readonly wallClock: Clock;
  readonly documentFiles: DocumentFiles;
  readonly scanProgram?: ScanProgram;
}

export interface Upload {
  readonly uploadedBy: string;
  /** Court or unit of the uploader. */
  readonly body: string;
  readonly idempotencyKey: string;
  /** Of the file, with its end. */
  readonly name: string;
  readonly mediaType: DocumentType;
  /** Made by the program, and carried at once: what its officer has lying about does not hinder it. */
  readonly isOfProgram?: boolean;
  /** A part is good only until the next is asked for. Ends early by throwing. */
  readonly content: AsyncIterable<Buffer>;
}

/** Two commands' worth, and enough to begin others. */
const MAX_LOOSE = 100;

/**
 * Takes a file in as it flows by, and returns when file and row are on disk: nothing acknowledged is lost, and what is refused leaves nothing.
 * The same key and content again give the same document.
 */
export async function storeDocument(deps: UploadDeps, upload: Upload): Promise<DocumentRow> {
  const { db, documentFiles, scanProgram } = deps;
  refuseWrongName(upload);
  if (upload.isOfProgram !== true) await refuseTooManyLoose(db, upload.uploadedBy);
  const id = randomUUID();
  const measure = new Measure(upload.mediaType);
  const draft = await draftOf(documentFiles, id, measure.watch(upload.content));
  try {
    const repeated = await findRepeated(db, upload, measure.sha256);
    if (repeated) {
      await documentFiles.discard(draft);
      return repeated;
    }
    if (scanProgram && (await isInfected(scanProgram, documentFiles.read(id, draft)))) throw new Refusal('document-infected');
  } catch (error) {
    await documentFiles.discard(draft);
    throw error;
  }
  return commit(deps, upload, draft, measure);
}

/** The name it was uploaded under; none when it is erased. */
export function nameOf(keyRing: KeyRing, { id, sealed_name }: Pick<DocumentRow, 'id' | 'sealed_name'>): string | null {
  return sealed_name && String(openJson(keyRing, sealed_name, nameContext(id)));
}

async function commit({ db, keyRing, wallClock, documentFiles, scanProgram }: UploadDeps, upload: Upload, draft: Draft, { sha256, bytes }: Measure): Promise<DocumentRow> {
  const id = draft.document;
  await storing(documentFiles.keep(draft));
  // A commit whose answer is lost may have happened: then the file stays, and is swept one day if it has no row.
  const row = await db
    .insertInto('document')
    .values({
      id,
      uploaded_by: upload.uploadedBy,
      idempotency_key: upload.idempotencyKey,
      body: upload.body,
      uploaded_at: wallClock.now(),
      sha256,
      bytes,
      media_type: upload.mediaType,
      sealed_name: JSON.stringify(sealJson(keyRing, upload.name, nameContext(id))),
      scanned: scanProgram !== undefined,
    })
    .onConflict((conflict) => conflict.columns(['uploaded_by', 'idempotency_key']).doNothing())
    .returningAll()
    .executeTakeFirst();
  if (row) return row;
  await documentFiles.remove(id);
  const first = await findRepeated(db, upload, sha256);
  if (!first) throw new Error(`document ${id} met another one that is not there`);
  return first;
}

/** What passes by is counted, hashed and looked at; the first thing that is wrong ends it. */
class Measure {
  bytes = 0;
  private readonly hash = createHash('sha256');
  private readonly probe = new ContentProbe();
  private digest = '';

  constructor(private readonly mediaType: DocumentType) {}

  /** In hexadecimal; of the whole file, once it has passed. */
  get sha256(): string {
    return this.digest;
  }

  async *watch(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const part of content) {
      this.bytes += part.length;
      if (this.bytes > MAX_DOCUMENT_BYTES) throw new Refusal('document-too-large');
      this.probe.take(part);
      if (!this.probe.mayBe(this.mediaType)) throw new Refusal('document-type-not-allowed');
      this.hash.update(part);
      yield part;
    }
    if (this.probe.mediaType() !== this.mediaType) throw new Refusal('document-type-not-allowed');
    this.digest = this.hash.digest('hex');
  }
}

async function findRepeated(db: Kysely<Database>, { uploadedBy, idempotencyKey }: Upload, sha256: string): Promise<DocumentRow | undefined> {
  const row = await db.selectFrom('document').selectAll().where('uploaded_by', '=', uploadedBy).where('idempotency_key', '=', idempotencyKey).executeTakeFirst();
  if (row && row.sha256 !== sha256) throw new Refusal('idempotency-key-reused');
  return row;
}

/** `judgment.exe` is no PDF, whatever is in it. */
function refuseWrongName({ name, mediaType }: Upload): void {
  const ends: readonly string[] = DOCUMENT_TYPES[mediaType];
  const end = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (!ends.includes(end)) throw new Refusal('document-type-not-allowed');
}

/** Nobody fills the disk with what no act carries. */
async function refuseTooManyLoose(db: Kysely<Database>, uploadedBy: string): Promise<void> {
  const { loose } = await db
    .selectFrom('document')
    .select((count) => count.fn.countAll<number>().as('loose'))
    .where('uploaded_by', '=', uploadedBy)
    .where('matter', 'is', null)
    .where('proposal', 'is', null)
    .where('instruction', 'is', null)
    .where('card', 'is', null)
    .where('paper', 'is', null)
    .executeTakeFirstOrThrow();
  if (loose >= MAX_LOOSE) throw new Refusal('too-many-loose-documents');
}

async function draftOf(files: DocumentFiles, id: string, content: AsyncIterable<Buffer>): Promise<Draft> {
  return storing(files.draft(id, content));
}

/** A full or broken disk is for the operator to see, and for the caller to try again. */
async function storing<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Refusal || error instanceof Fault) throw error;
    throw new Fault('documents-unavailable', {}, { cause: error });
  }
}

function nameContext(id: string): string {
  return `document-name:${id}`;
}
