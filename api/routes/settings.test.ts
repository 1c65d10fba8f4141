import { randomUUID } from 'node:crypto';
import { formatInstant } from '../../domain/calendar/day';
import { changeAccount } from '../../register/accounts/accounts';
import { THE_PROGRAM } from '../../register/accounts/audit';
import { type ApiUnderTest, startApi } from '../../test/rig/api-under-test';
import { ASK_POLICE } from '../../test/rig/matter-api';

let api: ApiUnderTest;
beforeEach(async () => {
  api = await startApi();
});
afterEach(() => api.close());

interface Item {
  name: string;
  value: unknown;
  default: unknown;
}
const itemOf = (body: Record<string, unknown>, name: string) => (body.items as Item[]).find((item) => item.name === name);
const change = (token: string, version: number, values: Record<string, unknown>) => api.ask('PUT', '/api/v1/settings', { token, body: { version, values } });

test.each(['court-officer', 'enforcement-bureau', 'liaison', 'desk-officer', 'unit-head', 'committee-officer', 'prosecutor', 'supervisor'] as const)('%s neither reads nor changes the settings', async (role) => {
  const { token } = await api.signedIn(role);
  expect((await api.ask('GET', '/api/v1/settings', { token })).status).toBe(403);
  expect((await change(token, 0, {})).status).toBe(403);
});

test('at first everything stands at its default, with its title, unit and range', async () => {
  const { token } = await api.signedIn('operator');
  const { status, body } = await api.ask('GET', '/api/v1/settings', { token });
  expect([status, body.version, body.setAt, body.setBy]).toEqual([200, 0, null, null]);
  expect(itemOf(body, 'receipt.deemedAfterWorkingDays')).toEqual({ name: 'receipt.deemedAfterWorkingDays', title: '文书送达后无人签收的，第几个工作日终了视为收到', isTarget: false, ranges: [{ unit: 'working-days', min: 1, max: 10 }], default: 1, value: null });
  expect(itemOf(body, 'target.promptly')).toMatchObject({ isTarget: true, ranges: [{ unit: 'working-days', min: 1, max: 60 }, { unit: 'hours', min: 1, max: 240 }], default: { kind: 'working-days', n: 3 }, value: null });
});

test('a change is a version of its own: who, when, and what stood before are kept', async () => {
  const { token, account } = await api.signedIn('operator');
  expect((await change(token, 0, { 'target.immediately': { kind: 'hours', n: 4 } })).status).toBe(200);
  api.wallClock.advance(60_000);
  const { status, body } = await change(token, 1, { 'receipt.deemedAfterWorkingDays': 2 });
  expect([status, body.version, body.setBy, body.setAt]).toEqual([200, 2, account.id, '2026-03-02T08:31:00+08:00']);
  expect([itemOf(body, 'receipt.deemedAfterWorkingDays')?.value, itemOf(body, 'target.immediately')?.value]).toEqual([2, null]);
  const { db } = api.services;
  expect(await db.selectFrom('settings_version').select(['version', 'settings']).orderBy('version').execute()).toEqual([
    { version: 1, settings: { 'target.immediately': { kind: 'hours', n: 4 } } },
    { version: 2, settings: { 'receipt.deemedAfterWorkingDays': 2 } },
  ]);
  expect(await db.selectFrom('account_audit').select(['actor_id', 'details']).where('action', '=', 'settings-changed').orderBy('id').execute()).toEqual([
    { actor_id: account.id, details: { version: 1 } },
    { actor_id: account.id, details: { version: 2 } },
  ]);
});

test('the application can neither change nor remove what was set', async () => {
  const { token } = await api.signedIn('operator');
  await change(token, 0, { 'receipt.deemedAfterWorkingDays': 2 });
  await expect(api.services.db.updateTable('settings_version').set({ settings: '{}' }).execute()).rejects.toThrow(/permission denied/);
  await expect(api.services.db.deleteFrom('settings_version').execute()).rejects.toThrow(/permission denied/);
});

