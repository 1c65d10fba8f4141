import { createHash } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import { mayDistribute, mayHold, placeOf } from '../../domain/access/assignment';
import { type ReadMatter, seesContent } from '../../domain/access/closed-matters';
import type { Role } from '../../domain/access/permissions';
import { standingOf } from '../../domain/access/relation';
import type { Calendar } from '../../domain/calendar/calendar';
import type { Calendars } from '../calendar/calendars';
import { type AuditActor, recordAudit } from '../accounts/audit';
import type { Principal } from '../accounts/sessions';
import { canonicalJson } from '../canonical-json';
import { type Clock, stampInstant } from '../clock';
import type { Database } from '../database';
import { insertTells } from '../deliveries/tell';
import { Refusal } from '../errors';
import { commandIdOf } from '../matters/command-id';
import type { MatterRow } from '../matters/queries';
import { sealWords } from '../matters/words';
import type { KeyRing } from '../sealing/key-ring';
import { type Holder, holdersAt } from './queries';
import type { AssignmentAct } from './tables';

interface AssignDeps {
  db: Kysely<Database>;
  /** The time of the law. */
  clock: Clock;
  /** Real time, for the audit. */
  wallClock: Clock;
  keyRing: KeyRing;
  calendars: Pick<Calendars, 'newest'>;
}

export type Share =
  | { readonly act: 'claim' }
  | { readonly act: 'assign'; readonly to: string; readonly note?: string }
  | { readonly act: 'hand-over'; readonly to: string; readonly note: string }
  | { readonly act: 'give-back'; readonly note?: string };

interface Given {
  readonly principal: Principal;
  readonly actor: AuditActor;
  readonly idempotencyKey: string;
  /** The principal's own body or office, which takes part in the matter. */
  readonly place: string;
  readonly matter: MatterRow;
  readonly read: ReadMatter;
  readonly share: Share;
}

/**
 * Writes down who of a body works on a matter, in one transaction with its audit and, where somebody else gets it, with the telling. The same key
 * again changes nothing. Returns who has it then. Refusals: matter-closed, assigned-already, not-assigned-to-you, not-permitted, colleague-does-not-fit, idempotency-key-reused.
 */
export async function shareOut(deps: AssignDeps, given: Given): Promise<Holder | null> {
  const { principal, actor, idempotencyKey, place, matter, share } = given;
  const id = commandIdOf(principal.accountId, `POST /assignments ${matter.number}`, idempotencyKey);
  const bodyHash = `sha256:${createHash('sha256').update(canonicalJson(share)).digest('hex')}`;
  const calendar = await deps.calendars.newest();
  return deps.db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('liandong.assignment'), hashtext(${matter.number}))`.execute(trx);
    const standing = await trx.selectFrom('assignment').select(['body_hash', 'holder']).where('id', '=', id).executeTakeFirst();
    if (standing && standing.body_hash !== bodyHash) throw new Refusal('idempotency-key-reused');
    if (standing) return standing.holder === null ? null : nameOf(trx, standing.holder);
    const holder = await judge(trx, given);
    const at = await stampInstant(deps.clock, trx);
    const { last } = await trx.selectFrom('assignment').select(({ fn }) => fn.coalesce(fn.max('no'), sql<number>`0`).as('last')).where('matter', '=', matter.number).where('place', '=', place).executeTakeFirstOrThrow();
    const no = last + 1;
    const text = 'note' in share ? share.note : undefined;
    // Free text about people, and sealed like any.
    const note = text === undefined ? null : (await sealWords(trx, deps.keyRing, { matter: matter.number, origin: `assignment:${id}`, words: { note: text }, now: at })).ref;
    await trx.insertInto('assignment').values({ id, matter: matter.number, place, no, act: share.act, holder: holder?.account ?? null, by: principal.accountId, at, note, body_hash: bodyHash }).execute();
    await recordAudit(trx, { at: deps.wallClock.now(), actor, action: 'matter-assigned', ...(holder ? { subjectId: holder.account } : {}), details: { matter: matter.number, place, act: share.act } });
    if (holder && holder.account !== principal.accountId) await tellHolder(trx, { given, clock: deps.clock, calendar, at, act: share.act, no, to: holder.account });
    return holder;
  });
}

/** Who has it next; throws what it is refused for. */
async function judge(trx: Transaction<Database>, { principal, place, matter, read, share }: Given): Promise<Holder | null> {
  if (matter.closed_at !== null) throw new Refusal('matter-closed');
  const { parties } = read;
  const now = (await holdersAt(trx, place, [matter])).get(matter.number);
  const isOwn = now?.account === principal.accountId;
  switch (share.act) {
    case 'claim': {
      if (!mayHold(principal, parties)) throw new Refusal('not-permitted');
      // Who has left, or reads it no more, keeps nobody from it.
      if (now && !isOwn && (await isFit(trx, now.account, read, place))) throw new Refusal('assigned-already', { to: now.name });
      return { account: principal.accountId, name: principal.displayName };
    }
    case 'assign':
      if (!mayDistribute(principal, parties)) throw new Refusal('not-permitted');
      break;
    case 'hand-over':
      if (!isOwn) throw new Refusal('not-assigned-to-you');
      break;
    case 'give-back':
      if (!isOwn && !mayDistribute(principal, parties)) throw new Refusal('not-assigned-to-you');
      return null;
  }
  if (!(await isFit(trx, share.to, read, place))) throw new Refusal('colleague-does-not-fit');
  return nameOf(trx, share.to);
}

/** Somebody of the same body or office who may work on it and, of a closed matter, is named in it. */
async function isFit(trx: Transaction<Database>, account: string, read: ReadMatter, place: string): Promise<boolean> {
  const row = await trx.selectFrom('account').select(['id', 'roles', 'body', 'office']).where('id', '=', account).where('kind', '=', 'person').where('active', '=', true).forShare().executeTakeFirst();
  if (!row) return false;
  const officer = { accountId: row.id, roles: row.roles as Role[], body: row.body, office: row.office };
  return placeOf(officer) === place && mayHold(officer, read.parties) && seesContent(officer, read);
}

async function nameOf(trx: Transaction<Database>, account: string): Promise<Holder> {
  return trx.selectFrom('account').select(['id as account', 'display_name as name']).where('id', '=', account).executeTakeFirstOrThrow();
}

async function tellHolder(trx: Transaction<Database>, { given: { principal, matter }, clock, calendar, at, act, no, to }: { given: Given; clock: Clock; calendar: Calendar; at: number; act: AssignmentAct; no: number; to: string }): Promise<void> {
  const { parties } = matter.position;
  const { side } = standingOf(principal, parties);
  if (side === undefined || principal.body === null) throw new Error('whoever shares out work takes part');
  await insertTells(trx, {
    matter: matter.number,
    about: { kind: matter.kind, court: matter.court, unit: matter.unit, ...(matter.office === null ? {} : { office: matter.office }), officer: matter.opened_by },
    seq: matter.seq,
    at,
    // The number tells one giving from the next, where nothing else has happened in between.
    tells: [{ audience: `${side}.holder`, message: 'matter-assigned', urgency: 'routine', to: { body: principal.body, officer: to }, params: { act, rung: `no${no}` } }],
    parties,
    standing: { procedure: matter.procedure, stage: matter.stage, ...(matter.due_on === null ? {} : { dueOn: matter.due_on }) },
    clock,
    calendar,
  });
}
