import { isDay } from '../../domain/calendar/day';
import type { Columns, Scalar } from './answer-columns';
import type { CellValue, Sheet } from './read-workbook';

/** All rows of one matter in a sheet: the first with what is single, each further one with another item of a list. */
export interface AnswerRows {
  readonly sheet: string;
  /** As the program that shows the sheet counts it. */
  readonly row: number;
  readonly matter: string;
  readonly rows: readonly ReadonlyMap<string, CellValue>[];
}

export interface CellError {
  readonly row: number;
  readonly column: string;
  readonly message: string;
}

export const NUMBER_HEADING = '编号';
/** What the list itself writes into a sheet of answers, before the columns of the answer. */
export const BEFORE_ANSWER: readonly string[] = [NUMBER_HEADING, '案号', '到期日'];

/** Matters with anything written under these headings, in the order of the sheets. A row without a number belongs to the matter above it. */
export function answerRowsIn(sheets: readonly Sheet[], answerHeading: string): AnswerRows[] {
  return sheets.flatMap(({ name, rows: [head = [], ...rows] }) => {
    const headings = head.map((cell) => String(cell ?? ''));
    const numberAt = headings.indexOf(NUMBER_HEADING);
    if (numberAt === -1 || !headings.includes(answerHeading)) return [];
    const given: { -readonly [Key in keyof AnswerRows]: Key extends 'rows' ? ReadonlyMap<string, CellValue>[] : AnswerRows[Key] }[] = [];
    for (const [index, cells] of rows.entries()) {
      const number = cells[numberAt];
      const last = given.at(-1);
      const byHeading = new Map(headings.map((heading, at) => [heading, cells[at] ?? null]));
      if (typeof number === 'string' && number !== last?.matter) given.push({ sheet: name, row: index + 2, matter: number, rows: [byHeading] });
      else if (last && [...byHeading.values()].some((cell) => cell !== null)) last.rows.push(byHeading);
    }
    return given;
  });
}

/** Whether anything is written under the answer's own headings. */
export function isAnswered({ rows }: AnswerRows, headings: readonly string[]): boolean {
  return rows.some((row) => headings.some((heading) => (row.get(heading) ?? null) !== null));
}

/** Whether it is as the list was written: nobody has filled anything in. */
export function isAsListed({ rows }: AnswerRows): boolean {
  return rows.every((row) => [...row].every(([heading, cell]) => cell === null || BEFORE_ANSWER.includes(heading)));
}

type Body = Record<string, unknown>;

/** The body of an answer, and what could not be read. What is asked of it beyond that is its schema's to say. */
export function bodyFrom({ row, rows }: AnswerRows, columns: Columns): { body: Body; errors: CellError[] } {
  const errors: CellError[] = [];
  const body: Body = {};
  for (const [index, cells] of rows.entries()) {
    const at = row + index;
    const wrong = (column: string, message: string): void => void errors.push({ row: at, column, message });
    fill(body, columns, cells, { isFirst: index === 0, wrong });
  }
  return { body, errors };
}

interface Filling {
  /** Of an item: what is single in it is written now. */
  readonly isFirst: boolean;
  readonly wrong: (column: string, message: string) => void;
}

function fill(target: Body, { scalars, groups, lists }: Columns, cells: ReadonlyMap<string, CellValue>, filling: Filling): void {
  for (const scalar of scalars) {
    const value = readCell(scalar, cells.get(scalar.heading) ?? null, filling.wrong);
    if (value === undefined) continue;
    if (filling.isFirst) target[scalar.name] = value;
    else if (target[scalar.name] !== value) filling.wrong(scalar.heading, '同一事项的这一栏只在第一行填写');
  }
  for (const { name, columns } of groups) {
    const group = (target[name] ?? {}) as Body;
    fill(group, columns, cells, filling);
    if (Object.keys(group).length > 0) target[name] = group;
  }
  for (const { name, label, columns } of lists) fillList(target, { name, label, columns }, cells, filling.wrong);
}

/** A row with anything single of an item begins the next one; a row with only parts of parts belongs to the last. */
function fillList(target: Body, { name, label, columns }: Columns['lists'][number], cells: ReadonlyMap<string, CellValue>, wrong: Filling['wrong']): void {
  const items = (target[name] ?? []) as Body[];
  const isNew = columns.scalars.some(({ heading }) => (cells.get(heading) ?? null) !== null);
  const item = isNew ? {} : items.at(-1);
  if (isNew && item) items.push(item);
  const part: Body = item ?? {};
  if (isNew) fill(part, columns, cells, { isFirst: true, wrong });
  else for (const list of columns.lists) fillList(part, list, cells, wrong);
  if (!item && Object.keys(part).length > 0) wrong(label, '请先填写所属的一项');
  if (items.length > 0) target[name] = items;
}

function readCell({ heading, type, choices }: Scalar, value: CellValue, wrong: Filling['wrong']): unknown {
  if (value === null) return undefined;
  const text = String(value);
  const refuse = (message: string): undefined => {
    wrong(heading, message);
    return undefined;
  };
  switch (type) {
    case 'text':
      return typeof value === 'boolean' ? (value ? '是' : '否') : text;
    case 'choice':
      return choices?.get(text) ?? refuse(`应当是：${[...(choices?.keys() ?? [])].join('、')}`);
    case 'number': {
      const number = typeof value === 'number' ? value : Number(text.replace(/[,，]/g, ''));
      return Number.isFinite(number) ? number : refuse('应当是数字');
    }
    case 'boolean':
      if (typeof value === 'boolean') return value;
      return text === '是' ? true : text === '否' ? false : refuse('应当填写“是”或者“否”');
    case 'day':
      return dayIn(text) ?? refuse('应当是日期，例如 2026-03-02');
    case 'instant': {
      const [, day = '', hour = '', minute = ''] = /^(\S+?)[ T](\d{1,2})[:：](\d{2})(?:[:：]\d{2})?$/.exec(text) ?? [];
      const on = dayIn(day);
      return on !== undefined && Number(hour) < 24 && Number(minute) < 60 ? `${on}T${hour.padStart(2, '0')}:${minute}:00+08:00` : refuse('应当是日期和时间，例如 2026-03-02 16:30');
    }
  }
}

/** As people write days: 2026-03-02, 2026/3/2, 2026年3月2日. */
function dayIn(text: string): string | undefined {
  const [, year = '', month = '', on = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? [];
  const day = `${year}-${month.padStart(2, '0')}-${on.padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
}
