import type { Entry } from '../../matters/ledger';
import type { Position } from '../../matters/position';
import { detentionFacts, searchFacts } from '../factories/people';
import { disputesIn } from './hosted-model';
import { hearing, type Match } from './match';
import type { PersonSide } from './person-models';
import { openingOf, personCommandOf, type PersonSequence } from './person-sequences';

function entriesOf(ledger: readonly Entry[]): unknown {
  return ledger.map(({ type, receivedAt, by, facts }) => [type, receivedAt, by.side ?? 'clock', facts['rung']]);
}

function shownOf(position: Position | undefined): unknown {
  return {
    stage: position?.stage,
    awaited: position?.awaitedSides,
    terms: position?.terms.map(({ id, dueOn, dueAt, state, metAt, lateSince }) => [id, dueOn, dueAt, state, metAt, lateSince !== undefined]),
    breaches: position?.breaches.map(({ term }) => term),
    disputes: disputesIn(position?.particulars),
    closedAs: position?.closedAs,
    closedAt: position?.closedAt,
    nextAlarmAt: position?.nextAlarmAt,
  };
}

export function personMatch({ procedure, openedAt, choice, happenings }: PersonSequence): Match<PersonSide> {
  const { model, facts } = openingOf({ procedure, openedAt, choice });
  return {
    number: procedure === 'locate-debtor' ? 'LD-2026-000001' : 'DT-2026-000001',
    procedure,
    openedAt,
    facts: procedure === 'locate-debtor' ? searchFacts(facts) : detentionFacts(facts),
    happenings,
    model,
    commandOf: (happening, now) => personCommandOf(happening, model, now),
    entriesOf,
    shownOf,
    // A dispute says that it is open.
    hear: hearing(({ name, receivedAt }) => model.hear(name, receivedAt)),
  };
}
