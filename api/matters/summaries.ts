import type { z } from 'zod';
import type { matterSummary } from '../../contract/matters';
import { mayHold, placeOf } from '../../domain/access/assignment';
import { seesContent } from '../../domain/access/closed-matters';
import type { Principal } from '../../register/accounts/sessions';
import { holdersAt } from '../../register/assignments/queries';
import { readMatters } from '../../register/matters/named-officers';
import type { MatterRow } from '../../register/matters/queries';
import { findUnread } from '../../register/own-views/unread';
import type { Services } from '../services';
import { summaryOf } from './views';

/** What an officer sees of each in a list: of a closed matter number, stage and dates, unless he is named in it. */
export async function summariesOf({ db, calendars, clock }: Pick<Services, 'db' | 'calendars' | 'clock'>, principal: Principal, rows: readonly MatterRow[]): Promise<Map<string, z.output<typeof matterSummary>>> {
  const read = await readMatters(db, rows);
  const own = await ownViewsOf({ db }, principal, rows);
  const now = clock.now();
  const summaries = rows.map(async (row) => {
    const whom = read.get(row.number);
    return [row.number, summaryOf(row, whom !== undefined && seesContent(principal, whom), { calendar: await calendars.version(row.calendar_version), now, own: own(row.number) })] as const;
  });
  return new Map(await Promise.all(summaries));
}

/** What a matter is to one officer, beside what it is to all. */
export interface OwnView {
  readonly assignee: { readonly account: string; readonly name: string } | null;
  readonly isUnread: boolean;
  readonly mayClaim: boolean;
}

/** The same for each of several matters, by number. */
export async function ownViewsOf({ db }: Pick<Services, 'db'>, principal: Principal, rows: readonly MatterRow[]): Promise<(number: string) => OwnView> {
  const place = placeOf(principal);
  const holders = place === null ? new Map<string, never>() : await holdersAt(db, place, rows);
  const unread = await findUnread(db, principal.accountId, rows.map(({ number }) => number));
  const claimable = new Set(rows.filter(({ number, closed_at, position }) => closed_at === null && !holders.has(number) && mayHold(principal, position.parties)).map(({ number }) => number));
  return (number) => ({ assignee: holders.get(number) ?? null, isUnread: unread.has(number), mayClaim: claimable.has(number) });
}
