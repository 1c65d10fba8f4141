import type { Letter, Told } from './letter';

/** Something to send to one account, and whatever name it bears however often it is sent. */
export interface Outgoing {
  /** The delivery's id: the same on every attempt. */
  readonly id: string;
  readonly attempt: number;
  readonly letter: Letter;
  readonly urgency: 'routine' | 'urgent';
  /** What the letter tells, in codes; several in a digest. */
  readonly told: readonly Told[];
  readonly recipient: Addressee;
}

/** As much of an account as a channel needs. */
export interface Addressee {
  readonly accountId: string;
  readonly mail?: string;
  readonly phone?: string;
}

/** `reason` is a stable code for the operator; never a server's own words, which quote addresses. */
export type Sent = { readonly status: 'sent' } | { readonly status: 'later' | 'refused'; readonly reason: string };

export interface Channel {
  /** Settles within a minute, whatever the other side does. */
  send(outgoing: Outgoing): Promise<Sent>;
  close(): void;
}

export const SENT: Sent = { status: 'sent' };

export function later(reason: string): Sent {
  return { status: 'later', reason };
}

export function refused(reason: string): Sent {
  return { status: 'refused', reason };
}
