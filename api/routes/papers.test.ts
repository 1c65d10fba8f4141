import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { verifyRegister } from '../../cli/register';
import { eraseWords } from '../../register/matters/erase-words';
import { sweepDocuments } from '../../register/documents/sweep';
import { openDocx, type OpenedDocx } from '../../test/factories/docx';
import type { Answer } from '../../test/rig/api-under-test';
import { waitFor } from '../../test/harness/wait-for';
import { MatterApi, type Officer, POLICE_ANSWER } from '../../test/rig/matter-api';
import { writeSubmissions } from '../official-papers/write-submissions';

interface Made {
  id: string;
  number: string;
  versions: { version: number; document: string; sha256: string; bytes: number; reason: string | null }[];
}

const SEAL = { kind: 'police.vehicle-seal', dataItems: [], papers: [{ paper: 'ruling', courtSeal: true }, { paper: 'enforcement-notice', courtSeal: true }] };
const YEAR = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear();

let rig: MatterApi;
let judge: Officer;
let bureau: Officer;
let highBureau: Officer;
let otherJudge: Officer;
let desk: Officer;
let vehicleDesk: Officer;
let system: Officer;
let supervisor: Officer;
let courtSupervisor: Officer;
let query: string;
let seal: string;

beforeAll(async () => {
  rig = await MatterApi.start();
  await rig.startWorker();
  judge = await rig.officer('court-officer', 'court.yuncheng');
  bureau = await rig.officer('enforcement-bureau', 'court.yuncheng');
  highBureau = await rig.officer('enforcement-bureau', 'court.intermediate');
  otherJudge = await rig.officer('court-officer', 'court.luoding');
  desk = await rig.officer('desk-officer', 'police');
  vehicleDesk = await rig.officer('desk-officer', 'police', 'police.vehicle-management');
  system = await rig.officer('system', 'police');
  supervisor = await rig.officer('supervisor', 'committee');
  courtSupervisor = await rig.officer('supervisor', 'court.yuncheng');
  query = await rig.open(judge);
  seal = await rig.open(judge, SEAL);
});
afterAll(() => rig.stop());

const make = (who: Officer, matter: string, body: unknown, key?: string): Promise<Answer> => rig.act(`/matters/${matter}/papers`, who, body, key);
const list = async (who: Officer, matter: string): Promise<Made[]> => ((await rig.ask('GET', `/matters/${matter}/papers`, who)).body as { items: Made[] }).items;
const NOTICE = { paper: 'enforcement-notice', tasks: ['查封粤W12345号车辆的档案'], rulings: ['（2026）粤5302执123号之一执行裁定书'] };

async function made(who: Officer, matter: string, body: unknown, key?: string): Promise<Made> {
  const { status, text, body: paper } = await make(who, matter, body, key);
  if (status !== 201) throw new Error(text);
  return paper as unknown as Made;
}

async function download(who: Officer, matter: string, document: string): Promise<Response> {
  return fetch(`${rig.api.url}/api/v1/matters/${matter}/documents/${document}`, { headers: { authorization: `Bearer ${who.token}` } });
}

async function open(who: Officer, matter: string, document: string): Promise<OpenedDocx> {
  const response = await download(who, matter, document);
  expect(response.status).toBe(200);
  return openDocx(Buffer.from(await response.arrayBuffer()));
}

const drawn = async (): Promise<number> => (await rig.api.services.db.selectFrom('paper').select('id').execute()).length;

