import { strFromU8, unzipSync } from 'fflate';
import fc from 'fast-check';
import * as contract from '../../contract/figures';
import type { Role } from '../../domain/access/permissions';
import type { KindId } from '../../domain/catalogue/kinds';
import { formatInstant, parseInstant } from '../../domain/calendar/day';
import { answered, type Course, insertRows, positionAfter, rowOf } from '../../test/factories/figures';
import { type ApiUnderTest, startApi } from '../../test/rig/api-under-test';

const at = (text: string) => parseInstant(`${text}:00+08:00`);
const QUERY: KindId = 'police.identity-property-query';
const MARCH = 'from=2026-03-01&to=2026-03-31';
/** Everything is looked at from here. */
const NOW = '2026-04-20T09:00';

let api: ApiUnderTest;
let supervisor: string;
beforeAll(async () => {
  api = await startApi();
  api.wallClock.set(at(NOW));
  supervisor = (await api.signedIn('supervisor')).token;
});
afterAll(() => api.close());
beforeEach(async () => {
  await api.services.db.updateTable('matter').set({ procedure: 'dispute', opened_at: 0, closed_at: 1 }).execute();
});

let count = 0;
async function lived(...courses: Omit<Course, 'until'>[]): Promise<string[]> {
  const rows = await Promise.all(
    courses.map(async (given) => {
      const course: Course = { ...given, until: at(NOW) };
      return rowOf(`${given.procedure === 'crime-referral' ? 'CR' : 'AR'}-2026-${String((count += 1)).padStart(6, '0')}`, course, await positionAfter(course), at(given.openedAt));
    }),
  );
  await insertRows(api.services.db, rows);
  return rows.map(({ number }) => number);
}

const ask = (path: string, token = supervisor) => api.ask('GET', `/api/v1${path}`, { token });
async function figures(query = MARCH, token = supervisor): Promise<contract.Figures> {
  const { status, body, text } = await ask(`/figures?${query}`, token);
  if (status !== 200) throw new Error(text);
  return contract.readFigures.responses[200]?.body?.parse(body) as contract.Figures;
}
const signedAt = (instant: string) => ['unit', 'sign-receipt', instant] as const;

describe('whoever may not', () => {
  test.each([
    ['court-officer', 'court.luoding'],
    ['liaison', 'land'],
    ['desk-officer', 'police'],
    ['prosecutor', 'procuratorate'],
    ['operator', null],
    ['unit-head', 'committee'],
  ] as const)('%s of %s sees no figures, no matters behind them, and exports none', async (role: Role, body) => {
    const { token } = await api.signedIn(role, { body });
    for (const path of ['/figures', '/figures/matters?cell=opened', '/figures/export', '/figures/matters/export?cell=opened']) {
      const { status, body: problem } = await ask(path, token);
      expect([path, status, problem.code]).toEqual([path, 403, 'not-permitted']);
    }
  });

  test('a head asks for no other unit or office, a basic court’s bureau for no other court', async () => {
    const head = await api.signedIn('unit-head', { body: 'police' });
    const local = await api.signedIn('unit-head', { body: 'police', office: 'police.luoding' });
    const bureau = await api.signedIn('enforcement-bureau', { body: 'court.luoding' });
    const courtHead = await api.signedIn('unit-head', { body: 'court.luoding' });
    for (const [officer, query] of [[head, 'unit=land'], [local, 'office=police.xinxing'], [local, 'unit=land'], [bureau, 'court=court.xinxing'], [courtHead, 'court=court.xinxing']] as const) expect([query, (await ask(`/figures?${query}`, officer.token)).status]).toEqual([query, 403]);
  });
});

