import type { ColumnType } from 'kysely';
import type { DocumentType } from '../../contract/documents';
import type { SealedBox } from '../sealing/seal';

/** One uploaded file. Its content lies sealed in the documents' folder, under its id. */
export interface DocumentTable {
  id: ColumnType<string, string, never>;
  uploaded_by: ColumnType<string, string, never>;
  idempotency_key: ColumnType<string, string, never>;
  /** The uploader's court or unit: only its acts carry the document. */
  body: ColumnType<string, string, never>;
  uploaded_at: ColumnType<number, number, never>;
  /** Of the file as it was uploaded, in hexadecimal. */
  sha256: ColumnType<string, string, never>;
  bytes: ColumnType<number, number, never>;
  media_type: ColumnType<DocumentType, DocumentType, never>;
  /** None once the document is erased, and its file with it. */
  sealed_name: ColumnType<SealedBox | null, string, null>;
  /** Whether a virus scanner found it clean. */
  scanned: ColumnType<boolean, boolean, never>;
  /** None until an act carries it; none again when that act was refused. */
  matter: string | null;
  /** Key of the entry that carries it, which is the command's id. */
  attached_entry: string | null;
  /** The proposal of a calendar year whose notice it is. */
  proposal: ColumnType<string | null, string | null | undefined, string | null>;
  /** The version of a court's standing instruction that it signs. */
  instruction: ColumnType<string | null, string | null | undefined, string | null>;
  /** The paper of which it is a version, written from a template. */
  paper: ColumnType<string | null, string | null | undefined, string | null>;
  /** The card that it goes with. */
  card: ColumnType<string | null, string | null | undefined, string | null>;
  erased_at: number | null;
}

export interface DocumentTables {
  document: DocumentTable;
}
