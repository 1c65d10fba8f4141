import type { CommandMessage, Entry, Facts, Side } from '../../matters/ledger';
import type { BreachView } from '../../matters/position';

/** What a kind of matter is made of; see `matters/`. */
export interface Shape {
  stage: string;
  opening: Record<string, unknown>;
  commands: Record<string, Facts>;
  events: Record<string, Facts>;
  closedAs: string;
}

/** Commands offered to each side at each stage. */
export type OfferedTable = Readonly<Record<string, Readonly<Partial<Record<Side, readonly string[]>>>>>;

interface StepOf<T, F> {
  type: T;
  seq: number;
  /** The command's id, or the alarm's. */
  key: string;
  /** The legal instant, epoch ms. */
  at: number;
  by: Entry['by'];
  facts: F;
}
type StepsOf<M> = { [K in keyof M & string]: StepOf<K, M[K]> }[keyof M & string];
/** What happened next: a command that was taken, or an alarm. */
export type Step<S extends Shape> = StepsOf<S['commands'] & S['events']>;

export interface Refusal {
  code: string;
  details?: Readonly<Record<string, unknown>>;
}

/** An alarm of the procedure's own, beside the ladders of its terms: deemed receipt, silence that accepts. */
export interface OwnAlarm<S extends Shape> {
  id: string;
  type: keyof S['events'] & string;
  at: number;
  facts: Facts;
  /** For an act that has to reach another body: it counts when it is really made, and that instant joins its facts under this name. */
  madeAs?: string;
  /** The first instant at which such an act is made in vain: from then on it is not made at all. What was received before it is really made comes first. */
  madeBefore?: number;
  /** What it reminds of, again and again, or puts an end to: after an outage only the last of such messages goes out. Where it tells by that term its facts name it too. */
  term?: string;
}

/** Where the procedure stands while it waits for the next step. */
export interface StageView<S extends Shape> {
  name: S['stage'];
  awaited: readonly Side[];
  offered: Readonly<Partial<Record<Side, readonly (keyof S['commands'] & string)[]>>>;
  /** Offered at this stage, and refused just now whatever it says: nobody is shown it. */
  isIdle?: (side: Side, name: string) => boolean;
  /** Commands of the platform itself that the procedure takes at this stage. */
  fromPlatform?: readonly (keyof S['commands'] & string)[];
  /** Asked each time they matter: a revised calendar moves them while the procedure waits. */
  alarms?: () => readonly OwnAlarm<S>[];
  /** What a term's reminder says beside its dates; asked when it falls due. */
  reminds?: (term: string) => Facts;
  breaches?: readonly BreachView[];
  particulars?: Readonly<Record<string, unknown>>;
  /** Why an offered command is refused just now, or undefined. */
  judge?: (command: CommandMessage) => Refusal | undefined;
  /** Why a command is no longer offered, where there is more to say than what is; or undefined. */
  explain?: (command: CommandMessage) => Refusal | undefined;
  /** What taking a command implies before it, in the same step (an answer implies receipt). */
  implies?: (command: CommandMessage) => { type: keyof S['events'] & string; facts: Facts }[];
}
