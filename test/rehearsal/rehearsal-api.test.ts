import { at } from '../factories/assistance-request';
import { type ApiUnderTest, startApi } from '../rig/api-under-test';
import { type RehearsalRig, startRehearsal } from './rehearsal-rig';

const CLOCK = '/api/v1/rehearsal/clock';

describe('the clock of a rehearsal over HTTP', () => {
  let rehearsal: RehearsalRig;
  let api: ApiUnderTest;
  let operator: string;

  beforeAll(async () => {
    rehearsal = await startRehearsal(at('2026-09-28T08:30'));
    api = await startApi({ services: { rehearsal: rehearsal.driver } });
    operator = (await api.signedIn('operator')).token;
  });
  afterAll(async () => {
    await api.close();
    await rehearsal.stop();
  });

  const post = (body: unknown, token: string | undefined = operator) => api.ask('POST', CLOCK, { ...(token === undefined ? {} : { token }), body });

  test('is nobody’s but the operator’s', async () => {
    expect((await api.ask('GET', CLOCK)).status).toBe(401);
    for (const role of ['court-officer', 'desk-officer', 'supervisor', 'committee-officer'] as const) {
      const { token } = await api.signedIn(role);
      expect([role, (await api.ask('GET', CLOCK, { token })).body.code]).toEqual([role, 'not-permitted']);
      expect([role, (await post({ action: 'move-to-next-alarm' }, token)).body.code]).toEqual([role, 'not-permitted']);
    }
  });

  test('is not found where there is no rehearsal, by the operator either', async () => {
    const inEarnest = await startApi();
    try {
      const { token } = await inEarnest.signedIn('operator');
      expect((await inEarnest.ask('GET', CLOCK, { token })).status).toBe(404);
      expect((await inEarnest.ask('POST', CLOCK, { token, body: { action: 'pause' } })).status).toBe(404);
      expect((await inEarnest.ask('GET', '/api/v1/openapi.json')).text).not.toContain('/rehearsal/clock');
    } finally {
      await inEarnest.close();
    }
  });

  test('says where the rehearsal stands', async () => {
    expect((await api.ask('GET', CLOCK, { token: operator })).body).toEqual({
      now: '2026-09-28T08:30:00+08:00',
      beganAt: '2026-09-28T08:30:00+08:00',
      speed: 0,
      openMatters: 0,
      nextAlarmAt: null,
      nextDigestAt: null,
    });
  });

  test('moves to the next alarm, then to an instant, and says what happened', async () => {
    expect((await post({ action: 'move-to-next-alarm' })).body).toMatchObject({ status: 409, code: 'nothing-ahead' });
    const matter = await rehearsal.rig.open();
    await rehearsal.rig.act(matter, 'unit', 'sign-receipt');
    const next = await post({ action: 'move-to-next-alarm' });
    expect([next.status, next.body]).toEqual([
      200,
      {
        clock: expect.objectContaining({ now: '2026-09-29T08:30:00+08:00', openMatters: 1, nextAlarmAt: '2026-09-30T08:30:00+08:00' }) as unknown,
        moved: { from: '2026-09-28T08:30:00+08:00', to: '2026-09-29T08:30:00+08:00', stops: 1, alarms: 1, stillLeaving: 0 },
      },
    ]);
    // 30 September and 8 October at half past eight, and the end of the 8th.
    expect((await post({ action: 'move', to: '2026-10-09T00:00:00+08:00' })).body.moved).toMatchObject({ stops: 3, alarms: 3 });
  });

  test('never moves back', async () => {
    expect((await post({ action: 'move', to: '2026-09-28T08:30:00+08:00' })).body).toMatchObject({ status: 409, code: 'clock-runs-forward' });
  });

  test('runs at a speed and is paused', async () => {
    const running = await post({ action: 'set-speed', speed: 60 });
    expect(running.body).toMatchObject({ clock: { speed: 60 }, moved: null });
    const paused = await post({ action: 'pause' });
    expect(paused.body).toMatchObject({ clock: { speed: 0 } });
    const { now } = paused.body.clock as { now: string };
    expect((await api.ask('GET', CLOCK, { token: operator })).body.now).toBe(now);
  });

  test.each([{ action: 'move' }, { action: 'move', to: 'tomorrow' }, { action: 'set-speed', speed: 0 }, { action: 'set-speed', speed: 1e9 }, { action: 'rewind' }, { action: 'pause', and: 'more' }])('refuses %j', async (body) => {
    expect((await post(body)).body).toMatchObject({ status: 422, code: 'invalid-body' });
  });
});
