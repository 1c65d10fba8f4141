import { z } from 'zod';
import type { matterSummary } from '../../contract/matters';
import { matterScope } from '../../domain/access/relation';
import type { Principal } from '../../register/accounts/sessions';
import { cursorOf, listMatters, type MatterFilter, type MatterOrder, type MatterRow } from '../../register/matters/queries';
import { decodeCursor, pageFrom } from '../pagination';
import type { Services } from '../services';
import { summariesOf } from './summaries';

const cursorShape = z.tuple([z.int().nullable(), z.string().max(40)]);

/** One page of the matters that exist for the officer, each made into what the list shows. Refusal: invalid-cursor. */
export async function readPage<Item>(
  services: Pick<Services, 'db' | 'calendars' | 'clock'>,
  principal: Principal,
  filter: MatterFilter,
  { order, limit, cursor }: { order: MatterOrder; limit: number; cursor: string | undefined },
  toItem: (row: MatterRow, summary: z.output<typeof matterSummary>) => Item,
): Promise<{ items: Item[]; nextCursor: string | null }> {
  const after = decodeCursor(cursor, cursorShape);
  const rows = await listMatters(services.db, matterScope(principal), filter, { order, limit: limit + 1, ...(after ? { after } : {}), now: services.clock.now(), reader: principal });
  const summaries = await summariesOf(services, principal, rows);
  const itemOf = (row: MatterRow): Item => {
    const summary = summaries.get(row.number);
    if (summary === undefined) throw new Error(`nothing was read of ${row.number}`);
    return toItem(row, summary);
  };
  return pageFrom(rows, limit, itemOf, (row) => cursorOf(row, order));
}

/** Only what waits for the very body, or office of it, that the officer belongs to. */
export function waitsFor({ body, office }: Pick<Principal, 'body' | 'office'>): Pick<MatterFilter, 'waitsFor'> {
  return body === null ? {} : { waitsFor: { body, office } };
}
