import { fork } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ParsedMail, simpleParser } from 'mailparser';
import { FixedClock, SystemClock } from '../register/clock';
import { listenForDue } from '../register/deliveries/due-notices';
import { setCommand, setWebhook } from '../register/deliveries/endpoints';
import { china, createTellingWorld, type TellingWorld } from '../test/factories/told-people';
import { MAIL_SERVER_CERTIFICATE, MailServer, type MailServerBehaviour } from '../test/factories/mail-server';
import { waitFor } from '../test/harness/wait-for';
import type { MessageCode, OutsideChannel } from '../matters/messages-to-people';
import { type DelivererDeps, runDeliverer, type TellingConfig } from './deliverer';

const BREACH = { message: 'term-expired', term: 'answer', urgency: 'urgent', params: { term: 'answer', rung: 'breach', dueOn: '2026-10-08' } } as const;
const REMINDER = { message: 'reminder', term: 'answer', params: { term: 'answer', rung: 'T-1', dueOn: '2026-10-12' } } as const;
const MINUTE = 60_000;

let world: TellingWorld;
let dir: string;
let wallClock: FixedClock;
let server: MailServer | undefined;
beforeEach(async () => {
  world = await createTellingWorld();
  dir = mkdtempSync(path.join(tmpdir(), 'deliverer-'));
  wallClock = new FixedClock(Date.now());
});
afterEach(async () => {
  await server?.stop();
  server = undefined;
  await world.close();
  rmSync(dir, { recursive: true });
});

async function startServer(behaviour: MailServerBehaviour = { isPlain: true }): Promise<MailServer> {
  server = new MailServer(behaviour);
  await server.start();
  return server;
}

function configOf(changes: Partial<TellingConfig> = {}): TellingConfig {
  const smtp = server && { host: '127.0.0.1', port: server.port, secure: false, from: '执行联动平台 <platform@court.example>' };
  return { publicUrl: 'https://liandong.example', outboxDir: path.join(dir, 'outbox'), digestSettleMs: 0, ...(smtp ? { smtp } : {}), ...changes };
}

/** Lets a deliverer work until nothing is left that it could do now. */
async function deliverAll(channel: OutsideChannel = 'mail', changes: Partial<TellingConfig> = {}, deps: Partial<DelivererDeps> = {}): Promise<void> {
  const end = new AbortController();
  const working = runDeliverer(channel, { db: world.db, keyRing: world.keyRing, clock: world.clock, wallClock, telling: configOf(changes), ...deps }, { signal: end.signal });
  await waitFor(async () => {
    const { count } = await world.db
      .selectFrom('delivery')
      .select((select) => select.fn.countAll<number>().as('count'))
      .where('channel', '=', channel)
      .where('due_at', '<=', world.clock.now())
      .where((where) => where.or([where('state', '=', 'sending'), where.and([where('state', '=', 'queued'), where('not_before', '<=', wallClock.now())])]))
      .executeTakeFirstOrThrow();
    return count === 0;
  });
  end.abort();
  await working;
}

const rows = (channel: OutsideChannel = 'mail') => world.db.selectFrom('delivery').selectAll().where('channel', '=', channel).orderBy('seq').execute();
const states = async (channel: OutsideChannel = 'mail') => (await rows(channel)).map(({ state, reason }) => (reason === null ? state : `${state} ${reason}`));
const desk = () => world.addPerson('desk', 'desk-officer', 'police', { office: 'police.luoding', phone: '13800001111' });

/** The part of a mail that a reader's program shows first. */
function htmlOf(mail: ParsedMail | undefined): string {
  return mail?.html === false || mail?.html === undefined ? '' : mail.html;
}