test('what is set holds for matters that open from then on; one that runs keeps what it was opened with', async () => {
  const operator = await api.signedIn('operator');
  const judge = await api.signedIn('court-officer', { body: 'court.yuncheng' });
  await changeAccount(api.services, THE_PROGRAM, judge.account.id, { profile: { workCardNo: '粤云执001', enforcementPermitNo: '粤云公务001' } });
  const open = async () => String((await api.ask('POST', '/api/v1/requests', { token: judge.token, body: ASK_POLICE, headers: { 'idempotency-key': randomUUID() } })).body.matter);
  const read = async (matter: string) => {
    const row = await api.services.db.selectFrom('matter').innerJoin('entry', 'entry.matter', 'matter.number').select(['next_alarm_at', 'facts']).where('number', '=', matter).executeTakeFirstOrThrow();
    return [row.next_alarm_at === null ? null : formatInstant(row.next_alarm_at), row.facts['deemedReceipt'], row.facts['advisoryTargets']];
  };
  const before = await open();
  await change(operator.token, 0, { 'receipt.deemedAfterWorkingDays': 2, 'target.immediately': { kind: 'hours', n: 4 } });
  const after = await open();
  // Delivered on Monday 2 March: at the end of Tuesday 3, and of Wednesday 4.
  expect(await read(before)).toEqual(['2026-03-04T00:00:00+08:00', undefined, undefined]);
  expect(await read(after)).toEqual(['2026-03-05T00:00:00+08:00', { workingDaysAfterDelivery: 2 }, { wordings: { immediately: { kind: 'hours', n: 4 } } }]);
});

test('the same again changes nothing; of two who started from the same version the second is told', async () => {
  const [first, second] = [await api.signedIn('operator'), await api.signedIn('operator')];
  const values = { 'target.none': { kind: 'working-days', n: 15 } };
  expect((await change(first.token, 0, values)).body.version).toBe(1);
  expect((await change(first.token, 0, values)).body.version).toBe(1);
  const { status, body } = await change(second.token, 0, { 'target.none': { kind: 'working-days', n: 20 } });
  expect([status, body.code, body.params]).toEqual([409, 'settings-changed', { version: 1 }]);
  expect(await api.services.db.selectFrom('settings_version').select('version').execute()).toHaveLength(1);
});

test('two at the same instant: one is taken, the other is told', async () => {
  const [first, second] = [await api.signedIn('operator'), await api.signedIn('operator')];
  const answers = await Promise.all([first, second].map(({ token }, index) => change(token, 0, { 'receipt.deemedAfterWorkingDays': index + 2 })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
});

test.each([
  ['a name that nobody knows', { 'target.whenever': { kind: 'hours', n: 1 } }, 'values.target.whenever', 'unrecognized-key'],
  ['a term of the law', { 'target.kind.land.query': { kind: 'working-days', n: 30 } }, 'values.target.kind.land.query', 'unrecognized-key'],
  ['half a day', { 'receipt.deemedAfterWorkingDays': 1.5 }, 'values.receipt.deemedAfterWorkingDays', 'invalid-type'],
  ['no day at all', { 'receipt.deemedAfterWorkingDays': 0 }, 'values.receipt.deemedAfterWorkingDays', 'too-small'],
  ['a year of working days', { 'target.none': { kind: 'working-days', n: 250 } }, 'values.target.none.n', 'too-big'],
  ['calendar days, which no target is counted in', { 'target.none': { kind: 'calendar-days', n: 10 } }, 'values.target.none.kind', 'invalid-union'],
  ['a duty number that is none', { 'emergency.dutyPhone.police.luoding': '值班室' }, 'values.emergency.dutyPhone.police.luoding', 'invalid-format'],
  ['working days for turning out', { 'target.term.emergency.turn-out': { kind: 'working-days', n: 1 } }, 'values.target.term.emergency.turn-out.kind', 'invalid-value'],
  ['hours for the court to look at an answer', { 'target.term.request.accept-answer': { kind: 'hours', n: 4 } }, 'values.target.term.request.accept-answer.kind', 'invalid-value'],
])('%s cannot be set', async (_what, values, path, code) => {
  const { token } = await api.signedIn('operator');
  const { status, body } = await change(token, 0, values);
  expect([status, body.code]).toEqual([422, 'invalid-body']);
  expect(body.errors).toEqual([expect.objectContaining({ path, code })]);
  expect(await api.services.db.selectFrom('settings_version').selectAll().execute()).toEqual([]);
});
