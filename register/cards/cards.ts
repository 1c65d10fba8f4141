import { createHash } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import { CARD_NUMBER_PREFIX, type CardColour } from '../../domain/cards/card-rules';
import type { Calendar } from '../../domain/calendar/calendar';
import { dayOf, yearOf } from '../../domain/calendar/day';
import type { Audience } from '../../domain/deadlines/ladder';
import type { MessageCode } from '../../matters/messages-to-people';
import { type AuditAction, type AuditActor, recordAudit } from '../accounts/audit';
import type { Calendars } from '../calendar/calendars';
import { canonicalJson } from '../canonical-json';
import { type Clock, stampInstant } from '../clock';
import type { Database } from '../database';
import { insertTells } from '../deliveries/tell';
import { lockLooseDocument } from '../documents/loose';
import { Refusal } from '../errors';
import { commandIdOf } from '../matters/command-id';
import type { KeyRing } from '../sealing/key-ring';
import { sealJson } from '../sealing/seal';
import { basisFor } from './proposals';
import { cardContext, type CardRow, entryContext } from './queries';

interface CardDeps {
  db: Kysely<Database>;
  /** The time of the law. */
  clock: Clock;
  /** Real time, for the audit. */
  wallClock: Clock;
  keyRing: KeyRing;
  calendars: Pick<Calendars, 'newest'>;
}

/** Who does it, for which body, and under which key. */
interface Giver {
  readonly actor: AuditActor & { accountId: string };
  readonly body: string;
  readonly idempotencyKey: string;
}

const COMMITTEE = 'committee';

/**
 * A named person issues a card, with reason and document; what the rule saw then stays with it. The unit's head is told in the same transaction,
 * its liaison copied. The same key again issues nothing. Returns the card's id. Refusals: document-not-free, idempotency-key-reused.
 */
export async function issueCard(deps: CardDeps, { actor, body, idempotencyKey }: Giver, card: { unit: string; colour: CardColour; reason: string; document: string }): Promise<string> {
  const id = commandIdOf(actor.accountId, 'POST /cards', idempotencyKey);
  const bodyHash = hashOf(card);
  const calendar = await deps.calendars.newest();
  return deps.db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('liandong.card'), hashtext(${card.unit}))`.execute(trx);
    const standing = await trx.selectFrom('card').select('body_hash').where('id', '=', id).executeTakeFirst();
    if (standing) return sameAgain(standing, bodyHash, id);
    const file = await lockLooseDocument(trx, card.document, actor.accountId);
    const now = await stampInstant(deps.clock, trx);
    const basis = await basisFor(trx, card.unit, now);
    const row = await trx
      .insertInto('card')
      .values({
        id,
        number: await nextNumber(trx, now),
        unit: card.unit,
        colour: card.colour,
        issued_by: actor.accountId,
        issued_body: body,
        issued_at: now,
        basis: JSON.stringify(basis),
        sealed_reason: JSON.stringify(sealJson(deps.keyRing, card.reason, cardContext(id))),
        file: JSON.stringify(file),
        body_hash: bodyHash,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await trx.updateTable('document').set({ card: id }).where('id', '=', card.document).execute();
    await tell(trx, deps.clock, calendar, row, { seq: 1, message: 'card-issued', audiences: TO_UNIT });
    await record(trx, deps, actor, 'card-issued', row);
    return id;
  });
}

/** The unit says what it has to say: whoever issued the card is told. Refusals: card-withdrawn-already, idempotency-key-reused. */
export async function answerCard(deps: CardDeps, giver: Giver, card: CardRow, text: string): Promise<void> {
  const audience: Audience = card.issued_body === COMMITTEE ? 'committee' : 'court.bureau';
  await append(deps, giver, card, { type: 'statement', text, message: 'card-answered', action: 'card-answered', audiences: [audience] });
}

/** The body that issued it takes it back, with a reason; it stays on record. Refusals: card-withdrawn-already, idempotency-key-reused. */
export async function withdrawCard(deps: CardDeps, giver: Giver, card: CardRow, reason: string): Promise<void> {
  await append(deps, giver, card, { type: 'withdrawal', text: reason, message: 'card-withdrawn', action: 'card-withdrawn', audiences: TO_UNIT });
}

interface Following {
  readonly type: 'statement' | 'withdrawal';
  readonly text: string;
  readonly message: MessageCode;
  readonly action: AuditAction;
  readonly audiences: readonly Audience[];
}

async function append(deps: CardDeps, { actor, body, idempotencyKey }: Giver, card: CardRow, { type, text, message, action, audiences }: Following): Promise<void> {
  const id = commandIdOf(actor.accountId, `POST /cards/${card.id}/${type}`, idempotencyKey);
  const bodyHash = hashOf({ text });
  const calendar = await deps.calendars.newest();
  await deps.db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('liandong.card'), hashtext(${card.unit}))`.execute(trx);
    const entries = await trx.selectFrom('card_entry').select(['id', 'type', 'body_hash']).where('card', '=', card.id).execute();
    const standing = entries.find((entry) => entry.id === id);
    if (standing) return void sameAgain(standing, bodyHash, id);
    if (entries.some((entry) => entry.type === 'withdrawal')) throw new Refusal('card-withdrawn-already');
    const seq = entries.length + 2;
    const at = await stampInstant(deps.clock, trx);
    await trx
      .insertInto('card_entry')
      .values({ id, card: card.id, seq, type, by: actor.accountId, body, at, sealed_text: JSON.stringify(sealJson(deps.keyRing, text, entryContext(id))), body_hash: bodyHash })
      .execute();
    await tell(trx, deps.clock, calendar, card, { seq, message, audiences, at });
    await record(trx, deps, actor, action, card);
  });
}

