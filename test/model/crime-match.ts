import type { Entry } from '../../matters/ledger';
import type { BreachView, Position } from '../../matters/position';
import type { StepRecord } from '../../matters/step';
import { newestInstruction } from '../../register/standing-instructions/queries';
import { oversightFacts, REFERRAL, referralFacts } from '../factories/crimes';
import type { MatterRig } from '../rig/matter-rig';
import type { CrimeSide } from './crime-models';
import { asModelled, crimeCommandOf, type CrimeSequence, instructionOf } from './crime-sequences';
import { hearing, type Match } from './match';
import { OversightModel } from './oversight-model';
import { ReferralModel } from './referral-model';

function entriesOf(ledger: readonly Entry[]): unknown {
  return ledger.map(({ type, receivedAt, by, facts }) => [type, receivedAt, by.side ?? by.kind, facts['rung'], by.kind === 'clock' ? (facts['askedAt'] ?? (facts['unsubmitted'] ? 'unsubmitted' : undefined)) : undefined]);
}

function shownOf(position: Position | undefined): unknown {
  const { particulars = {} } = position ?? {};
  return {
    stage: position?.stage,
    awaited: position?.awaitedSides,
    terms: position?.terms.map(({ id, dueOn, dueAt, state, metAt, lateSince }) => [id, dueOn, dueAt, state, metAt, lateSince !== undefined]),
    breaches: position?.breaches.map(({ term, explanation, restsOnDeemedReceipt }: BreachView) => [term, explanation, restsOnDeemedReceipt]),
    closedAs: position?.closedAs,
    closedAt: position?.closedAt,
    nextAlarmAt: position?.nextAlarmAt,
    how: (particulars['asked'] as { how: string } | undefined)?.how ?? particulars['how'],
    willAskAt: (particulars['standingInstruction'] as { willAskAt?: number } | undefined)?.willAskAt,
  };
}

/** What a matter says to others: which it opens, and what it tells them. */
function sentIn(steps: readonly StepRecord[]): string[] {
  return steps.flatMap(({ openings, outgoing }) => [
    ...openings.map(({ opening }) => `open ${String(opening['how'])}`),
    ...outgoing.map(({ matter, name, facts }) => `${matter} ${name}${typeof facts['how'] === 'string' ? ` ${facts['how']}` : ''}`),
  ]);
}

export function crimeMatch({ procedure, openedAt, choice, happenings }: CrimeSequence, origin = REFERRAL, instruction = instructionOf(choice, openedAt)): Match<CrimeSide> {
  const ruleSet = choice % 2 === 0 ? 'yunfu-2017' : 'judicial-opinion-2025';
  // The opinion is about one crime alone.
  const crime = choice % 10 === 9 ? 'obstruction' : 'refusal-to-perform';
  const isOpinion = ruleSet === 'judicial-opinion-2025' && crime === 'refusal-to-perform';
  const isElectronic = choice % 4 > 0;
  const how = choice % 5 === 0 ? 'late-pointer' : 'by-court';
  const referral = procedure === 'crime-referral' ? new ReferralModel(openedAt, isElectronic, isOpinion, asModelled(instruction)) : undefined;
  const model = referral ?? new OversightModel(openedAt, how === 'late-pointer', isOpinion, origin);
  return {
    number: procedure === 'crime-referral' ? REFERRAL : 'FO-2026-000001',
    procedure,
    openedAt,
    facts: referral
      ? referralFacts({ ruleSet, crime, serviceMode: isElectronic ? 'electronic' : 'window', standingInstruction: instruction })
      : oversightFacts({ ruleSet, crime, how, origin: { matter: origin, seq: 1, as: 'filing-oversight' } }),
    happenings,
    model,
    commandOf: (happening, now) => crimeCommandOf(happening, model, referral?.current ?? origin, now),
    entriesOf,
    shownOf,
    alsoIn: (steps) => ({ procedure: sentIn(steps), model: model.sent }),
    hear: hearing(({ name, facts, receivedAt }) => void model.give({ side: 'matter', name, facts, at: receivedAt })),
  };
}

/** On a server a referral begins with the instruction that its court has there, and an oversight with the referral that it is about. */
export async function crimeMatchOn(rig: MatterRig, sequence: CrimeSequence): Promise<Match<CrimeSide>> {
  const instruction = await newestInstruction(rig.db, 'court.yuncheng');
  const origin = sequence.procedure === 'crime-referral' ? REFERRAL : await rig.openAs('crime-referral', referralFacts(instruction ? { standingInstruction: instruction } : {}), false);
  return crimeMatch(sequence, origin, instruction ?? null);
}
