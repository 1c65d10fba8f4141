import { randomUUID } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import type { DocumentType } from '../../contract/documents';
import { type AuditActor, recordAudit, THE_PROGRAM } from '../accounts/audit';
import type { Clock } from '../clock';
import type { Database } from '../database';
import { type DocumentRow, storeDocument, type UploadDeps } from '../documents/upload';
import { Refusal } from '../errors';
import { hashBody } from '../matters/commands';
import { sealWords, type Words } from '../matters/words';
import type { PaperKey, PaperRow } from './draw-number';
import type { PaperVersionTable } from './tables';

export type PaperVersionRow = Selectable<PaperVersionTable>;

const DOCX: DocumentType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export interface NewVersion {
  paper: PaperRow;
  body: string;
  /** Of the file, without its end. */
  name: string;
  content: Buffer;
  /** What the officer added, and why it is made anew. */
  words: Words;
  /** The sealed words that it was written from. */
  madeFrom: readonly string[];
  key: PaperKey;
  madeAt: number;
  auditActor: AuditActor;
}

/** The version that was made with this key before, or undefined. Throws `idempotency-key-reused` when it had another body. */
export async function findMadeVersion(db: Kysely<Database>, { account, key, body }: PaperKey): Promise<PaperVersionRow | undefined> {
  const row = await db.selectFrom('paper_version').selectAll().where('made_by', '=', account).where('idempotency_key', '=', key).executeTakeFirst();
  if (row && row.body_hash !== hashBody(body)) throw new Refusal('idempotency-key-reused');
  return row;
}

/** Keeps a written paper as the next version of it, like an uploaded document: sealed on disk, by its hash. None is ever changed. */
export async function keepVersion(deps: UploadDeps & { clock: Clock }, given: NewVersion): Promise<void> {
  const { paper, name, content, body, key } = given;
  const document = await storeDocument(deps, { uploadedBy: key.account, body, idempotencyKey: `paper:${randomUUID()}`, name: `${name}.docx`, mediaType: DOCX, content: whole(content), isOfProgram: given.auditActor === THE_PROGRAM });
  const isKept = await deps.db.transaction().execute(async (trx) => {
    // One at a time for each paper.
    const { versions: version } = await trx.updateTable('paper').set((row) => ({ versions: row('versions', '+', 1) })).where('id', '=', paper.id).returning('versions').executeTakeFirstOrThrow();
    if (await findMadeVersion(trx, key)) throw new MadeBefore();
    const words = await sealWords(trx, deps.keyRing, { matter: paper.matter, origin: `paper:${document.id}`, words: given.words, now: given.madeAt });
    await trx
      .insertInto('paper_version')
      .values({ paper: paper.id, version, document: document.id, words: JSON.stringify(words), made_from: [...given.madeFrom], made_by: key.account, idempotency_key: key.key, body_hash: hashBody(key.body), made_at: given.madeAt })
      .execute();
    await trx.updateTable('document').set({ paper: paper.id }).where('id', '=', document.id).execute();
    await recordAudit(trx, { at: deps.wallClock.now(), actor: given.auditActor, action: 'paper-made', details: { matter: paper.matter, paper: paper.paper, number: paper.number, version } });
    return true;
  }).catch((error: unknown) => {
    if (error instanceof MadeBefore) return false;
    throw error;
  });
  if (!isKept) await discard(deps, document);
}

/** Another of the same key was faster: what it made stands, and the count of versions goes back. */
class MadeBefore extends Error {}

async function discard({ db, documentFiles }: UploadDeps, { id }: DocumentRow): Promise<void> {
  await db.deleteFrom('document').where('id', '=', id).where('paper', 'is', null).execute();
  await documentFiles.remove(id);
}

async function* whole(content: Buffer): AsyncGenerator<Buffer> {
  yield content;
}
