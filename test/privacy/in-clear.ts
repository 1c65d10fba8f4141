import type { Payload, PayloadCodec } from '@temporalio/common';
import { withConnection } from '../../engine/database';
import { fromSetup } from '../harness/environment';

/** Every form in which a text could stand somewhere. */
export function formsOf(texts: readonly string[]): string[] {
  return texts.flatMap((text) => [text, Buffer.from(text).toString('base64').slice(1, -4), encodeURIComponent(text), JSON.stringify(text).slice(1, -1), [...text].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')]);
}

/** The address of a database on the tests' server. */
export function databaseOnServer(database: string): string {
  const url = new URL(fromSetup('LIANDONG_TEST_ADMIN_URL'));
  url.pathname = `/${database}`;
  return url.toString();
}

/** Every row of every table, as text; bytea as the bytes themselves. */
export async function dumpDatabase(url: string): Promise<string> {
  return withConnection(url, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>("select format('%I.%I', table_schema, table_name) as name from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'");
    const parts: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<Record<string, unknown>>(`select * from ${name}`);
      for (const row of rows) for (const value of Object.values(row)) parts.push(Buffer.isBuffer(value) ? value.toString('utf8') : JSON.stringify(value));
    }
    return parts.join('\n');
  });
}

/** The payloads of a history as they lie there. */
export function payloadsIn(history: unknown): Payload[] {
  if (typeof history !== 'object' || history === null) return [];
  if ('metadata' in history && 'data' in history && history.data instanceof Uint8Array) return [history as Payload];
  return Object.values(history).flatMap(payloadsIn);
}

/** What the payloads of a history hold: opened, or as they lie there. */
export async function openPayloads(codec: PayloadCodec | undefined, history: unknown): Promise<string[]> {
  const payloads = payloadsIn(history);
  return ((await codec?.decode(payloads)) ?? payloads).map(({ data }) => Buffer.from(data ?? []).toString('utf8'));
}

/** The parts of a mail as they are read. */
export function decodeMail(mail: string): string {
  return mail.split(/\r?\n\r?\n/).map((part) => Buffer.from(part.replace(/\s+/g, ''), 'base64').toString('utf8')).join('\n');
}
