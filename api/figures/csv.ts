/** What a spreadsheet would take for a formula, and run. */
const FORMULA = /^[=+\-@\t\r]/;
const BYTE_ORDER_MARK = '\uFEFF';

export type Cell = string | number | null;

/** Rows of a table for Excel (RFC 4180): UTF-8 with a byte order mark first, CR LF, and no text that it would run as a formula. */
export function csvOf(rows: readonly (readonly Cell[])[], { isFirst = true }: { isFirst?: boolean } = {}): string {
  return `${isFirst ? BYTE_ORDER_MARK : ''}${rows.map((row) => `${row.map(fieldOf).join(',')}\r\n`).join('')}`;
}

function fieldOf(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
