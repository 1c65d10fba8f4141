import { latenessOf, withBreachOffers } from '../../matters/breaches';
import type { Side } from '../../matters/ledger';
import type { Position } from '../../matters/position';
import type { Shape, StageView } from './shape';
import type { Standing } from './standing';

interface Where<S extends Shape> {
  seq: number;
  view: StageView<S>;
  nextAlarmAt?: number;
  closedAs?: S['closedAs'];
  closedAt?: number;
}

/** What each side may do just now. */
function shown<S extends Shape>({ offered, isIdle }: StageView<S>): Position['offered'] {
  if (!isIdle) return offered;
  return Object.fromEntries((Object.entries(offered) as [Side, readonly string[]][]).map(([side, names]) => [side, names.filter((name) => !isIdle(side, name))]));
}

/** Where a matter stands, as it is written for lists and shown to people. */
export function positionOf<S extends Shape>(standing: Standing, { seq, view, nextAlarmAt, closedAs, closedAt }: Where<S>): Position {
  const terms = standing.terms.views();
  const breaches = standing.breaches(view.breaches);
  const running = terms.filter((term) => term.state === 'running');
  const [soonest] = [...running].sort((a, b) => a.dueAt - b.dueAt);
  return {
    seq,
    stage: view.name,
    awaitedSides: view.awaited,
    offered: withBreachOffers(shown(view), terms, breaches),
    parties: [...standing.parties],
    calendarVersion: standing.terms.calendar.version,
    links: [...standing.links],
    ...standing.measures.views(),
    ...(standing.publication ? { publication: standing.publication } : {}),
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
