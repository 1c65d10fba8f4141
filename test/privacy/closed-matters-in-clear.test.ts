import fs from 'node:fs';
import path from 'node:path';
import { SystemClock } from '../../register/clock';
import { runDeliverer } from '../../activities/deliverer';
import { withConnection } from '../../engine/database';
import { pdfOf } from '../factories/documents';
import { fromSetup } from '../harness/environment';
import { MatterApi, type Officer, type Person } from '../rig/matter-api';
import { waitFor } from '../rig/matter-rig';
import { databaseOnServer, decodeMail, dumpDatabase, formsOf, openPayloads, payloadsIn } from './in-clear';

/** Names of people, facts and evidence: planted in every field that takes free text, and found nowhere by chance. */
const PLANTED = {
  suspect: '宇文鹮舟',
  idNumber: '44530219770707663X',
  purpose: '涉嫌转移鹓鶵名下存款',
  evidence: '鹡鸰支行流水及询问笔录',
  fileName: '鹡鸰流水扫描件',
  content: '鹓鶵名下存款于判决次日转出',
  receivedBy: '淳于值班',
  query: '鹓鶵其人是否为被执行人',
  reply: '即宇文之化名',
  reasons: '不足以认定宇文有能力履行',
  draft: '鹡鸰流水未予审查',
  details: '拟调取鹡鸰支行凭证',
  outcome: '鹓鶵所述可信',
};

/** What would say what the matter is, by whom, against whom: to somebody who is not named in it. */
const TELLING = ['refusal-to-perform', 'court.yuncheng', 'police.luoding', 'procuratorate.yuncheng', 'crime-referral', '（2026）粤5302执777号', '777号', 'evidence-volume'];
const CASE = '（2026）粤5302执777号';

