import { BREACH_CLASSES, type FigureNumber, type Figures } from '../../contract/figures';
import type { Calendar } from '../../domain/calendar/calendar';
import { addDays, addMonths, type Day } from '../../domain/calendar/day';
import { countWorkingDaysBetween } from '../../domain/deadlines/due';
import { kindName, unitName } from '../../matters/wording/words';
import type { Calendars } from '../../register/calendar/calendars';
import { countEvents, type EventGroup, type FigureFilter } from '../../register/figures/events';
import type { Services } from '../services';

type Period = FigureFilter & { from: Day; to: Day };

/** Every number of the page, from one query. */
export async function gatherFigures({ db, calendars }: Pick<Services, 'db' | 'calendars'>, filter: Period): Promise<Figures> {
  const groups = await countEvents(db, filter);
  const number = numbersOf(groups, filter);
  const rate = (force: string) => {
    const [inTime, late, owed] = [number(`answered.${force}.in-time`), number(`answered.${force}.late`), number(`owed.${force}`)];
    const all = inTime.count + late.count + owed.count;
    return { inTime, late, owed, share: all === 0 ? null : inTime.count / all };
  };
  const { from, to, unit = null, kind = null, court = null, office = null } = filter;
  const isWholeCity = [unit, kind, court, office].every((value) => value === null);
  return {
    from,
    to,
    unit,
    kind,
    court,
    office,
    opened: number('opened'),
    answered: number('answered'),
    open: number('open'),
    statutory: { ...rate('statutory'), setAside: number('answered.statutory.set-aside') },
    advisory: rate('advisory'),
    workingDays: await workingDaysOf(groups, calendars),
    breaches: cellsOf(groups, 'breach').flatMap((cell) => {
      const [, side = '', name = '', cause = ''] = cell.split('.');
      const breachClass = BREACH_CLASSES.find((one) => one === name);
      return breachClass ? [{ side, class: breachClass, cause, ...number(cell) }] : [];
    }),
    missedTargets: cellsOf(groups, 'missed').map((cell) => ({ side: cell.split('.')[1] ?? '', ...number(cell) })),
    returned: cellsOf(groups, 'returned')
      .map((cell) => ({ onDay: Number(cell.split('.')[1]), of: Number(cell.split('.')[2]), ...number(cell) }))
      .sort((a, b) => a.of - b.of || a.onDay - b.onDay),
    openBy: openBy(groups, filter),
    months: monthsOf(from, to).map((month) => monthOf(numbersOf(groups.filter((group) => group.month === month.name), month), month.name)),
    closedMatters: isWholeCity ? { opened: number('closed.opened'), open: number('closed.open') } : null,
  };
}

type Numbers = (cell: string, narrowed?: { unit?: string; kind?: string }) => FigureNumber;

/** How many there are of a cell, with how to list them. */
function numbersOf(groups: readonly EventGroup[], { from, to }: { from: Day; to: Day }): Numbers {
  return (cell, narrowed = {}) => ({
    count: groups.filter((group) => isIn(group, cell) && (narrowed.unit ?? group.unit) === group.unit && (narrowed.kind ?? group.kind) === group.kind).reduce((sum, { count }) => sum + count, 0),
    list: { cell, from, to, ...narrowed },
  });
}

function isIn(group: EventGroup, cell: string): boolean {
  return group.cell === cell || group.cell.startsWith(`${cell}.`);
}

function cellsOf(groups: readonly EventGroup[], above: string): string[] {
  return [...new Set(groups.filter((group) => isIn(group, above)).map(({ cell }) => cell))].sort();
}

function openBy(groups: readonly EventGroup[], period: Period): Figures['openBy'] {
  const open = groups.filter(({ cell }) => cell === 'open');
  const number = numbersOf(open, period);
  const pairs = new Map(open.map(({ unit, kind }) => [`${unit} ${kind}`, { unit, kind }]));
  return [...pairs.values()].map(({ unit, kind }) => ({ unit, unitName: unitName(unit, undefined, period.to), kind, kindName: kindName(kind), ...number('open', { unit, kind }) }));
}

function monthOf(number: Numbers, month: string): Figures['months'][number] {
  return {
    month,
    opened: number('opened'),
    answered: number('answered'),
    inTime: number('answered.statutory.in-time'),
    late: number('answered.statutory.late'),
    setAside: number('answered.statutory.set-aside'),
    breaches: BREACH_CLASSES.map((one) => ({ class: one, ...number(`breach.unit.${one}`) })),
  };
}

/** The months that a period touches, cut to it. */
function monthsOf(from: Day, to: Day): { name: string; from: Day; to: Day }[] {
  const months: { name: string; from: Day; to: Day }[] = [];
  for (let first = `${from.slice(0, 7)}-01`; first <= to; first = addMonths(first, 1)) {
    const last = addDays(addMonths(first, 1), -1);
    months.push({ name: first.slice(0, 7), from: first < from ? from : first, to: last > to ? to : last });
  }
  return months;
}

/** Median and 90th percentile by nearest rank: whole working days, as many as some matter took. */
async function workingDaysOf(groups: readonly EventGroup[], calendars: Pick<Calendars, 'version'>): Promise<Figures['workingDays']> {
  const taken = new Map<number, number>();
  const versions = new Map<number, Calendar>();
  for (const { calendarVersion, receivedOn, answeredOn, count } of groups) {
    if (calendarVersion === null || receivedOn === null || answeredOn === null) continue;
    const calendar = versions.get(calendarVersion) ?? (await calendars.version(calendarVersion));
    versions.set(calendarVersion, calendar);
    const days = countWorkingDaysBetween(calendar, receivedOn, answeredOn);
    taken.set(days, (taken.get(days) ?? 0) + count);
  }
  const measured = [...taken.values()].reduce((sum, count) => sum + count, 0);
  const sorted = [...taken].sort(([a], [b]) => a - b);
  const atRank = (rank: number): number | null => {
    let seen = 0;
    return sorted.find(([, count]) => (seen += count) >= rank)?.[0] ?? null;
  };
  return { measured, median: measured === 0 ? null : atRank(Math.ceil(measured / 2)), ninetieth: measured === 0 ? null : atRank(Math.ceil(measured * 0.9)) };
}