test('each sees his own: the committee the city, a bureau its court, a head his court or unit, a local head his office', async () => {
  await lived({ kind: QUERY, openedAt: '2026-03-02T09:00', court: 'court.luoding', office: 'police.luoding' }, { kind: QUERY, openedAt: '2026-03-02T09:00', court: 'court.xinxing' }, { kind: 'land.query', openedAt: '2026-03-02T09:00', court: 'court.xinxing' });
  const seen = async (role: Role, place: { body: string; office?: string }) => (await figures(MARCH, (await api.signedIn(role, place)).token)).opened.count;
  expect(await seen('committee-officer', { body: 'committee' })).toBe(3);
  expect(await seen('enforcement-bureau', { body: 'court.intermediate' })).toBe(3);
  expect(await seen('enforcement-bureau', { body: 'court.luoding' })).toBe(1);
  expect(await seen('unit-head', { body: 'court.luoding' })).toBe(1);
  expect(await seen('unit-head', { body: 'police' })).toBe(2);
  expect(await seen('unit-head', { body: 'police', office: 'police.luoding' })).toBe(1);
  expect(await seen('unit-head', { body: 'land' })).toBe(1);
});

test('answers in time and late, and how many working days they took', async () => {
  await lived(
    // Received Monday 2 March: day 1 is Tuesday 3, so answered on Wednesday 4 is 2 days, on Thursday 5 the last day.
    { kind: QUERY, openedAt: '2026-03-02T09:00', acts: [signedAt('2026-03-02T10:00'), answered('2026-03-04T10:00')] },
    { kind: QUERY, openedAt: '2026-03-02T09:00', acts: [signedAt('2026-03-02T10:00'), answered('2026-03-05T23:59')] },
    // Late by two working days (6 and 9 March): 5 days in all.
    { kind: QUERY, openedAt: '2026-03-02T09:00', acts: [signedAt('2026-03-02T10:00'), answered('2026-03-09T10:00')] },
    // No term of the law: an operator's target.
    { kind: 'justice.query', openedAt: '2026-03-02T09:00', acts: [signedAt('2026-03-02T10:00'), ['unit', 'answer', '2026-03-03T10:00', { outcome: 'done', answerSeal: 'unit' }]] },
    { kind: QUERY, openedAt: '2026-03-30T09:00' },
  );
  const { opened, answered: done, open, statutory, advisory, workingDays, breaches, months } = await figures();
  expect([opened.count, done.count, open.count]).toEqual([5, 4, 1]);
  expect([statutory.inTime.count, statutory.late.count, statutory.setAside.count, statutory.share]).toEqual([2, 1, 0, 2 / 3]);
  expect([advisory.inTime.count, advisory.late.count, advisory.share]).toEqual([1, 0, 1]);
  // 1, 2, 3, 5: the second of four, and the fourth.
  expect(workingDays).toEqual({ measured: 4, median: 2, ninetieth: 5 });
  expect(breaches.map(({ side, class: breachClass, cause, count: n }) => [side, breachClass, cause, n])).toEqual([['unit', 'plain', 'none', 1]]);
  expect(months.map(({ month, opened: o, answered: a }) => [month, o.count, a.count])).toEqual([['2026-03', 5, 4]]);
});

test('whoever never answers lowers the share: late at the end of the period and unanswered until then', async () => {
  const query: Omit<Course, 'until'> = { kind: QUERY, openedAt: '2026-03-02T09:00', acts: [signedAt('2026-03-02T10:00')] };
  const numbers = await lived(
    { ...query, acts: [signedAt('2026-03-02T10:00'), answered('2026-03-04T10:00')] },
    // Run out on Thursday 5 March; never answered, and answered in April.
    query,
    { ...query, acts: [signedAt('2026-03-02T10:00'), answered('2026-04-07T10:00')] },
    // Not late at the end of March: Tue 31, Wed 1 April, Thu 2.
    { kind: QUERY, openedAt: '2026-03-30T09:00', acts: [signedAt('2026-03-30T10:00')] },
    // A target alone.
    { kind: 'justice.query', openedAt: '2026-03-02T09:00', acts: [signedAt('2026-03-02T10:00')] },
  );
  const march = await figures();
  expect([march.statutory.inTime.count, march.statutory.late.count, march.statutory.owed.count, march.statutory.share]).toEqual([1, 0, 2, 1 / 3]);
  expect([march.advisory.inTime.count, march.advisory.late.count, march.advisory.owed.count, march.advisory.share]).toEqual([0, 0, 1, 0]);
  const { body } = await ask(`/figures/matters?${MARCH}&cell=owed.statutory`);
  expect((body.items as contract.CountedView[]).map(({ matter, term, at: late }) => [matter.number, term, late]).sort()).toEqual([numbers[1], numbers[2]].map((number) => [number, 'answer', '2026-03-06T00:00:00+08:00']));
  // In April the one was answered late, the other two are still owed: one since March, one since Friday 3 April.
  const april = await figures('from=2026-04-01&to=2026-04-30');
  expect([april.statutory.inTime.count, april.statutory.late.count, april.statutory.owed.count, april.statutory.share]).toEqual([0, 1, 2, 0]);
});

