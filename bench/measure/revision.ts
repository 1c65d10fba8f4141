import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Calendar, isWorkingDay } from '../../domain/calendar/calendar';
import { addDays, type Day, dayOf, weekdayOf, yearOf } from '../../domain/calendar/day';
import type { YearNotice } from '../../domain/calendar/year-notice';
import { loadCalendar, newestVersion } from '../../register/calendar/calendars';
import { approveProposal } from '../../register/calendar/proposals';
import { SystemClock } from '../../register/clock';
import { openDatabase } from '../../register/database';
import type { City } from '../city';
import { atRate, forAll } from '../load';
import type { RegisterWatch } from '../register-watch';
import type { Product } from '../stand';
import { percentile } from '../statistics';

const CLIENTS = 16;
const LOOK_EVERY_MS = 500;
const WARM_UP = 50;

export interface Revision {
  open: number;
  revised: number;
  seconds: number;
  /** How long one command took, ms: before anything was published, and while matters were revised. */
  before: { p50: number; p99: number; commands: number };
  meanwhile: { p50: number; p99: number; commands: number };
}

export interface RevisionOptions {
  open: number;
  perSecond: number;
  seconds: number;
  log: (line: string) => void;
}

/** A holiday that is announced late reaches every open request, while officers go on opening and signing. */
export async function measureRevision(product: Product, watch: RegisterWatch, city: City, { open, perSecond, seconds, log }: RevisionOptions): Promise<Revision> {
  log(`opening and signing ${open} requests`);
  await forAll(Array.from({ length: open }), CLIENTS, async (_, client) => city.sign(await city.open(client)));
  await watch.settled();
  await paced(city, { perSecond, count: WARM_UP });
  log(`${perSecond} commands a second for ${seconds} s, with nothing to revise`);
  const before = await paced(city, { perSecond, count: perSecond * seconds });
  const version = await publishHoliday(product, city);
  log(`version ${version} is published`);
  const startedMs = performance.now();
  const left = () => watch.number('select count(*) as n from matter where closed_at is null and calendar_version < $1', [version]);
  const meanwhileMs: number[] = [];
  let isDone = false;
  const officers = (async () => {
    while (!isDone) meanwhileMs.push(...(await paced(city, { perSecond, count: perSecond * 5 })));
  })();
  while ((await left()) > 0) await sleep(LOOK_EVERY_MS);
  const tookSeconds = (performance.now() - startedMs) / 1_000;
  isDone = true;
  await officers;
  const revised = await watch.number("select count(*) as n from entry where type = 'calendar-revised'");
  const figures = (tookMs: readonly number[]) => ({ p50: percentile(tookMs, 0.5), p99: percentile(tookMs, 0.99), commands: tookMs.length });
  return { open, revised, seconds: tookSeconds, before: figures(before), meanwhile: figures(meanwhileMs) };
}

/** Every other command opens a request, the next one signs for it. */
async function paced(city: City, { perSecond, count }: { perSecond: number; count: number }): Promise<number[]> {
  const opened: Promise<string>[] = [];
  const done = await atRate({
    perSecond,
    count,
    run: async (index) => {
      if (index % 2 === 0) return void (await (opened[index] = city.open(index)));
      const matter = await opened[index - 1];
      if (matter !== undefined) await city.sign(matter);
    },
  });
  const [failure] = done.failures;
  if (failure !== undefined) throw failure instanceof Error ? failure : new Error('a command failed', { cause: failure });
  return done.tookMs;
}

/** The next working day that every request signed for today counts becomes a day off, the Saturday after it is worked. Returns the new version. */
async function publishHoliday(product: Product, city: City): Promise<number> {
  const db = openDatabase(product.databaseUrl, { poolSize: 2 });
  const clock = new SystemClock();
  try {
    const { year, ...stated } = holidayAfter(await loadCalendar(db, await newestVersion(db)), dayOf(clock.now()));
    const proposal = await city.propose(year, { ...stated, reason: '临时放假' });
    const { version } = await approveProposal({ db, clock, wallClock: clock }, { accountId: randomUUID() }, proposal);
    return version ?? 0;
  } finally {
    await db.destroy();
  }
}

function holidayAfter(calendar: Calendar, today: Day): YearNotice {
  let off = addDays(today, 1);
  while (!isWorkingDay(calendar, off)) off = addDays(off, 1);
  let madeUp = addDays(off, 1);
  while (weekdayOf(madeUp) !== 6 || isWorkingDay(calendar, madeUp)) madeUp = addDays(madeUp, 1);
  const year = calendar.years.find((published) => published.year === yearOf(off));
  if (!year || yearOf(madeUp) !== year.year) throw new Error(`the calendar of ${yearOf(off)} cannot be amended for a bench at the turn of a year`);
  return {
    year: year.year,
    notice: { title: '临时放假的通知', number: '国办发明电〔0000〕0号', publishedOn: today },
    holidays: [...year.holidays, { name: '临时放假', days: [off] }],
    makeUpDays: [...year.makeUpDays.filter((day) => day !== off), madeUp],
  };
}
