import type { Side } from '../domain/access/parties';
import { dayOf } from '../domain/calendar/day';
import { isUnitDoing } from '../domain/catalogue/units';
import type { CommandFacts, Dispute, Proposal } from '../matters/dispute';
import type { CommandMessage } from '../matters/ledger';
import type { CaseFile } from './case-file/case-file';
import type { Refusal } from './case-file/shape';

/** What one side has said and the other has not answered yet. */
export interface Standing {
  seq: number;
  side: Side | undefined;
}

/** The committee's coordination opinion, and what the court has said to its proposals, by their numbers from 1. */
export interface Opinion {
  seq: number;
  number: string;
  proposals: readonly Proposal[];
  answers: Map<number, 'accepted' | 'dissented'>;
}

/** What has happened in a dispute so far, as far as it decides what may happen next. */
export interface DisputeSoFar {
  readonly file: CaseFile<Dispute>;
  /** Terms of an agreement that one side has proposed. */
  readonly terms: Standing | undefined;
  readonly prolonging: (Standing & { workingDays: number }) | undefined;
  readonly failing: Standing | undefined;
  readonly opinion: Opinion | undefined;
}

/** Neither side alone prolongs the talks, declares them failed or agrees: why an offered command is refused just now. */
export function judgeDisputeCommand(dispute: DisputeSoFar, command: CommandMessage): Refusal | undefined {
  const { side } = command.by;
  switch (command.name) {
    case 'agree': {
      const { proposal, words } = command.facts as CommandFacts['agree'];
      if (proposal === undefined) return words ? undefined : { code: 'terms-missing' };
      if (dispute.terms?.seq !== proposal) return { code: 'no-such-terms', details: dispute.terms ? { proposed: dispute.terms.seq } : {} };
      return dispute.terms.side === side ? { code: 'confirmed-by-the-other-side' } : undefined;
    }
    case 'prolong-talks': {
      const { workingDays } = command.facts as CommandFacts['prolong-talks'];
      return dispute.prolonging && dispute.prolonging.side === side && dispute.prolonging.workingDays === workingDays ? { code: 'confirmed-by-the-other-side' } : undefined;
    }
    case 'declare-failed':
      return dispute.failing && dispute.failing.side === side ? { code: 'confirmed-by-the-other-side' } : undefined;
    case 'issue-opinion':
      return judgeOpinion(dispute, command);
    case 'accept-proposal':
    case 'dissent-from-proposal': {
      const { proposal } = command.facts as CommandFacts['accept-proposal'];
      return dispute.opinion?.proposals[proposal - 1] && !dispute.opinion.answers.has(proposal) ? undefined : { code: 'no-such-opinion-proposal' };
    }
    case 'settle-dispute':
      return command.by.id === dispute.file.opening.origin.matter ? undefined : { code: 'not-permitted' };
    default:
      return undefined;
  }
}

/** The unit that the committee names has to be one that does this, and another than the one it lies with. */
function judgeOpinion({ file }: DisputeSoFar, { facts, receivedAt }: CommandMessage): Refusal | undefined {
  const { proposals, metOn } = facts as CommandFacts['issue-opinion'];
  const today = dayOf(receivedAt);
  if (metOn > today) return { code: 'time-out-of-range', details: { field: 'metOn' } };
  const { unit, office, disputedKind } = file.opening;
  for (const proposal of proposals) {
    if (proposal.kind !== 'other-unit') continue;
    if (proposal.unit === (office ?? unit) || !isUnitDoing(disputedKind, proposal.unit, today)) return { code: 'unit-does-not-do-this', details: { unit: proposal.unit } };
  }
  return undefined;
}
