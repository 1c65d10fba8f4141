import { setImmediate } from 'node:timers/promises';
import { isDate } from 'node:util/types';
import { Unzip, UnzipInflate, zipSync } from 'fflate';
import readXlsxFile from 'read-excel-file/universal';
import { Refusal } from '../../register/errors';
import { checkMarkup } from './check-markup';

/** A day's answers, generously: 200 matters with long lists are a tenth of it. */
export const MAX_WORKBOOK_BYTES = 2 * 1024 * 1024;
const MAX_UNPACKED_BYTES = 20 * 1024 * 1024;
const MAX_PARTS = 200;
const MAX_ROWS = 5_000;
const MAX_COLUMNS = 400;
/** So little at a time that what it unpacks to is counted before there is too much of it. */
const SLICE_BYTES = 8 * 1024;

/** A cell as people read it: text, a number, yes or no; of a date its day, with the time of day where it has one. */
export type CellValue = string | number | boolean | null;

export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly CellValue[])[];
}

/**
 * Reads a workbook that somebody sent: bounded in what it unpacks to, without formulas, without anything that XML could pull in.
 * Refusals: sheet-unreadable, sheet-too-large, sheet-has-formulas.
 */
export async function readWorkbook(content: Buffer): Promise<Sheet[]> {
  const parts = await unpack(content);
  const texts = [...parts].filter(([name]) => name.endsWith('.xml') || name.endsWith('.rels'));
  if (!parts.has('[Content_Types].xml') || !parts.has('xl/workbook.xml')) throw new Refusal('sheet-unreadable');
  if ([...parts.keys()].some((name) => /vbaProject\.bin$/i.test(name))) throw new Refusal('sheet-unreadable');
  // Which part is a sheet, the workbook says itself: all are looked over.
  for (const [, bytes] of texts) checkMarkup(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'), { rows: MAX_ROWS, columns: MAX_COLUMNS });
  // Packed anew: what is read has been counted and looked at, whatever the first directory said.
  const checked = zipSync(Object.fromEntries(texts), { level: 0 });
  const sheets = await read(checked);
  if (sheets.some(({ rows }) => rows.length > MAX_ROWS || rows.some((row) => row.length > MAX_COLUMNS))) throw new Refusal('sheet-too-large');
  return sheets;
}

async function unpack(content: Buffer): Promise<ReadonlyMap<string, Uint8Array>> {
  const parts = new Map<string, Uint8Array>();
  let bytes = 0;
  let count = 0;
  let trouble: Refusal | undefined;
  const unzip = new Unzip((file) => {
    const chunks: Uint8Array[] = [];
    count += 1;
    if (count > MAX_PARTS) trouble ??= new Refusal('sheet-too-large');
    file.ondata = (error, chunk, isLast) => {
      if (error) {
        trouble ??= new Refusal('sheet-unreadable');
        return;
      }
      bytes += chunk.length;
      if (bytes > MAX_UNPACKED_BYTES) trouble ??= new Refusal('sheet-too-large');
      if (trouble) return;
      chunks.push(chunk);
      if (isLast) parts.set(file.name, Buffer.concat(chunks));
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let at = 0; at < content.length && !trouble; at += SLICE_BYTES) {
      unzip.push(content.subarray(at, at + SLICE_BYTES), at + SLICE_BYTES >= content.length);
      // Whoever else is served in this process is not kept waiting.
      if (at % (16 * SLICE_BYTES) === 0) await setImmediate();
    }
  } catch {
    trouble ??= new Refusal('sheet-unreadable');
  }
  if (trouble) throw trouble;
  return parts;
}

async function read(workbook: Uint8Array<ArrayBuffer>): Promise<Sheet[]> {
  try {
    const sheets = await readXlsxFile(workbook.buffer.slice(workbook.byteOffset, workbook.byteOffset + workbook.byteLength));
    return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(valueOf)) }));
  } catch {
    throw new Refusal('sheet-unreadable');
  }
}

/** The library gives a date of the sheet, which has no zone, as that instant in UTC. */
function valueOf(value: unknown): CellValue {
  if (isDate(value)) return value.toISOString().replace(/T00:00:00.000Z$/, '').replace('T', ' ').slice(0, 16);
  if (typeof value === 'string') return value.trim() === '' ? null : value.trim();
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
