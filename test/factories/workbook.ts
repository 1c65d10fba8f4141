import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import readXlsxFile from 'read-excel-file/universal';
import writeXlsxFile from 'write-excel-file/node';

export interface SheetOf {
  readonly sheet: string;
  readonly data: readonly (readonly (string | number | boolean | null)[])[];
}

/** A workbook as any program for sheets would write it. */
export function workbookOf(sheets: readonly SheetOf[]): Promise<Buffer> {
  return writeXlsxFile(sheets.map(({ sheet, data }) => ({ sheet, data: data.map((row) => [...row]) }))).toBuffer();
}

export async function sheetsIn(workbook: Buffer): Promise<SheetOf[]> {
  const read = await readXlsxFile(new Uint8Array(workbook).buffer);
  return read.map(({ sheet, data }) => ({ sheet, data: data as unknown as SheetOf['data'] }));
}

/** Its parts as XML, by name. */
export function partsOf(workbook: Buffer): Record<string, string> {
  return Object.fromEntries(Object.entries(unzipSync(workbook)).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

export function packed(parts: Readonly<Record<string, string>>): Buffer {
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)]))));
}
