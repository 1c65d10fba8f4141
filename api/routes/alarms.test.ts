import { randomUUID } from 'node:crypto';
import { ASK_POLICE, MatterApi, type Officer } from '../../test/rig/matter-api';
import { type ApiUnderTest, startApi } from '../../test/rig/api-under-test';

const NOT_YET = { call110: null, happening: 'besieging-or-beating', place: { words: '云城区某某路12号三楼', district: 'yuncheng' } } as const;
const CALL_110 = /^请立即拨打 110。本平台不能代替 110 报警/;

describe('an alarm while the engine is away', () => {
  let api: ApiUnderTest;
  let court: string;
  let desk: string;
  const raise = (token: string, body: unknown, key: string = randomUUID()) => api.ask('POST', '/api/v1/alarms', { token, body, headers: { 'idempotency-key': key } });

  beforeAll(async () => {
    api = await startApi();
    court = (await api.signedIn('court-officer', { body: 'court.yuncheng' })).token;
    desk = (await api.signedIn('desk-officer', { body: 'police', office: 'police.yuncheng' })).token;
  });
  afterAll(() => api.close());

  test.each([
    ['a desk officer of the police', 'desk-officer', { body: 'police' }],
    ['the operator', 'operator', {}],
    ['a supervisor of the court', 'supervisor', { body: 'court.yuncheng' }],
    ['a system', 'system', { body: 'police' }],
  ] as const)('%s raises none', async (_who, role, place) => {
    const { token } = await api.signedIn(role, place);
    expect(await raise(token, NOT_YET)).toMatchObject({ status: 403 });
    expect(await api.ask('GET', '/api/v1/alarms/notice', { token })).toMatchObject({ status: 403 });
  });

  test('the form says first that 110 must be called, and that no number is known where none is', async () => {
    const { status, body } = await api.ask('GET', '/api/v1/alarms/notice', { token: court });
    expect(status).toBe(200);
    expect(body.notice).toMatch(CALL_110);
    expect(body).toMatchObject({ dutyOffice: 'police.yuncheng', dutyOfficeName: '云浮市公安局云城分局', dutyPhone: null });
    expect(body.notice).toContain('平台未登记云浮市公安局云城分局的值班电话，请直接拨打 110。');
    expect((await api.ask('GET', '/api/v1/alarms/notice?district=luoding', { token: court })).body).toMatchObject({ dutyOffice: 'police.luoding' });
  });

  test('one call is enough: the answer begins with the notice, and the desk is told at once', async () => {
    const { status, text, body, headers } = await raise(court, NOT_YET);
    expect(status).toBe(201);
    expect(text.startsWith('{"notice":"请立即拨打 110。')).toBe(true);
    expect(body).toMatchObject({ matter: expect.stringMatching(/^EM-\d{4}-\d{6}$/) as string, call110: null, isDeskTold: true });
    expect(headers.get('location')).toBe(`/api/v1/matters/${String(body.matter)}`);
    const { items } = (await api.ask('GET', '/api/v1/notifications', { token: desk })).body as { items: { matter: string; message: string; urgency: string }[] };
    expect(items).toContainEqual(expect.objectContaining({ matter: body.matter, message: 'alarm-raised' }));
    const rows = await api.services.db.selectFrom('delivery').selectAll().where('matter', '=', String(body.matter)).execute();
    expect(rows.every(({ urgency, mode }) => urgency === 'urgent' && mode === 'single')).toBe(true);
  });

  test('the same key again has the same number; the place stands nowhere in clear', async () => {
    const key = randomUUID();
    const [first, again] = [await raise(court, NOT_YET, key), await raise(court, NOT_YET, key)];
    expect(again.body.matter).toBe(first.body.matter);
    const entries = await api.services.db.selectFrom('entry').selectAll().where('matter', '=', String(first.body.matter)).execute();
    expect(entries).toHaveLength(1);
    expect(JSON.stringify(entries)).not.toContain('某某路');
  });

  test('a place whose police have nobody here says so plainly', async () => {
    const { body } = await raise(court, { ...NOT_YET, place: { words: '罗定市某村', district: 'luoding' } });
    expect(body).toMatchObject({ isDeskTold: false, dutyOffice: 'police.luoding' });
    expect(body.notice).toContain('罗定市公安局在平台上没有值班人员，平台上无人会收到本警情。');
  });

  test('the operator’s duty number is shown and recorded, and so are the minutes until somebody is rung', async () => {
    const { token } = await api.signedIn('operator');
    const values = { 'emergency.dutyPhone.police.yuncheng': '0766-8822110', 'emergency.ringDutyDeskAfterMinutes': 2, 'emergency.ringHeadAfterMinutes': 4, 'target.term.emergency.turn-out': { kind: 'minutes', n: 7 } };
    expect(await api.ask('PUT', '/api/v1/settings', { token, body: { version: 0, values } })).toMatchObject({ status: 200 });
    const { body } = await raise(court, { ...NOT_YET, call110: { calledAt: '2026-03-02T08:29:00+08:00', incidentNumber: 'J445302' } });
    expect(body).toMatchObject({ dutyPhone: '0766-8822110', call110: { calledAt: '2026-03-02T08:29:00+08:00', incidentNumber: 'J445302' } });
    expect(body.notice).toMatch(/云浮市公安局云城分局值班电话：0766-8822110。$/);
    const [opening] = await api.services.db.selectFrom('entry').select('facts').where('matter', '=', String(body.matter)).execute();
    expect(opening?.facts).toMatchObject({ dutyPhone: '0766-8822110', ringDutyDeskAfterMinutes: 2, ringHeadAfterMinutes: 4, advisoryTargets: { terms: { 'emergency.turn-out': { kind: 'minutes', n: 7 } } } });
    const row = await api.services.db.selectFrom('matter').selectAll().where('number', '=', String(body.matter)).executeTakeFirstOrThrow();
    // 08:30 and two minutes.
    expect(row.next_alarm_at).toBe(Date.parse('2026-03-02T08:32:00+08:00'));
  });

  test('the two sides read the place at once, on record; nobody else does', async () => {
    const { body } = await raise(court, NOT_YET);
    const path = `/api/v1/matters/${String(body.matter)}`;
    const read = async (token: string) => ((await api.ask('GET', path, { token })).body.ledger as { words: unknown }[])[0]?.words;
    expect(await read(desk)).toMatchObject({ place: NOT_YET.place.words, officer: { phone: null } });
    expect(await api.services.db.selectFrom('account_audit').selectAll().where('action', '=', 'words-revealed').execute()).toContainEqual(expect.objectContaining({ details: { matter: body.matter, entries: [1], reason: 'emergency' } }));
    // An open page looks every minute; that is one reading an hour on record.
    const readings = async () => (await api.services.db.selectFrom('account_audit').select('details').where('action', '=', 'words-revealed').execute()).filter(({ details }) => (details as { matter?: string }).matter === body.matter).length;
    await read(desk);
    expect(await readings()).toBe(1);
    await read(court);
    expect(await readings()).toBe(2);
    const committee = await api.signedIn('committee-officer', { body: 'committee' });
    expect(await read(committee.token)).toEqual({ sealed: true });
    const stranger = await api.signedIn('desk-officer', { body: 'police', office: 'police.xinxing' });
    expect(await api.ask('GET', path, { token: stranger.token })).toMatchObject({ status: 404 });
  });

  test.each([
    ['without saying whether 110 was called', { ...NOT_YET, call110: undefined }],
    ['for a reason that nobody knows', { ...NOT_YET, happening: 'boredom' }],
    ['from nowhere', { ...NOT_YET, place: {} }],
    ['from beyond the globe', { ...NOT_YET, place: { words: '某处', coordinates: { latitude: 91, longitude: 0 } } }],
    ['whose incident number is a story', { ...NOT_YET, call110: { calledAt: '2026-03-02T08:29:00+08:00', incidentNumber: '被执行人张某报的警' } }],
  ])('one %s is not taken', async (_what, body) => {
    expect(await raise(court, body)).toMatchObject({ status: 422 });
  });
});

