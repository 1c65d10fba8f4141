import type { ColumnType } from 'kysely';
import type { NoticeKind, PersonType } from '../../domain/catalogue/notices';
import type { PublicationView } from '../../matters/publication';

/** What a matter has published; read off its position. */
export interface PublicNoticeTable {
  /** What the public knows it by. */
  id: string;
  matter: string;
  key: string;
  kind: NoticeKind;
  court: string;
  unit: string;
  office: string | null;
  case_number: string;
  state: PublicationView['state'];
  published_at: number;
  /** Blind-index tokens. */
  assets: string[];
  holder_type: PersonType;
  transferee_type: PersonType | null;
  of_matter: string | null;
  /** The entry whose words it shows. */
  by_entry: number;
  /** Those words, sealed. */
  words: string | null;
  corrections: ColumnType<PublicationView['corrections'], string, string>;
  withdrawn: ColumnType<PublicationView['withdrawn'] | null, string | null, string | null>;
  last_entry: number;
}

export interface PublicNoticeTables {
  public_notice: PublicNoticeTable;
}
