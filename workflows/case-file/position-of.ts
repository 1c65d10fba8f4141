import { latenessOf, withBreachOffers } from '../../matters/breaches';
import type { BreachView, Position, TermView } from '../../matters/position';
import type { Shape, StageView } from './shape';

interface Standing<S extends Shape> {
  seq: number;
  view: StageView<S>;
  terms: readonly TermView[];
  breaches: readonly BreachView[];
  calendarVersion: number;
  parties: Position['parties'];
  links: Position['links'];
  measures: Pick<Position, 'measures' | 'lifts'>;
  nextAlarmAt?: number;
  closedAs?: S['closedAs'];
  closedAt?: number;
}

/** Where a matter stands, as it is written for lists and shown to people. */
export function positionOf<S extends Shape>({ seq, view, terms, breaches, calendarVersion, parties, links, measures, nextAlarmAt, closedAs, closedAt }: Standing<S>): Position {
  const running = terms.filter((term) => term.state === 'running');
  const [soonest] = [...running].sort((a, b) => a.dueAt - b.dueAt);
  return {
    seq,
    stage: view.name,
    awaitedSides: view.awaited,
    offered: withBreachOffers(view.offered, terms, breaches),
    parties,
    calendarVersion,
    links,
    ...measures,
    terms,
    breaches,
    ...(soonest ? { dueOn: soonest.dueOn, dueAt: soonest.dueAt } : {}),
    ...(nextAlarmAt === undefined ? {} : { nextAlarmAt }),
    provisional: running.some((term) => term.provisional),
    lateness: latenessOf(terms, breaches),
    ...(closedAs === undefined ? {} : { closedAs, closedAt }),
    particulars: view.particulars ?? {},
  };
}
