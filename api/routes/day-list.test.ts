import { randomUUID } from 'node:crypto';
import { changeAccount } from '../../register/accounts/accounts';
import { THE_PROGRAM } from '../../register/accounts/audit';
import { packed, partsOf, type SheetOf, sheetsIn, workbookOf } from '../../test/factories/workbook';
import { MatterApi, type Officer } from '../../test/rig/matter-api';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

let rig: MatterApi;
let court: Officer;
let desk: Officer;
let stranger: Officer;
beforeAll(async () => {
  rig = await MatterApi.start();
  await rig.startWorker();
  court = await rig.officer('court-officer', 'court.yuncheng');
  desk = await rig.officer('desk-officer', 'police');
  stranger = await rig.officer('desk-officer', 'land');
});
afterAll(() => rig.stop());

type Row = { sheet: string; row: number; matter: string; status: string; code?: string; cells?: { row: number; column: string; message: string }[] };
type Checked = { rows: Row[]; commands: { matter: string; command: string; body: Record<string, unknown> }[]; key: string };

async function download(officer: Officer, query = 'waitsForMe=true&order=due'): Promise<Buffer> {
  const answer = await fetch(`${rig.api.url}/api/v1/day-list?${query}`, { headers: { authorization: `Bearer ${officer.token}` } });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, XLSX]);
  return Buffer.from(await answer.arrayBuffer());
}

const upload = (officer: Officer, content: Buffer, type = XLSX) => rig.api.ask('POST', '/api/v1/day-list/answers', { token: officer.token, raw: content, headers: { 'content-type': type, 'idempotency-key': randomUUID() } });
const check = async (officer: Officer, content: Buffer): Promise<Checked> => (await upload(officer, content)).body as unknown as Checked;
const give = async ({ commands, key }: Checked, officer = desk) => (await rig.act('/commands/batch', officer, { commands }, key)).body.results as { status: string; code?: string; command?: string }[];
const answersTo = async (number: string): Promise<number> => ((await rig.ask('GET', `/matters/${number}`, court)).body.ledger as { type: string }[]).filter(({ type }) => type === 'answer').length;

const SHEET = '协助查询身份信息及财产';
const OUTCOME = '办理结果（已办结、查无记录、部分办结、不能办理）';
const SEAL = '加盖印章（单位公章、内设机构章、双方签章、未加盖印章）';
const DONE = { [OUTCOME]: '已办结', [SEAL]: '内设机构章', '送达回证：收件人': '钱经办', '送达回证：收件日期': '2026年3月2日' };

/** The downloaded list with cells filled in as an officer would, by number and heading; a list of rows continues below. */
async function filled(list: Buffer, cells: Readonly<Record<string, readonly Readonly<Record<string, string | number>>[]>>): Promise<Buffer> {
  const sheets = (await sheetsIn(list)).map(({ sheet, data: [head = [], ...rows] }): SheetOf => {
    const at = head.indexOf('编号');
    const data = rows.flatMap((row) => {
      const given = sheet === '签收清单' ? undefined : cells[String(row[at])];
      if (!given) return [row];
      return given.map((own, index) => head.map((heading, column) => own[String(heading)] ?? (index === 0 ? (row[column] ?? null) : null)));
    });
    return { sheet, data: [head, ...data] };
  });
  return workbookOf(sheets);
}

test('the list holds what the officer finds in it, and columns of answers only for what he may answer; never a name', async () => {
  const number = await rig.open(court);
  expect((await rig.api.ask('GET', '/api/v1/day-list')).status).toBe(401);
  const own = await sheetsIn(await download(desk));
  expect(own.map(({ sheet }) => sheet)).toEqual(['签收清单', SHEET]);
  expect(own[0]?.data.slice(2).map((row) => row[1])).toEqual(['编号', number]);
  expect(own[1]?.data[0]).toEqual(expect.arrayContaining(['编号', OUTCOME, SEAL, '送达回证：收件人', '结果：户籍', '结果：车辆登记：号牌号码', '结果：车辆登记：抵押：债权金额（元）']) as unknown);
  expect((await sheetsIn(await download(court, 'open=true'))).map(({ sheet }) => sheet)).toEqual(['签收清单']);
  expect((await sheetsIn(await download(stranger, 'open=true')))[0]?.data).toHaveLength(3);
  expect(JSON.stringify(own)).not.toContain('赵不还');
  const audited = await rig.api.services.db.selectFrom('account_audit').select('details').where('action', '=', 'day-list-exported').where('actor_id', '=', desk.id).execute();
  expect(audited).toEqual([{ details: { matters: 1 } }]);
});

