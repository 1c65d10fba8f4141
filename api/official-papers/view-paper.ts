import type { z } from 'zod';
import { formatInstant } from '../../contract/common';
import type { paper } from '../../contract/papers';
import { getOfficialPaper } from '../../domain/catalogue/official-papers';
import { openWords, type Words } from '../../register/matters/words';
import type { PaperWithVersions } from '../../register/official-papers/queries';
import type { Services } from '../services';

/** Papers with their versions; why one was made anew is told where personal data may be read. */
export async function viewPapers({ db, keyRing }: Pick<Services, 'db' | 'keyRing'>, papers: readonly PaperWithVersions[], mayReadReasons: boolean): Promise<z.output<typeof paper>[]> {
  const words = mayReadReasons ? await openWords(db, keyRing, papers.flatMap(({ versions }) => versions.map(({ version }) => version.words))) : new Map<string, Words>();
  return papers.map(({ row, versions }) => ({
    id: row.id,
    paper: row.paper,
    name: getOfficialPaper(row.paper).name,
    number: row.number,
    issuer: row.issuer,
    drawnAt: formatInstant(row.drawn_at),
    versions: versions.map(({ version, document }) => ({
      version: version.version,
      document: document.id,
      sha256: document.sha256,
      bytes: document.bytes,
      mediaType: document.media_type,
      madeAt: formatInstant(version.made_at),
      reason: reasonIn(words.get(version.words.ref)),
      erased: document.erased_at !== null,
    })),
  }));
}

function reasonIn(words: Words | undefined): string | null {
  return typeof words?.['reason'] === 'string' ? words['reason'] : null;
}
