import fs from 'node:fs';
import path from 'node:path';
import { runDeliverer } from '../../activities/deliverer';
import { withConnection } from '../../engine/database';
import { SystemClock } from '../../register/clock';
import { pdfOf } from '../factories/documents';
import { fromSetup } from '../harness/environment';
import { databaseOnServer as onServer, decodeMail, dumpDatabase as dump, formsOf, openPayloads } from './in-clear';
import { ASK_POLICE, MatterApi, type Officer, POLICE_ANSWER } from '../rig/matter-api';

/** What is planted: names, identity and telephone numbers, addresses and free text that are found nowhere by chance. */
const PLANTED = {
  name: '欧阳婷鹭',
  idNumber: '44530219770707881X',
  phone: '13912348765',
  purpose: '核实其名下麒麟阁商铺',
  remarks: '承办人已电话核对鹧鸪巷住址',
  household: '鹧鸪巷七十七号',
  reason: '另案已和解鸿雁协议',
  contact: '司徒值班',
  title: '欧阳氏鹭洲房产清单',
  fileName: '鹭洲别墅照片',
  content: '鹭洲三号别墅登记于其名下',
  ground: '其配偶皇甫已取得该房产',
};

describe('names, numbers and free text about people', () => {
  let rig: MatterApi;
  let court: Officer;
  let desk: Officer;
  let matter: string;
  const outbox = fs.mkdtempSync(path.join(fromSetup('LIANDONG_TEST_DIR'), 'outbox-'));
  const asked: string[] = [];

  beforeAll(async () => {
    rig = await MatterApi.start();
    await rig.startWorker();
    court = await rig.officer('court-officer', 'court.yuncheng');
    desk = await rig.officer('desk-officer', 'police');
    await rig.officer('liaison', 'police');
    const act = async (name: string, officer: Officer, body: unknown): Promise<void> => {
      const url = `/matters/${matter}/commands/${name}`;
      asked.push(url);
      const { status, text } = await rig.act(url, officer, body);
      if (status !== 200) throw new Error(text);
    };
    matter = await rig.open(court, {
      ...ASK_POLICE,
      debtor: { type: 'natural-person', name: PLANTED.name, idNumber: PLANTED.idNumber },
      purpose: PLANTED.purpose,
      contact24h: { name: PLANTED.contact, phone: PLANTED.phone },
    });
    const document = await rig.document(desk, pdfOf(PLANTED.content), `${PLANTED.fileName}.pdf`);
    await act('sign-receipt', desk, { signedBy: PLANTED.contact, documents: [{ document, title: PLANTED.title }] });
    const download = `/matters/${matter}/documents/${document}`;
    asked.push(download);
    expect((await rig.ask('GET', download, court)).text).toContain(PLANTED.content);
    await act('raise-query', desk, { question: PLANTED.remarks });
    await act('answer', desk, { ...POLICE_ANSWER, result: { household: PLANTED.household, identityNumber: PLANTED.idNumber }, remarks: PLANTED.remarks });
    await act('contest-answer', court, { missing: PLANTED.reason });
    await act('answer', desk, { outcome: 'cannot-be-done', answerSeal: 'unit', legalGround: PLANTED.ground, serviceReceipt: POLICE_ANSWER.serviceReceipt });
    await rig.ask('POST', '/matters/search', court, { debtor: { name: PLANTED.name } });
    await rig.ask('POST', `/matters/${matter}/reveal`, desk, { entries: [1], reason: PLANTED.reason });
    const refused = await rig.act(`/matters/${matter}/commands/correct`, court, { entry: 999, words: PLANTED.remarks, reason: PLANTED.reason });
    if (refused.status !== 409) throw new Error(refused.text);

    const { db, keyRing } = rig.api.services;
    const clock = new SystemClock();
    const stop = new AbortController();
    // The next digest leaves now.
    await withConnection(onServer(databaseName()), (client) => client.query("update delivery set due_at = 0 where state = 'queued'"));
    const sending = runDeliverer('mail', { db, keyRing, clock, wallClock: clock, telling: { publicUrl: 'https://liandong.example', outboxDir: outbox, digestSettleMs: 0 } }, { signal: stop.signal });
    const until = performance.now() + 15_000;
    while (fs.readdirSync(outbox).length === 0 && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 50));
    stop.abort();
    await sending;
  }, 60_000);
  afterAll(() => rig.stop());

  const everyForm = formsOf(Object.values(PLANTED));
  const expectClean = (where: string, text: string): void => {
    for (const planted of everyForm) expect({ where, found: text.includes(planted) ? planted : '' }).toEqual({ where, found: '' });
  };

  const databaseName = (): string => new URL(rig.api.services.config.databaseUrl).pathname.slice(1);

  test('stand in clear nowhere in the register', async () => {
    const text = await dump(onServer(databaseName()));
    expect(text).toContain(matter);
    expectClean('register', text);
  });

  test.each(['temporal', 'temporal_visibility'])('stand in clear nowhere in Temporal’s database %s', async (database) => {
    const text = await dump(onServer(database));
    expect(text).toContain(matter);
    expectClean(database, text);
  });

  test('stand in clear nowhere in the workflow’s history, even decrypted', async () => {
    const history = await rig.client.workflow.getHandle(matter).fetchHistory();
    const payloads = await openPayloads(rig.api.services.payloadCodec, history);
    expect(payloads.join('\n')).toContain(matter);
    expectClean('history, decrypted', payloads.join('\n'));
    expectClean('history', JSON.stringify(history));
  });

  test('stand in clear nowhere in mails, logs and addresses', () => {
    const mails = fs.readdirSync(outbox).map((file) => fs.readFileSync(path.join(outbox, file), 'utf8'));
    expect(mails.length).toBeGreaterThan(0);
    for (const mail of mails) {
      expectClean('mail', mail);
      expectClean('mail, decoded', decodeMail(mail));
    }
    expect(rig.api.logged.length).toBeGreaterThan(5);
    expectClean('log', rig.api.logged.join('\n'));
    expectClean('addresses', asked.join('\n'));
  });

  test('stand in clear nowhere in the documents’ folder, not even in the names of files', () => {
    const { documentsDir } = rig.api.services.config;
    const files = fs.readdirSync(documentsDir, { recursive: true, encoding: 'utf8' });
    expect(files).toHaveLength(2);
    expectClean('names of files', files.join('\n'));
    for (const file of files.map((name) => path.join(documentsDir, name)).filter((name) => fs.statSync(name).isFile())) expectClean('documents', fs.readFileSync(file, 'utf8'));
  });

  test('the check itself would find them', async () => {
    await withConnection(onServer(databaseName()), (client) => client.query(`create table planted as select '${PLANTED.name}'::text as name`));
    await expect(async () => expectClean('register', await dump(onServer(databaseName())))).rejects.toThrow();
  });
});