describe('who may not', () => {
  test('the unit has no paper of the court written, the court none of the unit’s, and a refusal draws no number', async () => {
    const before = await drawn();
    for (const who of [desk, system, supervisor, courtSupervisor, highBureau]) expect((await make(who, query, { paper: 'query-notice' })).body).toMatchObject({ status: 403, code: 'not-permitted' });
    expect((await make(judge, seal, { paper: 'waiting-seal-notice', asset: '粤W12345', place: 1 })).body).toMatchObject({ status: 403, code: 'not-permitted' });
    expect((await make(judge, query, { paper: 'urging-letter' })).body).toMatchObject({ status: 403, code: 'not-permitted' });
    expect(await drawn()).toBe(before);
    const offered = async (who: Officer) => ((await rig.ask('GET', `/matters/${query}/papers`, who)).body.mayMake as { paper: string; schema: unknown }[]).map(({ paper }) => paper);
    expect([await offered(desk), await offered(supervisor), await offered(judge), await offered(bureau)]).toEqual([[], [], ['query-notice', 'service-receipt'], ['query-notice', 'service-receipt', 'urging-letter']]);
  });

  test('for another court the matter does not exist', async () => {
    expect((await make(otherJudge, query, { paper: 'query-notice' })).status).toBe(404);
    expect((await rig.ask('GET', `/matters/${query}/papers`, otherJudge)).status).toBe(404);
  });

  test('a matter that has no use for a paper gets none', async () => {
    const before = await drawn();
    expect((await make(judge, query, NOTICE)).body).toMatchObject({ status: 422, code: 'paper-of-no-use-here' });
    expect((await make(judge, query, { paper: 'dispute-submission' })).body).toMatchObject({ status: 403 });
    expect(await drawn()).toBe(before);
  });

  test('what is not in the contract, or comes without a key, is refused', async () => {
    expect((await make(judge, query, { paper: 'query-notice', newVersionOf: randomUUID() })).body).toMatchObject({ status: 422, code: 'invalid-body' });
    expect((await make(judge, query, { paper: 'query-notice', reason: '有误' })).body).toMatchObject({ status: 422 });
    expect((await make(judge, query, { paper: 'query-notice', debtor: '赵不还' })).body).toMatchObject({ status: 422 });
    expect((await rig.ask('POST', `/matters/${query}/papers`, judge, { paper: 'query-notice' })).body).toMatchObject({ code: 'idempotency-key-required' });
  });
});

