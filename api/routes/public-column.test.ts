import { formatInstant } from '../../contract/common';
import type { openApiDocument } from '../../contract/openapi';
import { verifyRegister } from '../../cli/register';
import { addMonths, dayOf } from '../../domain/calendar/day';
import { listNotices } from '../../register/public-notices/queries';
import { waitFor } from '../../test/rig/matter-rig';
import { viewNotices } from '../public-column/view-notices';
import { eraseWords } from '../../register/matters/erase-words';
import { MatterApi, type Officer } from '../../test/rig/matter-api';
import type { Answer } from '../../test/rig/api-under-test';

const COMPANY = { name: '示例贸易有限公司', registrationNumber: '91445300MA00000066' };
const LOOK_UP = { ownership: { how: 'look-up', on: '2026-02-27', source: 'enterprise-credit-system' }, lookedUpBy: '孙承办' };
const sealed = (...papers: string[]) => papers.map((paper) => ({ paper, courtSeal: true }));
const DEBTOR = { type: 'natural-person', name: '赵不还', idNumber: '445302199001011234' };
const BASE = { unit: 'commerce', debtor: DEBTOR, capacity: 'debtor', purpose: '控制被执行人股权', dataItems: [] };
const FREEZE = { ...BASE, kind: 'commerce.freeze-notice', papers: sealed('ruling', 'publication-notice'), particulars: { company: COMPANY, ...LOOK_UP } };
const UNFREEZE = { ...BASE, kind: 'commerce.unfreeze-notice', papers: sealed('ruling', 'publication-notice'), particulars: { company: COMPANY } };
const TRANSFER = {
  ...BASE,
  kind: 'commerce.equity-transfer',
  papers: sealed('ruling', 'enforcement-notice', 'transferee-proof'),
  particulars: { company: COMPANY, companyType: 'limited-liability', transferee: { name: '钱受让' }, transfereeType: 'natural-person', ...LOOK_UP },
};
const NOTICE = { company: COMPANY.name, registrationNumber: COMPANY.registrationNumber, holder: '赵不还 445302199001011234', sharePercent: 30, capitalCny: 300000, expiresOn: '2029-03-01' };
const SERVICE_RECEIPT = { receivedBy: '林经办', receivedOn: '2026-03-02' };
const answer = (result: unknown) => ({ outcome: 'done', answerSeal: 'unit', result, serviceReceipt: SERVICE_RECEIPT });

let rig: MatterApi;
let judge: Officer;
let otherJudge: Officer;
let desk: Officer;
let landDesk: Officer;
let system: Officer;
let cases = 0;

beforeAll(async () => {
  rig = await MatterApi.start();
  await rig.startWorker();
  judge = await rig.officer('court-officer', 'court.yuncheng');
  otherJudge = await rig.officer('court-officer', 'court.luoding');
  desk = await rig.officer('desk-officer', 'commerce');
  landDesk = await rig.officer('desk-officer', 'land');
  system = await rig.officer('system', 'commerce');
});
afterAll(() => rig.stop());

interface Shown {
  id: string;
  kind: string;
  state: string;
  caseNumber: string;
  content: Record<string, unknown> | null;
  liftedAt: string | null;
  ended: { how: string; at: string } | null;
  corrections: { ground: string; groundName: string }[];
  withdrawn: { ground: string } | null;
}

const nextCase = (): string => `（2026）粤5302执${(cases += 1) + 600}号`;
const ask = (path: string, headers: Record<string, string> = {}): Promise<Answer> => rig.api.ask('GET', `/api/v1/public/judicial-assistance${path}`, { headers });
const column = async (query = ''): Promise<Shown[]> => ((await ask(query)).body as unknown as { items: Shown[] }).items;
const ofCase = async (caseNumber: string): Promise<Shown[]> => (await column('?limit=100')).filter((notice) => notice.caseNumber === caseNumber);
const act = (matter: string, who: Officer, name: string, body: unknown = {}) => rig.act(`/matters/${matter}/commands/${name}`, who, body);
const open = (body: Record<string, unknown>, caseNumber: string, who = judge) => rig.act('/requests', who, { ...body, caseNumber });
const countMatters = async (): Promise<number> => (await rig.api.services.db.selectFrom('matter').select('number').execute()).length;

