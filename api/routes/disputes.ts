import { readDisputeFile } from '../../contract/dispute-file';
import { recordAudit } from '../../register/accounts/audit';
import { Refusal } from '../../register/errors';
import { assembleDisputeFile } from '../disputes/dispute-file';
import { pageOf } from '../disputes/dispute-file-page';
import { sightContent } from '../matters/access';
import { fileOf } from '../file-of';
import type { ApiRouter } from '../router';
import type { Services } from '../services';

/** A page to read and print: it runs and loads nothing. */
const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

export function setUpDisputes(router: ApiRouter, services: Services): void {
  router.handle(readDisputeFile, async ({ params: { id }, query, principal, auditActor }) => {
    const { row, isParty } = await sightContent(services, principal, id);
    if (row.procedure !== 'dispute') throw new Refusal('not-found');
    if (!isParty) throw new Refusal('not-permitted');
    const { file } = await assembleDisputeFile(services, row);
    await recordAudit(services.db, { at: services.wallClock.now(), actor: auditActor, action: 'dispute-file-read', details: { matter: id } });
    if (query.format === 'json') return { status: 200, body: file };
    return { status: 200, file: fileOf(pageOf(file)), headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': PAGE_POLICY } };
  });
}