test('of another unit’s matter nobody answers by a sheet: it does not exist for him', async () => {
  const number = await rig.open(court);
  const sheet = await filled(await download(desk), { [number]: [DONE] });
  expect(await check(stranger, sheet)).toMatchObject({ rows: [{ matter: number, status: 'refused', code: 'not-found' }], commands: [] });
  expect(await check(court, sheet)).toMatchObject({ rows: [{ code: 'not-permitted' }], commands: [] });
});

test('first said what would become of each, nothing done; then given, and the same sheet again does nothing twice', async () => {
  const [first, second, third, untouched] = [await rig.open(court), await rig.open(court), await rig.open(court), await rig.open(court)];
  const list = await download(desk);
  const sheet = await filled(list, {
    [first]: [
      { ...DONE, '结果：户籍': '云城区某街道', '结果：车辆登记：号牌号码': '粤W12345', '结果：车辆登记：登记日期': '2020/5/6', '结果：车辆登记：抵押：抵押权人': '某银行', '结果：车辆登记：抵押：债权金额（元）': 120_000 },
      { '结果：车辆登记：抵押：抵押权人': '另一银行' },
      { '结果：车辆登记：号牌号码': '粤W54321' },
    ],
    [second]: [{ ...DONE, [OUTCOME]: '办好了', '结果：住宿（宾馆入住）：入住日期': '昨天' }],
    [third]: [{ ...DONE, [OUTCOME]: '不能办理' }],
  });
  const checked = await check(desk, sheet);
  expect(checked.rows.filter(({ matter }) => matter === untouched)).toEqual([]);
  const rowOf = (number: string) => checked.rows.find(({ matter }) => matter === number);
  expect(rowOf(first)).toMatchObject({ sheet: SHEET, status: 'ready' });
  expect(rowOf(second)?.cells?.map(({ column, message }) => [column, message])).toEqual(expect.arrayContaining([[OUTCOME, '应当是：已办结、查无记录、部分办结、不能办理'], ['结果：住宿（宾馆入住）：入住日期', '应当是日期，例如 2026-03-02']]) as unknown);
  expect(rowOf(third)?.cells).toMatchObject([{ column: '不能办理的法律依据' }]);
  expect(checked.commands).toEqual([
    {
      matter: first,
      command: 'answer',
      body: {
        outcome: 'done',
        answerSeal: 'department',
        serviceReceipt: { receivedBy: '钱经办', receivedOn: '2026-03-02' },
        result: { household: '云城区某街道', vehicles: [{ plateNumber: '粤W12345', registeredOn: '2020-05-06', mortgages: [{ mortgagee: '某银行', amountCny: 120_000 }, { mortgagee: '另一银行' }] }, { plateNumber: '粤W54321' }] },
      },
    },
  ]);
  expect(await answersTo(first)).toBe(0);

  const again = await check(desk, sheet);
  expect(again.key).toBe(checked.key);
  const [results, twice] = [await give(checked), await give(again)];
  expect(results).toMatchObject([{ status: 'accepted' }]);
  expect(twice).toEqual(results);
  expect(await answersTo(first)).toBe(1);
  // Uploaded once more: it says that it has been answered, and offers nothing.
  expect(await check(desk, sheet)).toMatchObject({ commands: [], rows: expect.arrayContaining([expect.objectContaining({ matter: first, status: 'refused', code: 'not-awaited' })]) as unknown });
  // The same words from another day's list are another act.
  expect((await check(desk, await filled(await download(desk), { [second]: [DONE] }))).key).not.toBe((await check(desk, await filled(await download(desk), { [second]: [DONE] }))).key);
});

test('a matter that is written into two rows counts once', async () => {
  const number = await rig.open(court);
  const row = (seal: string) => [number, '查无记录', seal, '钱经办', '2026-03-02'];
  const sheet = await workbookOf([
    { sheet: '一', data: [['编号', OUTCOME, SEAL, '送达回证：收件人', '送达回证：收件日期'], row('单位公章')] },
    { sheet: '二', data: [['编号', OUTCOME, SEAL, '送达回证：收件人', '送达回证：收件日期'], row('内设机构章')] },
  ]);
  expect(await check(desk, sheet)).toMatchObject({ rows: [{ status: 'ready' }, { code: 'matter-listed-twice' }], commands: [{ matter: number }] });
});

