import { requestParties } from '../../domain/access/parties';
import { randomUUID } from 'node:crypto';
import { formatInstant } from '../../domain/calendar/day';
import type { MessageCode } from '../../matters/messages-to-people';
import { insertTells } from '../../register/deliveries/tell';
import { MatterApi, type Officer } from '../../test/rig/matter-api';

type Row = Record<string, unknown>;

let rig: MatterApi;
let court: Officer;
let desk: Officer;
let liaison: Officer;
let stranger: Officer;
let supervisor: Officer;
let operator: Officer;
let system: Officer;
let matter: string;
beforeAll(async () => {
  rig = await MatterApi.start();
  court = await rig.officer('court-officer', 'court.yuncheng');
  desk = await rig.officer('desk-officer', 'police');
  liaison = await rig.officer('liaison', 'police');
  stranger = await rig.officer('desk-officer', 'land');
  supervisor = await rig.officer('supervisor', 'committee');
  operator = await rig.officer('operator', null);
  system = await rig.officer('system', 'police');
  matter = await rig.open(court);
});
afterAll(() => rig.stop());

let seq = 100;
async function tell(audience: 'unit.desk' | 'unit.liaison' | 'unit.head', message: MessageCode, urgency: 'routine' | 'urgent' = 'routine'): Promise<void> {
  const { db, clock, calendars } = rig.api.services;
  const calendar = await calendars.newest();
  seq += 1;
  const tells = [{ audience, message, urgency, params: {} }];
  await db.transaction().execute((trx) => insertTells(trx, { matter, about: { kind: 'police.identity-property-query', court: 'court.yuncheng', unit: 'police' }, seq, at: clock.now(), tells, parties: requestParties({ court: 'court.yuncheng', unit: 'police' }), standing: { procedure: 'assistance-request', stage: 'awaiting-answer' }, clock, calendar }));
}
const items = (body: Row): Row[] => body['items'] as Row[];
const messages = (body: Row): unknown[] => items(body).map(({ message }) => message);

