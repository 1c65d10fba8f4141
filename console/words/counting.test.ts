import { countingText } from './counting';

type Days = Parameters<typeof countingText>[0];
const day = (of: string, as: string, rest: Record<string, unknown> = {}): Days[number] => ({ day: of, weekday: 1, as, kind: as, certain: true, ...rest });

it('tells in one sentence how a term over the October holiday of 2025 is counted', () => {
  // Received Tuesday 30 September; 1 to 8 October holiday; Thursday 9 and Friday 10 count, and Saturday 11 is worked.
  const holiday = Array.from({ length: 8 }, (_, index) => day(`2025-10-0${index + 1}`, 'holiday', { name: '国庆节、中秋节' }));
  const days = [day('2025-09-30', 'event'), ...holiday, day('2025-10-09', 'counted', { count: 1 }), day('2025-10-10', 'counted', { count: 2 }), day('2025-10-11', 'make-up-day', { count: 3 })];
  expect(countingText(days, '2025-10-11')).toBe('9月30日起算，当日不计；10月1日至10月8日国庆节、中秋节放假，不计；10月9日至10月10日第 1 至 2 日；10月11日调休上班，计为第 3 日。2025年10月11日（星期六）到期。');
});

it('tells an extension apart from the term, and hours from days', () => {
  const extended = [day('2026-03-02', 'event'), day('2026-03-03', 'counted', { count: 1 }), day('2026-03-04', 'counted', { count: 1, grant: 1 })];
  expect(countingText(extended, '2026-03-04')).toContain('3月4日第 1 日（第 1 次延长）');
  expect(countingText([day('2026-09-25', 'by-the-clock'), day('2026-09-26', 'by-the-clock')], '2026-09-26')).toContain('9月25日至9月26日按小时连续计算');
});
