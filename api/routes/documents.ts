import type { z } from 'zod';
import { formatInstant } from '../../contract/common';
import { type attachedDocument, copyDocument as copyRoute, downloadDocument, listMatterDocuments, uploadDocument } from '../../contract/documents';
import { mayMakePaper } from '../../domain/access/permissions';
import type { Entry } from '../../matters/ledger';
import { isWrittenForReader } from '../../matters/own-words';
import { recordAudit } from '../../register/accounts/audit';
import type { Principal } from '../../register/accounts/sessions';
import { copyDocument } from '../../register/documents/copy-document';
import { openDocument } from '../../register/documents/open-document';
import { findDocuments } from '../../register/documents/queries';
import { type DocumentRow, nameOf, storeDocument } from '../../register/documents/upload';
import { Refusal } from '../../register/errors';
import { loadLedger } from '../../register/matters/entries';
import { openWords, type Words } from '../../register/matters/words';
import { findPaperDocument } from '../../register/official-papers/queries';
import { type MatterInSight, sightContent } from '../matters/access';
import { downloadHeaders } from '../matters/download-headers';
import { fileBodyOf } from '../middleware/file-body';
import { issuerOf } from '../official-papers/issuer';
import { lettersReceived } from '../official-papers/letters-received';
import type { ApiRouter } from '../router';
import type { Services } from '../services';

export function setUpDocuments(router: ApiRouter, services: Services): void {
  const { db, keyRing } = services;

  router.handle(uploadDocument, async ({ principal, idempotencyKey, req }) => {
    const row = await storeDocument(services, { uploadedBy: principal.accountId, body: principal.body ?? '', idempotencyKey, ...fileBodyOf(req) });
    return { status: 201, body: contentOf(row) };
  });

  router.handle(copyRoute, async ({ params: { document }, principal, idempotencyKey }) => ({
    status: 201,
    body: contentOf(await copyDocument(services, { account: principal.accountId, body: principal.body ?? '', document, idempotencyKey })),
  }));

  router.handle(listMatterDocuments, async ({ params: { id }, principal }) => {
    const sight = await sightContent(services, principal, id);
    const ledger = await loadLedger(db, id);
    const rows = new Map((await findDocuments(db, idsIn(ledger))).map((row) => [row.id, row]));
    const words = sight.isParty ? await openWords(db, keyRing, ledger.flatMap(({ facts }) => (facts.documents && facts.words) ?? [])) : undefined;
    const items = writtenFor(principal, sight, ledger).flatMap((entry) => (entry.facts.documents ?? []).flatMap(({ document }) => {
      const row = rows.get(document);
      return row ? [listedOf(entry, row, words, words && nameOf(keyRing, row))] : [];
    }));
    return { status: 200, body: { items } };
  });

  router.handle(downloadDocument, async ({ params: { id, document }, principal, auditActor }) => {
    const sight = await sightContent(services, principal, id);
    const carried = writtenFor(principal, sight, await loadLedger(db, id)).flatMap(({ facts }) => facts.documents ?? []).find((candidate) => candidate.document === document);
    const written = carried ? undefined : await findPaperDocument(db, { matter: id, issuer: issuerOf(principal), document });
    const received = carried || written ? undefined : (await lettersReceived(db, sight.row, principal)).flatMap(({ versions }) => versions).find((version) => version.document.id === document)?.document;
    const reference = carried ?? written?.reference ?? (received && { document: received.id, sha256: received.sha256, bytes: received.bytes, mediaType: received.media_type });
    const [row] = reference ? await findDocuments(db, [document]) : [];
    const name = row && nameOf(keyRing, row);
    if (!reference || !name) throw new Refusal('not-found');
    const hasMade = written !== undefined && principal.roles.some((role) => mayMakePaper(role, written.paper.paper, sight.relation));
    if (!sight.isParty && !hasMade) throw new Refusal('not-permitted');
    await recordAudit(db, { at: services.wallClock.now(), actor: auditActor, action: 'document-downloaded', details: { matter: id, document } });
    return {
      status: 200,
      file: await openDocument(services, id, reference),
      headers: downloadHeaders(reference, name),
    };
  });
}

/** The entries whose documents somebody gets: what others write for themselves alone brings none. */
function writtenFor(principal: Principal, { row }: MatterInSight, ledger: readonly Entry[]): Entry[] {
  return ledger.filter((entry) => isWrittenForReader(entry, ledger, principal, row.position.parties));
}

function contentOf({ id, sha256, bytes, media_type, scanned }: DocumentRow) {
  return { document: id, sha256, bytes, mediaType: media_type, scanned };
}

function idsIn(ledger: readonly Entry[]): string[] {
  return ledger.flatMap(({ facts }) => (facts.documents ?? []).map(({ document }) => document));
}

/** `words` of the entries, and the file's name, are given where personal data may be read. */
function listedOf(entry: Entry, row: DocumentRow, words: ReadonlyMap<string, Words> | undefined, name: string | null | undefined): z.output<typeof attachedDocument> {
  const titles = words?.get(entry.facts.words?.ref ?? '')?.['documents'] as readonly { document: string; title: string }[] | undefined;
  return {
    ...contentOf(row),
    entry: entry.seq,
    entryType: entry.type,
    attachedAt: formatInstant(entry.receivedAt),
    title: titles?.find(({ document }) => document === row.id)?.title ?? null,
    name: name ?? null,
  };
}
