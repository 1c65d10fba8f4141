import { EngineError } from '../errors';
import { parseRehearsalOptions } from './options';

describe('npm run rehearsal', () => {
  test('begins on the Monday before the holiday and stands still, unless it is told otherwise', () => {
    expect(parseRehearsalOptions([])).toEqual({ beginsAt: Date.parse('2026-09-28T08:30:00+08:00'), mustBegin: false, speed: 0, isFresh: false, story: undefined });
  });

  test.each([
    [['--at', '2026-09-25T08:30'], { beginsAt: Date.parse('2026-09-25T08:30:00+08:00'), mustBegin: true }],
    [['--at', '2026-09-25T08:30Z'], { beginsAt: Date.parse('2026-09-25T08:30:00Z'), mustBegin: true }],
    [['--day', '10s'], { speed: 8_640 }],
    [['--day', '2m', '--fresh'], { speed: 720, isFresh: true }],
    [['--day', '24h'], { speed: 1 }],
  ])('%j', (args, expected) => {
    expect(parseRehearsalOptions(args)).toMatchObject(expected);
  });

  test('plays the first story when none is named', () => {
    expect(parseRehearsalOptions(['--play']).story?.name).toBe('october');
    expect(parseRehearsalOptions(['--play', 'october']).story?.name).toBe('october');
  });

  test.each([[['--at', 'tomorrow']], [['--day', '0s']], [['--day', '10']], [['--day', '1ms']], [['--play', 'hamlet']], [['october']], [['--play', 'october', 'twice']], [['--speed', '3']], [['--play', '--day', '10s']]])('refuses %j', (args) => {
    expect(() => parseRehearsalOptions(args)).toThrow(EngineError);
  });
});