describe('a referral of a suspected crime, and the oversight of its filing', () => {
  let rig: MatterApi;
  let court: Officer;
  let referral: string;
  let oversight: string;
  const outsiders: Person[] = [];
  const outbox = fs.mkdtempSync(path.join(fromSetup('LIANDONG_TEST_DIR'), 'outbox-'));

  beforeAll(async () => {
    rig = await MatterApi.start();
    await rig.startWorker();
    court = await rig.officer('court-officer', 'court.yuncheng');
    const police = await rig.officer('desk-officer', 'police', 'police.luoding');
    const prosecutor = await rig.officer('prosecutor', 'procuratorate', 'procuratorate.yuncheng');
    for (const [role, body, office] of [
      ['court-officer', 'court.yuncheng'],
      ['enforcement-bureau', 'court.yuncheng'],
      ['enforcement-bureau', 'court.intermediate'],
      ['unit-head', 'court.yuncheng'],
      ['supervisor', 'court.yuncheng'],
      ['supervisor', 'committee'],
      ['committee-officer', 'committee'],
      ['liaison', 'police', 'police.luoding'],
      ['unit-head', 'police', 'police.luoding'],
      ['liaison', 'procuratorate', 'procuratorate.yuncheng'],
      ['desk-officer', 'land'],
      ['operator', null],
    ] as const) outsiders.push(await rig.officer(role, body, office));

    const act = (matter: string, name: string, officer: Officer, body: unknown = {}): Promise<void> => rig.give(officer, matter, name, body);
    const paper = async (officer: Officer) => [{ document: await rig.document(officer, pdfOf(`${PLANTED.content}${Math.random()}`), `${PLANTED.fileName}.pdf`), title: PLANTED.evidence }];
    const documents = await paper(court);
    referral = await rig.open(court, {
      kind: 'police.crime-referral',
      unit: 'police',
      caseNumber: CASE,
      debtor: { type: 'natural-person', name: PLANTED.suspect, idNumber: PLANTED.idNumber },
      capacity: 'debtor',
      purpose: PLANTED.purpose,
      dataItems: [],
      papers: [{ paper: 'evidence-volume', courtSeal: true }, { paper: 'evidence-catalogue', courtSeal: true }],
      documents,
      particulars: { crime: 'refusal-to-perform', placeOfCrime: 'luoding', evidence: documents.map(({ document }) => ({ item: PLANTED.evidence, document })) },
    });
    await act(referral, 'accept', police, { receivedBy: PLANTED.receivedBy });
    await act(referral, 'raise-query', police, { question: PLANTED.query });
    await act(referral, 'reply-to-query', court, { query: 3, reply: PLANTED.reply });
    await act(referral, 'decide-not-to-file', police, { decidedAt: new Date().toISOString(), reasons: PLANTED.reasons });
    await act(referral, 'issue-decision', police, { decisionNumber: '云公不立字777号', reasons: PLANTED.reasons, documents: await paper(police) });
    await act(referral, 'sign-decision', court, { signedBy: PLANTED.receivedBy });
    await act(referral, 'amend-draft', court, { ground: 'evidence-overlooked', text: PLANTED.draft });
    await act(referral, 'ask-oversight', court, { remarks: PLANTED.draft });
    oversight = await waitFor(async () => {
      await rig.bringPending();
      return ((await rig.ask('GET', `/matters/${referral}`, court)).body.links as { matter: string }[])[0]?.matter;
    });
    await act(oversight, 'report-first-result', prosecutor, { result: 'reasons-to-be-demanded', details: PLANTED.details });
    await act(oversight, 'demand-reasons', prosecutor, { documentNumber: '云检777号', remarks: PLANTED.details });
    await act(oversight, 'give-reasons', police, { reasons: PLANTED.reasons, documents: await paper(police) });
    await act(oversight, 'find-refusal-right', prosecutor, { reasons: PLANTED.outcome });
    await rig.ask('POST', '/matters/search', court, { debtor: { name: PLANTED.suspect } });

    const stop = new AbortController();
    // The next digest leaves now.
    await withConnection(register(), (client) => client.query("update delivery set due_at = 0 where state = 'queued'"));
    const { db, keyRing } = rig.api.services;
    const clock = new SystemClock();
    const sending = runDeliverer('mail', { db, keyRing, clock, wallClock: clock, telling: { publicUrl: 'https://liandong.example', outboxDir: outbox, digestSettleMs: 0 } }, { signal: stop.signal });
    await waitFor(async () => (await db.selectFrom('delivery').select('id').where('channel', '=', 'mail').where('state', 'in', ['queued', 'sending', 'collected']).execute()).length === 0);
    stop.abort();
    await sending;
  }, 90_000);
  afterAll(() => rig.stop());

  const register = (): string => databaseOnServer(new URL(rig.api.services.config.databaseUrl).pathname.slice(1));
  const everyForm = formsOf(Object.values(PLANTED));
  const expectClean = (where: string, text: string, words: readonly string[] = everyForm): void => {
    for (const word of words) expect({ where, found: text.includes(word) ? word : '' }).toEqual({ where, found: '' });
  };
  const both = (): string[] => [referral, oversight];

  test('names, facts and evidence stand in clear neither in the register nor in Temporal’s databases, documents or logs', async () => {
    for (const url of [register(), databaseOnServer('temporal'), databaseOnServer('temporal_visibility')]) {
      const text = await dumpDatabase(url);
      expect(text).toContain(referral);
      expectClean(url, text);
    }
    const { documentsDir } = rig.api.services.config;
    const files = fs.readdirSync(documentsDir, { recursive: true, encoding: 'utf8' });
    expectClean('names of files', files.join('\n'));
    for (const file of files.map((name) => path.join(documentsDir, name)).filter((name) => fs.statSync(name).isFile())) expectClean('documents', fs.readFileSync(file, 'utf8'));
    expect(rig.api.logged.length).toBeGreaterThan(20);
    expectClean('log', rig.api.logged.join('\n'), [...everyForm, ...TELLING]);
  });

  test('the Temporal UI has number, stage and dates: summary, details, search attributes, memo, and a history whose payloads are shut', async () => {
    const { payloadCodec } = rig.api.services;
    for (const matter of both()) {
      const handle = rig.client.workflow.getHandle(matter);
      const history = await handle.fetchHistory();
      const opened = (await openPayloads(payloadCodec, history)).join('\n');
      expect(opened).toContain(matter);
      expectClean('history, opened', opened);
      expectClean('history, as it lies there', [JSON.stringify(history), ...(await openPayloads(undefined, history))].join('\n'), [...everyForm, ...TELLING]);
      const described = await handle.describe();
      expect(described.memo ?? {}).toEqual({});
      expectClean('description', [JSON.stringify(described), ...(await openPayloads(undefined, described.raw)), await described.staticSummary(), await described.staticDetails()].join('\n'), [...everyForm, ...TELLING]);
      expect(await described.staticSummary()).toBe(matter);
      const { currentDetails } = await handle.query<{ currentDetails: string }>('__temporal_workflow_metadata');
      expect(currentDetails).toContain(matter);
      expectClean('details', currentDetails, [...everyForm, ...TELLING]);
    }
    // None of what is encrypted there opens for a supervisor: an act with a common name, its outcome, a step.
    const [supervisor] = outsiders.slice(4);
    for (const matter of both()) {
      const shut = payloadsIn(await rig.client.workflow.getHandle(matter).fetchHistory()).filter(({ metadata }) => Buffer.from(metadata?.['encoding'] ?? []).toString() === 'binary/encrypted');
      expect(shut.length).toBeGreaterThan(10);
      const asJson = shut.map(({ metadata, data }) => ({ metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([key, bytes]) => [key, Buffer.from(bytes).toString('base64')])), data: Buffer.from(data ?? []).toString('base64') }));
      const { status, body } = await rig.api.ask('POST', '/codec/decode', { token: supervisor?.token ?? '', body: { payloads: asJson } });
      expect([status, body.payloads]).toEqual([200, asJson]);
    }
  });

  test('nobody but those named is told more than number, stage and dates, by any channel', async () => {
    const rows = await rig.api.services.db.selectFrom('delivery').select(['account_id', 'message', 'params', 'about']).where('matter', 'in', both()).where('account_id', 'in', outsiders.map(({ id }) => id)).execute();
    // The bureau, liaisons and heads are told that something happened.
    expect(new Set(rows.map(({ account_id: id }) => outsiders.findIndex((officer) => officer.id === id)))).toEqual(new Set([1, 7, 9]));
    for (const row of rows) {
      expect(row.message).toBe('closed-matter');
      expectClean('delivery', JSON.stringify(row), [...everyForm, ...TELLING]);
    }
    const mails = fs.readdirSync(outbox).map((file) => fs.readFileSync(path.join(outbox, file), 'utf8'));
    const toOutsiders = mails.filter((mail) => outsiders.some(({ username }) => mail.includes(`${username}@`)));
    expect(toOutsiders.length).toBeGreaterThan(0);
    for (const mail of mails) expectClean('mail', mail + decodeMail(mail));
    for (const mail of toOutsiders) expectClean('mail to an outsider', mail + decodeMail(mail), [...TELLING, '公安', '检察', '立案', '移送', '云城']);
  });

  test('no listing, search, count, document, event or public page gives an outsider any of it', async () => {
    for (const officer of outsiders) {
      const paths = [
        '/matters', `/matters?text=${referral}`, '/matters?kind=police.crime-referral', `/matters?caseNumber=${encodeURIComponent(CASE)}`, '/matters?order=due&overdue=true', '/matters/counts', '/notifications', '/deliveries', '/operator/notices',
        ...both().flatMap((matter) => ['', '/documents', '/file', '/measures', '/papers', '/terms/ask/why', '/telephoned'].map((part) => `/matters/${matter}${part}`)),
      ];
      for (const where of paths) expectClean(where, (await rig.ask('GET', where, officer)).text, [...everyForm, ...TELLING]);
      for (const debtor of [{ name: PLANTED.suspect }, { idNumber: PLANTED.idNumber }]) expect((await rig.ask('POST', '/matters/search', officer, { debtor })).body.items ?? []).toEqual([]);
      for (const matter of both()) expect((await rig.ask('POST', `/matters/${matter}/reveal`, officer, { entries: [1], reason: '核对' })).status).toBeGreaterThanOrEqual(400);
    }
    for (const where of ['/metrics', '/healthz', '/readyz', '/api/v1/public/judicial-assistance']) expectClean(where, (await rig.api.ask('GET', where)).text, [...everyForm, ...TELLING, referral, oversight]);
    expect((await rig.ask('GET', `/matters/${oversight}`, court)).text).toContain('refusal-to-perform');
  });
});
