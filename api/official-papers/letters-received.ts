import type { Kysely } from 'kysely';
import type { Database } from '../../register/database';
import type { MatterRow } from '../../register/matters/queries';
import { listPapers, type PaperWithVersions } from '../../register/official-papers/queries';

/**
 * 四.7(4): the 提请监督函 that stood when the court, or its standing instruction, asked: the procuratorate reads it in the oversight, in its last version.
 * A late pointer asks for nothing, and brings none.
 */
export async function lettersReceived(db: Kysely<Database>, { procedure, court, position }: MatterRow, { body }: { body: string | null }): Promise<PaperWithVersions[]> {
  const referral = position.links.find(({ as }) => as === 'filing-oversight')?.matter;
  if (procedure !== 'filing-oversight' || body !== 'procuratorate' || position.particulars['late'] === true || referral === undefined) return [];
  const papers = await listPapers(db, { matter: referral, issuer: court });
  return papers.filter(({ row }) => row.paper === 'oversight-request').map(({ row, versions }) => ({ row, versions: versions.slice(-1) }));
}
