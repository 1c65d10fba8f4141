import type { MakePaperBody } from '../../contract/papers';
import { getOfficialPaper } from '../../domain/catalogue/official-papers';
import { composePaper } from '../../papers/compose';
import { drawDocx } from '../../papers/draw-docx';
import type { AuditActor } from '../../register/accounts/audit';
import { Refusal } from '../../register/errors';
import type { MatterRow } from '../../register/matters/queries';
import { drawPaperNumber, type PaperKey, type PaperRow } from '../../register/official-papers/draw-number';
import { keepVersion } from '../../register/official-papers/keep-version';
import { findPaper } from '../../register/official-papers/queries';
import type { Services } from '../services';
import { gatherFacts } from './gather-facts';

interface Order {
  body: MakePaperBody;
  issuer: { id: string; name: string };
  /** Court or unit: whose document it is. */
  forBody: string;
  auditActor: AuditActor;
  key: PaperKey;
}

/** Writes a version and keeps it. What the matter cannot say is refused before a number is drawn. Returns the paper's id. */
export async function writePaper(services: Services, matter: MatterRow, { body, issuer, forBody, auditActor, key }: Order): Promise<string> {
  const now = services.clock.now();
  const { facts, madeFrom } = await gatherFacts(services, matter, body, { issuerName: issuer.name, now });
  const paper = await paperFor(services, matter.number, issuer, body, key);
  const content = await drawDocx(composePaper({ ...facts, number: paper.number }, body));
  const words = { fields: body, ...(body.reason === undefined ? {} : { reason: body.reason }) };
  await keepVersion(services, { paper, body: forBody, name: `${paper.number}${getOfficialPaper(paper.paper).name}`, content, words, madeFrom, key, madeAt: now, auditActor });
  return paper.id;
}

async function paperFor(services: Services, matter: string, issuer: { id: string; name: string }, { paper, newVersionOf }: MakePaperBody, key: PaperKey): Promise<PaperRow> {
  if (newVersionOf === undefined) return drawPaperNumber(services, { matter, paper, issuer, key });
  const row = await findPaper(services.db, { id: newVersionOf, matter, issuer: issuer.id, paper });
  if (!row) throw new Refusal('no-such-paper');
  return row;
}
