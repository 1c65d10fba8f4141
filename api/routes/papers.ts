import { schemaOf } from '../../contract/openapi';
import { listMatterPapers, makePaper, paperFields } from '../../contract/papers';
import { mayMakePaper } from '../../domain/access/permissions';
import { getOfficialPaper, hasUseFor, OFFICIAL_PAPER_IDS } from '../../domain/catalogue/official-papers';
import { Refusal } from '../../register/errors';
import { findMadeVersion } from '../../register/official-papers/keep-version';
import { listPapers } from '../../register/official-papers/queries';
import { sightContent } from '../matters/access';
import { lettersReceived } from '../official-papers/letters-received';
import { issuerNamed, issuerOf } from '../official-papers/issuer';
import { viewPapers } from '../official-papers/view-paper';
import { writePaper } from '../official-papers/write-paper';
import type { ApiRouter } from '../router';
import type { Services } from '../services';

export function setUpPapers(router: ApiRouter, services: Services): void {
  router.handle(makePaper, async ({ params: { id }, body, principal, auditActor, idempotencyKey }) => {
    const sight = await sightContent(services, principal, id);
    if (!principal.roles.some((role) => mayMakePaper(role, body.paper, sight.relation))) throw new Refusal('not-permitted');
    if (!hasUseFor(sight.row, body.paper)) throw new Refusal('paper-of-no-use-here');
    const key = { account: principal.accountId, key: idempotencyKey, body: { matter: id, ...body } };
    const made = (await findMadeVersion(services.db, key))?.paper ?? (await writePaper(services, sight.row, { body, issuer: issuerNamed(principal, services.clock.now()), forBody: principal.body ?? '', auditActor, key }));
    const papers = await listPapers(services.db, { matter: id, issuer: issuerOf(principal) });
    const [view] = await viewPapers(services, papers.filter(({ row }) => row.id === made), true);
    return { status: 201, body: view };
  });

  router.handle(listMatterPapers, async ({ params: { id }, principal }) => {
    const sight = await sightContent(services, principal, id);
    const papers = await listPapers(services.db, { matter: id, issuer: issuerOf(principal) });
    const received = await lettersReceived(services.db, sight.row, principal);
    const mayMake = OFFICIAL_PAPER_IDS.filter((paper) => hasUseFor(sight.row, paper) && principal.roles.some((role) => mayMakePaper(role, paper, sight.relation))).map((paper) => {
      const { name, oncePerMatter } = getOfficialPaper(paper);
      return { paper, name, isOnce: oncePerMatter, schema: schemaOf(paperFields(paper), 'input') };
    });
    return { status: 200, body: { items: [...(await viewPapers(services, papers, sight.isParty)), ...(await viewPapers(services, received, false))], mayMake } };
  });
}
