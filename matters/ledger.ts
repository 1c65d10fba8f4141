import type { Side } from '../domain/access/parties';
import type { TermView } from './position';

/**
 * The ledger: what a matter is made of. Entries are appended and never changed; everything else (stage, clocks, lateness) follows from them.
 */

export type { Side };

/** Who did something: an officer, a unit's own system, another matter, or nobody but the clock. */
export interface Actor {
  kind: 'officer' | 'machine' | 'matter' | 'clock';
  /** Account id, matter number, or 'clock'. */
  id: string;
  /** Court or unit the actor belongs to; empty for the clock and for a matter. */
  body: string;
  /** The side on which the actor acts in this matter; absent for the clock. */
  side?: Side;
  role?: string;
}

export const THE_CLOCK: Actor = { kind: 'clock', id: 'clock', body: '' };
/** The platform itself, when it brings a published calendar to the matters that are open. No account has this id. */
export const THE_CALENDAR: Actor = { kind: 'machine', id: 'calendar', body: '' };

/** The platform itself, when a court's standing instruction changes while a referral is open. No account has this id. */
export const THE_STANDING_INSTRUCTION: Actor = { kind: 'machine', id: 'standing-instruction', body: '' };

/** Free text and personal data live sealed in rows of their own; an entry holds only the reference and a salted digest. */
export interface SealedReference {
  ref: string;
  digest: string;
}

/** A document that an act carries: what it is. What it is called is among the act's words. */
export interface DocumentReference {
  document: string;
  /** In hexadecimal. */
  sha256: string;
  bytes: number;
  mediaType: string;
}

/** Facts are codes, numbers and references: never personal data, never free text about people. */
export type Facts = Readonly<Record<string, unknown>> & { readonly words?: SealedReference; readonly documents?: readonly DocumentReference[] };

export interface EntryDraft {
  /** Unique in its matter: the command's id, or the alarm's id (term, rung, calendar version). */
  key: string;
  type: string;
  by: Actor;
  /** The legal instant, epoch ms: when the API committed the command, or when the alarm was due. */
  receivedAt: number;
  facts: Facts;
  /** The terms that this entry started, moved, met or ended, with the dates as computed then. */
  terms?: readonly TermView[];
}

export interface Entry extends EntryDraft {
  seq: number;
  /** When the register wrote it, epoch ms. */
  recordedAt: number;
}

/** A command as it travels to a matter; its facts have been checked and its words sealed. */
export interface CommandMessage {
  id: string;
  name: string;
  by: Actor;
  receivedAt: number;
  facts: Facts;
}

/** How a command ended. A refusal has a stable code that the API turns into a status and the console into words. */
export type CommandOutcome =
  | { status: 'accepted'; seq: number; recordedAt: number }
  | { status: 'refused'; code: string; details?: Readonly<Record<string, unknown>> };
