import type { z } from 'zod';
import { COMMANDS, type CommandName } from '../../contract/commands';
import { formatInstant } from '../../contract/common';
import { schemaOf } from '../../contract/openapi';
import type { matterSummary, matterView } from '../../contract/matters';
import { answerBodyFor, noticeBodyFor } from '../../contract/results';
import { findKind } from '../../domain/catalogue/kinds';
import { noticeRuleOf } from '../../domain/catalogue/notices';
import { atTimeOfDayMs, dayOf } from '../../domain/calendar/day';
import type { Calendar } from '../../domain/calendar/calendar';
import { workingDaysLeft, workingDaysOf } from '../../domain/deadlines/due';
import type { Entry, SealedReference, Side } from '../../matters/ledger';
import type { BreachView, Position, SaidOfBreach, TermView } from '../../matters/position';
import { isWrittenForReader } from '../../matters/own-words';
import { returnedOf } from '../../matters/returned';
import { kindName } from '../../matters/wording/words';
import type { Principal } from '../../register/accounts/sessions';
import { HOURS_OF_ANSWERING, type Outage } from '../../register/outages';
import type { MatterRow } from '../../register/matters/queries';
import type { Words } from '../../register/matters/words';
import { type MatterInSight, roleFor } from './access';
import type { OwnView } from './summaries';

const orNull = (at: number | null | undefined): string | null => (at === null || at === undefined ? null : formatInstant(at));

interface SummaryContext {
  readonly calendar: Calendar;
  readonly now: number;
  readonly own: OwnView;
}

export function summaryOf(row: MatterRow, isContentShown: boolean, at: SummaryContext): z.output<typeof matterSummary> {
  const whole = { ...wholeSummaryOf(row, at), ...at.own };
  return isContentShown ? whole : { ...whole, isContentShown: false, kind: null, kindName: '不公开事项', court: null, unit: null, office: null, caseNumber: null, awaitedSides: [], closedAs: null, assignee: null, isUnread: false, mayClaim: false };
}

function wholeSummaryOf(row: MatterRow, { calendar, now }: SummaryContext): Omit<z.output<typeof matterSummary>, keyof OwnView> {
  return {
    number: row.number,
    isContentShown: true,
    kind: row.kind,
    kindName: kindName(row.kind),
    court: row.court,
    unit: row.unit,
    office: row.office,
    caseNumber: row.case_number,
    stage: row.stage,
    awaitedSides: row.awaited_sides as Side[],
    openedAt: formatInstant(row.opened_at),
    dueOn: row.due_on,
    dueAt: orNull(row.due_at),
    workingDaysLeft: row.due_on === null || row.closed_at !== null ? null : workingDaysLeft(calendar, row.due_on, now),
    ...dueTermOf(row),
    provisional: row.provisional,
    lateness: row.lateness as 'none' | 'advisory-missed' | 'breached',
    closedAs: row.closed_as,
    closedAt: orNull(row.closed_at),
  };
}

/** Of the term that ends first what it is; where several end together, one that the law fixes. */
function dueTermOf({ due_at: dueAt, closed_at: closedAt, position }: MatterRow) {
  const ending = dueAt === null || closedAt !== null ? [] : position.terms.filter((term) => term.state === 'running' && term.dueAt === dueAt);
  const term = ending.find(({ force }) => force === 'statutory') ?? ending[0];
  return { dueForce: term?.force ?? null, dueCountedIn: term?.length.kind ?? null };
}

export function termOf(term: TermView, calendar: Calendar, now: number, particulars: Position['particulars']) {
  return {
    id: term.id,
    name: term.name,
    side: term.side,
    force: term.force,
    countedIn: term.length.kind,
    article: term.article,
    startAt: formatInstant(term.startAt),
    startOn: term.startOn,
    grants: term.grants.map(workingDaysOf),
    dueOn: term.dueOn,
    dueAt: formatInstant(term.dueAt),
    provisional: term.provisional,
    calendarVersion: term.calendarVersion,
    state: term.state,
    metAt: orNull(term.metAt),
    lateSince: orNull(term.lateSince),
    lateWorkingDays: term.lateWorkingDays ?? null,
    returned: returnedOf(term, particulars),
    workingDaysLeft: term.state === 'running' ? workingDaysLeft(calendar, term.dueOn, now) : null,
  };
}

function breachOf({ term, at, explanation, restsOnDeemedReceipt, contested, annulled, isToBeAnnulled }: BreachView, duringOutage: boolean) {
  const said = (what: SaidOfBreach | undefined) => (what ? { seq: what.seq, at: formatInstant(what.at), ground: what.ground } : null);
  return { term, at: formatInstant(at), explanation, restsOnDeemedReceipt, duringOutage, contested: said(contested), annulled: said(annulled), isToBeAnnulled: isToBeAnnulled === true };
}