describe('by mail', () => {
  test('a breach is told at once, alone, in Chinese, as plain text and as HTML, with its date and a link', async () => {
    await desk();
    const { mails } = await startServer();
    await world.tell([BREACH]);
    await deliverAll();
    expect(mails).toHaveLength(1);
    const [mail] = mails;
    expect(mail?.subject).toBe('【执行联动】答复已超过规定期限（AR-2026-000123）');
    expect(mail?.from?.text).toBe('"执行联动平台" <platform@court.example>');
    expect(mail?.to).toMatchObject({ text: 'desk@mail.example' });
    for (const body of [mail?.text ?? '', htmlOf(mail)]) {
      expect(body).toContain('答复应于2026年10月8日（星期四）24时前完成');
      expect(body).toContain('罗定市公安局');
      expect(body).toContain('https://liandong.example/matters/AR-2026-000123');
    }
    const [row] = await rows();
    expect(mail?.messageId).toBe(`<delivery.${row?.id}@liandong.example>`);
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(row).toMatchObject({ state: 'sent', sent_at: world.clock.now(), attempts: 1 });
  });

  test('routine messages of the day go in one mail per person at 14:00 and at 08:30 of the next working day', async () => {
    await desk();
    await world.addPerson('liaison', 'liaison', 'police');
    const { mails } = await startServer();
    await world.tell([{ message: 'query-replied' }, { message: 'query-replied', audience: 'unit.liaison' }]);
    await world.tell([{ message: 'withdrawn' }], { matter: 'AR-2026-000124' });
    await deliverAll();
    expect(mails).toEqual([]);

    world.clock.set(china('2026-10-09T14:00'));
    await deliverAll();
    expect(mails.map(({ subject }) => subject).sort()).toEqual(['【执行联动】2026年10月9日（星期五）下午事项通知（1条）', '【执行联动】2026年10月9日（星期五）下午事项通知（2条）']);
    const long = mails.find(({ subject }) => subject?.includes('2条'));
    expect(long?.text).toMatch(/AR-2026-000123[\s\S]*法院已答复疑议[\s\S]*AR-2026-000124[\s\S]*法院已撤回协助请求/);
    expect(htmlOf(long)).toContain('<h2');

    // The rung of 08:30 on Saturday, which is worked, is recorded a moment later.
    world.clock.set(china('2026-10-10T08:30'));
    await world.tell([REMINDER], { at: china('2026-10-10T08:30') });
    await deliverAll();
    expect(mails.at(-1)?.subject).toBe('【执行联动】2026年10月10日（星期六）上午事项通知（1条）');
    expect(mails).toHaveLength(3);
    expect(new Set(await states())).toEqual(new Set(['sent']));
  });

  test('after an outage of several rungs each person gets one message, for the latest', async () => {
    await desk();
    const { mails } = await startServer();
    for (const rung of ['T-2', 'T-1', 'T-0']) await world.tell([{ ...REMINDER, params: { ...REMINDER.params, rung } }]);
    await world.tell([BREACH]);
    world.clock.set(china('2026-10-09T14:00'));
    await deliverAll();
    expect(mails.map(({ subject }) => subject)).toEqual(['【执行联动】答复已超过规定期限（AR-2026-000123）']);
  });

  test('a mail server that goes down in the middle and comes back loses nothing and doubles nothing', async () => {
    await desk();
    await startServer();
    const told = 24;
    const mails: ParsedMail[] = [];
    await server?.stop();
    // Goes down for good after the tenth mail, while others are on their way.
    server = new MailServer({ isPlain: true, onArrived: (mail) => void (mails.push(mail), mails.length === 10 && void server?.stop()) });
    await server.start();
    for (let number = 1; number <= told; number += 1) await world.tell([BREACH], { matter: `AR-2026-${String(number).padStart(6, '0')}` });
    await deliverAll();
    expect(mails.length).toBeGreaterThanOrEqual(10);
    expect(mails.length).toBeLessThan(told);
    expect(await states()).toContain('queued smtp-esocket');

    await server.start();
    wallClock.advance(MINUTE);
    await deliverAll();
    expect(await states()).toEqual(Array<string>(told).fill('sent'));
    expect(new Set(mails.map(({ subject }) => subject)).size).toBe(told);
    const copies = new Map<string | undefined, Set<string | undefined>>();
    for (const { subject, messageId } of mails) copies.set(subject, (copies.get(subject) ?? new Set()).add(messageId));
    expect([...copies.values()].every((ids) => ids.size === 1)).toBe(true);
  });

  test('a recipient whom the server refuses for good is not tried again, and the operator sees the code but no address', async () => {
    await desk();
    const { mails } = await startServer({ isPlain: true, onRecipient: (address) => ({ code: 550, text: `no such user ${address}` }) });
    await world.tell([BREACH]);
    await deliverAll();
    wallClock.advance(10 * MINUTE);
    await deliverAll();
    expect(mails).toEqual([]);
    const [row] = await rows();
    expect(row).toMatchObject({ state: 'failed', reason: 'smtp-recipient-550', attempts: 1 });
    expect(JSON.stringify(row)).not.toContain('mail.example');
  });

  test('a recipient whom the server cannot take just now is tried again', async () => {
    await desk();
    let isFull = true;
    const { mails } = await startServer({ isPlain: true, onRecipient: () => (isFull ? { code: 452, text: 'mailbox full' } : undefined) });
    await world.tell([BREACH]);
    await deliverAll();
    expect(await states()).toEqual(['queued smtp-recipient-452']);
    isFull = false;
    await deliverAll();
    expect(mails).toEqual([]);
    wallClock.advance(MINUTE);
    await deliverAll();
    expect(mails).toHaveLength(1);
  });

  test('a password is never sent in clear, and a certificate that nobody vouches for is not accepted', async () => {
    await desk();
    await world.tell([BREACH]);
    const { port } = await startServer({ password: 'secret' });
    const smtp = { host: '127.0.0.1', port, secure: false, user: 'platform', pass: 'secret', from: 'platform@court.example' };
    await deliverAll('mail', { smtp });
    expect(await states()).toEqual(['queued smtp-certificate']);
    wallClock.advance(MINUTE);
    await deliverAll('mail', { smtp: { ...smtp, pass: 'wrong', ca: MAIL_SERVER_CERTIFICATE } });
    expect(await states()).toEqual(['queued smtp-535']);
    wallClock.advance(2 * MINUTE);
    await deliverAll('mail', { smtp: { ...smtp, ca: MAIL_SERVER_CERTIFICATE } });
    expect(await states()).toEqual(['sent']);
    await server?.stop();

    const plain = await startServer();
    await world.tell([BREACH]);
    await deliverAll('mail', { smtp: { ...smtp, port: plain.port, ca: MAIL_SERVER_CERTIFICATE } });
    expect(await states()).toEqual(['sent', 'queued smtp-500']);
    expect(plain.mails).toEqual([]);
  });

  test('without SMTP settings each mail is kept as a file that any mail program opens', async () => {
    await desk();
    await world.tell([BREACH]);
    await deliverAll();
    const outbox = path.join(dir, 'outbox');
    const [file, ...others] = readdirSync(outbox);
    expect(others).toEqual([]);
    expect(file).toMatch(/^[0-9a-f-]{36}\.eml$/);
    expect(statSync(path.join(outbox, file ?? '')).mode & 0o777).toBe(0o600);
    const mail = await simpleParser(readFileSync(path.join(outbox, file ?? '')));
    expect(mail.subject).toBe('【执行联动】答复已超过规定期限（AR-2026-000123）');
    expect(htmlOf(mail)).toContain('罗定市公安局');
  });

  test('who has no address, and who has left, is shown to the operator as not reached', async () => {
    await world.addPerson('desk', 'desk-officer', 'police', { office: 'police.luoding', mail: '' });
    const gone = await world.addPerson('gone', 'liaison', 'police');
    await world.tell([BREACH]);
    await world.tell([{ ...BREACH, audience: 'unit.liaison' }]);
    await world.deactivate(gone);
    await startServer();
    await deliverAll();
    expect(await states()).toEqual(['failed no-address', 'failed account-inactive']);
  });

  test('a message without words fails alone and does not hold up the others', async () => {
    await desk();
    const { mails } = await startServer();
    await world.tell([{ message: 'no-such-message' as MessageCode, urgency: 'urgent' }, { ...REMINDER, urgency: 'urgent', params: { rung: 'T-1' } }, BREACH]);
    await deliverAll();
    expect((await states()).sort()).toEqual(['failed incomplete-message', 'failed unknown-message', 'sent']);
    expect(mails).toHaveLength(1);
  });

  test('nothing personal that a tell may have carried is in any mail', async () => {
    await desk();
    const { mails } = await startServer();
    const personal = { debtor: '陈大文', idNumber: '441202198001011234', phone: '13900002222', words: '被执行人陈大文', rung: '陈大文' };
    await world.tell([{ ...BREACH, params: { ...personal, ...BREACH.params } }, { message: 'answered', urgency: 'urgent', params: { ...personal, outcome: 'done', lateWorkingDays: 1 } }]);
    await world.tell([{ message: 'withdrawn', params: personal }]);
    world.clock.set(china('2026-10-09T14:00'));
    await deliverAll();
    expect(mails).toHaveLength(3);
    for (const mail of mails) expect([mail.subject, mail.text, htmlOf(mail), mail.headerLines.map(({ line }) => line)].join()).not.toMatch(/陈大文|441202|1390000|1380000|同志/);
  });

  test('an urgent mail leaves as soon as its step is committed', async () => {
    await desk();
    const { mails } = await startServer();
    const dueNotices = listenForDue(world.appUrl);
    const end = new AbortController();
    // It would look by itself only after a minute.
    const working = runDeliverer('mail', { ...world, wallClock: new SystemClock(), telling: configOf(), dueNotices, lookEveryMs: MINUTE }, { signal: end.signal });
    for (let round = 1; round <= 3; round += 1) {
      await world.tell([BREACH]);
      await waitFor(() => mails.length === round);
    }
    end.abort();
    await working;
    await dueNotices.close();
  });
});

