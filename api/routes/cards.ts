import { z } from 'zod';
import * as contract from '../../contract/cards';
import { formatInstant } from '../../contract/common';
import { mayAnswerCard, mayIssueCards, mayWithdrawCard, readsCards } from '../../domain/access/cards';
import { bodyKindOf } from '../../domain/access/relation';
import { CARD_NAMES } from '../../domain/cards/card-rules';
import { dayOf } from '../../domain/calendar/day';
import { findUnit } from '../../domain/catalogue/units';
import { unitName } from '../../matters/wording/words';
import { recordAudit } from '../../register/accounts/audit';
import type { Principal } from '../../register/accounts/sessions';
import { answerCard, issueCard, withdrawCard } from '../../register/cards/cards';
import { listProposals } from '../../register/cards/proposals';
import { type CardEntryRow, type CardRow, findCard, listCardEntries, listCards, reasonOf, textOf } from '../../register/cards/queries';
import type { CardBasis } from '../../register/cards/tables';
import { openDocument } from '../../register/documents/open-document';
import { findDocuments } from '../../register/documents/queries';
import { nameOf } from '../../register/documents/upload';
import { Refusal } from '../../register/errors';
import { namesOf } from '../../register/standing-instructions/standing-instructions';
import { downloadHeaders } from '../matters/download-headers';
import { decodeCursor, pageFrom } from '../pagination';
import type { Call, ApiRouter } from '../router';
import type { Services } from '../services';

const cursorShape = z.tuple([z.int(), z.uuid()]);

