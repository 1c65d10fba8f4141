import type { Calendar } from '../../domain/calendar/calendar';
import { SHIPPED_CALENDAR } from '../../domain/calendar/shipped';
import { findNoticeErrors, withNotice, type YearNotice } from '../../domain/calendar/year-notice';

const days = (month: string, from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, index) => `${month}-${String(from + index).padStart(2, '0')}`);

/**
 * A notice as the real ones are, made up for tests. 2027 begins on a Friday: Thursday 31 December to Saturday 2 January are off, Sunday 3 January
 * is worked. Until it is published Thursday 31 December 2026 is an ordinary working day and Sunday 3 January a weekend.
 */
export const NOTICE_2027: YearNotice = {
  year: 2027,
  notice: { title: '国务院办公厅关于2027年部分节假日安排的通知', number: '国办发明电〔2026〕0号', publishedOn: '2026-11-03' },
  holidays: [
    { name: '元旦', days: ['2026-12-31', '2027-01-01', '2027-01-02'] },
    { name: '春节', days: days('2027-02', 5, 12) },
    { name: '清明节', days: days('2027-04', 3, 5) },
    { name: '劳动节', days: days('2027-05', 1, 5) },
    { name: '端午节', days: ['2027-06-09'] },
    { name: '中秋节', days: ['2027-09-15'] },
    { name: '国庆节', days: days('2027-10', 1, 7) },
  ],
  makeUpDays: ['2027-01-03', '2027-01-30', '2027-02-20', '2027-05-08', '2027-09-26', '2027-10-09'],
};

/** The calendar after that notice. */
export const CALENDAR_2027: Calendar = published(SHIPPED_CALENDAR, NOTICE_2027);

/** A later notice: Monday 4 January is off as well, made up for on Saturday 9 January. */
export const AMENDED_2027: Calendar = published(CALENDAR_2027, {
  ...NOTICE_2027,
  notice: { title: '国务院办公厅关于调整2027年元旦放假安排的通知', number: '国办发明电〔2026〕1号', publishedOn: '2026-12-30' },
  holidays: NOTICE_2027.holidays.map(({ name, days: listed }) => (name === '元旦' ? { name, days: [...listed, '2027-01-04'] } : { name, days: listed })),
  makeUpDays: [...NOTICE_2027.makeUpDays, '2027-01-09'],
});

export function published(calendar: Calendar, notice: YearNotice): Calendar {
  const errors = findNoticeErrors(calendar, notice);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return withNotice(calendar, notice);
}
