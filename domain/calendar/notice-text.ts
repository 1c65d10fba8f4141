import type { Notice } from './calendar-year';
import { addDays, type Day, isDay, weekdayOf, yearOf } from './day';

export type NoticeTextProblemCode = 'no-year' | 'nothing-found' | 'unreadable-line' | 'no-such-day' | 'runs-backwards' | 'weekday-differs' | 'count-differs';

/** What is wrong with a line of a pasted text, counted from 1. */
export interface NoticeTextProblem {
  readonly line: number;
  readonly code: NoticeTextProblemCode;
  /** The words that are meant. */
  readonly text: string;
}

/** What a pasted notice says, as far as it could be read. Nobody publishes it before it was looked through. */
export interface NoticeText {
  readonly year: number | null;
  readonly notice: Partial<Notice>;
  readonly holidays: readonly { name: string; days: readonly Day[] }[];
  readonly makeUpDays: readonly Day[];
  readonly problems: readonly NoticeTextProblem[];
}

const ITEM = /^\s*[一二三四五六七八九十]+、/;
const HEADED = /^\s*[一二三四五六七八九十]+、\s*([^:,。]{1,20}):(.*)$/s;
const DATE = /(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^)]*)\))?/;
const SPAN = new RegExp(`${DATE.source}(?:至${DATE.source})?`, 'g');
const WEEKDAY = /(?:星期|周)([一二三四五六日天])/;
const WEEKDAYS = '一二三四五六日';

interface Item {
  readonly line: number;
  readonly text: string;
}

/**
 * Reads the notice of the State Council's General Office on one year's holidays (国务院办公厅关于…年部分节假日安排的通知), as it is pasted:
 * items 一、 二、 …, each with a holiday, its days off and the days that are worked for them. Whatever else it says (值班, 鼓励休假) is passed over,
 * and a weekend that a holiday merely touches (与周末连休) stays a weekend.
 */
export function parseNoticeText(pasted: string, givenYear?: number): NoticeText {
  const text = plain(pasted);
  const notice = readHead(text);
  const year = givenYear ?? yearOfTitle(notice.title);
  if (year === null) return { year, notice, holidays: [], makeUpDays: [], problems: [{ line: 1, code: 'no-year', text: '' }] };
  const problems: NoticeTextProblem[] = [];
  const holidays: { name: string; days: Day[] }[] = [];
  const makeUpDays: Day[] = [];
  for (const item of itemsOf(text)) {
    const [, name = '', body = ''] = HEADED.exec(item.text) ?? [];
    const read = readBody(body, year, (code, words) => problems.push({ line: item.line, code, text: words }));
    if (read.days.length === 0) problems.push({ line: item.line, code: 'unreadable-line', text: item.text.trim().slice(0, 60) });
    else holidays.push({ name: name.trim(), days: read.days });
    makeUpDays.push(...read.makeUpDays);
  }
  if (holidays.length === 0 && problems.length === 0) problems.push({ line: 1, code: 'nothing-found', text: '' });
  return { year, notice, holidays, makeUpDays: [...new Set(makeUpDays)].sort(), problems };
}

/** Full-width digits, brackets, colons and commas as half-width ones: pages and pastes write either. */
function plain(text: string): string {
  return text.normalize('NFKC');
}

/** The items with the lines that they begin on; lines that a paste has broken are put together again, items that it ran together are taken apart. */
function itemsOf(text: string): Item[] {
  const items: { line: number; text: string }[] = [];
  text.split('\n').forEach((written, index) => {
    for (const part of written.split(/(?<=。)\s*(?=[一二三四五六七八九十]+、)/)) {
      if (ITEM.test(part)) items.push({ line: index + 1, text: part });
      else if (items.length > 0 && part.trim() !== '') items.push({ line: items.at(-1)?.line ?? 1, text: `${items.pop()?.text ?? ''}${part.trim()}` });
    }
  });
  return items;
}

type Complain = (code: NoticeTextProblemCode, words: string) => void;

function readBody(body: string, year: number, complain: Complain): { days: Day[]; makeUpDays: Day[] } {
  const days: Day[] = [];
  const makeUpDays: Day[] = [];
  for (const sentence of body.split('。')) {
    // A bracket may hold a comma; what stands in it belongs to its date.
    for (const clause of sentence.split(/,(?![^(]*\))/)) {
      if (clause.includes('上班')) makeUpDays.push(...daysIn(clause, year, complain));
      else if (/放假|补休/.test(clause)) days.push(...daysIn(clause, year, complain));
      const [, counted] = /(?:共|放假)(\d+)天/.exec(clause) ?? [];
      if (counted !== undefined && new Set(days).size !== Number(counted)) complain('count-differs', clause.trim());
    }
  }
  return { days: [...new Set(days)].sort(), makeUpDays };
}