async function opened(body: Record<string, unknown>, caseNumber = nextCase(), who = judge): Promise<string> {
  const { status, text, body: given } = await open(body, caseNumber, who);
  if (status !== 201) throw new Error(text);
  return String(given.matter);
}

/** Opened, and its papers signed for. */
async function signed(body: Record<string, unknown>, caseNumber = nextCase()): Promise<string> {
  const matter = await opened(body, caseNumber);
  await done(matter, desk, 'sign-receipt');
  return matter;
}

async function done(matter: string, who: Officer, name: string, body: unknown = {}): Promise<void> {
  expect(await act(matter, who, name, body)).toMatchObject({ status: 200 });
}

const serve = (matter: string, on: string) => done(matter, judge, 'record-service', { on, servedAt: formatInstant(Date.now() - 60_000), mode: 'in-person', evidence: '送达回证' });

async function refusals(body: Record<string, unknown>, caseNumber = nextCase()): Promise<unknown> {
  const before = await countMatters();
  const { status, body: answered } = await open(body, caseNumber);
  expect([status, await countMatters()]).toEqual([422, before]);
  return (answered.errors as { path: string; code: string; message: string }[]).map(({ path, code }) => `${path} ${code}`);
}

describe('ownership is queried first', () => {
  const query = (over: Record<string, unknown> = {}) => ({ ...BASE, kind: 'commerce.query', papers: sealed('query-notice'), dataItems: ['establishment'], ...over });
  const byQuery = (body: typeof FREEZE | typeof TRANSFER, matter: string) => ({ ...body, particulars: { ...body.particulars, ownership: { how: 'query', matter } } });
  const COMPANIES = { companies: [{ name: COMPANY.name, registrationNumber: COMPANY.registrationNumber, shareholders: [{ name: '赵不还', sharePercent: 30 }] }] };

  test.each([FREEZE, TRANSFER])('without it nothing is opened: $kind', async (body) => {
    expect(await refusals({ ...body, particulars: { ...body.particulars, ownership: undefined } })).toEqual(['particulars.ownership precondition-ownership-queried']);
    expect(await refusals({ ...body, particulars: { ...body.particulars, ownership: { ...LOOK_UP.ownership, on: '2999-01-01' }, lookedUpBy: undefined } })).toEqual(['particulars.ownership.on day-to-come', 'particulars.lookedUpBy required']);
  });

  test('a query counts when it is the court’s own in the case, on the debtor or the company, and answered', async () => {
    const caseNumber = nextCase();
    const asked = await opened(query(), caseNumber);
    expect(await refusals(byQuery(FREEZE, asked), caseNumber)).toEqual(['particulars.ownership.matter ownership-query-unanswered']);
    await done(asked, desk, 'answer', answer(COMPANIES));
    expect(await refusals(byQuery(FREEZE, asked))).toEqual(['particulars.ownership.matter no-such-ownership-query']);
    expect(await refusals(byQuery(FREEZE, 'AR-2026-999999'), caseNumber)).toEqual(['particulars.ownership.matter no-such-ownership-query']);
    expect((await open(byQuery(FREEZE, asked), caseNumber, otherJudge)).body.errors).toMatchObject([{ code: 'no-such-ownership-query' }]);
    const other = { ...byQuery(FREEZE, asked), debtor: { type: 'organisation', name: '另一公司' } };
    expect(await refusals(other, caseNumber)).toEqual(['particulars.ownership.matter ownership-query-of-others']);
    const matter = await opened(byQuery(FREEZE, asked), caseNumber);
    expect((await rig.ask('GET', `/matters/${matter}`, judge)).body).toMatchObject({ particulars: { ownership: { how: 'query', matter: asked } } });
    const ofCompany = await opened(query({ debtor: { type: 'organisation', name: COMPANY.name } }), caseNumber);
    await done(ofCompany, desk, 'answer', answer(COMPANIES));
    await opened(byQuery(TRANSFER, ofCompany), caseNumber);
  });

  test('a query that found nothing shows no ownership', async () => {
    const caseNumber = nextCase();
    const asked = await opened(query(), caseNumber);
    await done(asked, desk, 'answer', { outcome: 'nothing-found', answerSeal: 'unit', serviceReceipt: SERVICE_RECEIPT });
    expect(await refusals(byQuery(FREEZE, asked), caseNumber)).toEqual(['particulars.ownership.matter ownership-query-unanswered']);
  });

  test.each(['joint-stock', 'partnership', undefined])('only a limited liability company’s shares are transferred: %s', async (companyType) => {
    expect(await refusals({ ...TRANSFER, particulars: { ...TRANSFER.particulars, companyType } })).toEqual(['particulars.companyType precondition-limited-liability-company']);
  });
});

