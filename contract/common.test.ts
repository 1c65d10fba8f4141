import { z } from 'zod';
import { day, instant, line, note, pageQuery } from './common';

describe('what an officer writes', () => {
  test.each([
    ['a NUL', 'a\u0000b'],
    ['an escape sequence', 'a\u001b[31mb'],
    ['half of a surrogate pair', 'a\ud800b'],
    ['nothing', ''],
    ['only white space', ' \n\t '],
    ['too much', 'x'.repeat(4001)],
    ['no text', 5],
  ])('%s is refused', (_name, value) => {
    expect(note.safeParse(value).success).toBe(false);
  });

  test('white space around it goes, line breaks in it become line feeds, characters beyond the first plane stay', () => {
    expect(note.parse('  第一行\r\n第二行 𠮷 😀\r ')).toBe('第一行\n第二行 𠮷 😀');
  });

  test('a name stands on one line', () => {
    expect(line(10).parse(' 执行裁定书 ')).toBe('执行裁定书');
    for (const value of ['a\nb', 'a\u2028b', 'a\tb', 'x'.repeat(11)]) expect(line(10).safeParse(value).success).toBe(false);
  });
});

test.each([
  ['2025-10-11', true],
  ['2025-02-29', false],
  ['2024-02-29', true],
  ['2025-1-1', false],
  ['tomorrow', false],
])('%s is a day: %s', (value, expected) => {
  expect(day.safeParse(value).success).toBe(expected);
});

test('an instant says its offset and is read as epoch milliseconds', () => {
  expect(instant.parse('2025-09-30T10:00:00+08:00')).toBe(1_759_197_600_000);
  for (const value of ['2025-09-30T10:00:00', '2025-09-30', 'now', 1_759_197_600_000]) expect(instant.safeParse(value).success).toBe(false);
});

test('in JSON Schema an instant is a string with its format', () => {
  expect(z.toJSONSchema(instant, { io: 'input' })).toMatchObject({ type: 'string', format: 'date-time' });
});

test.each([
  ['20', 20],
  ['100', 100],
  ['101', null],
  ['0', null],
  ['-1', null],
  ['1e2', null],
  [['1', '2'], null],
])('a page of %s', (value, expected) => {
  const parsed = pageQuery.limit.safeParse(value);
  expect(parsed.success ? parsed.data : null).toBe(expected);
});
