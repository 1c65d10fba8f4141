import { calendarSlice } from '../domain/calendar/calendar';
import { dayOf } from '../domain/calendar/day';
import { SHIPPED_CALENDARS } from '../domain/calendar/shipped';
import { InvalidInput } from '../domain/invalid-input';
import { withRegister } from '../engine/register-access';
import type { AssistanceRequest } from '../matters/assistance-request';
import type { Entry } from '../matters/ledger';
import { type MatterRow } from '../register/matters/queries';
import { findBrokenAnchor } from '../register/verify/anchors';
import { findBroken, type VerifyDeps } from '../register/verify/verify-matter';
import { assistanceRequest } from '../workflows/assistance-request';
import { rederive } from '../workflows/case-file/in-memory';
import { parseWords } from './options';

const USAGE = `Usage: liandong register verify [--json]

Checks the whole register: the chain of every ledger, the daily anchors, the words behind their digests, every date derived again
by running the procedures over the ledgers, and what the lists show. Says the first broken entry; exit code 1 if there is one.
Reads DATABASE_URL and LIANDONG_KEYS_DIR; without them the embedded default of the data home, which is started for it if it is stopped.
`;

const PAGE = 200;

/** `liandong register verify`: proves the record, or says where it breaks. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseWords(args, { json: { type: 'boolean' }, help: { type: 'boolean' } });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  if (positionals.join(' ') !== 'verify') throw new InvalidInput("takes 'verify'; --help says more", 'register');
  return withRegister(async ({ db, keyRing }) => {
    const result = await verifyRegister({ db, keyRing, rederive: rederiveMatter });
    process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : `${describe(result)}\n`);
    return result.broken === undefined ? 0 : 1;
  });
}

export interface Verified {
  matters: number;
  entries: number;
  broken?: string;
}

/** Goes through every matter by number, then through the anchors. */
export async function verifyRegister(deps: VerifyDeps): Promise<Verified> {
  const { db } = deps;
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
  const broken = await findBrokenAnchor(db);
  return broken ? { matters, entries, broken } : { matters, entries };
}

/** Each kind of matter by its own procedure, with the calendar it was counted with. */
export async function rederiveMatter(matter: MatterRow, ledger: readonly Entry[]) {
  const calendar = SHIPPED_CALENDARS.find(({ version }) => version === matter.calendar_version);
  if (!calendar) throw new Error(`calendar version ${matter.calendar_version} is not known`);
  return rederive<AssistanceRequest>(assistanceRequest, { matter: matter.number, ledger, calendar: calendarSlice(calendar, dayOf(matter.opened_at)) });
}

function describe({ matters, entries, broken }: Verified): string {
  return broken === undefined ? `The register is whole: ${matters} matters, ${entries} entries.` : `BROKEN: ${broken}`;
}