function daysIn(clause: string, year: number, complain: Complain): Day[] {
  return [...clause.matchAll(SPAN)].flatMap(([words, fromYear, fromMonth, fromDay, fromNote, toYear, toMonth, toDay, toNote]) => {
    const from = dayFrom(fromYear ?? String(year), fromMonth, fromDay);
    const to = toDay === undefined ? from : dayFrom(toYear ?? fromYear ?? String(year), toMonth ?? fromMonth, toDay);
    if (from === undefined || to === undefined) complain('no-such-day', words);
    else if (to < from) complain('runs-backwards', words);
    else {
      for (const [day, note] of [[from, fromNote], [to, toNote]] as const) if (isOtherWeekday(day, note)) complain('weekday-differs', words);
      return daysBetween(from, to);
    }
    return [];
  });
}

function dayFrom(year: string, month: string | undefined, dayOfMonth: string | undefined): Day | undefined {
  const day = `${year}-${(month ?? '').padStart(2, '0')}-${(dayOfMonth ?? '').padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
}

function isOtherWeekday(day: Day, note: string | undefined): boolean {
  const [, said] = WEEKDAY.exec(note ?? '') ?? [];
  return said !== undefined && WEEKDAYS[weekdayOf(day) - 1] !== said.replace('天', '日');
}

function daysBetween(from: Day, to: Day): Day[] {
  const days: Day[] = [];
  // A notice moves days within a few weeks; a longer span is a slip, which the count shows.
  for (let day = from; day <= to && days.length < 31; day = addDays(day, 1)) days.push(day);
  return days;
}

function readHead(text: string): Partial<Notice> {
  const [title] = /国务院办公厅关于\s*\d{4}\s*年\s*部分节假日\s*安排的通知/.exec(text) ?? [];
  const [number] = /国办发[明电]*\s*[〔[]\d{4}[〕\]]\s*\d+\s*号/.exec(text) ?? [];
  const signed = [...text.matchAll(/^\s*(\d{4})年(\d{1,2})月(\d{1,2})日\s*$/gm)].at(-1);
  const publishedOn = signed && dayFrom(signed[1] ?? '', signed[2], signed[3]);
  return {
    ...(title === undefined ? {} : { title: title.replace(/\s/g, '') }),
    ...(number === undefined ? {} : { number: number.replace(/\s/g, '').replace('[', '〔').replace(']', '〕') }),
    ...(publishedOn === undefined ? {} : { publishedOn }),
  };
}

function yearOfTitle(title: string | undefined): number | null {
  const [, year] = /(\d{4})年/.exec(title ?? '') ?? [];
  return year === undefined ? null : Number(year);
}

const OFF = /^(放假|休|holiday)$/;
const WORKED = /^(上班|班|make-up)$/;

/** Reads rows `日期,放假或上班,节日`, as a spreadsheet gives them: one day each, with or without a heading. */
export function parseDayRows(pasted: string, givenYear?: number): NoticeText {
  const text = plain(pasted);
  const problems: NoticeTextProblem[] = [];
  const holidays = new Map<string, Day[]>();
  const makeUpDays: Day[] = [];
  text.split('\n').forEach((written, index) => {
    const cells = written.replace(/^\uFEFF/, '').split(/[,\t]/).map((cell) => cell.trim().replace(/^"|"$/g, ''));
    const [date = '', what = '', name = ''] = cells;
    if (cells.every((cell) => cell === '') || (index === 0 && !/\d/.test(date))) return;
    const [, year = '', month, dayOfMonth] = /^(\d{4})[-/年.](\d{1,2})[-/月.](\d{1,2})日?$/.exec(date) ?? [];
    const day = dayFrom(year, month, dayOfMonth);
    if (day === undefined) problems.push({ line: index + 1, code: 'no-such-day', text: date.slice(0, 60) });
    else if (WORKED.test(what)) makeUpDays.push(day);
    else if (OFF.test(what) && name !== '') holidays.set(name, [...(holidays.get(name) ?? []), day]);
    else problems.push({ line: index + 1, code: 'unreadable-line', text: written.trim().slice(0, 60) });
  });
  const all = [...holidays].map(([name, days]) => ({ name, days: [...new Set(days)].sort() }));
  const year = givenYear ?? (all.length === 0 ? null : Math.max(...all.flatMap(({ days }) => days.map(yearOf))));
  if (all.length === 0 && problems.length === 0) problems.push({ line: 1, code: 'nothing-found', text: '' });
  return { year, notice: {}, holidays: all, makeUpDays: [...new Set(makeUpDays)].sort(), problems };
}