const TO_UNIT: readonly Audience[] = ['unit.head', 'unit.liaison'];

/** Told like a step of a matter, under the card's own number: once to each, by every channel that he has. */
async function tell(trx: Transaction<Database>, clock: Clock, calendar: Calendar, card: CardRow, told: { seq: number; message: MessageCode; audiences: readonly Audience[]; at?: number }): Promise<void> {
  await insertTells(trx, {
    matter: card.number,
    about: { kind: '', court: '', unit: card.unit },
    seq: told.seq,
    at: told.at ?? card.issued_at,
    tells: told.audiences.map((audience) => ({ audience, message: told.message, urgency: 'urgent', params: { colour: card.colour } })),
    parties: [
      { side: 'unit', body: card.unit, relation: 'assisting-unit' },
      { side: 'court', body: 'court.intermediate', relation: 'requesting-court' },
    ],
    standing: { procedure: '', stage: '' },
    clock,
    calendar,
  });
}

async function record(trx: Transaction<Database>, { wallClock }: CardDeps, actor: AuditActor, action: AuditAction, { number, unit, colour }: CardRow): Promise<void> {
  await recordAudit(trx, { at: wallClock.now(), actor, action, details: { card: number, unit, colour } });
}

/** Without a gap in each year, like those of matters. */
async function nextNumber(trx: Transaction<Database>, now: number): Promise<string> {
  const year = yearOf(dayOf(now));
  const { last } = await trx
    .insertInto('number_counter')
    .values({ prefix: CARD_NUMBER_PREFIX, year, last: 1 })
    .onConflict((conflict) => conflict.columns(['prefix', 'year']).doUpdateSet((row) => ({ last: row('number_counter.last', '+', 1) })))
    .returning('last')
    .executeTakeFirstOrThrow();
  return `${CARD_NUMBER_PREFIX}-${year}-${String(last).padStart(6, '0')}`;
}

function sameAgain(standing: { body_hash: string }, bodyHash: string, id: string): string {
  if (standing.body_hash !== bodyHash) throw new Refusal('idempotency-key-reused');
  return id;
}

function hashOf(body: object): string {
  return `sha256:${createHash('sha256').update(canonicalJson(body)).digest('hex')}`;
}