describe('on a running platform', () => {
  let rig: MatterApi;
  let court: Officer;
  let desk: Officer;
  beforeAll(async () => {
    rig = await MatterApi.start();
    await rig.startWorker();
    court = await rig.officer('court-officer', 'court.yuncheng');
    desk = await rig.officer('desk-officer', 'police', 'police.yuncheng');
  });
  afterAll(() => rig.stop());

  test('an alarm is acknowledged, attended and ended; then its words are masked again', async () => {
    const { body } = await rig.act('/alarms', court, { ...NOT_YET, call110: { calledAt: new Date(Date.now() - 60_000).toISOString() } });
    const path = `/matters/${String(body.matter)}`;
    expect(await rig.act(`${path}/commands/acknowledge-alarm`, court)).toMatchObject({ status: 403 });
    expect(await rig.act(`${path}/commands/acknowledge-alarm`, desk)).toMatchObject({ status: 200 });
    expect(await rig.act(`${path}/commands/arrived`, desk, { at: new Date(Date.now() + 3_600_000).toISOString() })).toMatchObject({ status: 409, body: { code: 'time-out-of-range' } });
    expect(await rig.act(`${path}/commands/arrived`, desk)).toMatchObject({ status: 200 });
    const why = await rig.ask('GET', `${path}/terms/turn-out/why`, desk);
    expect(why.body).toMatchObject({ cite: { article: '四.7(4)' } });
    expect(await rig.act(`${path}/commands/end-emergency`, desk, { outcome: 'order-restored', measures: '劝离围观人员' })).toMatchObject({ status: 200 });
    const after = (await rig.ask('GET', path, desk)).body;
    expect(after).toMatchObject({ closedAs: 'ended' });
    expect((after.ledger as { words: { place: string } }[])[0]?.words.place).toBe('云＊＊');
  });

  const watch = { ...ASK_POLICE, kind: 'police.vehicle-intercept', unit: 'police.yuncheng', dataItems: [], papers: [{ paper: 'ruling', courtSeal: true }, { paper: 'enforcement-notice', courtSeal: true }], preconditions: [{ id: 'vehicle-sealed', evidence: '车管所查封回执' }], particulars: { vehicle: { plateNumber: '粤W00001' } } };

  test.each([
    ['whose seal nobody shows', { preconditions: [] }, 'precondition-vehicle-sealed'],
    ['without a plate', { particulars: { vehicle: {} } }, 'invalid-type'],
    ['that should have ended yesterday', { particulars: { ...watch.particulars, watchUntil: '2020-01-01' } }, 'day-has-passed'],
    ['that rests on a seal that nobody asked for', { particulars: { ...watch.particulars, sealMatter: 'AR-2026-999999' } }, 'no-such-seal'],
    ['without the ruling', { papers: [{ paper: 'enforcement-notice', courtSeal: true }] }, 'paper-missing'],
  ])('a watch on a vehicle %s is refused', async (_what, over, code) => {
    const { status, body } = await rig.act('/requests', court, { ...watch, ...over });
    expect([status, (body.errors as { code: string }[]).map((error) => error.code)]).toEqual([422, [code]]);
  });

  test('a watch may rest on the matter by which the vehicle was sealed, once that is done', async () => {
    const sealed = await rig.open(court, { kind: 'police.vehicle-seal', unit: 'police.vehicle-management', dataItems: [], papers: watch.papers });
    const resting = { ...watch, particulars: { ...watch.particulars, sealMatter: sealed } };
    expect((await rig.act('/requests', court, resting)).body.errors).toMatchObject([{ code: 'no-such-seal' }]);
    const window = await rig.officer('desk-officer', 'police', 'police.vehicle-management');
    const answered = await rig.act(`/matters/${sealed}/commands/answer`, window, { outcome: 'done', answerSeal: 'department', result: { plateNumber: '粤W00001', waiting: false, sealedOn: '2026-03-02' }, serviceReceipt: { receivedBy: '车管业务窗口', receivedOn: '2026-03-02' } });
    expect([answered.status, answered.text]).toEqual([200, expect.any(String)]);
    expect(await rig.act('/requests', court, resting)).toMatchObject({ status: 201 });
    const other = await rig.officer('court-officer', 'court.luoding');
    expect((await rig.act('/requests', other, { ...resting, caseNumber: '（2026）粤5381执1号' })).body.errors).toMatchObject([{ code: 'no-such-seal' }]);
  });

  test('a stopped vehicle is handed over; differing times are shown to whoever comes second', async () => {
    const { body, text, status } = await rig.act('/requests', court, watch);
    expect([status, text]).toEqual([201, expect.stringMatching(/VI-/)]);
    const path = `/matters/${String(body.matter)}`;
    const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
    // Stopped at the very instant of the opening or later.
    const opened = String((await rig.ask('GET', path, court)).body.openedAt);
    expect(await rig.act(`${path}/commands/report-stopped`, desk, { stoppedAt: minutesAgo(5), place: '云城区某路口' })).toMatchObject({ status: 409, body: { code: 'time-out-of-range' } });
    expect(await rig.act(`${path}/commands/report-stopped`, desk, { stoppedAt: new Date().toISOString(), place: '云城区某路口' })).toMatchObject({ status: 200 });
    expect(Date.parse(opened)).toBeLessThan(Date.now());
    const handedOverAt = new Date().toISOString();
    expect(await rig.act(`${path}/commands/confirm-hand-over`, court, { handedOverAt })).toMatchObject({ status: 200 });
    expect(await rig.act(`${path}/commands/confirm-hand-over`, desk, { handedOverAt })).toMatchObject({ status: 200 });
    expect((await rig.ask('GET', path, court)).body).toMatchObject({ closedAs: 'handed-over' });
  });
});
