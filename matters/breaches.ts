import type { AnnulmentGround } from '../domain/deadlines/annulment';
import type { CommandMessage, Entry, Facts, Side } from './ledger';
import type { BreachView, Lateness, Position, TermView } from './position';
import { ANNUL_BREACH, CONTEST_BREACH } from './shell-commands';
import type { Tell } from './step';

export type BreachFacts = Facts & { breach: string; ground: AnnulmentGround };

interface BreachRefusal {
  code: string;
  details?: Readonly<Record<string, unknown>>;
}

/** Why a breach cannot be contested or annulled just now. Only whoever owed the term contests its breach; annulled it is for good. */
export function judgeBreachCommand({ terms, breaches }: Pick<Position, 'terms' | 'breaches'>, { name, by, facts }: CommandMessage): BreachRefusal | undefined {
  const { breach } = facts as BreachFacts;
  const known = breaches.filter(({ term }) => term === breach);
  if (known.length === 0) return { code: 'no-such-breach' };
  if (known.every(({ annulled }) => annulled !== undefined)) return { code: 'breach-annulled-already' };
  if (name === ANNUL_BREACH) return undefined;
  if (terms.find(({ id }) => id === breach)?.side !== by.side) return { code: 'not-permitted' };
  return targetOf(breaches, { type: name, facts }) ? undefined : { code: 'breach-contested-already' };
}

/** The breaches after one of them was contested or annulled; both stay visible. */
export function withEntryOnBreach(breaches: readonly BreachView[], entry: Pick<Entry, 'seq' | 'type' | 'receivedAt' | 'facts'>): readonly BreachView[] {
  const target = targetOf(breaches, entry);
  const said = { seq: entry.seq, at: entry.receivedAt, ground: (entry.facts as BreachFacts).ground };
  return breaches.map((breach) => {
    if (breach !== target) return breach;
    if (entry.type === CONTEST_BREACH) return { ...breach, contested: said };
    const { term, at, explanation, restsOnDeemedReceipt, contested } = breach;
    return { term, at, explanation, restsOnDeemedReceipt, ...(contested ? { contested } : {}), annulled: said };
  });
}

/** A term can run out twice, when a calendar or an agreed service time moved it in between: what is said goes for the first that it can go for. */
function targetOf(breaches: readonly BreachView[], { type, facts }: Pick<Entry, 'type' | 'facts'>): BreachView | undefined {
  return breaches.find(({ term, annulled, contested }) => term === (facts as BreachFacts).breach && !annulled && !(type === CONTEST_BREACH && contested));
}

/** A contest asks the court's side to look; an annulment is told to everybody whom the breach was told. */
export function tellsOfBreach({ type, facts }: Pick<Entry, 'type' | 'facts'>, terms: readonly TermView[]): Tell[] {
  const { breach: term, ground } = facts as BreachFacts;
  const owing = terms.find(({ id }) => id === term)?.side ?? 'unit';
  const audiences = type === CONTEST_BREACH ? (['court.officer', 'court.bureau'] as const) : ([`${owing}.party`, `${owing}.head`, 'court.officer', 'court.bureau'] as const);
  return audiences.map((audience) => ({ audience, message: type === CONTEST_BREACH ? 'breach-contested' : 'breach-annulled', urgency: 'routine', params: { term, ground } }));
}

/** An annulled breach is no breach; the term that ran out stays marked. */
export function latenessOf(terms: readonly TermView[], breaches: readonly BreachView[]): Lateness {
  const late = terms.filter(({ id, lateSince }) => {
    const known = breaches.filter(({ term }) => term === id);
    return lateSince !== undefined && !(known.length > 0 && known.every(({ annulled }) => annulled !== undefined));
  });
  if (late.some((term) => term.force === 'statutory')) return 'breached';
  return late.length > 0 ? 'advisory-missed' : 'none';
}

/** Who may be offered to contest or annul, beside what the procedure offers. */
export function withBreachOffers(offered: Position['offered'], terms: readonly TermView[], breaches: readonly BreachView[]): Position['offered'] {
  const extra = new Map<Side, Set<string>>();
  const add = (side: Side, command: string): void => void extra.set(side, (extra.get(side) ?? new Set()).add(command));
  for (const { term, annulled, contested } of breaches) {
    if (annulled) continue;
    add('court', ANNUL_BREACH);
    const owing = terms.find(({ id }) => id === term)?.side;
    if (owing && !contested) add(owing, CONTEST_BREACH);
  }
  const sides = [...new Set([...(Object.keys(offered) as Side[]), ...extra.keys()])];
  return Object.fromEntries(sides.map((side) => [side, [...(offered[side] ?? []).filter((command) => command !== ANNUL_BREACH && command !== CONTEST_BREACH), ...(extra.get(side) ?? [])]]));
}
