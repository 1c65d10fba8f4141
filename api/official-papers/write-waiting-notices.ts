import { assetClassOf } from '../../domain/seals/validity';
import { THE_PROGRAM } from '../../register/accounts/audit';
import { loadLedger } from '../../register/matters/entries';
import { findMatter, type MatterRow } from '../../register/matters/queries';
import { openWords } from '../../register/matters/words';
import { findUnwrittenNotices, type WaitingSeal } from '../../register/seals/queries';
import { numberFieldOf } from '../matters/asset-identity';
import { viewSealQueue } from '../matters/seal-queues';
import type { Services } from '../services';
import { issuerNamed } from './issuer';
import { writePaper } from './write-paper';

/**
 * 四.7(3): a later court is told in writing that its seal waits, and behind whom. The 轮候查封告知书 of every seal that waits is written for the registry's
 * office, once, in the request of that court; the office signs and seals it. Returns the requests for which one was written.
 */
export async function writeWaitingNotices(services: Services): Promise<string[]> {
  const written: string[] = [];
  for (const seal of await findUnwrittenNotices(services.db)) {
    if (await writeNotice(services, seal).catch((error: unknown) => void services.log.error({ err: error, matter: seal.request }, 'waiting notice'))) written.push(seal.request);
  }
  return written;
}

async function writeNotice(services: Services, { queue, no, request, place }: WaitingSeal): Promise<boolean> {
  const [row, queueRow] = [await findMatter(services.db, request), await findMatter(services.db, queue)];
  if (!row || !queueRow) return false;
  const asset = await assetOf(services, row);
  const account = (await keeperIn(services, request)) ?? (await keeperIn(services, queue));
  // Nothing is written from words that were erased, or for nobody.
  if (asset === undefined || account === undefined) return false;
  const { seals } = await viewSealQueue(services, { row: queueRow, isParty: true });
  const ahead = seals
    .filter((seal) => seal.no !== no && seal.place !== null && !seal.isPlaceByLawOnly && seal.place < place)
    .sort((a, b) => (a.place ?? 0) - (b.place ?? 0))
    .map(({ courtName, caseNumber, untilOn }) => ({ court: courtName ?? '在先查封机关', ...(caseNumber ? { caseNumber } : {}), ...(untilOn ? { untilOn } : {}) }));
  const body = { paper: 'waiting-seal-notice' as const, asset, place, ahead };
  await writePaper(services, row, {
    body,
    issuer: issuerNamed({ body: row.unit, office: row.office }, services.clock.now()),
    forBody: row.unit,
    auditActor: THE_PROGRAM,
    key: { account, key: `waiting-notice:${queue}:${no}`, body: { matter: request, paper: body.paper } },
  });
  return true;
}

/** As the court named it, else as the unit did. */
async function assetOf({ db, keyRing }: Services, { number, kind }: MatterRow): Promise<string | undefined> {
  const assetClass = assetClassOf(kind);
  const references = (await loadLedger(db, number)).flatMap(({ facts }) => facts.words ?? []);
  const words = await openWords(db, keyRing, references);
  const said = references.flatMap(({ ref }) => words.get(ref) ?? []) as { assetNumber?: unknown; company?: { name?: unknown }; result?: Record<string, unknown>; asset?: unknown }[];
  const field = assetClass && numberFieldOf(assetClass);
  const found = said.flatMap(({ assetNumber, company, result, asset }) => [assetNumber, field && result?.[field], company?.name, asset]).find((value) => typeof value === 'string');
  return typeof found === 'string' ? found : undefined;
}

/** Who acts for the registry: whoever of it wrote last. */
async function keeperIn({ db }: Services, matter: string): Promise<string | undefined> {
  return (await loadLedger(db, matter)).findLast(({ by }) => by.side === 'unit')?.by.id;
}
