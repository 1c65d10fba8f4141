import { ANSWER_OUTCOMES } from '../../matters/assistance-request';
import type { CommandMessage } from '../../matters/ledger';
import type { CompleteSignal, MatterInput } from '../../matters/messages';

/** Whoever speaks only signals says that the unit has answered; nobody checked who it was. What is no outcome of ours stays among the sealed words. */
export function signalledAnswer({ ledger }: MatterInput, signal: CompleteSignal): Pick<CommandMessage, 'name' | 'by' | 'facts'> {
  return {
    name: 'answer',
    by: { kind: 'machine', id: 'signal', body: String(ledger[0]?.facts['unit']), side: 'unit' },
    facts: { outcome: ANSWER_OUTCOMES.find((outcome) => outcome === signal.outcome) ?? 'unknown', answerSeal: 'none' },
  };
}
