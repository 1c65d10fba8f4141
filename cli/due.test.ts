import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';

const BIN = path.resolve(__dirname, '..', 'bin', 'liandong.js');

interface Answer {
  status: number | null;
  stdout: string;
  stderr: string;
}

function liandong(args: readonly string[], { input = '', zone = 'Asia/Shanghai' }: { input?: string; zone?: string } = {}): Answer {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], { input, encoding: 'utf8', env: { ...process.env, TZ: zone }, maxBuffer: 64 * 1024 * 1024 });
  return { status, stdout, stderr };
}

function expectRefusal(answer: Answer, message: string): void {
  expect(answer.status).toBe(2);
  expect(answer.stderr).toContain(message);
  expect(answer.stderr.trimEnd().split('\n')).toHaveLength(1);
}

interface DueJson {
  due_on: string;
  due_at: string;
  provisional: boolean;
  calendar_version: number;
  cite?: { article: string };
  days: { day: string; as: string; count?: number }[];
}

const dueJson = (...args: string[]): DueJson => JSON.parse(liandong(['due', '--json', ...args]).stdout) as DueJson;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'liandong-due-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  const where = path.join(folder, name);
  writeFileSync(where, content);
  return where;
}

describe('one date', () => {
  test.each(['Asia/Shanghai', 'America/New_York', 'Pacific/Kiritimati'])('is the same and as fully explained on a machine in %s', (zone) => {
    const { status, stdout, stderr } = liandong(['due', '--rule-set', 'yunfu-2017', '--term', '3wd', '--from', '2025-09-30T10:00+08:00'], { zone });
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Due on 2025-10-11 (Sat); late from 2025-10-12T00:00:00+08:00\n');
    expect(stdout).toContain('2025-09-30 Tue      day of the event, not counted');
    expect(stdout).toContain('2025-10-01 Wed      holiday: 国庆节、中秋节');
    expect(stdout).toContain('2025-10-11 Sat   3  counted: make-up day, worked');
    expect(stdout).toMatch(/calendar version \d+/);
  });

  test('in hours ends on the hour', () => {
    expect(dueJson('--term', '24h', '--from', '2026-09-25T22:00+08:00')).toMatchObject({ due_on: '2026-09-26', due_at: '2026-09-26T22:00:00+08:00', provisional: false });
  });

  test('in calendar days rolls over the October holiday', () => {
    // Wed 24 Sep + 7 = Wed 1 Oct, a holiday until 8 Oct; Thu 9.
    const { due_on: dueOn, days } = dueJson('--term', '7d', '--from', '2025-09-24T10:00+08:00');
    expect(dueOn).toBe('2025-10-09');
    expect(days.at(-1)).toMatchObject({ day: '2025-10-09', as: 'rolled-to' });
  });

  test('of a term by its name cites its article', () => {
    expect(dueJson('--term', 'dispute.negotiate', '--from', '2026-04-27T10:00+08:00')).toMatchObject({ due_on: '2026-05-09', cite: { article: '三(四)' } });
  });

  test('with a grant of the court and a close of business', () => {
    expect(dueJson('--term', '3wd', '--from', '2025-09-30T10:00+08:00', '--grant', '2', '--close', '17:30')).toMatchObject({ due_on: '2025-10-14', due_at: '2025-10-14T17:30:00+08:00' });
  });

  test('beyond the last notice says that it is provisional, and is certain once the year is given', () => {
    expect(liandong(['due', '--term', '3wd', '--from', '2026-12-29T10:00+08:00']).stdout).toMatch(/^Due on 2027-01-04 \(Mon\).*PROVISIONAL/);
    const year = {
      year: 2027,
      edition: 1,
      notice: { title: '测试', number: '测试', publishedOn: '2026-11-01' },
      holidays: [{ name: '元旦', days: ['2027-01-01', '2027-01-02', '2027-01-03', '2027-01-04'] }],
      makeUpDays: [],
    };
    const published = file('2027.json', JSON.stringify(year));
    expect(dueJson('--term', '3wd', '--from', '2026-12-29T10:00+08:00', '--calendar', published)).toMatchObject({ due_on: '2027-01-05', provisional: false });
  });
});