test('closed without an answer, or late with what comes before the answer, is owed all the same; what nobody owes any more is not', async () => {
  const acts = [signedAt('2026-03-02T10:00')];
  const withdrawn = (instant: string) => ['court', 'withdraw', instant, { words: { ref: '00000000-0000-4000-8000-000000000000', digest: '' } }] as const;
  await lived(
    // Run out on Thursday 5 March; withdrawn on the 20th. Withdrawn within the term: nobody was late.
    { kind: QUERY, openedAt: '2026-03-02T09:00', acts: [...acts, withdrawn('2026-03-20T10:00')] },
    { kind: QUERY, openedAt: '2026-03-02T09:00', acts: [...acts, withdrawn('2026-03-04T10:00')] },
    // Registering is a target; the law's term of the answer begins after it.
    { kind: 'police.vehicle-transfer', openedAt: '2026-03-02T09:00', acts },
    // A notice of delay is no answer: its target alone makes nothing owed.
    { kind: 'land.query', openedAt: '2026-03-30T09:00', acts: [signedAt('2026-03-30T10:00')] },
  );
  const march = await figures();
  expect([march.statutory.owed.count, march.statutory.share, march.advisory.owed.count]).toEqual([1, 0, 1]);
  expect((await figures('from=2026-04-01&to=2026-04-20')).statutory.owed.count).toBe(1);
});

test('breaches stand in one class each: deemed receipt, outage, contested, annulled, explained', async () => {
  const late: Omit<Course, 'until'> = { kind: QUERY, openedAt: '2026-03-02T09:00', acts: [signedAt('2026-03-02T10:00')] };
  const breachOf = async (over: Record<string, unknown>) => {
    const position = await positionAfter({ ...late, until: at(NOW) });
    return { ...late, over: { breaches: position.breaches.map((breach) => ({ ...breach, ...over })) } };
  };
  const said = { seq: 9, at: at('2026-03-10T09:00'), ground: 'calendar' };
  await lived(late, { ...late, acts: [] }, await breachOf({ contested: said }), await breachOf({ contested: said, annulled: said }), await breachOf({ isToBeAnnulled: true }), {
    ...late,
    acts: [signedAt('2026-03-02T10:00'), ['unit', 'give-delay-notice', '2026-03-04T10:00', {}]],
  });
  const told = async () => Object.fromEntries((await figures()).breaches.map(({ side, class: breachClass, cause, count: n }) => [`${side} ${breachClass} ${cause}`, n]));
  expect(await told()).toEqual({ 'unit plain none': 1, 'unit deemed-receipt none': 1, 'unit contested none': 1, 'unit annulled none': 1, 'unit to-be-annulled none': 1, 'unit plain notice-unanswered': 1 });
  // The platform was down on Thursday 5 March, the last day of those signed for on the 2nd; those deemed received on the 3rd ended on the 6th.
  await api.services.db.insertInto('outage').values({ component: 'api', from_at: at('2026-03-05T16:00'), to_at: at('2026-03-05T19:00') }).execute();
  expect(await told()).toMatchObject({ 'unit outage none': 1, 'unit outage notice-unanswered': 1, 'unit deemed-receipt none': 1, 'unit contested none': 1 });
  await api.services.db.insertInto('outage').values({ component: 'api', from_at: at('2026-03-06T19:00'), to_at: at('2026-03-06T23:00') }).execute();
  expect(await told()).toMatchObject({ 'unit deemed-receipt none': 1 });
});

