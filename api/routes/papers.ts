import { listMatterPapers, makePaper } from '../../contract/papers';
import { mayMakePaper } from '../../domain/access/permissions';
import { hasUseFor } from '../../domain/catalogue/official-papers';
import { Refusal } from '../../register/errors';
import { findMadeVersion } from '../../register/official-papers/keep-version';
import { listPapers } from '../../register/official-papers/queries';
import { sightContent } from '../matters/access';
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
    return { status: 200, body: { items: await viewPapers(services, papers, sight.isParty) } };
  });
}