function isOnLastDay(outage: Outage, term: TermView | undefined): boolean {
  return term !== undefined && outage.fromAt < atTimeOfDayMs(term.dueOn, HOURS_OF_ANSWERING.to) && outage.toAt > atTimeOfDayMs(term.dueOn, HOURS_OF_ANSWERING.from);
}

export interface ViewContext extends SummaryContext {
  principal: Principal;
  outages: readonly Outage[];
  /** The opening's words are shown as they are. */
  isReadAtOnce: boolean;
}

/** What an officer sees of a matter. `words` are those an officer of the two sides may see masked; others learn only that there are some. */
export function viewOf(sight: MatterInSight, ledger: readonly Entry[], words: ReadonlyMap<string, Words>, { principal, calendar, outages, now, own, isReadAtOnce }: ViewContext): z.output<typeof matterView> {
  const { row, isContentShown } = sight;
  const { position } = row;
  if (!isContentShown) return { ...summaryOf(row, false, { calendar, now, own }), ruleSet: null, calendarVersion: row.calendar_version, terms: [], breaches: [], parties: [], links: [], nextAlarmAt: null, particulars: {}, ledger: [], mayDo: [] };
  return {
    ...summaryOf(row, true, { calendar, now, own }),
    ruleSet: row.rule_set,
    calendarVersion: row.calendar_version,
    terms: position.terms.map((term) => termOf(term, calendar, now, position.particulars)),
    breaches: position.breaches.map((breach) => breachOf(breach, outages.some((outage) => isOnLastDay(outage, position.terms.find(({ id }) => id === breach.term))))),
    parties: position.parties.map(({ side, body, office }) => ({ side, body, office: office ?? null })),
    links: position.links.map(({ matter, as, key }) => ({ matter, as, key: key ?? null })),
    nextAlarmAt: orNull(position.nextAlarmAt),
    particulars: withInstants(position.particulars) as Record<string, unknown>,
    ledger: ledger.map((entry) => {
      const { words: reference, ...facts } = entry.facts;
      return {
        seq: entry.seq,
        type: entry.type,
        by: { kind: entry.by.kind, body: entry.by.body, side: entry.by.side ?? null, role: entry.by.role ?? null },
        receivedAt: formatInstant(entry.receivedAt),
        recordedAt: formatInstant(entry.recordedAt),
        facts: withInstants(facts) as Record<string, unknown>,
        words: reference === undefined ? null : sight.isParty && isWrittenForReader(entry, ledger, principal, position.parties) ? (isReadAtOnce && entry.seq === 1 ? openWords(reference, words) : maskWords(reference, words)) : { sealed: true },
      };
    }),
    mayDo: offeredTo(sight, principal).map((command) => ({
      command,
      href: `/api/v1/matters/${row.number}/commands/${command}`,
      schema: schemaOf(bodyOfKind(row, command) ?? COMMANDS[command].body, 'input'),
    })),
  };
}

/** The commands offered at this stage that the officer's role may give. */
function offeredTo({ row, relation, side }: MatterInSight, principal: Principal): CommandName[] {
  if (side === undefined) return [];
  return ((row.position.offered[side] ?? []) as CommandName[]).filter((command) => roleFor(principal, command, relation) !== undefined);
}

/** The body of a command whose structure depends on the kind of assistance; undefined for all others. */
export function bodyOfKind(row: Pick<MatterRow, 'kind' | 'position'>, command: CommandName): z.ZodObject | undefined {
  const kind = findKind(row.kind);
  if (!kind) return undefined;
  if (command === 'answer' || command === 'handle-at-window') return answerBodyFor(kind, { isLifting: row.position.particulars['lifts'] !== undefined });
  return noticeRuleOf(row.kind) && (command === 'publish-notice' || command === 'correct-notice') ? noticeBodyFor(kind, command) : undefined;
}

function openWords(reference: SealedReference, words: ReadonlyMap<string, Words>): unknown {
  return words.get(reference.ref) ?? { erased: true };
}

function maskWords(reference: SealedReference, words: ReadonlyMap<string, Words>): unknown {
  const found = words.get(reference.ref);
  return found ? mask(found) : { erased: true };
}

/** Enough to recognise, too little to use: the first character of each text. Codes of enumerations are words too here, and are masked with the rest. */
export function mask(value: unknown): unknown {
  if (typeof value === 'string') return value === '' ? '' : `${[...value][0] ?? ''}＊＊`;
  if (Array.isArray(value)) return value.map(mask);
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, mask(member)]));
  return value === null || typeof value === 'boolean' ? value : '＊＊';
}

/** Facts keep instants as epoch ms under names that end in `At`, or as `at`; people and programs read ISO 8601. */
export function withInstants(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withInstants);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, typeof member === 'number' && (key === 'at' || key.endsWith('At')) ? formatInstant(member) : withInstants(member)]),
  );
}

/** Today, in UTC+8. */
export function todayOf(now: number) {
  return dayOf(now);
}