describe('bad input is one line on standard error and exit code 2', () => {
  const good = ['--term', '3wd', '--from', '2025-09-30T10:00+08:00'];
  test.each<[string, string[], string]>([
    ['no term', ['--from', '2025-09-30T10:00+08:00'], '--term: is missing'],
    ['no event', ['--term', '3wd'], '--from: is missing'],
    ['an instant without offset', ['--term', '3wd', '--from', '2025-09-30T10:00'], '--from:'],
    ['a term of no length', ['--term', '0wd', '--from', '2025-09-30T10:00+08:00'], '--term:'],
    ['a term nobody knows', ['--term', '3 weeks', '--from', '2025-09-30T10:00+08:00'], "--term: '3 weeks' is neither"],
    ['a rule set nobody released', [...good, '--rule-set', 'beijing'], "--rule-set: 'beijing' is not a rule set"],
    ['an option nobody knows', [...good, '--fast'], "'--fast'"],
    ['a calendar that is not there', [...good, '--calendar', '/nowhere/2027.json'], '/nowhere/2027.json'],
    ['a single date asked of a batch', ['--batch', '--term', '3wd'], '--term: has no meaning with --batch'],
  ])('%s', (_, args, message) => expectRefusal(liandong(['due', ...args]), message));

  test('a calendar that is wrong is refused with the place in the file', () => {
    expectRefusal(liandong(['due', ...good, '--calendar', file('bad.json', '{"year": 2027}')]), 'bad.json.holidays: must be a list');
    expectRefusal(liandong(['due', ...good, '--calendar', file('text.json', 'hello')]), 'not JSON');
  });

  test('a command nobody knows', () => expectRefusal(liandong(['undue']), "'undue' is not a command"));
});

describe('a batch', () => {
  const line = (id: number | string, kind: string, n: unknown, start: string): string => JSON.stringify({ id, rule_set: 'yunfu-2017', term: { kind, n }, start });

  test('answers line for line, in order', () => {
    const input = [line('a', 'working-days', 3, '2025-09-30T10:00+08:00'), '', line(2, 'hours', 24, '2026-09-25T14:00:00Z'), line('c', 'calendar-days', 15, '2025-07-04T10:00+08:00')].join('\n');
    const { status, stdout, stderr } = liandong(['due', '--batch'], { input });
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout.trimEnd().split('\n').map((text) => JSON.parse(text) as unknown)).toEqual([
      { id: 'a', due_on: '2025-10-11', due_at: '2025-10-12T00:00:00+08:00', provisional: false },
      { id: 2, due_on: '2026-09-26', due_at: '2026-09-26T22:00:00+08:00', provisional: false },
      // Sat 19 July is day 15; Mon 21.
      { id: 'c', due_on: '2025-07-21', due_at: '2025-07-22T00:00:00+08:00', provisional: false },
    ]);
  });

  test.each<[string, string, string]>([
    ['not JSON', '{', 'line 2: is not JSON'],
    ['no object', '[]', 'line 2: must be an object'],
    ['no id', '{}', 'line 2: id:'],
    ['a kind nobody knows', line(1, 'weeks', 1, '2025-09-30T10:00+08:00'), 'line 2: term.kind: "weeks"'],
    ['half a day', line(1, 'working-days', 0.5, '2025-09-30T10:00+08:00'), 'line 2: term.n:'],
    ['a number as text', line(1, 'working-days', '3', '2025-09-30T10:00+08:00'), 'line 2: term.n:'],
    ['no offset', line(1, 'working-days', 3, '2025-09-30T10:00'), 'line 2: start:'],
  ])('with %s in its second line answers the first and names the second', (_, bad, message) => {
    const answer = liandong(['due', '--batch'], { input: `${line('good', 'working-days', 3, '2025-09-30T10:00+08:00')}\n${bad}\n` });
    expectRefusal(answer, message);
    expect(answer.stdout).toContain('"id":"good"');
    expect(answer.stdout.trimEnd().split('\n')).toHaveLength(1);
  });

  test('of 100,000 lines takes less than 10 seconds', () => {
    const kinds = ['working-days', 'calendar-days', 'hours'];
    const lines = Array.from({ length: 100_000 }, (_, index) => line(index, kinds[index % 3] ?? '', 1 + (index % 15), `${2017 + (index % 10)}-0${1 + (index % 9)}-${10 + (index % 18)}T10:00+08:00`));
    const startedAtMs = performance.now();
    const { status, stdout } = liandong(['due', '--batch'], { input: lines.join('\n') });
    const tookMs = performance.now() - startedAtMs;
    expect(status).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(100_000);
    expect(tookMs).toBeLessThan(10_000);
  });
});