test('papers that came back on day n of m', async () => {
  await lived({
    kind: QUERY,
    openedAt: '2026-03-02T09:00',
    acts: [signedAt('2026-03-02T10:00'), ['unit', 'return-papers', '2026-03-04T10:00', { papers: [{ paper: 'query-notice', lacks: 'seal' }] }]],
  });
  expect((await figures()).returned.map(({ onDay, of, count: n }) => [onDay, of, n])).toEqual([[2, 3, 1]]);
});

test('a suspected crime is in no number but the city’s own of closed matters, which shows number, stage and dates', async () => {
  const [closed = ''] = await lived({ kind: QUERY, procedure: 'crime-referral', openedAt: '2026-03-02T09:00' }, { kind: QUERY, openedAt: '2026-03-02T09:00' });
  const seen = await figures();
  expect([seen.opened.count, seen.openBy.length, seen.closedMatters?.opened.count, seen.closedMatters?.open.count]).toEqual([1, 1, 1, 1]);
  const { body, text } = await ask(`/figures/matters?${MARCH}&cell=closed.open`);
  expect((body.items as contract.CountedView[]).map(({ matter }) => [matter.number, matter.kind, matter.unit, matter.court, matter.caseNumber])).toEqual([[closed, null, null, null, null]]);
  expect(text).not.toContain('police');
  for (const filter of ['unit=police', `kind=${QUERY}`, 'court=court.yuncheng', 'office=police.luoding']) {
    expect((await figures(`${MARCH}&${filter}`)).closedMatters).toBeNull();
    expect((await ask(`/figures/matters?${MARCH}&${filter}&cell=closed.open`)).body.items).toEqual([]);
  }
  expect((await figures(MARCH, (await api.signedIn('unit-head', { body: 'police' })).token)).closedMatters).toBeNull();
});

test('a period that runs backwards or for ever is refused', async () => {
  expect((await ask('/figures?from=2026-03-31&to=2026-03-01')).body.code).toBe('invalid-parameter');
  expect((await ask('/figures?from=2001-01-01&to=2026-03-01')).body.code).toBe('period-too-long');
});

interface Counted {
  count: number;
  list: Record<string, string>;
}
function numbersIn(value: unknown): Counted[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(numbersIn);
  return ['count' in value && 'list' in value ? [value as unknown as Counted] : [], ...Object.values(value).map(numbersIn)].flat();
}

async function lengthOf(query: string, list: Record<string, string>): Promise<number> {
  const asked = new URLSearchParams([...new URLSearchParams(query), ...Object.entries(list)].filter(([name], index, all) => all.findLastIndex(([other]) => other === name) === index));
  let length = 0;
  for (let cursor = ''; ; ) {
    const { body } = await ask(`/figures/matters?${asked.toString()}&limit=7${cursor}`);
    const page = contract.listFigureMatters.responses[200]?.body?.parse(body) as { items: unknown[]; nextCursor: string | null };
    length += page.items.length;
    if (page.nextCursor === null) return length;
    cursor = `&cursor=${page.nextCursor}`;
  }
}

