import type { Entry } from '../../matters/ledger';
import type { TermView } from '../../matters/position';
import { earlierDaysOf } from './earlier-days';

const revised = (from: number, receivedAt: number): Entry => ({ seq: from, key: `revised:${from}`, type: 'calendar-revised', by: { kind: 'clock', id: 'x', body: '' }, receivedAt, recordedAt: receivedAt, facts: { from } });
const term = { startAt: 1_000, dueOn: '2027-01-05' } as TermView;
const DAYS: Readonly<Record<number, string>> = { 11: '2027-01-04', 12: '2027-01-06', 13: '2027-01-06' };
const dueBy = async (version: number): Promise<string> => DAYS[version] ?? '';

it('tells each last day that a calendar moved, oldest first, and no revision that left it where it was', async () => {
  const earlier = await earlierDaysOf([revised(11, 2_000), revised(12, 3_000), revised(13, 4_000)], term, dueBy);
  expect(earlier.map(({ calendarVersion, dueOn }) => [calendarVersion, dueOn])).toEqual([[11, '2027-01-04'], [13, '2027-01-06']]);
});

it('leaves out calendars that came before the term began or after it was met', async () => {
  expect(await earlierDaysOf([revised(11, 500), revised(12, 3_000)], { ...term, metAt: 2_500 }, dueBy)).toEqual([]);
});
