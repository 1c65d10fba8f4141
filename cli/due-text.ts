import { formatInstant } from '../domain/calendar/day';
import type { DueExplained, ExplainedDay } from '../domain/deadlines/due';
import type { Citation, Term, TermKind, TermLength } from '../domain/deadlines/term';
import type { RuleSet } from '../domain/rule-sets';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const UNITS: Readonly<Record<TermKind, string>> = { 'working-days': 'working day', 'calendar-days': 'calendar day', hours: 'hour', minutes: 'minute' };

/** The date and the why, as lines to read. */
export function describeDue(explained: DueExplained, { ruleSet, startAt, term }: { ruleSet: RuleSet; startAt: number; term?: Term }): string {
  const { dueOn, dueAt, provisional, calendarVersion, length, days } = explained;
  const last = days.at(-1);
  const lines = [
    `Due on ${dueOn}${last ? ` (${WEEKDAYS[last.weekday - 1] ?? ''})` : ''}; late from ${formatInstant(dueAt)}${provisional ? '; PROVISIONAL' : ''}`,
    '',
    `Term      ${describeLength(length)} from ${formatInstant(startAt)}`,
    ...(term ? [`Law       ${describeCitation(term.cite)}${term.force === 'advisory' ? ' (an advisory target, not a term of the law)' : ''}`] : []),
    `Counting  ${describeCitation(ruleSet.counting[length.kind])}`,
    `Rule set  ${ruleSet.id}; calendar version ${calendarVersion}`,
    ...(provisional ? ['Note      no notice covers the last days yet: only weekends and the fixed statutory holidays are taken out'] : []),
    '',
    ...days.map(describeDay),
  ];
  return `${lines.join('\n')}\n`;
}

function describeLength({ kind, n }: TermLength): string {
  return `${n} ${UNITS[kind]}${n === 1 ? '' : 's'}`;
}

function describeCitation({ document, article }: Citation): string {
  return `《${document}》 ${article}`;
}

function describeDay(explained: ExplainedDay): string {
  const { day, weekday, count, certain } = explained;
  const number = count === undefined ? '' : String(count);
  return `  ${day} ${WEEKDAYS[weekday - 1] ?? ''} ${number.padStart(3)}  ${describeRole(explained)}${certain ? '' : ' (no notice yet)'}`;
}

function describeRole({ as, name, grant, kind }: ExplainedDay): string {
  const granted = grant === undefined ? '' : `, granted by the court${grant === 1 ? '' : ` (grant ${grant})`}`;
  switch (as) {
    case 'event':
      return 'day of the event, not counted';
    case 'counted':
      return `counted${kind === 'weekend' ? ' (weekend)' : kind === 'holiday' ? ` (${name ?? 'holiday'})` : ''}${granted}`;
    case 'make-up-day':
      return `counted: make-up day, worked${granted}`;
    case 'weekend':
      return 'weekend';
    case 'holiday':
      return `holiday: ${name ?? ''}`;
    case 'rolled-to':
      return 'first working day after a last day off: the term ends here';
    case 'by-the-clock':
      return 'by the clock';
    case 'overdue':
      return 'late, until a new term was agreed on: not counted';
  }
}