test('whatever happened and whatever is asked: each number is the length of its list', async () => {
  const day = (n: number): string => formatInstant(at('2026-02-20T09:00') + n * 86_400_000).slice(0, 10);
  const courses = fc.sample(
    fc.record({
      kind: fc.constantFrom<KindId>(QUERY, 'land.query', 'land.seal', 'justice.query', 'commerce.freeze-notice'),
      court: fc.constantFrom('court.yuncheng', 'court.luoding'),
      opened: fc.integer({ min: 0, max: 35 }),
      signed: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
      returned: fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined, freq: 3 }),
      answered: fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined }),
    }),
    { numRuns: 60, seed: 20_260_302 },
  );
  await lived(
    ...courses.map(({ kind, court, opened, signed, returned, answered: done }): Omit<Course, 'until'> => {
      const acts: NonNullable<Course['acts']>[number][] = [];
      if (signed !== undefined) acts.push(signedAt(`${day(opened + signed)}T10:00`));
      if (signed !== undefined && returned !== undefined && (kind === QUERY || kind === 'land.query')) acts.push(['unit', 'return-papers', `${day(opened + signed)}T11:00`, { papers: [{ paper: 'query-notice', lacks: 'paper' }] }]);
      else if (signed !== undefined && done !== undefined) acts.push(['unit', 'answer', `${day(opened + signed + done)}T12:00`, { outcome: 'nothing-found', answerSeal: kind === QUERY ? 'department' : 'unit' }]);
      return { kind, court, openedAt: `${day(opened)}T09:00`, acts };
    }),
  );
  let held = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        from: fc.integer({ min: 0, max: 40 }),
        length: fc.integer({ min: 0, max: 40 }),
        filter: fc.constantFrom('', '&unit=land', '&unit=police', `&kind=${QUERY}`, '&court=court.luoding', '&unit=land&court=court.yuncheng'),
      }),
      async ({ from, length, filter }) => {
        const query = `from=${day(from)}&to=${day(from + length)}${filter}`;
        const page = await figures(query);
        for (const { count: said, list } of numbersIn(page)) {
          held += said === 0 ? 0 : 1;
          expect([query, list, await lengthOf(query, list)]).toEqual([query, list, said]);
        }
      },
    ),
    { numRuns: 12, seed: 7 },
  );
  expect(held).toBeGreaterThan(150);
}, 60_000);

test('exported for Excel: a byte order mark, titles in Chinese, nothing that runs as a formula; who exported what is on record', async () => {
  const [number = ''] = await lived({ kind: QUERY, openedAt: '2026-03-02T09:00' });
  await api.services.db.updateTable('matter').set({ case_number: '=HYPERLINK("http://x","(2026)")' }).where('number', '=', number).execute();
  const page = await ask(`/figures/export?${MARCH}`);
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
  expect(page.text).toContain('收到,,1\r\n');
  const list = await fetch(`${api.url}/api/v1/figures/matters/export?${MARCH}&cell=opened`, { headers: { authorization: `Bearer ${supervisor}` } });
  const bytes = Buffer.from(await list.arrayBuffer());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(bytes.toString('utf8')).toContain(`${number},协助查询身份信息及财产,云浮市云城区人民法院,市公安局,"'=HYPERLINK(""http://x"",""(2026)"")",,2026-03-02 09:00,,未办结,2026-03-02 09:00,\r\n`);
  expect(await api.services.db.selectFrom('account_audit').select('details').where('action', '=', 'figures-exported').execute()).toEqual([{ details: { cell: 'opened', format: 'csv', from: '2026-03-01', to: '2026-03-31' } }]);
});

test('exported as a workbook: numbers are numbers, and text stays text', async () => {
  const [number = ''] = await lived({ kind: QUERY, openedAt: '2026-03-02T09:00' });
  await api.services.db.updateTable('matter').set({ case_number: '=HYPERLINK("http://x")' }).where('number', '=', number).execute();
  for (const path of [`/figures/export?${MARCH}&format=xlsx`, `/figures/matters/export?${MARCH}&cell=opened&format=xlsx`]) {
    const file = await fetch(`${api.url}/api/v1${path}`, { headers: { authorization: `Bearer ${supervisor}` } });
    expect(file.headers.get('content-type')).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    const parts = Object.entries(unzipSync(new Uint8Array(await file.arrayBuffer()))).map(([name, bytes]) => [name, strFromU8(bytes)] as const);
    const [, sheet = ''] = parts.find(([name]) => name === 'xl/worksheets/sheet1.xml') ?? [];
    const [, strings = ''] = parts.find(([name]) => name === 'xl/sharedStrings.xml') ?? [];
    expect(`${strings}${sheet}`).toContain(path.includes('matters') ? '=HYPERLINK' : '收到');
    expect(sheet).not.toContain('<f>');
  }
});
