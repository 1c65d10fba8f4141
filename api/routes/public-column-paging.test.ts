import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { commandIdOf } from '../../register/matters/command-id';
import { openMatter } from '../../register/matters/open-matter';
import { prepareWords } from '../../register/matters/words';
import { COURT_OFFICER, openingFacts } from '../../test/factories/assistance-request';
import { type ApiUnderTest, startApi } from '../../test/rig/api-under-test';
import { leastOf } from '../../test/rig/undisturbed';

const ENTRIES = 10_000;
const PAGE = 100;
const CHUNK = 500;
const PAGE_MS = 50;
/** No page may take this many times what the first takes on the same, perhaps crowded, machine. */
const AS_FAST = 3;

let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi();
  const { db, keyRing } = api.services;
  const opening = openingFacts({ kind: 'commerce.freeze-notice', unit: 'commerce', revision: 3 });
  const { matter } = await openMatter(api.services, { procedure: 'assistance-request', by: COURT_OFFICER, opening, words: { debtor: { name: '赵不还' } }, personTokens: [], isRehearsal: false, idempotency: { account: COURT_OFFICER.id, route: 'POST /requests', key: randomUUID(), body: opening } });
  for (let from = 0; from < ENTRIES; from += CHUNK) {
    const numbers = Array.from({ length: CHUNK }, (_, index) => from + index + 2);
    const words = numbers.map((seq) => prepareWords(keyRing, { matter, origin: randomUUID(), now: seq, words: { notice: { company: `示例${seq}贸易有限公司`, registrationNumber: '91445300MA00000066', holder: '赵不还', sharePercent: 30, capitalCny: seq, expiresOn: '2029-03-01' }, remarks: '不公开' } }));
    await db.insertInto('sealed').values(words.map(({ row }) => row)).execute();
    await db.insertInto('entry').values(numbers.map((seq, index) => ({ matter, seq, key: `k${seq}`, type: 'publish-notice', actor: JSON.stringify(COURT_OFFICER), received_at: seq, recorded_at: seq, facts: JSON.stringify({ words: words[index]?.reference }), prev_hash: '', hash: `h${seq}` }))).execute();
    await db
      .insertInto('public_notice')
      .values(numbers.map((seq, index) => ({ id: commandIdOf(matter, 'public-notice', `k${seq}`), matter, key: `k${seq}`, kind: seq % 5 === 0 ? ('unfreeze' as const) : ('freeze' as const), court: 'court.yuncheng', unit: 'commerce', office: null, case_number: `（2026）粤5302执${seq}号`, state: 'published' as const, published_at: 1_772_411_400_000 + Math.floor(seq / 3), assets: [`hmac:${seq}`], holder_type: 'natural-person' as const, transferee_type: null, of_matter: null, by_entry: seq, words: words[index]?.reference.ref ?? null, corrections: '[]', withdrawn: null, last_entry: seq })))
      .execute();
  }
  // As autovacuum does within a minute.
  await sql`analyze public_notice`.execute(db);
}, 120_000);
afterAll(() => api.close());

/** The column counts visits by the minute, on the clock that stands still here. */
const A_MINUTE_MS = 60_000;

interface Page {
  readonly items: readonly { readonly id: string }[];
  readonly nextCursor: string | null;
}

async function page(path: string): Promise<Page> {
  const { status, body } = await api.ask('GET', `/api/v1/public/judicial-assistance?limit=${PAGE}${path}`);
  if (status === 429) {
    api.wallClock.advance(A_MINUTE_MS);
    return page(path);
  }
  expect(status).toBe(200);
  return body as unknown as Page;
}

/** Page → what it took, for the pages that took too long: more than `PAGE_MS` on a machine that is free, or much more than the first page on one that is not. */
async function slowPages(paths: readonly string[]): Promise<Record<string, number>> {
  const slow: Record<string, number> = {};
  for (const path of paths) {
    const isFast = ([ms = Infinity, first = Infinity]: readonly number[]): boolean => ms < PAGE_MS || ms < first * AS_FAST;
    const took = await leastOf([() => page(path), () => page('')], isFast);
    if (!isFast(took)) slow[path] = took[0];
  }
  return slow;
}

test('ten thousand notices are paged in under 50 ms of work a page, the last as fast as the first, each once', async () => {
  const seen = new Set<string>();
  const paths = [''];
  for (;;) {
    const { items, nextCursor } = await page(paths.at(-1) ?? '');
    for (const { id } of items) seen.add(id);
    if (nextCursor === null) break;
    paths.push(`&cursor=${nextCursor}`);
  }
  expect([seen.size, paths.length]).toEqual([ENTRIES, ENTRIES / PAGE]);
  expect(await slowPages(paths)).toEqual({});
  const busy = process.cpuUsage();
  for (const path of paths) await page(path);
  const { user, system } = process.cpuUsage(busy);
  expect((user + system) / 1000 / paths.length).toBeLessThan(PAGE_MS);
}, 120_000);

test('narrowed by kind or by court it is as fast', async () => {
  expect(await slowPages(['&kind=unfreeze', '&court=court.yuncheng', '&kind=transfer', '&company=nobody'])).toEqual({});
}, 60_000);