test('rows that nobody filled in do not count; of more than a thousand that somebody wrote into, none is looked up', async () => {
  const numbers = Array.from({ length: 3_000 }, (_, index) => `AR-2020-${String(index + 1).padStart(6, '0')}`);
  const sheet = (remark: string | null, count: number) => workbookOf([{ sheet: SHEET, data: [['编号', '案号', '到期日', OUTCOME, '备注'], ...numbers.slice(0, count).map((number) => [number, '（2026）粤5302执7号', '2026-03-05', null, remark])] }]);
  expect((await check(desk, await sheet(null, 3_000))).rows).toEqual([]);
  expect((await upload(desk, await sheet('已电话告知', 1_001))).body.code).toBe('sheet-too-large');
  expect((await check(desk, await sheet('已电话告知', 1_000))).rows).toEqual([]);
});

test('what an officer is called becomes no formula', async () => {
  const odd = await rig.officer('desk-officer', 'land');
  await changeAccount(rig.api.services, THE_PROGRAM, odd.id, { displayName: '=HYPERLINK("http://x","点我")' });
  const number = await rig.open(court, { kind: 'land.query', unit: 'land', dataItems: ['ownership'] });
  await rig.act('/assignments', odd, { act: 'claim', matters: [number] });
  const list = await download(odd, 'assigned=me');
  expect((await sheetsIn(list))[0]?.data.at(-1)).toContain('=HYPERLINK("http://x","点我")');
  for (const [name, xml] of Object.entries(partsOf(list))) if (name.startsWith('xl/worksheets/')) expect(xml).not.toMatch(/<f[\s>/]/);
});

test.each<[string, () => Promise<Buffer>, string]>([
  ['no workbook', () => Promise.resolve(Buffer.from('编号,办理结果')), 'sheet-unreadable'],
  ['half a workbook', async () => (await workbookOf([{ sheet: '一', data: [['编号']] }])).subarray(0, 300), 'sheet-unreadable'],
  ['formulas', () => withSheetXml((xml) => xml.replace(/<c r="B1"[^>]*>.*?<\/c>/, '<c r="B1"><f>1+1</f><v>2</v></c>')), 'sheet-has-formulas'],
  ['entities', () => withSheetXml((xml) => xml.replace('<worksheet', '<!DOCTYPE x [<!ENTITY a "b">]><worksheet')), 'sheet-unreadable'],
  ['macros', async () => packed({ ...partsOf(await workbookOf([{ sheet: '一', data: [['编号']] }])), 'xl/vbaProject.bin': 'x' }), 'sheet-unreadable'],
  ['25 MB packed small', () => withSheetXml((xml) => `${xml}${' '.repeat(25 * 1024 * 1024)}`), 'sheet-too-large'],
  ['one row that stands far below', () => withSheetXml((xml) => xml.replace(/<row [^>]*r="\d+"/, '<row r="2000000"')), 'sheet-too-large'],
  ['one cell that stands far to the right', () => withSheetXml((xml) => xml.replace('r="B1"', 'r="ZZZ1"')), 'sheet-too-large'],
  ['a cell behind an attribute that holds a bracket', () => withSheetXml((xml) => xml.replace('<c r="B1"', `<c x='"' y=">" r="ZZZ1"`)), 'sheet-too-large'],
  ['a row behind an instruction', () => withSheetXml((xml) => xml.replace('<sheetData>', '<sheetData><?x?><row r="2000000"/><?y?>')), 'sheet-unreadable'],
  ['a comment', () => withSheetXml((xml) => xml.replace('<sheetData>', '<!-- --><sheetData>')), 'sheet-unreadable'],
  ['cells that never end', () => withSheetXml((xml) => `${xml}${'<c '.repeat(6_000_000)}`), 'sheet-unreadable'],
  ['more rows than anybody answers', () => workbookOf([{ sheet: '一', data: Array.from({ length: 5_001 }, () => ['编号']) }]), 'sheet-too-large'],
  ['more than 2 MB', () => Promise.resolve(Buffer.alloc(2 * 1024 * 1024 + 1)), 'sheet-too-large'],
])('a file with %s is refused, and hurts nobody', async (_what, make, code) => {
  const content = await make();
  const startedMs = performance.now();
  const { body, status } = await upload(desk, content);
  expect(body).toMatchObject({ code });
  expect(status).toBeGreaterThanOrEqual(413);
  expect(performance.now() - startedMs).toBeLessThan(20_000);
  expect((await rig.ask('GET', '/me', desk)).status).toBe(200);
});

async function withSheetXml(change: (xml: string) => string): Promise<Buffer> {
  const parts = partsOf(await workbookOf([{ sheet: '一', data: [['编号', 'x']] }]));
  const name = Object.keys(parts).find((part) => part.startsWith('xl/worksheets/') && part.endsWith('.xml')) ?? '';
  return packed({ ...parts, [name]: change(parts[name] ?? '') });
}
