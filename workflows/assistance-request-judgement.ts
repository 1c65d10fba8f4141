import type { Day } from '../domain/calendar/day';
import type { Duty } from '../domain/rule-sets';
import { ANSWER_OUTCOMES, type AssistanceRequest, type CommandFacts } from '../matters/assistance-request';
import type { CommandMessage, Side } from '../matters/ledger';
import type { CaseFile } from './case-file/case-file';
import type { Refusal } from './case-file/shape';

export interface Receipt {
  at: number;
  /** Day 0 of the unit's terms. */
  on: Day;
  how: 'signed' | 'deemed' | 'answer' | 'window' | 'confirmed-time';
}

export interface DelayNotice {
  seq: number;
  at: number;
  stance: 'silent' | 'accepted' | 'contested';
}

/** A time of service that one side has proposed and the other has not answered yet. */
export interface Proposal {
  seq: number;
  servedAt: number;
  side: Side | undefined;
}

/** What has happened on a request so far, as far as it decides what may happen next. */
export interface RequestSoFar {
  readonly file: CaseFile<AssistanceRequest>;
  readonly duties: readonly Duty[];
  readonly receipt: Receipt | undefined;
  /** When each act was done. */
  readonly done: ReadonlyMap<Duty['name'], number>;
  readonly notices: readonly DelayNotice[];
  readonly openQueries: ReadonlySet<number>;
  readonly corrections: ReadonlyMap<number, { side: Side | undefined }>;
  readonly proposal: Proposal | undefined;
  /** The running term that an extension would move. */
  extensible(name: string | undefined): string | undefined;
}

/** Service by hand may be recorded late; a service older than this against the opening is a slip of the pen. */
const EARLIEST_SERVICE_MS = 30 * 86_400_000;

/** Why a command that is offered is refused just now: what it needs is not there, or its time has passed. */
export function judgeCommand(request: RequestSoFar, command: CommandMessage): Refusal | undefined {
  const side = command.by.side;
  switch (command.name) {
    case 'answer':
    case 'handle-at-window': {
      const { outcome, legalGround } = command.facts as CommandFacts['answer'];
      if (!ANSWER_OUTCOMES.includes(outcome)) return { code: 'unknown-outcome', details: { known: ANSWER_OUTCOMES } };
      return outcome === 'cannot-be-done' && !legalGround ? { code: 'legal-ground-missing' } : undefined;
    }
    case 'sign-receipt':
      return request.receipt && request.receipt.how !== 'deemed' ? { code: 'already-received', details: { at: request.receipt.at } } : undefined;
    case 'record-act': {
      const { act, doneAt } = command.facts as CommandFacts['record-act'];
      if (!request.duties.some((duty) => duty.name === act)) return { code: 'act-not-owed', details: { act } };
      if (request.done.has(act)) return { code: 'already-recorded', details: { act } };
      return doneAt !== undefined && (doneAt > command.receivedAt || doneAt < request.file.openedAt) ? { code: 'time-out-of-range', details: { field: 'doneAt' } } : undefined;
    }
    case 'grant-extension': {
      const id = request.extensible((command.facts as CommandFacts['grant-extension']).term);
      const term = id === undefined ? undefined : request.file.term(id);
      if (!term) return { code: 'no-such-term' };
      return command.receivedAt >= term.dueAt ? { code: 'term-has-ended', details: { dueAt: term.dueAt } } : undefined;
    }
    case 'reply-to-query':
      return request.openQueries.has((command.facts as CommandFacts['reply-to-query']).query) ? undefined : { code: 'no-such-query' };
    case 'reply-to-delay-notice':
      return request.notices.some((notice) => notice.seq === (command.facts as CommandFacts['reply-to-delay-notice']).notice && notice.stance === 'silent')
        ? undefined
        : { code: 'no-such-notice' };
    case 'propose-service-time': {
      const { servedAt } = command.facts as CommandFacts['propose-service-time'];
      if (request.proposal) return { code: 'service-time-proposed-already' };
      const recorded = request.receipt?.at ?? command.receivedAt;
      return servedAt >= recorded || servedAt < request.file.openedAt - EARLIEST_SERVICE_MS ? { code: 'time-out-of-range', details: { field: 'servedAt' } } : undefined;
    }
    case 'confirm-service-time':
      if (request.proposal?.seq !== (command.facts as CommandFacts['confirm-service-time']).proposal) return { code: 'no-such-proposal' };
      return request.proposal.side === side ? { code: 'confirmed-by-the-other-side' } : undefined;
    case 'correct': {
      const { entry: seq } = command.facts as CommandFacts['correct'];
      const entry = request.file.entry(seq);
      if (!entry) return { code: 'no-such-entry' };
      if (entry.by.body !== command.by.body) return { code: 'written-by-others' };
      return entry.facts.words ? undefined : { code: 'nothing-to-correct' };
    }
    case 'acknowledge-correction': {
      const correction = request.corrections.get((command.facts as CommandFacts['acknowledge-correction']).correction);
      if (!correction) return { code: 'no-such-correction' };
      return correction.side === side ? { code: 'confirmed-by-the-other-side' } : undefined;
    }
    default:
      return undefined;
  }
}
