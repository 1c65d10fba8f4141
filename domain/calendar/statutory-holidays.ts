import { deepFreeze } from '../deep-freeze';
import type { Day } from './day';
import { addDays, yearOf } from './day';

/** The days of a year on which the lunar and solar-term festivals begin. */
export interface FestivalDates {
  year: number;
  springFestival: Day;
  qingming: Day;
  dragonBoat: Day;
  midAutumn: Day;
}

/**
 * Festivals of the lunar calendar and the solar term Qingming, 2014–2040, in UTC+8.
 * Source: the lunar calendar as defined by GB/T 33661-2017 《农历的编算和颁行》, computed ahead; the tests compare it with two other computations.
 * In 2027 and 2030 the new moon falls within minutes of midnight (6 February 23:56 and 3 February 00:07 in UTC+8): careless computations are a day out there.
 */
export const FESTIVAL_DATES: readonly FestivalDates[] = deepFreeze([
  { year: 2014, springFestival: '2014-01-31', qingming: '2014-04-05', dragonBoat: '2014-06-02', midAutumn: '2014-09-08' },
  { year: 2015, springFestival: '2015-02-19', qingming: '2015-04-05', dragonBoat: '2015-06-20', midAutumn: '2015-09-27' },
  { year: 2016, springFestival: '2016-02-08', qingming: '2016-04-04', dragonBoat: '2016-06-09', midAutumn: '2016-09-15' },
  { year: 2017, springFestival: '2017-01-28', qingming: '2017-04-04', dragonBoat: '2017-05-30', midAutumn: '2017-10-04' },
  { year: 2018, springFestival: '2018-02-16', qingming: '2018-04-05', dragonBoat: '2018-06-18', midAutumn: '2018-09-24' },
  { year: 2019, springFestival: '2019-02-05', qingming: '2019-04-05', dragonBoat: '2019-06-07', midAutumn: '2019-09-13' },
  { year: 2020, springFestival: '2020-01-25', qingming: '2020-04-04', dragonBoat: '2020-06-25', midAutumn: '2020-10-01' },
  { year: 2021, springFestival: '2021-02-12', qingming: '2021-04-04', dragonBoat: '2021-06-14', midAutumn: '2021-09-21' },
  { year: 2022, springFestival: '2022-02-01', qingming: '2022-04-05', dragonBoat: '2022-06-03', midAutumn: '2022-09-10' },
  { year: 2023, springFestival: '2023-01-22', qingming: '2023-04-05', dragonBoat: '2023-06-22', midAutumn: '2023-09-29' },
  { year: 2024, springFestival: '2024-02-10', qingming: '2024-04-04', dragonBoat: '2024-06-10', midAutumn: '2024-09-17' },
  { year: 2025, springFestival: '2025-01-29', qingming: '2025-04-04', dragonBoat: '2025-05-31', midAutumn: '2025-10-06' },
  { year: 2026, springFestival: '2026-02-17', qingming: '2026-04-05', dragonBoat: '2026-06-19', midAutumn: '2026-09-25' },
  { year: 2027, springFestival: '2027-02-06', qingming: '2027-04-05', dragonBoat: '2027-06-09', midAutumn: '2027-09-15' },
  { year: 2028, springFestival: '2028-01-26', qingming: '2028-04-04', dragonBoat: '2028-05-28', midAutumn: '2028-10-03' },
  { year: 2029, springFestival: '2029-02-13', qingming: '2029-04-04', dragonBoat: '2029-06-16', midAutumn: '2029-09-22' },
  { year: 2030, springFestival: '2030-02-03', qingming: '2030-04-05', dragonBoat: '2030-06-05', midAutumn: '2030-09-12' },
  { year: 2031, springFestival: '2031-01-23', qingming: '2031-04-05', dragonBoat: '2031-06-24', midAutumn: '2031-10-01' },
  { year: 2032, springFestival: '2032-02-11', qingming: '2032-04-04', dragonBoat: '2032-06-12', midAutumn: '2032-09-19' },
  { year: 2033, springFestival: '2033-01-31', qingming: '2033-04-04', dragonBoat: '2033-06-01', midAutumn: '2033-09-08' },
  { year: 2034, springFestival: '2034-02-19', qingming: '2034-04-05', dragonBoat: '2034-06-20', midAutumn: '2034-09-27' },
  { year: 2035, springFestival: '2035-02-08', qingming: '2035-04-05', dragonBoat: '2035-06-10', midAutumn: '2035-09-16' },
  { year: 2036, springFestival: '2036-01-28', qingming: '2036-04-04', dragonBoat: '2036-05-30', midAutumn: '2036-10-04' },
  { year: 2037, springFestival: '2037-02-15', qingming: '2037-04-04', dragonBoat: '2037-06-18', midAutumn: '2037-09-24' },
  { year: 2038, springFestival: '2038-02-04', qingming: '2038-04-05', dragonBoat: '2038-06-07', midAutumn: '2038-09-13' },
  { year: 2039, springFestival: '2039-01-24', qingming: '2039-04-05', dragonBoat: '2039-05-27', midAutumn: '2039-10-02' },
  { year: 2040, springFestival: '2040-02-12', qingming: '2040-04-04', dragonBoat: '2040-06-14', midAutumn: '2040-09-20' },
]);

/** The regulation on national days off and memorial days (全国年节及纪念日放假办法), art. 2, as in force at a time. */
interface FixedHolidays {
  document: string;
  validFrom: Day;
  /** Days off for all citizens, as offsets from the festival's first day or as month-day. */
  springFestivalOffsets: readonly number[];
  labourDays: readonly string[];
}

/** Newest first. Both versions agree on 1 January, Qingming, Dragon Boat, Mid-Autumn (one day each) and 1–3 October. */
const FIXED_HOLIDAYS: readonly FixedHolidays[] = deepFreeze([
  { document: '全国年节及纪念日放假办法 (国务院令第795号)', validFrom: '2025-01-01', springFestivalOffsets: [-1, 0, 1, 2], labourDays: ['05-01', '05-02'] },
  { document: '全国年节及纪念日放假办法 (国务院令第644号)', validFrom: '2014-01-01', springFestivalOffsets: [0, 1, 2], labourDays: ['05-01'] },
]);

/**
 * The name of the fixed statutory holiday that falls on a day, by the regulation in force on that day; undefined when there is none.
 * This is all that is certain about a year whose notice has not been published: no bridging days, no make-up days.
 */
export function fixedHolidayOn(day: Day): string | undefined {
  const monthDay = day.slice(5);
  const regulation = FIXED_HOLIDAYS.find((version) => version.validFrom <= day);
  if (!regulation) return undefined;
  if (monthDay === '01-01') return '元旦';
  if (regulation.labourDays.includes(monthDay)) return '劳动节';
  if (monthDay === '10-01' || monthDay === '10-02' || monthDay === '10-03') return '国庆节';
  const festivals = FESTIVAL_DATES.find((dates) => dates.year === yearOf(day));
  if (!festivals) return undefined;
  if (festivals.qingming === day) return '清明节';
  if (festivals.dragonBoat === day) return '端午节';
  if (festivals.midAutumn === day) return '中秋节';
  return regulation.springFestivalOffsets.some((offset) => addDays(festivals.springFestival, offset) === day) ? '春节' : undefined;
}
