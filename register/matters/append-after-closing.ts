import type { Transaction } from 'kysely';
import type { Calendar } from '../../domain/calendar/calendar';
import { mayActOn } from '../../domain/access/may-act';
import { afterClosing, judgeAfterClosing, revisedAfterClosing } from '../../matters/after-closing';
import { tellsOfBreach } from '../../matters/breaches';
import { tellsOfNotice } from '../../matters/publication';
import type { Actor, CommandMessage, CommandOutcome, Entry, EntryDraft } from '../../matters/ledger';
import type { Position } from '../../matters/position';
import type { Tell } from '../../matters/step';
import { AFTER_CLOSING, ANNUL_BREACH, CALENDAR_REVISED, CONTEST_BREACH, REVISE_CALENDAR } from '../../matters/shell-commands';
import type { Calendars } from '../calendar/calendars';
import { type Clock, stampInstant } from '../clock';
import type { Database } from '../database';
import { insertTells } from '../deliveries/tell';
import type { RegisterDeps } from './commands';
import { writeNotice } from '../public-notices/write-notice';
import { appendEntries, loadLedger } from './entries';
import { positionColumns } from './position-columns';
import type { MatterRow } from './queries';
import { settle, settleRefusedIn } from './record-step';

type AfterClosingDeps = Pick<RegisterDeps, 'db' | 'clock'> & { calendars: Pick<Calendars, 'newest' | 'version'> };

/**
 * Decides one of the few acts that remain when a matter has closed and has no workflow any more: under the same lock, check and chain, in one
 * transaction. Undefined for every other command, and while the matter is open: its workflow decides.
 */
export async function appendAfterClosing({ db, clock, calendars }: AfterClosingDeps, number: string, command: CommandMessage): Promise<CommandOutcome | undefined> {
  const isRevision = command.name === REVISE_CALENDAR;
  if (!isRevision && !AFTER_CLOSING.includes(command.name)) return undefined;
  const isOpen = await db.selectFrom('matter').select('number').where('number', '=', number).where('closed_at', 'is', null).executeTakeFirst();
  if (isOpen) return undefined;
  const calendar = await (isRevision ? calendars.version(Number(command.facts['to'])) : calendars.newest());
  return db.transaction().execute(async (trx) => {
    const matter = await trx.selectFrom('matter').selectAll().where('number', '=', number).forUpdate().executeTakeFirstOrThrow();
    const known = await trx.selectFrom('command').select('outcome').where('id', '=', command.id).forUpdate().executeTakeFirstOrThrow();
    if (known.outcome) return known.outcome;
    const ledger = await loadLedger(trx, number);
    const decided = decide(matter.position, ledger, command, calendar);
    if ('code' in decided) {
      const outcome = { status: 'refused', ...decided } as const;
      await settleRefusedIn(trx, command.id, outcome, clock.now());
      return outcome;
    }
    return append(trx, { clock, calendar }, matter, command, decided);
  });
}

/** What it says in the ledger, or why it is refused. */
function decide(position: Position, ledger: readonly Entry[], command: CommandMessage, calendar: Calendar): Pick<EntryDraft, 'type' | 'facts'> | NonNullable<ReturnType<typeof judgeAfterClosing>> {
  if (command.name === REVISE_CALENDAR) return revisedAfterClosing(position, ledger, command, calendar);
  const refusal = mayAct(position, command) ? judgeAfterClosing(position, ledger, command) : { code: 'not-permitted' };
  return refusal ?? { type: command.name, facts: command.facts };
}

async function append(trx: Transaction<Database>, { clock, calendar }: { clock: Clock; calendar: Calendar }, matter: MatterRow, command: CommandMessage, { type, facts }: Pick<EntryDraft, 'type' | 'facts'>): Promise<CommandOutcome> {
  const now = await stampInstant(clock, trx);
  const entry = { key: command.id, type, by: command.by, receivedAt: command.receivedAt, facts };
  const head = await appendEntries(trx, matter.number, { seq: matter.seq, hash: matter.head_hash }, [entry], now);
  const position = afterClosing(matter.position, { ...entry, seq: head.seq });
  await trx
    .updateTable('matter')
    .set({ seq: head.seq, head_hash: head.hash, ...positionColumns(position) })
    .where('number', '=', matter.number)
    .execute();
  await writeNotice(trx, matter, position, matter.seq);
  const outcome = { status: 'accepted', seq: head.seq, recordedAt: now } as const;
  await settle(trx, command.id, outcome, now);
  await insertTells(trx, {
    matter: matter.number,
    about: { kind: matter.kind, court: matter.court, unit: matter.unit, ...(matter.office ? { office: matter.office } : {}), officer: matter.opened_by },
    seq: head.seq,
    at: command.receivedAt,
    tells: tellsOf(entry, position),
    parties: position.parties,
    standing: { procedure: matter.procedure, stage: position.stage, ...(position.dueOn ? { dueOn: position.dueOn } : {}) },
    clock,
    calendar,
  });
  return outcome;
}

const ON_BREACHES: readonly string[] = [CONTEST_BREACH, ANNUL_BREACH];

/** The same table as at the door and in the workflow. */
function mayAct({ parties, offered }: Position, { name, by }: CommandMessage): boolean {
  if (name === 'correct' && !(by.side && offered[by.side]?.includes(name))) return false;
  // Whoever annuls acts on the court's side; who may contest follows from who owed the term.
  return (name !== ANNUL_BREACH || by.side === 'court') && mayActOn(parties, by, name);
}

function tellsOf(entry: EntryDraft, position: Position): readonly Tell[] {
  if (entry.type === 'correct') return tellsOfCorrection(position, entry.by);
  if (entry.type === CALENDAR_REVISED) return [];
  return ON_BREACHES.includes(entry.type) ? tellsOfBreach(entry, position.terms) : tellsOfNotice(entry);
}

/** Everybody else who took part learns what the author put right. */
function tellsOfCorrection({ parties }: Position, by: Actor): Tell[] {
  return parties.filter(({ side }) => side !== by.side).map(({ side }) => ({ audience: `${side}.party`, message: 'corrected', urgency: 'routine', params: {} }));
}
