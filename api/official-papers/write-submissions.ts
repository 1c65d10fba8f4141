import type { Opening } from '../../matters/dispute';
import { THE_PROGRAM } from '../../register/accounts/audit';
import { loadLedger } from '../../register/matters/entries';
import { findDisputesToSubmit, type MatterRow } from '../../register/matters/queries';
import type { Services } from '../services';
import { issuerNamed } from './issuer';
import { writePaper } from './write-paper';

/**
 * 三(四): 磋商不成的，书面提交: the 争议提请书 of every dispute that has gone to the committee is written for whoever opened it, once, under the number of its own row.
 * One that the opener has had written already stands. Returns the disputes for which one was written.
 */
export async function writeSubmissions(services: Services): Promise<string[]> {
  const written: string[] = [];
  for (const dispute of await findDisputesToSubmit(services.db)) {
    if (await writeSubmission(services, dispute).catch((error: unknown) => void services.log.error({ err: error, matter: dispute.number }, 'submission'))) written.push(dispute.number);
  }
  return written;
}

async function writeSubmission(services: Services, dispute: MatterRow): Promise<boolean> {
  const opener = dispute.position.parties.find(({ side }) => side === 'opener');
  if (!opener) return false;
  const account = await openedBy(services, dispute);
  const body = { paper: 'dispute-submission' as const };
  await writePaper(services, dispute, {
    body,
    issuer: issuerNamed({ body: opener.body, office: opener.office ?? null }, services.clock.now()),
    forBody: opener.body,
    auditActor: THE_PROGRAM,
    key: { account, key: `submission:${dispute.number}`, body: { matter: dispute.number, ...body } },
  });
  return true;
}

/** Whoever opened the dispute; where the clock did, whoever opened the matter that it is about. */
async function openedBy({ db }: Pick<Services, 'db'>, dispute: MatterRow): Promise<string> {
  const { origin } = (await loadLedger(db, dispute.number))[0]?.facts as Opening;
  const opening = (await loadLedger(db, origin.matter)).find(({ seq }) => seq === origin.seq);
  return opening?.by.kind === 'officer' || opening?.by.kind === 'machine' ? opening.by.id : dispute.opened_by;
}
