import { Tag } from 'antd';
import { useMe } from '../app/signed-in-as';
import type { MatterSummary, Term } from '../client/queries';
import { type RunningTerm, timeLeft } from '../words/time-left';

const COLOURS = { late: 'red', missed: 'orange', today: 'volcano', soon: 'gold', calm: undefined, none: undefined } as const;

/** How much time a term has left. Never by colour alone. */
export function TimeLeftTag({ term }: { term: RunningTerm | null }) {
  const { now } = useMe();
  const { text, pressure } = timeLeft(term, now);
  return <Tag color={COLOURS[pressure]} style={{ fontWeight: pressure === 'late' || pressure === 'today' ? 600 : undefined }}>{text}</Tag>;
}

/** Of a matter in a list, the term that ends first; null: none runs. */
export function firstToEnd({ dueOn, dueAt, workingDaysLeft, dueForce, dueCountedIn }: MatterSummary): RunningTerm | null {
  return dueOn === null || dueAt === null || workingDaysLeft === null || dueForce === null || dueCountedIn === null ? null : { dueOn, dueAt, workingDaysLeft, force: dueForce, countedIn: dueCountedIn };
}

/** Of a matter that one has before one. */
export function runningTerm({ dueOn, dueAt, workingDaysLeft, force, countedIn }: Term): RunningTerm | null {
  return workingDaysLeft === null ? null : { dueOn, dueAt, workingDaysLeft, force, countedIn };
}

/** Of terms in working days that the rules fix. */
export function windowTerm({ dueOn, dueAt, workingDaysLeft }: Pick<Term, 'dueOn' | 'dueAt' | 'workingDaysLeft'>): RunningTerm | null {
  return workingDaysLeft === null ? null : { dueOn, dueAt, workingDaysLeft, force: 'statutory', countedIn: 'working-days' };
}
