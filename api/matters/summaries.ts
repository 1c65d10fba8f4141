import type { z } from 'zod';
import type { matterSummary } from '../../contract/matters';
import { seesContent } from '../../domain/access/closed-matters';
import type { Principal } from '../../register/accounts/sessions';
import { readMatters } from '../../register/matters/named-officers';
import type { MatterRow } from '../../register/matters/queries';
import type { Services } from '../services';
import { summaryOf } from './views';

/** What an officer sees of each in a list: of a closed matter number, stage and dates, unless he is named in it. */
export async function summariesOf({ db, calendars, clock }: Pick<Services, 'db' | 'calendars' | 'clock'>, principal: Principal, rows: readonly MatterRow[]): Promise<Map<string, z.output<typeof matterSummary>>> {
  const read = await readMatters(db, rows);
  const now = clock.now();
  const summaries = rows.map(async (row) => {
    const whom = read.get(row.number);
    return [row.number, summaryOf(row, whom !== undefined && seesContent(principal, whom), { calendar: await calendars.version(row.calendar_version), now })] as const;
  });
  return new Map(await Promise.all(summaries));
}