describe('a paper from template to file', () => {
  test('it bears number, addressee, case, debtor and issuer, is kept sealed, and is downloaded as it was made', async () => {
    const key = randomUUID();
    const paper = await made(judge, query, { paper: 'query-notice' }, key);
    expect(paper).toMatchObject({ name: '协助查询通知书', number: `粤5302执查〔${YEAR}〕1号`, issuer: 'court.yuncheng', versions: [{ version: 1, reason: null }] });
    const document = paper.versions[0]?.document ?? '';
    const response = await download(judge, query, document);
    expect(response.headers.get('content-disposition')).toContain(encodeURIComponent('协助查询通知书.docx'));
    const { text, document: xml } = openDocx(Buffer.from(await response.arrayBuffer()));
    expect(text).toEqual(expect.arrayContaining(['云浮市云城区人民法院', '协助查询通知书', paper.number, '云浮市公安局：']));
    expect(text.join('\n')).toContain('被执行人赵不还（证件号码445302199001011234）的下列信息：户籍、车辆登记。');
    expect(text.join('\n')).toContain('3个工作日内');
    // The purpose is told to the unit in the request, not in the paper.
    expect(xml).not.toContain('财产状况');
    // The same call again gives the same paper; under the same key no other is made.
    expect(await made(judge, query, { paper: 'query-notice' }, key)).toEqual(paper);
    expect((await make(judge, query, { paper: 'query-notice', remarks: '加急' }, key)).body).toMatchObject({ code: 'idempotency-key-reused' });
    const sealed = await rig.api.services.db.selectFrom('document').selectAll().where('id', '=', document).executeTakeFirstOrThrow();
    expect(JSON.stringify(sealed)).not.toContain('协助查询');
    expect(sealed.sha256).toBe(paper.versions[0]?.sha256);
  });

  test('it is on the record who had it made, by codes alone', async () => {
    const audit = await rig.api.services.db.selectFrom('account_audit').selectAll().where('action', '=', 'paper-made').orderBy('id').executeTakeFirstOrThrow();
    expect(audit).toMatchObject({ actor_id: judge.id, details: { matter: query, paper: 'query-notice', number: `粤5302执查〔${YEAR}〕1号`, version: 1 } });
  });

  test('it is not made again by itself: a new version takes a reason and keeps the number; both stay', async () => {
    const first = await made(judge, seal, NOTICE);
    expect((await make(judge, seal, NOTICE)).body).toMatchObject({ status: 409, code: 'paper-made-already' });
    const [key, corrected] = [randomUUID(), { ...NOTICE, tasks: ['查封粤W54321号车辆的档案'], newVersionOf: first.id, reason: '赵不还的车牌号有误' }];
    const second = await made(judge, seal, corrected, key);
    expect([second.id, second.number, second.versions.map(({ version, reason }) => [version, reason])]).toEqual([first.id, first.number, [[1, null], [2, '赵不还的车牌号有误']]]);
    expect(await made(judge, seal, corrected, key)).toEqual(second);
    const [one, two] = second.versions;
    expect((await open(judge, seal, one?.document ?? '')).text).toContain('查封粤W12345号车辆的档案');
    expect((await open(judge, seal, two?.document ?? '')).text).toContain('查封粤W54321号车辆的档案');
    expect((await make(judge, seal, { ...corrected, newVersionOf: randomUUID() })).body).toMatchObject({ code: 'no-such-paper' });
    expect(await list(courtSupervisor, seal)).toMatchObject([{ number: first.number, versions: [{ reason: null }, { reason: null }] }]);
  });

  test('it is its issuer’s own: the other side neither finds nor reads it, the supervisor of the court does not read it, and no act carries it', async () => {
    const [paper] = await list(judge, seal);
    const document = paper?.versions[0]?.document ?? '';
    expect(await list(vehicleDesk, seal)).toEqual([]);
    expect(await list(supervisor, seal)).toEqual([]);
    expect((await download(vehicleDesk, seal, document)).status).toBe(404);
    expect((await download(courtSupervisor, seal, document)).status).toBe(403);
    expect((await download(judge, query, document)).status).toBe(404);
    expect((await rig.act(`/matters/${seal}/commands/withdraw`, judge, { reason: '不再需要', documents: [{ document, title: '通知书' }] })).body).toMatchObject({ code: 'document-not-free' });
  });

  test('a notice of a kind that is done at once says so, and not a number of days', async () => {
    const [paper] = await list(judge, seal);
    expect((await open(judge, seal, paper?.versions[0]?.document ?? '')).text).toContain('请立即将办理结果及送达回证反馈本院。');
  });

  test('the local office tells a court that waits, under its own number', async () => {
    const paper = await made(vehicleDesk, seal, { paper: 'waiting-seal-notice', asset: '粤W12345', place: 2, ahead: [{ court: '罗定市人民法院' }] });
    expect(paper.number).toBe(`云浮市公安局交通警察支队车辆管理所轮候〔${YEAR}〕1号`);
    const { text, document } = await open(vehicleDesk, seal, paper.versions[0]?.document ?? '');
    expect(text).toContain('云浮市云城区人民法院：');
    expect(document).not.toContain('赵不还');
  });

  test('the intermediate court’s bureau urges in a basic court’s matter, reads its letter, and learns nobody’s name', async () => {
    const [own, high] = [await made(bureau, query, { paper: 'urging-letter' }), await made(highBureau, query, { paper: 'urging-letter', demand: '请<b>尽快</b>办理 & 反馈' })];
    expect([own.number, high.number]).toEqual([`粤5302执督〔${YEAR}〕1号`, `粤53执督〔${YEAR}〕1号`]);
    const { text, document } = await open(highBureau, query, high.versions[0]?.document ?? '');
    expect(text).toContain('请<b>尽快</b>办理 & 反馈');
    expect(document).not.toMatch(/赵不还|445302199001011234/);
    // A second letter is another one, under the next number.
    expect((await made(bureau, query, { paper: 'urging-letter' })).number).toBe(`粤5302执督〔${YEAR}〕2号`);
  });
});

test('a side of a dispute has its submission written, from what both have said', async () => {
  const request = await rig.open(judge);
  await rig.act(`/matters/${request}/commands/answer`, desk, POLICE_ANSWER);
  await rig.act(`/matters/${request}/commands/contest-answer`, judge, { missing: '缺少<b>车辆</b>信息' });
  const { items } = (await rig.ask('GET', '/matters?kind=dispute', judge)).body as { items: { number: string }[] };
  const dispute = items[0]?.number ?? '';
  expect((await make(otherJudge, dispute, { paper: 'dispute-submission' })).status).toBe(404);
  expect((await make(desk, dispute, { paper: 'dispute-submission' })).body).toMatchObject({ status: 403 });
  const paper = await made(judge, dispute, { paper: 'dispute-submission' });
  expect(paper.number).toBe(`粤5302执争〔${YEAR}〕1号`);
  const { text } = await open(judge, dispute, paper.versions[0]?.document ?? '');
  expect(text).toEqual(expect.arrayContaining(['关于（2026）粤5302执123号案协助执行争议的提请书', '一、提起方的主张', '缺少<b>车辆</b>信息', '尚在磋商']));
});