describe('the column', () => {
  test('neither the court nor another unit publishes, and the unit publishes in the structure of the kind', async () => {
    const matter = await signed(FREEZE);
    expect((await act(matter, judge, 'publish-notice', { notice: NOTICE })).body).toMatchObject({ status: 403, code: 'not-permitted' });
    expect((await act(matter, landDesk, 'publish-notice', { notice: NOTICE })).status).toBe(404);
    expect((await act(matter, desk, 'record-service', { on: 'debtor', servedAt: formatInstant(Date.now()), mode: 'in-person', evidence: '无' })).body).toMatchObject({ code: 'not-permitted' });
    expect((await act(matter, desk, 'withdraw-notice', { ground: 'published-in-error', reason: '无' })).body).toMatchObject({ code: 'not-permitted' });
    expect((await act(matter, judge, 'correct-notice', { ground: 'clerical-error', notice: NOTICE, reason: '无' })).body).toMatchObject({ code: 'not-permitted' });
    expect((await act(matter, desk, 'publish-notice', { notice: { ...NOTICE, remarks: '住鹧鸪巷' } })).body).toMatchObject({ status: 422, errors: [{ path: 'notice.remarks' }] });
    expect((await act(matter, desk, 'record-act', { act: 'publish' })).body).toMatchObject({ status: 409, code: 'published-by-notice' });
    expect(await column('?limit=100')).toEqual([]);
  });

  test('a freeze is read by everybody without signing in, in the step that publishes it; no identity number is shown', async () => {
    const caseNumber = nextCase();
    const matter = await signed(FREEZE, caseNumber);
    await done(matter, system, 'publish-notice', { notice: NOTICE });
    const [notice] = await ofCase(caseNumber);
    expect(notice).toMatchObject({
      kind: 'freeze',
      kindName: '股权冻结公示',
      state: 'published',
      courtName: '云浮市云城区人民法院',
      unitName: '云浮市工商行政管理局',
      liftedAt: null,
      content: { company: COMPANY.name, registrationNumber: COMPANY.registrationNumber, holder: '赵不还 ＊＊＊', sharePercent: 30, capitalCny: 300000, expiresOn: '2029-03-01' },
      corrections: [],
      withdrawn: null,
    });
    const one = await ask(`/${notice?.id ?? ''}`);
    expect(one.body).toEqual(notice);
    for (const text of [one.text, JSON.stringify(await rig.api.services.db.selectFrom('public_notice').selectAll().execute())]) {
      for (const secret of ['445302199001011234', '控制被执行人股权']) expect(text).not.toContain(secret);
    }
    expect(one.text).not.toContain(matter);
    expect(JSON.stringify(await rig.api.services.db.selectFrom('public_notice').selectAll().execute())).not.toMatch(/赵不还|示例贸易/);
  });

  test('it ends with the unfreezing, which tells the parties; both stay in the column', async () => {
    const caseNumber = nextCase();
    const freeze = await opened(FREEZE, caseNumber);
    await done(freeze, desk, 'answer', answer({ ...NOTICE, publishedOn: '2026-03-02' }));
    const unfreeze = await signed({ ...UNFREEZE, lifts: freeze }, caseNumber);
    await done(unfreeze, desk, 'publish-notice', { notice: NOTICE });
    const [last, first] = await ofCase(caseNumber);
    expect([last?.kind, first?.kind, first?.liftedAt]).toEqual(['unfreeze', 'freeze', (last as unknown as { publishedAt: string }).publishedAt]);
    expect((await rig.ask('GET', `/matters/${unfreeze}`, judge)).body).toMatchObject({ awaitedSides: ['court', 'unit'], particulars: { service: { owed: [['applicant'], ['debtor']] } } });
    await serve(unfreeze, 'applicant');
    await serve(unfreeze, 'debtor');
    expect((await rig.ask('GET', `/matters/${unfreeze}`, judge)).body).toMatchObject({ awaitedSides: ['unit'], particulars: { service: { owed: [] } } });
  });

  test('where it stands in a queue the column says until when, renewed or not, and that it is used up, which no unfreezing says', async () => {
    const caseNumber = nextCase();
    const { db } = rig.api.services;
    const holder = '周持股';
    const freeze = await opened({ ...FREEZE, debtor: { ...DEBTOR, name: holder } }, caseNumber);
    await done(freeze, desk, 'answer', answer({ ...NOTICE, holder, publishedOn: '2026-03-02', expiresOn: dayOf(Date.now()) }));
    const seal = () => db.selectFrom('queued_seal').selectAll().where('request', '=', freeze).executeTakeFirst();
    const standing = await waitFor(async () => {
      await rig.bringPending();
      const row = await seal();
      return row?.state === 'in-force' && row;
    });
    expect(await ofCase(caseNumber)).toMatchObject([{ content: { expiresOn: dayOf(Date.now()) }, ended: null }]);
    await done(standing.queue, judge, 'renew-seal', { seal: standing.no });
    expect(await ofCase(caseNumber)).toMatchObject([{ content: { expiresOn: addMonths(dayOf(Date.now()), 36) }, ended: null }]);
    await done(standing.queue, desk, 'record-disposal', { extent: 'whole' });
    expect(await ofCase(caseNumber)).toMatchObject([{ liftedAt: null, ended: { how: 'disposed-of', at: formatInstant((await seal())?.since_at ?? 0) } }]);
    expect((await ask('.rss?limit=1')).text).toContain('起：财产已依该查封处分');
  });

  test('where it stands in none it expires with the day that was published', async () => {
    const caseNumber = nextCase();
    const freeze = await opened({ ...FREEZE, particulars: { ...FREEZE.particulars, company: { name: COMPANY.name } } }, caseNumber);
    await done(freeze, desk, 'answer', answer({ ...NOTICE, holder: undefined, publishedOn: '2026-03-02', expiresOn: '2099-03-01' }));
    const rows = (await listNotices(rig.api.services.db, {}, { limit: 1 })).filter(({ matter }) => matter === freeze);
    const endsAsOf = async (instant: string) => (await viewNotices({ ...rig.api.services, clock: { now: () => Date.parse(instant) } }, rows)).map(({ ended }) => ended);
    expect(await endsAsOf('2099-03-01T23:59:59+08:00')).toEqual([null]);
    expect(await endsAsOf('2099-03-02T00:00:00+08:00')).toMatchObject([{ how: 'expired', at: '2099-03-02T00:00:00+08:00' }]);
  });

  test('a transfer is in the column when it is published, not when it is answered', async () => {
    const caseNumber = nextCase();
    const matter = await opened(TRANSFER, caseNumber);
    await done(matter, desk, 'answer', answer({ ...COMPANY, company: COMPANY.name, name: undefined, transferee: '钱受让', registeredOn: '2026-03-02' }));
    expect(await ofCase(caseNumber)).toEqual([]);
    await done(matter, desk, 'publish-notice', { notice: { company: COMPANY.name, transferor: '赵不还', transferee: '钱受让', registeredOn: '2026-03-02' } });
    expect(await ofCase(caseNumber)).toMatchObject([{ kind: 'transfer', content: { transferor: '赵不还', transferee: '钱受让', registeredOn: '2026-03-02' } }]);
  });

  test('a correction and a withdrawal leave their trace, also after the request has closed; what was taken out is not shown', async () => {
    const caseNumber = nextCase();
    const matter = await opened(FREEZE, caseNumber);
    await done(matter, desk, 'answer', answer({ ...NOTICE, sharePercent: 3, publishedOn: '2026-03-02' }));
    await done(matter, desk, 'correct-notice', { ground: 'clerical-error', notice: NOTICE, reason: '比例少写一个零' });
    expect(await ofCase(caseNumber)).toMatchObject([{ content: { sharePercent: 30 }, corrections: [{ ground: 'clerical-error', groundName: '登载笔误' }] }]);
    await serve(matter, 'debtor');
    await serve(matter, 'company');
    await done(matter, judge, 'accept-answer');
    expect((await rig.ask('GET', `/matters/${matter}`, judge)).body).toMatchObject({ closedAs: 'accepted' });
    await done(matter, desk, 'correct-notice', { ground: 'wrong-content', notice: { ...NOTICE, capitalCny: 250000 }, reason: '出资额有误' });
    expect((await act(matter, judge, 'correct-notice', { ground: 'wrong-content', notice: NOTICE, reason: '无' })).status).toBe(403);
    expect((await act(matter, otherJudge, 'withdraw-notice', { ground: 'ruling-revoked', reason: '无' })).status).toBe(404);
    expect(await ofCase(caseNumber)).toMatchObject([{ content: { capitalCny: 250000 }, corrections: [{ ground: 'clerical-error' }, { ground: 'wrong-content' }] }]);
    await done(matter, judge, 'withdraw-notice', { ground: 'ruling-revoked', reason: '裁定已被撤销' });
    expect(await ofCase(caseNumber)).toMatchObject([{ state: 'withdrawn', content: null, lines: [], withdrawn: { ground: 'ruling-revoked' } }]);
    expect((await act(matter, desk, 'correct-notice', { ground: 'wrong-content', notice: NOTICE, reason: '无' })).body).toMatchObject({ status: 409, code: 'notice-withdrawn-already' });
    const { db, keyRing } = rig.api.services;
    expect((await verifyRegister({ db, keyRing })).broken).toBeUndefined();
    await db.updateTable('public_notice').set({ state: 'published' }).where('matter', '=', matter).execute();
    expect((await verifyRegister({ db, keyRing })).broken).toBe(`${matter}: the public column shows other than follows from its ledger`);
    await db.updateTable('public_notice').set({ state: 'withdrawn' }).where('matter', '=', matter).execute();
  });

  test('erased words are gone from the column too', async () => {
    const caseNumber = nextCase();
    const matter = await signed(FREEZE, caseNumber);
    await done(matter, desk, 'publish-notice', { notice: NOTICE });
    const { db, keyRing, clock } = rig.api.services;
    const { seq } = await db.selectFrom('entry').select('seq').where('matter', '=', matter).orderBy('seq', 'desc').executeTakeFirstOrThrow();
    await eraseWords({ db, keyRing, clock }, { matter, seq, reason: '依法删除', orderedBy: 'root' });
    expect(await ofCase(caseNumber)).toMatchObject([{ state: 'published', content: null, lines: [] }]);
  });
});

