import { randomUUID } from 'node:crypto';
import { changeAccount } from '../../register/accounts/accounts';
import { THE_PROGRAM } from '../../register/accounts/audit';
import { ChangeFeed } from '../live/change-feed';
import { type ApiUnderTest, startApi } from '../../test/rig/api-under-test';
import { ASK_POLICE } from '../../test/rig/matter-api';

type Officer = Awaited<ReturnType<ApiUnderTest['signedIn']>>;
interface Heard {
  readonly name: string;
  readonly data: { matters?: string[]; all?: boolean; counts?: { open: number } };
}

let api: ApiUnderTest;
let court: Officer;
let desk: Officer;
let stranger: Officer;
const open: Stream[] = [];
beforeAll(async () => {
  api = await startApi();
  court = await api.signedIn('court-officer', { body: 'court.yuncheng' });
  await changeAccount(api.services, THE_PROGRAM, court.account.id, { profile: { workCardNo: '粤云执001', enforcementPermitNo: '粤云公务001' } });
  desk = await api.signedIn('desk-officer', { body: 'police' });
  stranger = await api.signedIn('desk-officer', { body: 'land' });
});
afterEach(() => {
  for (const stream of open.splice(0)) stream.close();
});
afterAll(() => api.close());

class Stream {
  readonly heard: Heard[] = [];
  readonly text: string[] = [];
  isEnded = false;
  private readonly gone = new AbortController();
  private constructor() {}

  static async open({ token }: Officer): Promise<Stream> {
    const stream = new Stream();
    const answer = await fetch(`${api.url}/api/v1/events`, { headers: { authorization: `Bearer ${token}` }, signal: stream.gone.signal });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
    open.push(stream);
    void stream.read(answer).catch(() => undefined).finally(() => { stream.isEnded = true; });
    await stream.until(({ name }) => name === 'hello');
    return stream;
  }

  close(): void {
    this.gone.abort();
  }

  async until(isIt: (heard: Heard) => boolean): Promise<Heard> {
    const found = (): Heard | undefined => this.heard.find(isIt);
    await waitFor(() => found() !== undefined);
    return found() as Heard;
  }

  private async read(answer: Response): Promise<void> {
    let rest = '';
    for await (const part of answer.body ?? []) {
      rest += Buffer.from(part as Uint8Array).toString('utf8');
      const events = rest.split('\n\n');
      rest = events.pop() ?? '';
      for (const event of events) {
        this.text.push(event);
        this.heard.push({ name: /^event: (.*)$/m.exec(event)?.[1] ?? '', data: JSON.parse(/^data: (.*)$/m.exec(event)?.[1] ?? '{}') as Heard['data'] });
      }
    }
  }
}

/** Of a stream that is opened and left at once. */
async function statusOf({ token }: Officer): Promise<number> {
  const gone = new AbortController();
  const { status } = await fetch(`${api.url}/api/v1/events`, { headers: { authorization: `Bearer ${token}` }, signal: gone.signal });
  gone.abort();
  return status;
}

async function waitFor(isSo: () => boolean | Promise<boolean>, longestMs = 20_000): Promise<void> {
  const deadlineMs = performance.now() + longestMs;
  while (!(await isSo())) {
    if (performance.now() > deadlineMs) throw new Error('it did not come');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function openRequest(): Promise<string> {
  const { body } = await api.ask('POST', '/api/v1/requests', { token: court.token, body: ASK_POLICE, headers: { 'idempotency-key': randomUUID() } });
  return String(body.matter);
}

test('whoever is not signed in is told nothing, and of others’ matters nobody is', async () => {
  expect((await api.ask('GET', '/api/v1/events')).status).toBe(401);
  const [own, others] = [await Stream.open(desk), await Stream.open(stranger)];
  const matter = await openRequest();
  const { data } = await own.until(({ name }) => name === 'changed');
  expect(data).toMatchObject({ matters: [matter], all: false, counts: { open: 1 } });
  expect(others.heard.map(({ name }) => name)).toEqual(['hello']);
  // Numbers and counts; of the matter itself nothing.
  for (const word of ['赵不还', ASK_POLICE.caseNumber, 'police', 'court.']) expect(own.text.join('\n')).not.toContain(word);
});

test('what is said within a body of who has it is told to its people as well', async () => {
  const matter = await openRequest();
  const colleague = await api.signedIn('desk-officer', { body: 'police' });
  const stream = await Stream.open(colleague);
  api.wallClock.advance(60_000);
  await api.ask('POST', '/api/v1/assignments', { token: desk.token, body: { act: 'claim', matters: [matter] }, headers: { 'idempotency-key': randomUUID() } });
  expect((await stream.until(({ name }) => name === 'changed')).data.matters).toEqual([matter]);
});

test('another process tells of what this one wrote; what commits late is told all the same', async () => {
  const { db, clock, log } = api.services;
  const told: string[] = [];
  const other = new ChangeFeed({ db, clock, log });
  const stop = other.listen((changed) => { if (changed !== 'all') told.push(...changed.map(({ number }) => number)); });
  // The first look takes what is there already for known.
  await new Promise((resolve) => setTimeout(resolve, 500));
  const [first, second] = [await openRequest(), await openRequest()];
  await waitFor(() => told.length === 2);
  expect([...told].sort()).toEqual([first, second].sort());
  // Its clock stood still: by instants alone the two could not be told from what came before.
  const third = await openRequest();
  await waitFor(() => told.length === 3);
  expect(told[2]).toBe(third);
  stop();
});

test('six streams of an account, no seventh; one that has gone makes room', async () => {
  const busy = await api.signedIn('desk-officer', { body: 'police' });
  const streams: Stream[] = [];
  for (let n = 0; n < 6; n += 1) streams.push(await Stream.open(busy));
  const refused = await api.ask('GET', '/api/v1/events', { token: busy.token });
  expect([refused.status, refused.body]).toMatchObject([429, { code: 'too-many-streams' }]);
  await Stream.open(stranger);
  streams[0]?.close();
  await waitFor(() => streams[0]?.isEnded === true);
  await waitFor(async () => (await statusOf(busy)) === 200);
});

test('whoever has signed out hears of nothing that happens afterwards, and the stream ends at the first of it', async () => {
  const leaver = await api.signedIn('desk-officer', { body: 'police' });
  const [left, stays] = [await Stream.open(leaver), await Stream.open(court)];
  await api.ask('DELETE', '/api/v1/sessions/current', { token: leaver.token });
  const matter = await openRequest();
  await stays.until(({ name, data }) => name === 'changed' && data.matters?.includes(matter) === true);
  // Long before a quiet stream would have been looked at.
  await waitFor(() => left.isEnded, 10_000);
  expect(left.heard.map(({ name }) => name)).toEqual(['hello']);
});

test('a stream ends when its session does, and when the process goes', async () => {
  const [first, second] = [await Stream.open(desk), await Stream.open(court)];
  await api.ask('DELETE', '/api/v1/sessions/current', { token: desk.token });
  await waitFor(() => first.isEnded, 40_000);
  expect(second.isEnded).toBe(false);
  api.services.live.close();
  await waitFor(() => second.isEnded);
}, 60_000);