test('a dispute that goes to the committee by itself has its submission written, once, for whoever opened it', async () => {
  const liaison = await rig.officer('liaison', 'police');
  const request = await rig.open(judge, { caseNumber: '（2026）粤5302执456号' });
  await rig.act(`/matters/${request}/commands/answer`, desk, POLICE_ANSWER);
  await rig.act(`/matters/${request}/commands/contest-answer`, judge, { missing: '缺少住宿信息' });
  const { items } = (await rig.ask('GET', '/matters?kind=dispute&caseNumber=%EF%BC%882026%EF%BC%89%E7%B2%A45302%E6%89%A7456%E5%8F%B7', judge)).body as { items: { number: string }[] };
  const dispute = items[0]?.number ?? '';
  expect(await writeSubmissions(rig.api.services)).toEqual([]);
  for (const who of [judge, liaison]) expect(await rig.act(`/matters/${dispute}/commands/declare-failed`, who, { reason: '无法一致' })).toMatchObject({ status: 200 });
  await waitFor(async () => (await rig.ask('GET', `/matters/${dispute}`, judge)).body.stage === 'with-committee');
  // Two processes look at once.
  expect((await Promise.all([writeSubmissions(rig.api.services), writeSubmissions(rig.api.services)])).flat()).toContain(dispute);
  expect(await writeSubmissions(rig.api.services)).toEqual([]);
  const papers = await list(judge, dispute);
  expect(papers).toMatchObject([{ number: `粤5302执争〔${YEAR}〕2号`, issuer: 'court.yuncheng', versions: [{ version: 1 }] }]);
  const { text } = await open(judge, dispute, papers[0]?.versions[0]?.document ?? '');
  expect(text).toEqual(expect.arrayContaining(['关于（2026）粤5302执456号案协助执行争议的提请书', '缺少住宿信息']));
  expect(text.join('\n')).toContain('双方一致认为磋商不成');
  expect((await make(judge, dispute, { paper: 'dispute-submission' })).body).toMatchObject({ status: 409, code: 'paper-made-already' });
  expect(await list(desk, dispute)).toEqual([]);
}, 60_000);

