import { dayOf, parseInstant } from '../../domain/calendar/day';
import type { KindId } from '../../domain/catalogue/kinds';
import { measureOf } from '../../domain/catalogue/measures';
import { assetClassOf } from '../../domain/seals/validity';
import { COMMANDS, type CommandName } from '../../contract/commands';
import { type DocumentsGiven, formatInstant } from '../../contract/common';
import type { CommandOutcome, Facts } from '../../matters/ledger';
import type { Principal } from '../../register/accounts/sessions';
import { Refusal } from '../../register/errors';
import { commitCommand, type KnownCommand } from '../../register/matters/commands';
import type { MatterRow } from '../../register/matters/queries';
import { chineseMessages, type FieldError, fieldErrors } from '../problems';
import type { Services } from '../services';
import { actorOf, roleFor, sightMatter } from './access';
import { carryDocuments } from './carry-documents';
import { measureFacts } from './measures';
import { withNamedUnit } from './named-unit';
import { publicationFacts } from './publications';
import { bodyOfKind, withInstants } from './views';
import { hasDoneSomething } from '../../matters/assistance-request';

export interface Act {
  readonly principal: Principal;
  readonly matter: string;
  readonly name: CommandName;
  /** As its schema reads it. */
  readonly body: Record<string, unknown>;
  readonly key: string;
}

export interface Given {
  readonly command: KnownCommand;
  /** Absent while it is not decided. */
  readonly outcome?: Extract<CommandOutcome, { status: 'accepted' }>;
}

/** Commits an officer's command and brings it to its matter. Throws what it was refused for. */
export async function giveCommand(services: Services, { principal, matter: id, name, body, key }: Act): Promise<Given> {
  const sight = await sightMatter(services, principal, id);
  const role = roleFor(principal, name, sight.relation);
  if (!role || !sight.side) throw new Refusal('not-permitted');
  // A supervisor annuls a breach by its dates.
  if (!sight.isContentShown && !sight.hasLeftQueue && role !== 'supervisor') throw new Refusal('closed-matter');
  checkOfKind(sight.row, name, body, services.clock.now());
  const { documents, ...rest } = body;
  const carried = await carryDocuments(services, principal, documents as DocumentsGiven | undefined);
  const { facts: plain, words } = split(name, rest);
  const facts = await withNamedUnit(services, name, sight, plain);
  // The ground itself is sealed; that there is one is what the procedure asks.
  const grounded = words['legalGround'] === undefined ? {} : { hasLegalGround: true };
  const command = await commitCommand(services, {
    matter: id,
    name,
    by: actorOf(principal, sight.side, role),
    facts: { ...facts, ...grounded, ...carried.facts, ...measureFacts(services.keyRing, sight.row, name, body), ...publicationFacts(services.keyRing, sight.row, name, body) },
    words: { ...words, ...carried.words },
    idempotency: { account: principal.accountId, route: `POST /matters/${id}/commands/${name}`, key, body },
  });
  const outcome = await services.dispatcher?.bring(command);
  if (outcome?.status === 'refused') throw new Refusal(outcome.code, withInstants(outcome.details ?? {}) as Record<string, unknown>);
  return { command, ...(outcome ? { outcome } : {}) };
}

export const takenOf = ({ id, matter }: KnownCommand, { seq, recordedAt }: NonNullable<Given['outcome']>) => ({ status: 'accepted' as const, command: id, matter, seq, recordedAt: formatInstant(recordedAt) });
export const pendingOf = ({ id, matter }: KnownCommand) => ({ status: 'pending' as const, command: id, matter });

/** Codes, numbers and instants go to the ledger in clear; free text and personal data are sealed. */
function split(name: CommandName, body: Record<string, unknown>): { facts: Facts; words: Record<string, unknown> } {
  const { sealed } = COMMANDS[name];
  const given = Object.entries(body).filter(([, value]) => value !== undefined);
  return {
    facts: Object.fromEntries(given.filter(([key]) => !(key in sealed))),
    words: Object.fromEntries(given.filter(([key]) => key in sealed)),
  };
}

/** A result without a field, or of empty lists alone, says nothing: what was found or done has to be there. */
function saysSomething(result: unknown): boolean {
  return typeof result === 'object' && result !== null && Object.values(result).some((value) => !Array.isArray(value) || value.length > 0);
}

/** Refusal: invalid-body. What depends on the kind: an answer's seal and result, what a notice publishes, until when a seal stands. */
export function checkOfKind(row: MatterRow, name: CommandName, body: Record<string, unknown>, now: number): void {
  const errors = [...errorsOfKind(row, name, body, now), ...errorsOfLastDay(row, name, body, now)];
  if (errors.length > 0) throw new Refusal('invalid-body', { errors });
}

/** A result is owed when something was done. */
function errorsOfKind(row: MatterRow, name: CommandName, body: Record<string, unknown>, now: number): FieldError[] {
  const schema = bodyOfKind(row, name);
  if (!schema) return [];
  const parsed = schema.safeParse(body, { error: chineseMessages, reportInput: false });
  const errors = parsed.success ? [] : fieldErrors(parsed.error).filter(({ path }) => ['answerSeal', 'result', 'notice'].includes(path.split('.')[0] ?? ''));
  const isOwed = hasDoneSomething(body['outcome']);
  if (isOwed && !saysSomething(body['result'])) errors.push({ path: 'result', code: 'required', message: '已办结或部分办结的，应当填写结果' });
  const bookedAt = (body['result'] as Record<string, unknown> | undefined)?.['bookedAt'];
  if (typeof bookedAt === 'string' && !isBookable(parseInstant(bookedAt), row, now)) errors.push({ path: 'result.bookedAt', code: 'time-out-of-range', message: '登记时间不得晚于现在，也不得早于文书可能送达的时间' });
  if (body['outcome'] === 'cannot-be-done' && body['legalGround'] === undefined) errors.push({ path: 'legalGround', code: 'required', message: '不能办理的，应当写明法律依据' });
  return errors;
}

/** Where an act that takes a seal or a freeze says until when it stands; a notice that is corrected takes none. */
const LAST_DAY_IN: Readonly<Partial<Record<CommandName, readonly string[]>>> = {
  answer: ['result', 'expiresOn'],
  'handle-at-window': ['result', 'expiresOn'],
  'publish-notice': ['notice', 'expiresOn'],
  'report-measure': ['untilOn'],
};

/** What is put in force does not end before today: the slip of a year would end it at once, and put the next court's in force. */
function errorsOfLastDay({ kind }: MatterRow, name: CommandName, body: Record<string, unknown>, now: number): FieldError[] {
  const path = assetClassOf(kind) && measureOf(kind as KindId) && LAST_DAY_IN[name];
  const lastDay = path?.reduce<unknown>((within, field) => (within as Record<string, unknown> | undefined)?.[field], body);
  return path && typeof lastDay === 'string' && lastDay < dayOf(now) ? [{ path: path.join('.'), code: 'last-day-passed', message: '到期日不得早于今天，请核对年份' }] : [];
}

/** How long before the opening papers may have been served, as both sides may agree. */
const SERVED_BEFORE_MS = 30 * 86_400_000;

/** What a seal is dated by is not in the future, and not before its papers can have been there: a slip of a year would have it expired, and the next in force. */
function isBookable(bookedAt: number, { opened_at: openedAt }: MatterRow, now: number): boolean {
  return bookedAt <= now && bookedAt >= openedAt - SERVED_BEFORE_MS;
}
