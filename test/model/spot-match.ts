import type { Entry } from '../../matters/ledger';
import type { Position } from '../../matters/position';
import { alarmFacts, watchFacts } from '../factories/on-the-spot';
import { disputesIn } from './hosted-model';
import { hearing, type Match } from './match';
import type { SpotSide } from './spot-models';
import { openingOf, spotCommandOf, type SpotSequence } from './spot-sequences';

function entriesOf(ledger: readonly Entry[]): unknown {
  return ledger.map(({ type, receivedAt, by }) => [type, receivedAt, by.side ?? 'clock']);
}

function shownOf(position: Position | undefined): unknown {
  return {
    stage: position?.stage,
    awaited: position?.awaitedSides,
    terms: position?.terms.map(({ id, dueAt, state, lateSince }) => [id, dueAt, state, lateSince !== undefined]),
    disputes: disputesIn(position?.particulars),
    closedAs: position?.closedAs,
    closedAt: position?.closedAt,
    nextAlarmAt: position?.nextAlarmAt,
  };
}

export function spotMatch({ procedure, openedAt, choice, happenings }: SpotSequence): Match<SpotSide> {
  const { model, facts } = openingOf({ procedure, openedAt, choice });
  return {
    number: procedure === 'emergency' ? 'EM-2026-000001' : 'VI-2026-000001',
    procedure,
    openedAt,
    facts: procedure === 'emergency' ? alarmFacts(facts) : watchFacts(facts),
    happenings,
    model,
    commandOf: (happening, now) => spotCommandOf(procedure, happening, model, now),
    entriesOf,
    shownOf,
    // A dispute says that it is open.
    hear: hearing(({ name, receivedAt }) => model.hear(name, receivedAt)),
  };
}
