import { Narrator } from './narrator';

/** What the clock did, as it is printed. */
function told(...entries: readonly (readonly [type: string, receivedAt: string])[]): string[] {
  const lines: string[] = [];
  const narrator = new Narrator((line) => void lines.push(...line.split('\n')));
  for (const [type, receivedAt] of entries) narrator.alarm({ seq: 2, type, by: { kind: 'clock', body: '', side: null, role: null }, receivedAt, recordedAt: receivedAt, facts: {}, words: null }, '');
  return lines.filter((line) => line !== '').map((line) => line.trim().split(/\s{2,}/)[0] ?? '');
}

test('what ends with a day is told at its 24:00; what a day opens with, at its 00:00', () => {
  expect(told(['window-closed', '2026-02-26T00:00:00+08:00'])).toEqual(['2026-02-25 周三 Wed', '24:00']);
  expect(told(['receipt-deemed', '2026-02-25T00:00:00+08:00'], ['asked-by-standing-instruction', '2026-02-25T00:00:00+08:00'])).toEqual(['2026-02-24 周二 Tue', '24:00', '2026-02-25 周三 Wed', '00:00']);
});