describe('my notifications', () => {
  test('are for whoever has signed in, and mine alone', async () => {
    expect((await rig.api.ask('GET', '/api/v1/notifications')).status).toBe(401);
    await tell('unit.desk', 'query-replied');
    expect(messages((await rig.ask('GET', '/notifications', desk)).body)).toEqual(['query-replied', 'request-opened']);
    expect((await rig.ask('GET', '/notifications', stranger)).body).toMatchObject({ items: [], nextCursor: null, unread: 0, unreadUrgent: 0 });
  });

  test('come in pages, newest first, and are marked as read one by one or up to one', async () => {
    for (const message of ['corrected', 'withdrawn', 'answer-contested'] as const) {
      await tell('unit.liaison', message, message === 'withdrawn' ? 'urgent' : 'routine');
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
    const first = (await rig.ask('GET', '/notifications?limit=2', liaison)).body;
    expect(messages(first)).toEqual(['answer-contested', 'withdrawn']);
    // The opening was told too.
    expect(first).toMatchObject({ unread: 4, unreadUrgent: 1 });
    expect(items(first)[0]).toMatchObject({ matter, params: {}, about: { kind: 'police.identity-property-query', court: 'court.yuncheng', unit: 'police' }, urgency: 'routine', readAt: null });
    const rest = (await rig.ask('GET', `/notifications?limit=2&cursor=${String(first['nextCursor'])}`, liaison)).body;
    expect(messages(rest)).toEqual(['corrected', 'request-opened']);
    expect(rest['nextCursor']).toBeNull();

    const [newest, urgent] = items(first);
    expect((await rig.ask('POST', '/notifications/read', desk, { ids: [newest?.['id']] })).body).toMatchObject({ marked: 0 });
    expect((await rig.ask('POST', '/notifications/read', liaison, { ids: [newest?.['id']] })).body).toEqual({ marked: 1, unread: 3, unreadUrgent: 1 });
    expect(messages((await rig.ask('GET', '/notifications?unread=true', liaison)).body)).toEqual(['withdrawn', 'corrected', 'request-opened']);
    expect((await rig.ask('POST', '/notifications/read', liaison, { upTo: urgent?.['id'] })).body).toEqual({ marked: 3, unread: 0, unreadUrgent: 0 });
  });

  test('come with the words of the mail, and one without words of its own hides no other', async () => {
    await tell('unit.desk', 'query-replied');
    await new Promise((resolve) => setTimeout(resolve, 3));
    await tell('unit.desk', 'answered');
    expect(items((await rig.ask('GET', '/notifications?limit=2', desk)).body).reverse()).toMatchObject([
      { message: 'query-replied', title: '法院已答复疑议', text: '法院已答复协助单位提出的疑议，请查阅后继续办理。' },
      // Its outcome was not written down.
      { message: 'answered', title: '事项有新的情况', text: '该事项有新的情况，请打开事项查看。' },
    ]);
  });

  test.each([[{}], [{ ids: [] }], [{ ids: ['x'] }], [{ ids: [randomUUID()], upTo: randomUUID() }], [{ all: true }]])('cannot be marked by %j', async (body) => {
    expect((await rig.ask('POST', '/notifications/read', desk, body)).status).toBe(422);
  });

  test('a cursor that no page gave is refused', async () => {
    expect((await rig.ask('GET', '/notifications?cursor=abc', desk)).body).toMatchObject({ status: 400, code: 'invalid-cursor' });
  });
});

describe('what left the platform', () => {
  test('is nobody’s to see but the operator’s', async () => {
    for (const officer of [court, desk, supervisor, system]) {
      expect((await rig.ask('GET', '/deliveries', officer)).status).toBe(403);
      expect((await rig.ask('GET', '/deliveries/trouble', officer)).status).toBe(403);
      expect((await rig.ask('POST', `/deliveries/${randomUUID()}/retry`, officer)).status).toBe(403);
    }
  });

  test('what reached nobody is listed, counted, and told to the first who takes the place', async () => {
    await tell('unit.head', 'escalation', 'urgent');
    const { body } = await rig.ask('GET', '/deliveries?state=no-recipient', operator);
    expect(items(body)).toMatchObject([{ matter, audience: 'unit.head', account: null, channel: 'none', state: 'no-recipient', attempts: 0, sentAt: null }]);
    expect(items((await rig.ask('GET', '/deliveries/trouble', operator)).body)).toEqual([{ state: 'no-recipient', channel: 'none', reason: null, count: 1 }]);
    const retry = `/deliveries/${String(items(body)[0]?.['id'])}/retry`;
    expect((await rig.ask('POST', retry, operator)).body).toMatchObject({ status: 409, code: 'still-nobody' });
    const head = await rig.officer('unit-head', 'police');
    expect((await rig.ask('POST', retry, operator)).body).toEqual({ state: 'resolved' });
    expect(messages((await rig.ask('GET', '/notifications', head)).body)).toEqual(['escalation']);
    expect((await rig.ask('POST', retry, operator)).body).toMatchObject({ status: 409, code: 'delivery-not-failed' });
    expect((await rig.ask('POST', `/deliveries/${randomUUID()}/retry`, operator)).status).toBe(404);
  });

  test('a page holds codes, and no address', async () => {
    const { text } = await rig.ask('GET', '/deliveries', operator);
    expect(text).not.toMatch(/@|孙承办|赵不还/);
  });
});

describe('a unit’s own system', () => {
  const hook = { url: 'https://police.example/hook', urgency: 'all' };

  test('gets its webhook from the operator, and the secret is shown once', async () => {
    expect((await rig.ask('PUT', `/accounts/${system.id}/webhook`, desk, hook)).status).toBe(403);
    const { status, body } = await rig.ask('PUT', `/accounts/${system.id}/webhook`, operator, hook);
    expect(status).toBe(200);
    expect(body['secret']).toMatch(/^whsec_[\w-]{43}$/);
    const shown = await rig.ask('GET', `/accounts/${system.id}/endpoints`, operator);
    expect(shown.body).toEqual({ items: [{ channel: 'webhook', urgency: 'all', url: hook.url }] });
    const audit = await rig.api.services.db.selectFrom('account_audit').select(['actor_id', 'details']).where('subject_id', '=', system.id).where('action', '=', 'account-changed').execute();
    expect(audit).toEqual([{ actor_id: operator.id, details: { endpoint: 'webhook', change: 'set' } }]);
    expect((await rig.ask('DELETE', `/accounts/${system.id}/webhook`, operator)).status).toBe(204);
    expect((await rig.ask('GET', `/accounts/${system.id}/endpoints`, operator)).body).toEqual({ items: [] });
  });

  test.each([['ftp://police.example/hook'], ['https://user:pass@police.example/hook'], ['police.example']])('is not called at %s', async (url) => {
    expect((await rig.ask('PUT', `/accounts/${system.id}/webhook`, operator, { url })).status).toBe(422);
  });

  test('a person has no webhook, and nobody’s account none', async () => {
    expect((await rig.ask('PUT', `/accounts/${desk.id}/webhook`, operator, hook)).body).toMatchObject({ status: 422, errors: [{ code: 'not-a-machine' }] });
    expect((await rig.ask('PUT', `/accounts/${randomUUID()}/webhook`, operator, hook)).status).toBe(404);
  });

  test('a person chooses to be told by the operator’s program too; a machine does not', async () => {
    expect((await rig.ask('PUT', '/me/command-channel', system, {})).status).toBe(403);
    expect((await rig.ask('PUT', '/me/command-channel', desk, { urgency: 'urgent' })).status).toBe(204);
    expect((await rig.ask('GET', `/accounts/${desk.id}/endpoints`, operator)).body).toEqual({ items: [{ channel: 'command', urgency: 'urgent' }] });
    expect((await rig.ask('DELETE', '/me/command-channel', desk)).status).toBe(204);
    expect((await rig.ask('GET', `/accounts/${desk.id}/endpoints`, operator)).body).toEqual({ items: [] });
  });
});

describe('telephoned: who, when', () => {
  const call = () => ({ who: '周警官，13900003333', calledAt: formatInstant(rig.api.services.clock.now()), remarks: '已告知赵不还一案即将到期' });

  test('is recorded by the two sides of the matter, and nobody else', async () => {
    expect((await rig.act(`/matters/${matter}/telephoned`, stranger, call())).status).toBe(404);
    expect((await rig.act(`/matters/${matter}/telephoned`, operator, call())).status).toBe(404);
    expect((await rig.act(`/matters/${matter}/telephoned`, supervisor, call())).status).toBe(403);
    expect((await rig.act(`/matters/${matter}/telephoned`, system, call())).status).toBe(403);
    expect((await rig.ask('GET', `/matters/${matter}/telephoned`, supervisor)).status).toBe(403);
  });

  test('is recorded once for a key, sealed, and read by both sides', async () => {
    const body = call();
    const key = randomUUID();
    const first = await rig.act(`/matters/${matter}/telephoned`, court, body, key);
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ who: body.who, remarks: body.remarks, calledAt: body.calledAt, by: court.id, side: 'court' });
    expect((await rig.act(`/matters/${matter}/telephoned`, court, body, key)).body).toEqual(first.body);
    expect((await rig.act(`/matters/${matter}/telephoned`, court, { ...body, who: '别人' }, key)).body).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
    expect(items((await rig.ask('GET', `/matters/${matter}/telephoned`, desk)).body)).toEqual([first.body]);
    expect(JSON.stringify(await rig.api.services.db.selectFrom('delivery').selectAll().execute())).not.toMatch(/周警官|13900003333|赵不还/);
    expect(rig.api.logged.join('\n')).not.toMatch(/周警官|13900003333|赵不还/);
  });

  test('cannot have happened in the future or before the matter', async () => {
    const { clock } = rig.api.services;
    for (const calledAt of [clock.now() + 60_000, clock.now() - 86_400_000]) {
      expect((await rig.act(`/matters/${matter}/telephoned`, court, { ...call(), calledAt: formatInstant(calledAt) })).body).toMatchObject({ status: 409, code: 'time-out-of-range' });
    }
  });
});

test('opening a request tells the desk and the liaison, in the step that records it', async () => {
  await rig.startWorker();
  const opened = await rig.open(court);
  const deadline = Date.now() + 15_000;
  for (const officer of [desk, liaison]) {
    for (;;) {
      const { body } = await rig.ask('GET', '/notifications', officer);
      if (items(body).some((one) => one['matter'] === opened && one['message'] === 'request-opened')) break;
      if (Date.now() > deadline) throw new Error('nobody was told');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
});