describe('a deliverer that is killed after a mail has left, before that is marked', () => {
  test('leaves it to the next one, whose mail bears the same Message-ID', async () => {
    const compiled = path.join(__dirname, '../dist/activities/deliverer.js');
    if (!existsSync(compiled)) throw new Error('run `npm run build` first: this test kills a process that runs the compiled deliverer');
    await desk();
    let victim: ReturnType<typeof fork> | undefined;
    const { mails } = await startServer({ isPlain: true, onArrived: () => void victim?.kill('SIGKILL') });
    await world.tell([BREACH]);
    const script = path.join(dir, 'victim.js');
    const required = (file: string): string => JSON.stringify(path.join(__dirname, '../dist', file));
    writeFileSync(
      script,
      `const { runDeliverer } = require(${required('activities/deliverer.js')});
       const { openDatabase } = require(${required('register/database.js')});
       const { FixedClock, SystemClock } = require(${required('register/clock.js')});
       const { ensureKeyRing } = require(${required('register/sealing/key-ring.js')});
       process.once('message', ({ url, keys, now, telling }) =>
         void runDeliverer('mail', { db: openDatabase(url), keyRing: ensureKeyRing(keys), clock: new FixedClock(now), wallClock: new SystemClock(), telling }, { signal: new AbortController().signal }));`,
    );
    victim = fork(script, { execArgv: [] });
    victim.send({ url: world.appUrl, keys: world.keysDir, now: world.clock.now(), telling: configOf() });
    await once(victim, 'exit');
    victim = undefined;
    expect(mails).toHaveLength(1);
    expect(await states()).toEqual(['sending']);

    wallClock.set(Date.now());
    await deliverNothing();
    expect(mails).toHaveLength(1);
    wallClock.advance(3 * MINUTE);
    await deliverAll();
    expect(mails).toHaveLength(2);
    expect(mails[1]?.messageId).toBe(mails[0]?.messageId);
    expect(mails[1]?.text).toBe(mails[0]?.text);
    expect(await states()).toEqual(['sent']);
  });

  /** The lease of the one that died still holds. */
  async function deliverNothing(): Promise<void> {
    const end = new AbortController();
    let looks = 0;
    await runDeliverer('mail', { ...world, wallClock, telling: configOf() }, { signal: end.signal, heartbeat: () => void (++looks === 2 && end.abort()) });
  }
});

