import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import type { Kind } from '../../domain/catalogue/kinds';
import { answerColumns, headingsOf } from './answer-columns';
import { BEFORE_ANSWER, NUMBER_HEADING } from './read-answers';

export interface ListedMatter {
  readonly number: string;
  readonly kindName: string;
  readonly caseNumber: string;
  readonly court: string;
  readonly unit: string;
  readonly due: string;
  readonly assignee: string;
  /** Where this officer may answer it now. */
  readonly answer?: { readonly kind: Kind; readonly isLifting: boolean };
}

export interface DayList {
  readonly title: string;
  /** By which answers from this very list are known again. */
  readonly id: string;
  readonly matters: readonly ListedMatter[];
  /** There is no more than these. */
  readonly isWhole: boolean;
}

export const LIST_SHEET = '签收清单';
/** Before the list's own mark. */
export const LIST_MARK = '清单编号';
const HEAD = ['序号', NUMBER_HEADING, '事项', '案号', '法院', '协助单位', '到期日', '办理人', '签收人', '签收时间'];
const NO_NAME = /[\][:*?/\\]/g;
const LONGEST_NAME = 31;

/**
 * The day's list: first the one to sign for 签收清单, then a sheet for each kind of assistance with the columns of its answer.
 * Every cell is text, formatted as text: what begins with = + - @ stays what it says, also when somebody opens the cell again.
 */
export async function writeDayList({ title, id, matters, isWhole }: DayList): Promise<Buffer> {
  const list: SheetData = [
    [heading(`${title}　${isWhole ? `共 ${matters.length} 件` : `前 ${matters.length} 件，其余未列出，请缩小筛选范围后另行导出`}`)],
    [text(LIST_MARK), text(id)],
    HEAD.map(heading),
    ...matters.map((matter, index) => [String(index + 1), matter.number, matter.kindName, matter.caseNumber, matter.court, matter.unit, matter.due, matter.assignee, '', ''].map(text)),
  ];
  return writeXlsxFile([
    { data: list, sheet: LIST_SHEET, orientation: 'landscape', stickyRowsCount: 3, columns: widths(HEAD) },
    ...answerSheets(matters).map(({ name, columns, rows }) => ({
      data: [[...BEFORE_ANSWER, ...columns].map(heading), ...rows.map(({ number, caseNumber, due }) => [number, caseNumber, due, ...columns.map(() => '')].map(text))],
      sheet: name,
      stickyRowsCount: 1,
      stickyColumnsCount: 1,
      columns: widths([...BEFORE_ANSWER, ...columns]),
    })),
  ]).toBuffer();
}

function answerSheets(matters: readonly ListedMatter[]): { name: string; columns: string[]; rows: readonly ListedMatter[] }[] {
  const sheets = new Map<string, { columns: string[]; rows: ListedMatter[] }>();
  for (const matter of matters) {
    if (!matter.answer) continue;
    const { kind, isLifting } = matter.answer;
    const name = `${kind.name}${isLifting ? '（解除）' : ''}`.replace(NO_NAME, ' ').slice(0, LONGEST_NAME);
    const sheet = sheets.get(name) ?? { columns: headingsOf(answerColumns(kind, { isLifting })), rows: [] };
    sheet.rows.push(matter);
    sheets.set(name, sheet);
  }
  return [...sheets].map(([name, sheet]) => ({ name, ...sheet }));
}

const text = (value: string) => ({ value, type: String, format: '@' });
const heading = (value: string) => ({ ...text(value), fontWeight: 'bold' as const });
const widths = (columns: readonly string[]) => columns.map((column) => ({ width: Math.min(30, Math.max(14, column.length * 2)) }));