describe('letters of a referral', () => {
  let referral: string;
  let policeDesk: Officer;
  const act = (who: Officer, matter: string, name: string, body: unknown = {}): Promise<Answer> => rig.act(`/matters/${matter}/commands/${name}`, who, body);
  const REQUEST = { paper: 'oversight-request', decision: '云公罗不立字〔2026〕3号', receivedOn: '2026-03-02', grounds: '有能力履行而拒不履行\n已两次拘留' };
  const paper = async (who: Officer) => [{ document: await rig.document(who), title: '不予立案决定书' }];

  beforeAll(async () => {
    policeDesk = await rig.officer('desk-officer', 'police', 'police.luoding');
    const documents = [{ document: await rig.document(judge), title: '证据一' }];
    referral = await rig.open(judge, { kind: 'police.crime-referral', dataItems: [], papers: [{ paper: 'evidence-volume', courtSeal: true }, { paper: 'evidence-catalogue', courtSeal: true }], documents, particulars: { crime: 'refusal-to-perform', placeOfCrime: 'luoding', evidence: documents.map(({ document, title }) => ({ item: title, document })) } });
  });

  test('who may not: the police, and whoever of the court is not named in it', async () => {
    const colleague = await rig.officer('court-officer', 'court.yuncheng');
    expect((await make(policeDesk, referral, REQUEST)).body).toMatchObject({ status: 403, code: 'not-permitted' });
    expect((await make(colleague, referral, REQUEST)).body).toMatchObject({ status: 403, code: 'closed-matter' });
    expect((await make(highBureau, referral, { paper: 'urging-letter' })).body).toMatchObject({ status: 403, code: 'closed-matter' });
  });

  test('the police are urged by what the referral itself says, and learn nobody’s name by it', async () => {
    expect(await act(policeDesk, referral, 'accept')).toMatchObject({ status: 200 });
    const bureauOfIt = await rig.officer('enforcement-bureau', 'court.yuncheng');
    await rig.api.services.db.insertInto('named_officer').values({ matter: referral, account: bureauOfIt.id, named_by: judge.id, named_at: 1 }).execute();
    const letter = await made(bureauOfIt, referral, { paper: 'urging-letter' });
    const { text, document } = await open(bureauOfIt, referral, letter.versions[0]?.document ?? '');
    expect(text[0]).toBe('云浮市云城区人民法院');
    expect(text).toContain('罗定市公安局：');
    expect(text.join('\n')).toContain(`提请你单位协助办理“移送涉嫌犯罪”（编号${referral}）`);
    expect(text.join('\n')).toMatch(/一、立案：目标期限至\d{4}年\d+月\d+日，目标期限尚未届满。/);
    expect(document).not.toContain('赵不还');
  });

  test('the request to the procuratorate names the court’s own procuratorate, the police that refused, and the decision; the same in the oversight that it opens', async () => {
    expect(await act(policeDesk, referral, 'decide-not-to-file', { decidedAt: new Date().toISOString(), reasons: '证据不足' })).toMatchObject({ status: 200 });
    expect(await act(policeDesk, referral, 'issue-decision', { decisionNumber: '云公罗不立字〔2026〕3号', reasons: '证据不足', documents: await paper(policeDesk) })).toMatchObject({ status: 200 });
    expect(await act(judge, referral, 'sign-decision')).toMatchObject({ status: 200 });
    const inReferral = await made(judge, referral, REQUEST);
    expect(inReferral.number).toBe(`粤5302执监〔${YEAR}〕1号`);
    expect(await act(judge, referral, 'ask-oversight')).toMatchObject({ status: 200 });
    const oversight = await waitFor(async () => {
      const rows = await rig.api.services.db.selectFrom('matter').select('number').where('procedure', '=', 'filing-oversight').execute();
      return rows[0]?.number;
    });
    const inOversight = await made(judge, oversight, REQUEST);
    expect(inOversight.number).toBe(`粤5302执监〔${YEAR}〕2号`);
    for (const [matter, made_] of [[referral, inReferral], [oversight, inOversight]] as const) {
      const { text } = await open(judge, matter, made_.versions[0]?.document ?? '');
      expect(text).toEqual(expect.arrayContaining(['关于（2026）粤5302执123号案不予立案的提请监督函', '云浮市云城区人民检察院：', '有能力履行而拒不履行', '已两次拘留']));
      expect(text.join('\n')).toContain(`将赵不还涉嫌犯罪的材料移送罗定市公安局（编号${referral}）。本院于2026年3月2日收到云公罗不立字〔2026〕3号不予立案决定书`);
      expect(text.join('\n')).toContain('7个工作日内将初步监督结果反馈本院');
    }
  }, 60_000);
});

