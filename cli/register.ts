import { InvalidInput } from '../domain/invalid-input';
import { withRegister } from '../engine/register-access';
import { Calendars } from '../register/calendar/calendars';
import { SystemClock } from '../register/clock';
import { findBrokenAnchor } from '../register/verify/anchors';
import { findWrongPaper } from '../register/verify/papers';
import { findBroken, type VerifyDeps } from '../register/verify/verify-matter';
import { rederiveMatter } from '../workflows/rederive';
import { parseWords } from './options';
import { erase, sweep } from './register-words';

const USAGE = `Usage: liandong register verify [--documents] [--json]
       liandong register erase MATTER (SEQ | notes | calls) --reason TEXT
       liandong register sweep

verify checks the whole register: the chain of every ledger, the daily anchors, the words behind their digests, every date derived again
by running the procedures over the ledgers, and what the lists show; that the numbers of papers have no gap; that the file of every document is there, and with --documents that each holds what was uploaded, which reads them
all. Says the first broken entry; exit code 1 if there is one.

erase takes the sealed words of one entry, and the documents that it carries, away for good, and with an opening's words the index by which its people were found. The entry,
its digest and the chain stay; back-ups made before still hold the words. 'notes' takes those with which colleagues shared out the matter among themselves, 'calls' what was noted of telephone calls about it. Recorded with its reason.

sweep takes away words that came with a signal more than 30 days ago and never came into a ledger.

All read DATABASE_URL, LIANDONG_KEYS_DIR and LIANDONG_DOCUMENTS_DIR; without them the embedded default of the data home, which is started for it if it is stopped.
`;

const PAGE = 200;

/** `liandong register`: proves the record, or takes words out of it that may not stay. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseWords(args, { json: { type: 'boolean' }, documents: { type: 'boolean' }, reason: { type: 'string' }, help: { type: 'boolean' } });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const [act, ...words] = positionals;
  if (act === 'erase') return erase(words, values.reason);
  if (positionals.join(' ') === 'sweep') return sweep();
  if (positionals.join(' ') !== 'verify') throw new InvalidInput("takes 'verify', 'erase' or 'sweep'; --help says more", 'register');
  return withRegister(async ({ db, keyRing, documentFiles }) => {
    const result = await verifyRegister({ db, keyRing, documents: { files: documentFiles, contents: values.documents ?? false } });
    process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : `${describe(result)}\n`);
    return result.broken === undefined ? 0 : 1;
  });
}

export interface Verified {
  matters: number;
  entries: number;
  broken?: string;
}

/** Goes through every matter by number, each run again by its own procedure with the calendars it was counted with, then through the anchors. */
export async function verifyRegister({ db, keyRing, documents }: Pick<VerifyDeps, 'db' | 'keyRing' | 'documents'>): Promise<Verified> {
  const calendars = new Calendars(db, new SystemClock());
  const deps: VerifyDeps = { db, keyRing, documents, rederive: async ({ number }, ledger) => rederiveMatter({ matter: number, ledger, ...(await calendars.slicesFor(ledger)) }) };
  let matters = 0;
  let entries = 0;
  let after = '';
  for (;;) {
    const page = await db.selectFrom('matter').selectAll().where('number', '>', after).orderBy('number').limit(PAGE).execute();
    const last = page.at(-1);
    if (!last) break;
    after = last.number;
    for (const matter of page) {
      const broken = await findBroken(deps, matter);
      if (broken) return { matters, entries, broken };
      matters += 1;
      entries += matter.seq;
    }
  }
  const strays = await db.selectFrom('entry').select((count) => count.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
  if (strays.n !== entries) return { matters, entries, broken: `the register holds ${strays.n} entries, its matters ${entries}` };
  const broken = (await findWrongPaper(db, documents)) ?? (await findBrokenAnchor(db));
  return broken ? { matters, entries, broken } : { matters, entries };
}

function describe({ matters, entries, broken }: Verified): string {
  return broken === undefined ? `The register is whole: ${matters} matters, ${entries} entries.` : `BROKEN: ${broken}`;
}
