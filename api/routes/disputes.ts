import { readDisputeFile } from '../../contract/dispute-file';
import { listDisputes } from '../../contract/dispute-list';
import { mayRead } from '../../domain/access/permissions';
import { standingOf } from '../../domain/access/relation';
import { kindName } from '../../matters/wording/words';
import { recordAudit } from '../../register/accounts/audit';
import type { Principal } from '../../register/accounts/sessions';
import { Refusal } from '../../register/errors';
import { findMatters } from '../../register/matters/queries';
import { assembleDisputeFile } from '../disputes/dispute-file';
import { pageOf } from '../disputes/dispute-file-page';
import { disputedBy, listedDisputeOf } from '../disputes/list-disputes';
import { sightContent } from '../matters/access';
import { readPage, waitsFor } from '../matters/read-page';
import { fileOf } from '../file-of';
import type { ApiRouter } from '../router';
import type { Services } from '../services';

/** A page to read and print: it runs and loads nothing. */
const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

export function setUpDisputes(router: ApiRouter, services: Services): void {
  router.handle(listDisputes, async ({ query: { stage, waitsForMe, limit, cursor }, principal }) => {
    const filter = { kind: 'dispute', ...(stage === undefined ? { isOpen: true } : { stage }), ...(waitsForMe === 'true' ? waitsFor(principal) : {}) };
    const { items, nextCursor } = await readPage(services, principal, filter, { order: 'due', limit, cursor }, (row, summary) => ({ row, summary }));
    const kindNames = await kindNamesOf(services, principal, items.map(({ row }) => disputedBy(row)));
    const now = services.clock.now();
    const listed = items.map(async ({ row, summary }) => listedDisputeOf(row, summary, { kindNames, body: principal.body, calendar: await services.calendars.version(row.calendar_version), now }));
    return { status: 200, body: { items: await Promise.all(listed), nextCursor } };
  });

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

/** What is asked for in those of the matters that exist for the officer. */
async function kindNamesOf({ db }: Pick<Services, 'db'>, principal: Principal, numbers: readonly string[]): Promise<Map<string, string>> {
  const rows = await findMatters(db, numbers);
  return new Map(rows.filter(({ position }) => principal.roles.some((role) => mayRead(role, standingOf(principal, position.parties).relation))).map(({ number, kind }) => [number, kindName(kind)]));
}
