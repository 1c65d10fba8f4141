import type { Lateness, Position, TermView } from '../../matters/position';
import type { Shape, StageView } from './shape';

interface Standing<S extends Shape> {
  seq: number;
  view: StageView<S>;
  terms: readonly TermView[];
  parties: Position['parties'];
  links: Position['links'];
  nextAlarmAt?: number;
  closedAs?: S['closedAs'];
  closedAt?: number;
}

/** Where a matter stands, as it is written for lists and shown to people. */
export function positionOf<S extends Shape>({ seq, view, terms, parties, links, nextAlarmAt, closedAs, closedAt }: Standing<S>): Position {
  const running = terms.filter((term) => term.state === 'running');
  const [soonest] = [...running].sort((a, b) => a.dueAt - b.dueAt);
  return {
    seq,
    stage: view.name,
    awaitedSides: view.awaited,
    offered: view.offered,
    parties,
    links,
    terms,
    breaches: view.breaches ?? [],
    ...(soonest ? { dueOn: soonest.dueOn, dueAt: soonest.dueAt } : {}),
    ...(nextAlarmAt === undefined ? {} : { nextAlarmAt }),
    provisional: running.some((term) => term.provisional),
    lateness: latenessOf(terms),
    ...(closedAs === undefined ? {} : { closedAs, closedAt }),
    particulars: view.particulars ?? {},
  };
}

function latenessOf(terms: readonly TermView[]): Lateness {
  const late = terms.filter((term) => term.lateSince !== undefined);
  if (late.some((term) => term.force === 'statutory')) return 'breached';
  return late.length > 0 ? 'advisory-missed' : 'none';
}
