import { type RunningTerm, timeLeft } from './time-left';

/** 2026-03-02 is a Monday; nothing on these days is a holiday. */
const inDays = (dueOn: string, workingDaysLeft: number, force: RunningTerm['force'] = 'statutory'): RunningTerm => ({ dueOn, dueAt: `${dueOn}T24:00:00+08:00`.replace(/(\d\d)T24/, (_, day: string) => `${String(Number(day) + 1).padStart(2, '0')}T00`), workingDaysLeft, force, countedIn: 'working-days' });
const byTheClock = (dueAt: string, workingDaysLeft: number, countedIn: 'hours' | 'minutes', force: RunningTerm['force'] = 'statutory'): RunningTerm => ({ dueOn: dueAt.slice(0, 10), dueAt: `${dueAt}:00+08:00`, workingDaysLeft, force, countedIn });

it.each<[what: string, term: RunningTerm | null, now: string, text: string, pressure: string]>([
  ['nothing runs', null, '2026-03-02T09:00', '无期限', 'none'],
  ['three days before', inDays('2026-03-05', 3), '2026-03-02T09:00', '剩 3 个工作日', 'calm'],
  ['on the last day, up to its end', inDays('2026-03-05', 0), '2026-03-05T23:59', '今日到期', 'today'],
  ['the day after a term', inDays('2026-03-05', -1), '2026-03-06T09:00', '已逾期 1 个工作日', 'late'],
  ['the day after a target, which binds nobody', inDays('2026-03-05', -1, 'advisory'), '2026-03-06T09:00', '超过工作目标 1 个工作日', 'missed'],
  ['on the Saturday after a term that ended on Friday', inDays('2026-03-06', 0), '2026-03-07T09:00', '已逾期', 'late'],
  ['on the Saturday after such a target', inDays('2026-03-06', 0, 'advisory'), '2026-03-07T09:00', '超过工作目标', 'missed'],
  ['an alarm of ten minutes', byTheClock('2026-03-02T09:10', 0, 'minutes', 'advisory'), '2026-03-02T09:00', '立即', 'today'],
  ['twenty-four hours, begun on Friday and ending on Saturday', byTheClock('2026-03-07T15:00', 0, 'hours'), '2026-03-06T16:30', '剩 22 小时', 'today'],
  ['the last hour of them', byTheClock('2026-03-07T15:00', 0, 'hours'), '2026-03-07T14:30', '立即', 'today'],
  ['two hours over them', byTheClock('2026-03-07T15:00', 0, 'hours'), '2026-03-07T17:00', '已逾期 2 小时', 'late'],
])('%s', (_what, term, now, text, pressure) => {
  expect(timeLeft(term, `${now}:00+08:00`)).toEqual({ text, pressure });
});

it('calendar days are counted as such, over a weekend too', () => {
  // From Friday to Sunday: two days, none of them worked.
  expect(timeLeft({ ...inDays('2026-03-08', 0), countedIn: 'calendar-days' }, '2026-03-06T09:00:00+08:00')).toEqual({ text: '剩 2 日', pressure: 'soon' });
});
