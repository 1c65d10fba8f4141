import type { Audience } from '../../domain/deadlines/ladder';
import type { Entry, Facts } from '../../matters/ledger';
import type { MessageCode } from '../../matters/messages-to-people';
import type { OutgoingCommand, OutgoingOpening, StepRecord, Tell } from '../../matters/step';
import type { Alarm, RunningTerms } from './running-terms';

export type TellOptions = Partial<Pick<Tell, 'urgency' | 'isRinging' | 'to' | 'term' | 'params'>>;
type Sent = Pick<StepRecord, 'tells' | 'outgoing' | 'openings'>;

export const NOTHING_SENT: Sent = { tells: [], outgoing: [], openings: [] };

/** Unsent earlier messages are merged into the latest when rungs were missed; clocks of two hosts may differ by this much. */
const CLOCK_TOLERANCE_MS = 60_000;

/** What one step sends: whom it tells, what it commands other matters, which matters it opens. Written with it, never repeated. */
export class Sending {
  private readonly tells: Tell[] = [];
  private readonly outgoing: OutgoingCommand[] = [];
  private readonly openings: OutgoingOpening[] = [];

  tell(audience: Audience, message: MessageCode, options: TellOptions = {}): void {
    this.tells.push({ audience, message, urgency: options.urgency ?? 'routine', params: options.params ?? {}, ...(options.isRinging ? { isRinging: true } : {}), ...(options.to ? { to: options.to } : {}), ...(options.term ? { term: options.term } : {}) });
  }

  /** A term's rung tells the people that the rule set names for it. */
  tellRung({ audiences = [], message, urgency, type, term, dueAt }: Alarm, facts: Facts): void {
    if (!message) return;
    for (const audience of audiences) this.tell(audience, message, { urgency: urgency ?? (type === 'term-expired' ? 'urgent' : 'routine'), term, params: { ...facts, dueAt } });
  }

  tellAll(tells: readonly Tell[]): void {
    this.tells.push(...tells);
  }

  command(outgoing: OutgoingCommand): void {
    this.outgoing.push(outgoing);
  }

  open(opening: OutgoingOpening): void {
    this.openings.push(opening);
  }

  /** All of it; after an outage each person gets one message for a term, for its latest rung: earlier ones are left to the last that is due. */
  after(alarm: Alarm | undefined, rungs: Rungs): Sent {
    return { tells: alarm?.term === undefined ? this.tells : this.merged(alarm.at, alarm.term, rungs), outgoing: this.outgoing, openings: this.openings };
  }

  private merged(at: number, term: string, { ledger, terms, isAnotherDue }: Rungs): readonly Tell[] {
    if (isAnotherDue(term)) return this.tells.filter((tell) => tell.term !== term);
    const latest = this.tells.find((tell) => tell.term === term);
    if (!latest) return this.tells;
    const told = new Set(this.tells.map(({ audience }) => audience));
    const missed = missedAudiences(ledger, terms, { at, term }).filter((audience) => !told.has(audience));
    return [...this.tells, ...missed.map((audience): Tell => ({ ...latest, audience }))];
  }
}

interface Rungs {
  ledger: readonly Entry[];
  terms: RunningTerms;
  /** Whether a later rung of the same term has come due as well. */
  isAnotherDue: (term: string) => boolean;
}

/** Whom the rungs just before this one would have told, had it not been due already when they were recorded. */
function missedAudiences(ledger: readonly Entry[], terms: RunningTerms, { at, term }: { at: number; term: string }): Audience[] {
  const missed = new Set<Audience>();
  let following = at;
  for (const entry of [...ledger].reverse()) {
    if (entry.by.kind !== 'clock' || entry.facts['term'] !== term || entry.recordedAt < following - CLOCK_TOLERANCE_MS) break;
    for (const audience of terms.audiencesOf(entry.key)) missed.add(audience);
    following = entry.receivedAt;
  }
  return [...missed];
}
