import type { Calendar } from '../domain/calendar/calendar';
import type { Day } from '../domain/calendar/day';
import type { Audience } from '../domain/deadlines/ladder';
import type { CommandMessage, CommandOutcome, Entry, EntryDraft, Facts } from './ledger';
import type { Procedure } from './messages';
import type { MessageCode } from './messages-to-people';
import type { Position } from './position';

/** What somebody is told. The text is made from the code where it is delivered; parameters carry no personal data. */
export interface Tell {
  audience: Audience;
  message: MessageCode;
  /** `urgent` goes out at once and alone, `routine` into the day's digests. */
  urgency: 'routine' | 'urgent';
  /** By every channel that a person has, whatever the person prefers: somebody is in danger, or nobody has answered. */
  isRinging?: boolean;
  /** Whom of several bodies on that side, and who there: many courts stand in one queue. Left out, the first, and whoever opened the matter. */
  to?: { body: string; officer?: string };
  /** The term this is about: an unsent message for an earlier rung of the same term gives way to a later one. */
  term?: string;
  params: Readonly<Record<string, unknown>>;
}

/** A command that a step sends to another matter, written in the step's transaction. */
export interface OutgoingCommand {
  /** Unique in the sending step. */
  key: string;
  matter: string;
  name: string;
  facts: Facts;
}

/** A matter that is opened once for ever, by whoever comes first; whoever comes, comes with a command. */
export interface SharedMatter {
  /** A keyed hash: it says nothing of the thing. */
  token: string;
  command: Pick<OutgoingCommand, 'name' | 'facts'>;
  /** Where there is none yet, none is opened either. */
  isOnlyIfThere?: true;
}

/** Another matter that a step opens, written in the step's transaction: number, entry 1 and the links of both. */
export interface OutgoingOpening {
  /** Unique in the sending matter: as what the new matter is linked, and which of them. */
  key: string;
  as: string;
  procedure: Procedure;
  /** Facts of entry 1, but for what the register adds: the calendar's version and where it came from. */
  opening: Facts & { kind: string; court: string; unit: string; office?: string; ruleSet: string; caseNumber: string };
  /** There is one for all the matters that have to do with the same thing. */
  shared?: SharedMatter;
}

export interface RefusedCommand {
  commandId: string;
  outcome: Extract<CommandOutcome, { status: 'refused' }>;
}

/** Everything one step writes, in one register transaction. */
export interface StepRecord {
  matter: string;
  /** Seq of the first of `entries`; with no entries, the seq after the last (the position alone is written). */
  seq: number;
  entries: readonly EntryDraft[];
  /** Set when the step is an alarm: commands received before this instant and still pending come first. */
  alarmDueAt?: number;
  /** Set when the step is an act that has to be made before this instant: from then on the register refuses to write it. */
  madeBefore?: number;
  position: Position;
  tells: readonly Tell[];
  /** The command that this step took, and thereby settles. */
  commandId?: string;
  /** Commands refused since the last step: settled with this one, before it is asked what still waits. */
  refused: readonly RefusedCommand[];
  outgoing: readonly OutgoingCommand[];
  openings: readonly OutgoingOpening[];
}

/** What follows from an opening alone: written in its transaction. */
export type FirstStep = Pick<StepRecord, 'position' | 'tells' | 'outgoing' | 'openings'>;

export type StepResult =
  | { status: 'recorded'; stamps: readonly { seq: number; recordedAt: number }[] }
  /** Another entry stands at that seq, or the same with other instants: nothing was written, this is the ledger. */
  | { status: 'diverged'; ledger: readonly Entry[] }
  /** These were received before the alarm fell due and still wait: they are decided first. */
  | { status: 'pending-first'; commands: readonly CommandMessage[] }
  /** The act came too late to be made: nothing was written. */
  | { status: 'overtaken' }
  /** The command was settled before, in an earlier run. */
  | { status: 'settled-before'; commandId: string; outcome: CommandOutcome };

/** A matter as its ledger has it, for whoever takes a step of it without its run. */
export interface LoneFile {
  matter: string;
  ledger: readonly Entry[];
  calendar: Calendar;
}

/** What such a step stands on. */
export interface LoneDesk {
  /** Epoch ms on the clock that the matter lives by. */
  now(): number;
  record(step: StepRecord): Promise<StepResult>;
  loadCalendar(version: number, openedOn: Day): Promise<Calendar>;
}

/** Something that will happen by itself, beside the rungs of a term: a deemed receipt, a reminder of a delivery. */
export interface OwnAlarmView {
  type: string;
  at: number;
}

/** What would happen by itself in a matter, by the calendar that it counts with and were another published now. Nothing is written. */
export type ForeseeAlarms = (file: LoneFile & { calendars: readonly Calendar[] }, revision: { calendar: Calendar; now: number }) => Promise<{ before: readonly OwnAlarmView[]; after: readonly OwnAlarmView[] }>;

/** Takes one command over a ledger, and says how it was settled; undefined when the matter's run has to decide. */
export type TakeAlone = (file: LoneFile, command: CommandMessage, desk: LoneDesk) => Promise<CommandOutcome | undefined>;
