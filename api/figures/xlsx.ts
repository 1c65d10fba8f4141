import writeXlsxFile from 'write-excel-file/node';
import type { Cell } from './csv';

const NARROWEST = 10;
const WIDEST = 40;

/** Rows of a table as a workbook: numbers as numbers, everything else as text that no spreadsheet takes for a formula. The first `headings` rows stand out and stay in sight. */
export async function xlsxOf(sheet: string, rows: readonly (readonly Cell[])[], headings = 1): Promise<Buffer> {
  const columns = (rows[headings - 1] ?? []).map((_, index) => ({ width: Math.min(WIDEST, Math.max(NARROWEST, ...rows.slice(0, 200).map((row) => String(row[index] ?? '').length * 2))) }));
  const data = rows.map((row, index) => row.map((cell) => (cell === null ? null : { ...cellOf(cell), ...(index < headings ? { fontWeight: 'bold' as const } : {}) })));
  return writeXlsxFile([{ data, sheet, columns, stickyRowsCount: headings }]).toBuffer();
}

function cellOf(cell: string | number) {
  return typeof cell === 'number' ? { value: cell, type: Number } : { value: cell, type: String, format: '@' };
}
