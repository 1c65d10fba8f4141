import type { z } from 'zod';
import { Refusal } from '../register/errors';

/** Where a page ends, as opaque text. It is not signed: it holds nothing secret, and whatever comes back is checked again. */
function encodeCursor(position: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** Refusal: invalid-cursor. `shape` is the tuple that the same list encodes. */
export function decodeCursor<Shape extends z.ZodType>(cursor: string | undefined, shape: Shape): z.output<Shape> | undefined {
  if (cursor === undefined) return undefined;
  const parsed = shape.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!parsed.success) throw new Refusal('invalid-cursor');
  return parsed.data;
}

/** Rows were asked for one more than fit, which tells whether there is a next page. */
export function pageFrom<Row, Item>(rows: readonly Row[], limit: number, toItem: (row: Row) => Item, positionOf: (row: Row) => readonly (string | number | null)[]): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(toItem), nextCursor: rows.length > limit && last !== undefined ? encodeCursor(positionOf(last)) : null };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