describe('by webhook', () => {
  interface Received {
    headers: IncomingHttpHeaders;
    body: string;
  }
  let http: Server;
  let received: Received[];
  let answer: { status: number; location?: string };
  let machine: string;
  let url: string;
  beforeEach(async () => {
    received = [];
    answer = { status: 204 };
    http = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        received.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
        response.writeHead(answer.status, answer.location === undefined ? {} : { location: answer.location }).end();
      });
    }).listen(0, '127.0.0.1');
    await once(http, 'listening');
    url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/hook`;
    machine = await world.addMachine('system', 'police', 'police.luoding');
  });
  afterEach(() => new Promise((resolve) => http.close(resolve)));

  test('a unit’s system gets what is told in codes and words, signed over time and body with its own secret', async () => {
    const { secret } = await setWebhook(world, machine, { url, urgency: 'all' });
    await world.tell([REMINDER]);
    await deliverAll('webhook');
    expect(received).toHaveLength(1);
    const [{ headers, body } = { headers: {}, body: '' }] = received;
    const [row] = await rows('webhook');
    expect(row?.state).toBe('sent');
    const unixSeconds = Math.floor(wallClock.now() / 1000);
    expect(headers['liandong-timestamp']).toBe(String(unixSeconds));
    expect(headers['liandong-signature']).toBe(`t=${unixSeconds},v1=${createHmac('sha256', secret).update(`${unixSeconds}.${body}`).digest('hex')}`);
    expect(headers).toMatchObject({ 'liandong-delivery': row?.id, 'liandong-attempt': '1', 'liandong-replay-window': '300' });
    expect(JSON.parse(body)).toMatchObject({
      id: row?.id,
      subject: '【执行联动】答复期限即将届满（AR-2026-000123）',
      told: [{ matter: 'AR-2026-000123', message: 'reminder', params: REMINDER.params, kind: 'police.identity-property-query', unit: 'police', office: 'police.luoding', at: '2026-10-09T10:00:00+08:00' }],
    });
  });

  test('a repeated attempt bears the same delivery id, its own number and a fresh signature', async () => {
    await setWebhook(world, machine, { url, urgency: 'all' });
    answer = { status: 503 };
    await world.tell([REMINDER]);
    await deliverAll('webhook');
    expect(await states('webhook')).toEqual(['queued http-503']);
    answer = { status: 200 };
    wallClock.advance(MINUTE);
    await deliverAll('webhook');
    expect(received.map(({ headers }) => headers['liandong-attempt'])).toEqual(['1', '2']);
    expect(new Set(received.map(({ headers }) => headers['liandong-delivery'])).size).toBe(1);
    expect(new Set(received.map(({ body }) => body)).size).toBe(1);
    expect(new Set(received.map(({ headers }) => headers['liandong-signature'])).size).toBe(2);
    expect(await states('webhook')).toEqual(['sent']);
  });

  test('a redirect is not followed, and a system that wants no more is left alone', async () => {
    await setWebhook(world, machine, { url, urgency: 'all' });
    answer = { status: 307, location: `${url}/elsewhere` };
    await world.tell([REMINDER]);
    await deliverAll('webhook');
    expect(received).toHaveLength(1);
    expect(await states('webhook')).toEqual(['queued redirected']);
    answer = { status: 410 };
    wallClock.advance(MINUTE);
    await deliverAll('webhook');
    expect(await states('webhook')).toEqual(['failed http-410']);
  });

  test('a system that is away is tried again', async () => {
    await setWebhook(world, machine, { url: 'http://127.0.0.1:9/hook', urgency: 'all' });
    await world.tell([REMINDER]);
    await deliverAll('webhook');
    expect(await states('webhook')).toEqual(['queued not-reached']);
  });
});

describe('by command', () => {
  function command(body: string, timeoutMs?: number): Partial<TellingConfig> {
    const script = path.join(dir, 'gateway.js');
    writeFileSync(script, `let input = ''; process.stdin.on('data', (chunk) => { input += chunk; }).on('end', () => { ${body} });`);
    return { command: { program: process.execPath, args: [script, '$(touch injected); "quoted"'], ...(timeoutMs === undefined ? {} : { timeoutMs }) } };
  }
  beforeEach(async () => setCommand(world, await desk(), { urgency: 'all' }));

  test('the operator’s program gets the message as JSON on standard input, without a shell and without our secrets', async () => {
    await world.tell([BREACH]);
    const output = path.join(dir, 'output.json');
    await deliverAll('command', command(`require('fs').writeFileSync(${JSON.stringify(output)}, JSON.stringify({ input: JSON.parse(input), args: process.argv.slice(2), environment: Object.keys(process.env).sort() }))`));
    expect(await states('command')).toEqual(['sent']);
    const { input, args, environment } = JSON.parse(readFileSync(output, 'utf8')) as { input: unknown; args: string[]; environment: string[] };
    expect(input).toMatchObject({ subject: '【执行联动】答复已超过规定期限（AR-2026-000123）', urgency: 'urgent', attempt: 1, to: { phone: '13800001111', mail: 'desk@mail.example' } });
    expect(args).toEqual(['$(touch injected); "quoted"']);
    expect(environment).toEqual(['LANG', 'PATH']);
  });

  test.each([
    ['a program that fails', 'process.exit(75)', 'queued exit-75'],
    ['a program that knows no such recipient', 'process.exit(67)', 'failed exit-67'],
    ['a program that kills itself', "process.kill(process.pid, 'SIGKILL')", 'queued command-killed'],
  ])('%s', async (_name, body, expected) => {
    await world.tell([BREACH]);
    await deliverAll('command', command(body));
    expect(await states('command')).toEqual([expected]);
  });

  test('a program that hangs is ended', async () => {
    await world.tell([BREACH]);
    await deliverAll('command', command('setInterval(() => 0, 1000)', 300));
    expect(await states('command')).toEqual(['queued timed-out']);
  });

  test('a program that is not there is tried again, a deployment that has none says so', async () => {
    await world.tell([BREACH]);
    await deliverAll('command', { command: { program: '/no/such/program', args: [] } });
    expect(await states('command')).toEqual(['queued command-not-found']);
    wallClock.advance(MINUTE);
    await deliverAll('command');
    expect(await states('command')).toEqual(['failed channel-not-configured']);
  });
});