/** Yellow and red cards: proposed by a rule, issued, answered and withdrawn by named people. */
export function setUpCards(router: ApiRouter, services: Services): void {
  const { db, clock, wallClock, keyRing } = services;

  router.handle(contract.listCardProposals, async ({ principal }) => {
    if (readsCards(principal) !== 'all') throw new Refusal('not-permitted');
    const now = clock.now();
    const items = (await listProposals(db, now)).map(({ unit, colour, basis }) => ({ unit, unitName: unitName(unit, undefined, dayOf(now)), colour, colourName: CARD_NAMES[colour], counted: countedIn(basis), basis: basisView(basis), from: dayOf(basis.fromAt), to: dayOf(basis.untilAt) }));
    return { status: 200, body: { items } };
  });

  router.handle(contract.listCards, async ({ query: { limit, cursor, number, unit, colour, state }, principal }) => {
    const reads = readsCards(principal);
    if (!reads || (reads !== 'all' && unit !== undefined && unit !== reads.unit)) throw new Refusal('not-permitted');
    const after = decodeCursor(cursor, cursorShape);
    const filter = { number, unit: reads === 'all' ? unit : reads.unit, colour, ...(state === undefined ? {} : { isWithdrawn: state === 'withdrawn' }) };
    const rows = await listCards(db, filter, { limit: limit + 1, ...(after ? { after } : {}) });
    const views = await viewsOf(rows.slice(0, limit), principal);
    return { status: 200, body: { ...pageFrom(rows, limit, (row) => row, ({ issued_at, id }) => [issued_at, id]), items: views } };
  });

  router.handle(contract.issueCard, async (call) => {
    const { body, principal } = call;
    if (!mayIssueCards(principal)) throw new Refusal('not-permitted');
    if (bodyKindOf(body.unit) === 'court' || bodyKindOf(body.unit) === 'committee' || !findUnit(body.unit, dayOf(clock.now()))) throw new Refusal('unit-gets-no-card');
    const id = await issueCard(services, giverOf(call), body);
    return { status: 201, body: await viewOf(id, principal), headers: { Location: `/api/v1/cards/${id}` } };
  });

  router.handle(contract.readCard, async ({ params: { id }, principal }) => {
    await findOrRefuse(id, principal);
    return { status: 200, body: await viewOf(id, principal) };
  });

  router.handle(contract.downloadCardDocument, async ({ params: { id }, principal, auditActor }) => {
    const { number, file } = await findOrRefuse(id, principal);
    const [row] = await findDocuments(db, [file.document]);
    const name = row && nameOf(keyRing, row);
    if (!name) throw new Refusal('not-found');
    await recordAudit(db, { at: wallClock.now(), actor: auditActor, action: 'document-downloaded', details: { card: number, document: file.document } });
    return { status: 200, file: await openDocument(services, null, file), headers: downloadHeaders(file, name) };
  });

  router.handle(contract.answerCard, async (call) => {
    const card = await findOrRefuse(call.params.id, call.principal);
    if (!mayAnswerCard(call.principal, card.unit)) throw new Refusal('not-permitted');
    await answerCard(services, giverOf(call), card, call.body.text);
    return { status: 200, body: await viewOf(card.id, call.principal) };
  });

  router.handle(contract.withdrawCard, async (call) => {
    const card = await findOrRefuse(call.params.id, call.principal);
    if (!mayWithdrawCard(call.principal, { issuedBody: card.issued_body })) throw new Refusal('not-permitted');
    await withdrawCard(services, giverOf(call), card, call.body.reason);
    return { status: 200, body: await viewOf(card.id, call.principal) };
  });

  /** Another unit's card does not exist. */
  async function findOrRefuse(id: string, principal: Principal): Promise<CardRow> {
    const reads = readsCards(principal);
    const card = reads && (await findCard(db, id));
    if (!card || (reads !== 'all' && card.unit !== reads.unit)) throw new Refusal('not-found');
    return card;
  }

  async function viewOf(id: string, principal: Principal): Promise<contract.CardView> {
    const [view] = await viewsOf([await findOrRefuse(id, principal)], principal);
    if (!view) throw new Refusal('not-found');
    return view;
  }

  async function viewsOf(rows: readonly CardRow[], principal: Principal): Promise<contract.CardView[]> {
    const entries = await listCardEntries(db, rows.map(({ id }) => id));
    const names = await namesOf(db, [...rows.map(({ issued_by }) => issued_by), ...entries.map(({ by }) => by)]);
    const person = (account: string, body: string) => ({ account, name: names.get(account) ?? '', body });
    const entryView = (entry: CardEntryRow) => ({ seq: entry.seq, type: entry.type, text: textOf(keyRing, entry), by: person(entry.by, entry.body), at: formatInstant(entry.at) });
    return rows.map((row) => {
      const its = entries.filter(({ card }) => card === row.id);
      const isWithdrawn = its.some(({ type }) => type === 'withdrawal');
      return {
        id: row.id,
        number: row.number,
        unit: row.unit,
        unitName: unitName(row.unit, undefined, dayOf(row.issued_at)),
        colour: row.colour,
        colourName: CARD_NAMES[row.colour],
        state: isWithdrawn ? 'withdrawn' : 'standing',
        reason: reasonOf(keyRing, row),
        file: row.file,
        issuedBy: person(row.issued_by, row.issued_body),
        issuedAt: formatInstant(row.issued_at),
        basis: basisView(row.basis),
        entries: its.map(entryView),
        mayAnswer: !isWithdrawn && mayAnswerCard(principal, row.unit),
        mayWithdraw: !isWithdrawn && mayWithdrawCard(principal, { issuedBody: row.issued_body }),
      };
    });
  }
}

function giverOf({ principal, auditActor, idempotencyKey }: Pick<Call<unknown, unknown, unknown>, 'principal' | 'auditActor' | 'idempotencyKey'>) {
  return { actor: { ...auditActor, accountId: principal.accountId }, body: principal.body ?? '', idempotencyKey };
}

function basisView({ fromAt, untilAt, breaches, yellowCards, rule, proposed }: CardBasis): contract.CardView['basis'] {
  return { from: formatInstant(fromAt), until: formatInstant(untilAt), breaches: breaches.map(({ at, ...breach }) => ({ ...breach, at: formatInstant(at) })), yellowCards, rule: { ...rule }, proposed };
}

function countedIn({ breaches }: CardBasis): { class: string; cause: string; count: number }[] {
  const kinds = new Map(breaches.map((breach) => [`${breach.class} ${breach.cause}`, { class: breach.class, cause: breach.cause }]));
  return [...kinds.values()].map((kind) => ({ ...kind, count: breaches.filter((breach) => breach.class === kind.class && breach.cause === kind.cause).length }));
}
