import { listMatterPapers, makePaper, type MakePaperBody } from '../../contract/papers';
import { mayMakePaper } from '../../domain/access/permissions';
import { dayOf } from '../../domain/calendar/day';
import { getOfficialPaper, hasUseFor } from '../../domain/catalogue/official-papers';
import { unitName } from '../../matters/wording/words';
import { composePaper } from '../../papers/compose';
import { drawDocx } from '../../papers/draw-docx';
import type { AuditActor } from '../../register/accounts/audit';
import type { Principal } from '../../register/accounts/sessions';
import { Refusal } from '../../register/errors';
import { drawPaperNumber, type PaperKey, type PaperRow } from '../../register/official-papers/draw-number';
import { findMadeVersion, keepVersion } from '../../register/official-papers/keep-version';
import { findPaper, listPapers } from '../../register/official-papers/queries';
import { type MatterInSight, sightContent } from '../matters/access';
import { gatherFacts } from '../official-papers/gather-facts';
import { issuerOf } from '../official-papers/issuer';
import { viewPapers } from '../official-papers/view-paper';
import type { ApiRouter } from '../router';
import type { Services } from '../services';

export function setUpPapers(router: ApiRouter, services: Services): void {
  router.handle(makePaper, async ({ params: { id }, body, principal, auditActor, idempotencyKey }) => {
    const sight = await sightContent(services, principal, id);
    if (!principal.roles.some((role) => mayMakePaper(role, body.paper, sight.relation))) throw new Refusal('not-permitted');
    if (!hasUseFor(sight.row, body.paper)) throw new Refusal('paper-of-no-use-here');
    const key = { account: principal.accountId, key: idempotencyKey, body: { matter: id, ...body } };
    const made = (await findMadeVersion(services.db, key))?.paper ?? (await write(services, sight, { body, principal, auditActor, key }));
    const papers = await listPapers(services.db, { matter: id, issuer: issuerOf(principal) });
    const [view] = await viewPapers(services, papers.filter(({ row }) => row.id === made), true);
    return { status: 201, body: view };
  });

  router.handle(listMatterPapers, async ({ params: { id }, principal }) => {
    const sight = await sightContent(services, principal, id);
    const papers = await listPapers(services.db, { matter: id, issuer: issuerOf(principal) });
    return { status: 200, body: { items: await viewPapers(services, papers, sight.isParty) } };
  });
}

interface Order {
  body: MakePaperBody;
  principal: Principal;
  auditActor: AuditActor;
  key: PaperKey;
}

/** Writes a version and keeps it. What the matter cannot say is refused before a number is drawn. Returns the paper's id. */
async function write(services: Services, { row: matter }: MatterInSight, { body, principal, auditActor, key }: Order): Promise<string> {
  const now = services.clock.now();
  const issuer = { id: issuerOf(principal), name: unitName(principal.body ?? '', principal.office ?? undefined, dayOf(now)) };
  const { facts, madeFrom } = await gatherFacts(services, matter, body, { issuerName: issuer.name, now });
  const paper = await paperFor(services, matter.number, issuer, body, key);
  const content = await drawDocx(composePaper({ ...facts, number: paper.number }, body));
  const words = { fields: body, ...(body.reason === undefined ? {} : { reason: body.reason }) };
  await keepVersion(services, { paper, body: principal.body ?? '', name: `${paper.number}${getOfficialPaper(paper.paper).name}`, content, words, madeFrom, key, madeAt: now, auditActor });
  return paper.id;
}

async function paperFor(services: Services, matter: string, issuer: { id: string; name: string }, { paper, newVersionOf }: MakePaperBody, key: PaperKey): Promise<PaperRow> {
  if (newVersionOf === undefined) return drawPaperNumber(services, { matter, paper, issuer, key });
  const row = await findPaper(services.db, { id: newVersionOf, matter, issuer: issuer.id, paper });
  if (!row) throw new Refusal('no-such-paper');
  return row;
}
