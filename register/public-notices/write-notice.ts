import type { Insertable, Transaction } from 'kysely';
import type { Facts } from '../../matters/ledger';
import type { Position } from '../../matters/position';
import type { PublicationView } from '../../matters/publication';
import type { Database } from '../database';
import { commandIdOf } from '../matters/command-id';
import type { PublicNoticeTable } from './tables';

/** What every notice says of its matter. */
export interface NoticeOf {
  number: string;
  court: string;
  unit: string;
  office: string | null;
  case_number: string;
}

/** Brings the public column up to what a step made of its matter's notice, in the step's transaction. `seq`: the last entry that was written before. */
export async function writeNotice(trx: Transaction<Database>, matter: NoticeOf, { publication }: Pick<Position, 'publication'>, seq: number): Promise<void> {
  if (!publication || publication.lastEntry <= seq) return;
  const entry = await trx.selectFrom('entry').select('facts').where('matter', '=', matter.number).where('seq', '=', publication.byEntry).executeTakeFirstOrThrow();
  const row = noticeRow(matter, publication, entry.facts);
  await trx.insertInto('public_notice').values(row).onConflict((conflict) => conflict.columns(['matter', 'key']).doUpdateSet(row)).execute();
}

/** `facts`: of the entry whose words it shows. */
export function noticeRow({ number, court, unit, office, case_number }: NoticeOf, view: PublicationView, { words }: Facts): Insertable<PublicNoticeTable> {
  return {
    // The same for the same notice, and without its matter's number.
    id: commandIdOf(number, 'public-notice', view.key),
    matter: number,
    key: view.key,
    kind: view.kind,
    court,
    unit,
    office,
    case_number,
    state: view.state,
    published_at: view.publishedAt,
    assets: [...view.assets],
    holder_type: view.holderType,
    transferee_type: view.transfereeType ?? null,
    of_matter: view.of ?? null,
    by_entry: view.byEntry,
    words: words?.ref ?? null,
    corrections: JSON.stringify(view.corrections),
    withdrawn: view.withdrawn ? JSON.stringify(view.withdrawn) : null,
    last_entry: view.lastEntry,
  };
}