describe('reading it', () => {
  test('pages follow a cursor, filters narrow them', async () => {
    const all = await column('?limit=100');
    const pages: Shown[] = [];
    for (let cursor = ''; ; ) {
      const { body } = await ask(`?limit=2${cursor}`);
      const page = body as unknown as { items: Shown[]; nextCursor: string | null };
      pages.push(...page.items);
      if (page.nextCursor === null) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(pages).toEqual(all);
    expect((await column('?kind=transfer&limit=100')).map(({ kind }) => kind)).toEqual(all.filter(({ kind }) => kind === 'transfer').map(({ kind }) => kind));
    expect(await column('?court=court.luoding')).toEqual([]);
    expect(await column(`?limit=100&company=${encodeURIComponent(COMPANY.registrationNumber)}`)).toEqual(all.filter(({ kind, content, state }) => kind !== 'transfer' && state === 'published' && content !== null));
    // Withdrawn and erased ones stand in the column, and are not confirmed to whoever guesses whom they named.
    expect(all.filter(({ content, state }) => state !== 'published' || content === null)).not.toEqual([]);
    expect((await ask('?company=nobody')).body).toEqual({ items: [], nextCursor: null });
    expect((await ask('?cursor=xx')).body).toMatchObject({ status: 400, code: 'invalid-cursor' });
    expect((await ask('?limit=101')).status).toBe(400);
    expect((await ask('/00000000-0000-8000-8000-000000000000')).body).toMatchObject({ status: 404 });
  });

  test('as a feed, by its name or by what is asked for, well formed whatever stands in it', async () => {
    const caseNumber = nextCase();
    const matter = await signed(FREEZE, caseNumber);
    await done(matter, desk, 'publish-notice', { notice: { ...NOTICE, company: '<b>贸易</b> & "示例"]]>' } });
    const byName = await ask('.rss?limit=1');
    const byType = await ask('?limit=1', { accept: 'application/rss+xml' });
    for (const { status, headers, text } of [byName, byType]) {
      expect([status, headers.get('content-type')]).toEqual([200, 'application/rss+xml; charset=utf-8']);
      expect(text).toContain('<title>股权冻结公示：&lt;b&gt;贸易&lt;/b&gt; &amp; &quot;示例&quot;]]&gt;</title>');
      expect(text.match(/<item>/g)).toHaveLength(1);
      expect(text).toMatch(/<pubDate>(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0800<\/pubDate>/);
      expect(Date.parse(/<pubDate>(.*)<\/pubDate>/.exec(text)?.[1] ?? '')).toBeGreaterThan(Date.now() - 60_000);
      expect(text).not.toContain('445302199001011234');
    }
    expect((await ask('', { accept: 'text/html, */*' })).headers.get('content-type')).toContain('application/json');
  });

  test('caches may keep it, and what a reader has is not sent again', async () => {
    const first = await ask('?limit=1');
    expect([first.headers.get('cache-control'), first.headers.get('vary'), first.headers.get('access-control-allow-origin')]).toEqual(['public, max-age=300', 'Accept', '*']);
    const again = await ask('?limit=1', { 'if-none-match': first.headers.get('etag') ?? '' });
    expect([again.status, again.text]).toEqual([304, '']);
    expect((await ask('/00000000-0000-8000-8000-000000000000')).headers.get('cache-control')).toBe('no-store');
  });

  test('it stands in the document of the API, open to everybody', async () => {
    const { body } = await rig.api.ask('GET', '/api/v1/openapi.json');
    const { paths } = body as unknown as ReturnType<typeof openApiDocument> & { paths: Record<string, { get: { security: unknown[] } }> };
    for (const path of ['', '.rss', '/{id}']) expect(paths[`/public/judicial-assistance${path}`]?.get.security).toEqual([]);
  });

  test('whoever asks too often is asked to wait', async () => {
    const answers: number[] = [];
    for (let n = 0; n < 245 && !answers.includes(429); n += 1) answers.push((await ask('.rss?limit=1')).status);
    expect(answers.at(-1)).toBe(429);
    const { headers, body } = await ask('.rss');
    expect([headers.get('cache-control'), Number(headers.get('retry-after')) > 0, body.code]).toEqual(['no-store', true, 'too-many-requests']);
  });
});