describe('numbers', () => {
  const numbersOf = async (letters: string): Promise<number[]> => (await rig.api.services.db.selectFrom('paper').select('no').where('letters', '=', letters).where('issuer', '=', 'court.yuncheng').orderBy('no').execute()).map(({ no }) => no);

  test('fifty at once are fifty in a row', async () => {
    // 16 commands of one process run at a time and others wait 2 s: whoever is turned away asks again with his key.
    const receipt = async (): Promise<string> => {
      const key = randomUUID();
      for (;;) {
        const { status, body } = await make(judge, seal, { paper: 'service-receipt' }, key);
        if (status === 201) return String(body.number);
        expect(status).toBe(429);
      }
    };
    const numbers = await Promise.all(Array.from({ length: 50 }, receipt));
    expect(new Set(numbers).size).toBe(50);
    expect(await numbersOf('执送')).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  }, 120_000);

  test('ten at once for one paper of a matter: one is made, nine are told, and no number is lost', async () => {
    const matter = await rig.open(judge);
    const before = await numbersOf('执查');
    const answers = await Promise.all(Array.from({ length: 10 }, () => make(judge, matter, { paper: 'query-notice' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 9 }, () => 409)]);
    expect(await numbersOf('执查')).toEqual([...before, before.length + 1]);
  });

  test('one call sent ten times at once makes one version, and leaves no file beside it', async () => {
    const matter = await rig.open(judge);
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 10 }, () => made(judge, matter, { paper: 'query-notice' }, key)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]?.versions).toHaveLength(1);
    const { db } = rig.api.services;
    expect(await db.selectFrom('document').select('id').where('matter', 'is', null).where('proposal', 'is', null).where('paper', 'is', null).execute()).toEqual([]);
  });

  test('a number whose paper was never written is finished by the same call', async () => {
    const matter = await rig.open(judge);
    const key = randomUUID();
    const { documentFiles } = rig.api.services;
    const draft = jest.spyOn(documentFiles, 'draft').mockRejectedValueOnce(new Error('disk full'));
    expect((await make(judge, matter, { paper: 'query-notice' }, key)).status).toBe(503);
    draft.mockRestore();
    const before = await numbersOf('执查');
    expect(await list(judge, matter)).toMatchObject([{ versions: [] }]);
    expect(await made(judge, matter, { paper: 'query-notice' }, key)).toMatchObject({ versions: [{ version: 1 }] });
    expect(await numbersOf('执查')).toEqual(before);
  });
});

describe('the register', () => {
  const verify = () => verifyRegister({ db: rig.api.services.db, keyRing: rig.api.services.keyRing, documents: { files: rig.api.services.documentFiles, contents: true } });

  test('is whole, and says a number that is missing and a file that is gone', async () => {
    const { db, documentFiles, config } = rig.api.services;
    expect((await verify()).broken).toBeUndefined();
    await db.updateTable('paper_counter').set((row) => ({ last: row('last', '+', 1) })).where('letters', '=', '执送').execute();
    expect((await verify()).broken).toContain('51 numbers were drawn, 50 papers are there');
    await db.updateTable('paper_counter').set((row) => ({ last: row('last', '-', 1) })).where('letters', '=', '执送').execute();
    const paper = await made(judge, seal, { paper: 'service-receipt' });
    const document = paper.versions[0]?.document ?? '';
    await rm(path.join(config.documentsDir, document.slice(0, 2), document));
    expect((await verify()).broken).toContain(`paper ${paper.number}: document ${document} has no file`);
    expect(await documentFiles.lengthOf(document)).toBeUndefined();
  });

  test('neither changes nor removes a paper or a version', async () => {
    const { db } = rig.api.services;
    await expect(db.deleteFrom('paper').execute()).rejects.toThrow(/permission denied/);
    await expect(db.deleteFrom('paper_version').execute()).rejects.toThrow(/permission denied/);
    await expect(db.updateTable('paper').set({ number: 'x' } as never).execute()).rejects.toThrow(/permission denied/);
  });

  test('a week later the sweep leaves papers alone', async () => {
    const { wallClock, db, documentFiles } = rig.api.services;
    const [paper] = await list(judge, query);
    await sweepDocuments({ db, documentFiles, wallClock: { now: () => wallClock.now() + 8 * 86_400_000 } });
    expect((await download(judge, query, paper?.versions[0]?.document ?? '')).status).toBe(200);
  });

  test('erased with the words that it was made from: its number stays, and it is not made again', async () => {
    const { db, clock, keyRing } = rig.api.services;
    const { documents } = await eraseWords({ db, clock, keyRing }, { matter: query, seq: 1, reason: '当事人申请删除', orderedBy: 'root' });
    const [paper] = await list(judge, query);
    const document = paper?.versions[0]?.document ?? '';
    expect(documents).toContain(document);
    expect(paper?.versions).toMatchObject([{ version: 1, erased: true }]);
    expect((await download(judge, query, document)).status).toBe(404);
    expect((await make(judge, query, { paper: 'query-notice', newVersionOf: paper?.id, reason: '补制' })).body).toMatchObject({ status: 409, code: 'paper-words-erased' });
  });
});
