import { requestParties } from '../../domain/access/parties';
import { randomUUID } from 'node:crypto';
import { china, createTellingWorld, LUODING, type TellingWorld } from '../../test/factories/told-people';
import { FixedClock } from '../clock';
import { listEndpoints, setCommand, setWebhook } from './endpoints';
import { countNotifications, listNotifications, markRead } from './inbox';
import { claimDue, collectDigests, countLeaving, markSent, markUnsent, nextDigestDueAt } from './outbox';
import { SHIPPED_CALENDAR } from '../../domain/calendar/shipped';
import { insertTells } from './tell';
import { listCalls, recordTelephoned } from './telephoned';
import { countTrouble, listDeliveries, retryDelivery } from './trouble';

let world: TellingWorld;
beforeEach(async () => void (world = await createTellingWorld()));
afterEach(() => world.close());

const REMINDER = { message: 'reminder', term: 'answer', params: { term: 'answer', rung: 'T-2', dueOn: '2026-10-13' } } as const;
const BREACH = { message: 'term-expired', term: 'answer', urgency: 'urgent', params: { term: 'answer', rung: 'breach', dueOn: '2026-10-13' } } as const;

const rows = () => world.db.selectFrom('delivery').selectAll().orderBy('seq').orderBy('recipient').orderBy('channel').execute();
/** `who channel state` of each row, oldest first; who by user name. */
async function told(): Promise<string[]> {
  const names = new Map((await world.db.selectFrom('account').select(['id', 'username']).execute()).map(({ id, username }) => [id, username]));
  return (await rows()).map((row) => `${names.get(row.recipient) ?? row.recipient} ${row.channel} ${row.state}`).sort();
}
const webhook = (accountId: string) => setWebhook(world, accountId, { url: 'https://police.example/hook', urgency: 'all' });

describe('whom an audience means', () => {
  test('the court officer who opened the matter is told, and the other officers of the court are not', async () => {
    const officer = await world.addPerson('opener', 'court-officer', 'court.luoding');
    await world.addPerson('colleague', 'court-officer', 'court.luoding');
    await world.tell([{ audience: 'court.officer' }], { of: { ...LUODING, officer } });
    expect(await told()).toEqual(['opener in-app sent', 'opener mail queued']);
  });

  test('when that officer has left, the court’s officers are told instead', async () => {
    const officer = await world.addPerson('opener', 'court-officer', 'court.luoding');
    await world.addPerson('colleague', 'court-officer', 'court.luoding');
    await world.addPerson('elsewhere', 'court-officer', 'court.xinxing');
    await world.deactivate(officer);
    await world.tell([{ audience: 'court.officer' }], { of: { ...LUODING, officer } });
    expect(await told()).toEqual(['colleague in-app sent', 'colleague mail queued']);
  });

  test('an officer of the intermediate court who opened it for a basic court is told', async () => {
    const officer = await world.addPerson('city-bureau', 'enforcement-bureau', 'court.intermediate');
    await world.addPerson('colleague', 'court-officer', 'court.luoding');
    await world.tell([{ audience: 'court.officer' }], { of: { ...LUODING, officer } });
    expect(await told()).toEqual(['city-bureau in-app sent', 'city-bureau mail queued']);
  });

  test('a court without an enforcement bureau is helped by that of the intermediate court', async () => {
    await world.addPerson('city-bureau', 'enforcement-bureau', 'court.intermediate');
    await world.tell([{ audience: 'court.bureau' }]);
    expect(await told()).toEqual(['city-bureau in-app sent', 'city-bureau mail queued']);
    await world.addPerson('own-bureau', 'enforcement-bureau', 'court.luoding');
    await world.tell([{ audience: 'court.bureau', message: 'withdrawn' }]);
    expect((await told()).filter((line) => line.includes('mail'))).toEqual(['city-bureau mail queued', 'own-bureau mail queued']);
  });

  test('the desk is that of the office, with its own system where that has a webhook', async () => {
    await world.addPerson('desk', 'desk-officer', 'police', { office: 'police.luoding' });
    await world.addPerson('city-desk', 'desk-officer', 'police');
    await webhook(await world.addMachine('system', 'police', 'police.luoding'));
    await world.addMachine('deaf-system', 'police', 'police.luoding');
    await world.tell([{ audience: 'unit.desk' }]);
    expect(await told()).toEqual(['desk in-app sent', 'desk mail queued', 'system webhook queued']);
  });

  test('the city office is the unit itself', async () => {
    await world.addPerson('city-desk', 'desk-officer', 'police');
    await world.tell([{ audience: 'unit.desk' }], { of: { ...LUODING, office: 'police.city' } });
    expect(await told()).toEqual(['city-desk in-app sent', 'city-desk mail queued']);
  });

  test('the unit’s one liaison stands in for an office without its own', async () => {
    await world.addPerson('liaison', 'liaison', 'police');
    await world.tell([{ audience: 'unit.liaison' }]);
    expect(await told()).toEqual(['liaison in-app sent', 'liaison mail queued']);
    await world.addPerson('local-liaison', 'liaison', 'police', { office: 'police.luoding' });
    await world.tell([{ audience: 'unit.liaison', message: 'withdrawn' }]);
    expect((await told()).filter((line) => line.includes('in-app'))).toEqual(['liaison in-app sent', 'local-liaison in-app sent']);
  });

  test('an escalation reaches the head of the unit and the head of the office', async () => {
    await world.addPerson('head', 'unit-head', 'police');
    await world.addPerson('local-head', 'unit-head', 'police', { office: 'police.luoding' });
    await world.addPerson('other-head', 'unit-head', 'police', { office: 'police.xinxing' });
    await world.tell([{ audience: 'unit.head' }]);
    expect((await told()).filter((line) => line.includes('in-app'))).toEqual(['head in-app sent', 'local-head in-app sent']);
  });

  test('the committee’s officers are told, and a person in two audiences is told once', async () => {
    await world.addPerson('committee', 'committee-officer', 'committee');
    const officer = await world.addPerson('officer', 'enforcement-bureau', 'court.luoding');
    await world.tell([{ audience: 'committee' }, { audience: 'court.officer' }, { audience: 'court.bureau', urgency: 'urgent' }], { of: { ...LUODING, officer } });
    expect(await told()).toEqual(['committee in-app sent', 'committee mail queued', 'officer in-app sent', 'officer mail queued']);
    const mail = (await rows()).find((row) => row.recipient === officer && row.channel === 'mail');
    expect(mail).toMatchObject({ mode: 'single', urgency: 'urgent' });
  });
});

describe('when nobody holds the place', () => {
  test('it is written down for the operator, who tells somebody once there is one', async () => {
    await world.tell([{ audience: 'unit.head', ...BREACH }]);
    expect(await told()).toEqual(['audience:unit.head none no-recipient']);
    expect(await countTrouble(world.db)).toEqual([{ state: 'no-recipient', channel: 'none', reason: null, count: 1 }]);
    const [trouble] = await listDeliveries(world.db, { state: 'no-recipient' }, { limit: 10 });
    const id = trouble?.id ?? '';
    await expect(retryDelivery(world.db, id, world.clock)).rejects.toMatchObject({ code: 'still-nobody' });

    await world.addPerson('head', 'unit-head', 'police');
    world.clock.set(china('2026-10-12T09:00'));
    expect(await retryDelivery(world.db, id, world.clock)).toBe('resolved');
    expect(await told()).toEqual(['audience:unit.head none resolved', 'head in-app sent', 'head mail queued']);
    expect((await rows()).find((row) => row.channel === 'mail')).toMatchObject({ message: 'term-expired', term: 'answer', rung: 'breach', params: BREACH.params, mode: 'single' });
    await expect(retryDelivery(world.db, id, world.clock)).rejects.toMatchObject({ code: 'delivery-not-failed' });
  });
});

describe('how a person wants to be told', () => {
  test('by default routine goes into the next digest, urgent alone and at once', async () => {
    await world.addPerson('desk', 'desk-officer', 'police', { office: 'police.luoding' });
    await world.tell([{}]);
    await world.tell([BREACH]);
    const mails = (await rows()).filter((row) => row.channel === 'mail');
    expect(mails.map(({ mode, due_at }) => ({ mode, due_at }))).toEqual([
      { mode: 'digest', due_at: china('2026-10-09T14:00') },
      { mode: 'single', due_at: china('2026-10-09T10:00') },
    ]);
  });

  test('who prefers single mails gets each at once; who prefers the app gets none', async () => {
    await world.addPerson('single', 'desk-officer', 'police', { office: 'police.luoding', channels: { routine: 'single', urgent: 'single' } });
    await world.addPerson('app', 'desk-officer', 'police', { office: 'police.luoding', channels: { routine: 'in-app', urgent: 'in-app' } });
    await world.tell([{}]);
    await world.tell([BREACH]);
    expect(await told()).toEqual(['app in-app sent', 'app in-app sent', 'single in-app sent', 'single in-app sent', 'single mail queued', 'single mail queued']);
    expect((await rows()).filter((row) => row.mode === 'digest')).toEqual([]);
  });

  test('ringing goes by every channel, whatever the person prefers, at once and never in a digest', async () => {
    const desk = await world.addPerson('app', 'desk-officer', 'police', { office: 'police.luoding', channels: { routine: 'in-app', urgent: 'in-app' } });
    await setCommand(world, desk, { urgency: 'urgent' });
    await world.tell([{ message: 'alarm-unacknowledged', urgency: 'urgent', isRinging: true }]);
    expect(await told()).toEqual(['app command queued', 'app in-app sent', 'app mail queued']);
    expect((await rows()).every(({ mode, urgency }) => mode === 'single' && urgency === 'urgent')).toBe(true);
  });

  test('who is also told through the operator’s command is, for urgent messages or for all', async () => {
    await setCommand(world, await world.addPerson('all', 'liaison', 'police'), { urgency: 'all' });
    await setCommand(world, await world.addPerson('urgent', 'liaison', 'police'), { urgency: 'urgent' });
    await world.tell([{ audience: 'unit.liaison' }]);
    expect((await told()).filter((line) => line.includes('command'))).toEqual(['all command queued']);
    await world.tell([{ audience: 'unit.liaison', ...BREACH }]);
    expect((await told()).filter((line) => line.includes('command'))).toEqual(['all command queued', 'all command queued', 'urgent command queued']);
  });

  test('a webhook belongs to a machine and a command to a person', async () => {
    const person = await world.addPerson('person', 'liaison', 'police');
    const machine = await world.addMachine('system', 'police', 'police.luoding');
    await expect(webhook(person)).rejects.toMatchObject({ code: 'not-a-machine' });
    await expect(setCommand(world, machine, { urgency: 'all' })).rejects.toMatchObject({ code: 'not-a-person' });
    const first = await webhook(machine);
    const second = await webhook(machine);
    expect(second.secret).not.toBe(first.secret);
    expect(await listEndpoints(world.db, machine)).toEqual([{ channel: 'webhook', url: 'https://police.example/hook', urgency: 'all' }]);
    const stored = JSON.stringify(await world.db.selectFrom('delivery_endpoint').selectAll().execute());
    expect(stored).not.toContain(second.secret);
  });
});

describe('a step that is written again', () => {
  test('tells nobody twice', async () => {
    await world.addPerson('desk', 'desk-officer', 'police', { office: 'police.luoding' });
    await world.tell([BREACH, { audience: 'unit.head' }], { seq: 7 });
    const before = await rows();
    await world.tell([BREACH, { audience: 'unit.head' }], { seq: 7 });
    expect(await rows()).toEqual(before);
  });

  test('tells nobody when the step’s transaction is rolled back', async () => {
    await world.addPerson('desk', 'desk-officer', 'police', { office: 'police.luoding' });
    const failing = world.db.transaction().execute(async (trx) => {
      await insertTells(trx, { matter: 'AR-2026-000123', about: { kind: 'land.query', ...LUODING }, seq: 2, at: 1, tells: [{ audience: 'unit.desk', ...BREACH }], parties: requestParties(LUODING), standing: { procedure: 'assistance-request', stage: 'awaiting-answer' }, clock: world.clock, calendar: SHIPPED_CALENDAR });
      throw new Error('the step failed');
    });
    await expect(failing).rejects.toThrow('the step failed');
    expect(await rows()).toEqual([]);
  });
});

describe('an earlier message on the same term that has not left', () => {
  beforeEach(() => world.addPerson('desk', 'desk-officer', 'police', { office: 'police.luoding' }));

  test('gives way to the later one, also after an outage of several rungs', async () => {
    await world.tell([REMINDER]);
    await world.tell([{ ...REMINDER, params: { ...REMINDER.params, rung: 'T-1' } }]);
    await world.tell([{ ...REMINDER, params: { ...REMINDER.params, rung: 'T-0' } }]);
    const mails = (await rows()).filter((row) => row.channel === 'mail');
    expect(mails.map(({ rung, state }) => `${rung} ${state}`)).toEqual(['T-2 superseded', 'T-1 superseded', 'T-0 queued']);
  });

  test('does not give way when it is about another term, another matter or another person', async () => {
    await world.addPerson('liaison', 'liaison', 'police');
    await world.tell([REMINDER, { ...REMINDER, audience: 'unit.liaison' }]);
    await world.tell([{ ...REMINDER, term: 'publish' }]);
    await world.tell([REMINDER], { matter: 'AR-2026-000124' });
    expect((await rows()).filter((row) => row.state === 'superseded')).toEqual([]);
  });

  test('has left and stays as it is', async () => {
    await world.tell([BREACH]);
    const [claim] = await claimDue(world.db, 'mail', { now: world.clock.now(), real: 1, leaseMs: 1000, limit: 9 });
    await world.tell([{ ...REMINDER, message: 'escalation', params: { ...REMINDER.params, rung: '+1' } }]);
    expect((await rows()).filter((row) => row.channel === 'mail').map(({ rung, state }) => `${rung} ${state}`)).toEqual(['breach sending', '+1 queued']);
    await markSent(world.db, claim?.id ?? '', 2);
    expect((await rows()).filter((row) => row.state === 'sent' && row.channel === 'mail')).toHaveLength(1);
  });

  test('leaves its urgency to the one that goes in its place', async () => {
    await world.tell([BREACH]);
    await world.tell([{ ...REMINDER, message: 'escalation', params: { ...REMINDER.params, rung: '+1' } }]);
    const mails = (await rows()).filter((row) => row.channel === 'mail');
    expect(mails.map(({ rung, state, mode, urgency }) => ({ rung, state, mode, urgency }))).toEqual([
      { rung: 'breach', state: 'superseded', mode: 'single', urgency: 'urgent' },
      { rung: '+1', state: 'queued', mode: 'single', urgency: 'urgent' },
    ]);
  });
});

describe('the digest', () => {
  const at14 = china('2026-10-09T14:00');

  test('is made at its time, one for each person, and holds what is due then and no more', async () => {
    await world.addPerson('desk', 'desk-officer', 'police', { office: 'police.luoding' });
    await world.addPerson('liaison', 'liaison', 'police');
    await world.tell([{}, { audience: 'unit.liaison' }]);
    await world.tell([{ message: 'withdrawn' }], { matter: 'AR-2026-000124' });
    expect(await nextDigestDueAt(world.db, world.clock.now())).toBe(at14);
    expect(await collectDigests(world.db, { now: at14 - 1, settleMs: 0 })).toBe(0);
    expect(await collectDigests(world.db, { now: at14, settleMs: 0 })).toBe(2);
    expect(await collectDigests(world.db, { now: at14, settleMs: 0 })).toBe(0);
    const claims = await claimDue(world.db, 'mail', { now: at14, real: 1, leaseMs: 1000, limit: 9 });
    expect(claims.map(({ message, members }) => ({ message, members: members.map((member) => member.matter) })).sort((a, b) => b.members.length - a.members.length)).toEqual([
      { message: 'digest', members: ['AR-2026-000123', 'AR-2026-000124'] },
      { message: 'digest', members: ['AR-2026-000123'] },
    ]);
  });

  test('holds the same when it is sent again, whatever came meanwhile', async () => {
    await world.addPerson('desk', 'desk-officer', 'police', { office: 'police.luoding' });
    await world.tell([{}]);
    await collectDigests(world.db, { now: at14, settleMs: 0 });
    const [first] = await claimDue(world.db, 'mail', { now: at14, real: 1, leaseMs: 1000, limit: 9 });
    await world.tell([{ message: 'withdrawn' }]);
    await collectDigests(world.db, { now: at14, settleMs: 0 });
    const [again] = (await claimDue(world.db, 'mail', { now: at14, real: 2000, leaseMs: 1000, limit: 9 })).filter((claim) => claim.id === first?.id);
    expect(again?.members.map((member) => member.message)).toEqual(['query-replied']);
    await markSent(world.db, first?.id ?? '', at14);
    expect((await rows()).filter((row) => row.channel === 'mail').map(({ message, state }) => `${message} ${state}`).sort()).toEqual(['digest sending', 'digest sent', 'query-replied sent', 'withdrawn collected']);
  });

  test('waits a moment while messages are still coming in, but not for ever', async () => {
    await world.addPerson('desk', 'desk-officer', 'police', { office: 'police.luoding' });
    await world.tell([{}]);
    expect(await collectDigests(world.db, { now: at14, settleMs: 600_000 })).toBe(0);
    expect(await collectDigests(world.db, { now: at14 + 60_000, settleMs: 600_000 })).toBe(1);
  });

  test('an in-app preference leaves the digest empty: none is made', async () => {
    await world.addPerson('desk', 'desk-officer', 'police', { office: 'police.luoding', channels: { routine: 'in-app', urgent: 'single' } });
    await world.tell([{}]);
    expect(await collectDigests(world.db, { now: at14, settleMs: 0 })).toBe(0);
  });
});

describe('the outbox', () => {
  beforeEach(async () => {
    await world.addPerson('desk', 'desk-officer', 'police', { office: 'police.luoding' });
    await world.tell([BREACH]);
  });
  const claim = (real: number) => claimDue(world.db, 'mail', { now: world.clock.now(), real, leaseMs: 1000, limit: 9 });

  test('gives each delivery to one deliverer until its lease ends', async () => {
    const both = await Promise.all([claim(10), claim(10)]);
    expect(both.flat()).toHaveLength(1);
    expect(await claim(1010)).toEqual([]);
    expect(await claim(1011)).toMatchObject([{ attempts: 2, first_attempt_at: 10 }]);
  });

  test('tries again after a minute, then gives up after five days, and the operator tries anew', async () => {
    let real = 1_000_000;
    for (let attempt = 1; ; attempt += 1) {
      const [taken] = await claim(real);
      if (!taken) throw new Error('nothing to claim');
      expect(taken.attempts).toBe(attempt);
      if ((await markUnsent(world.db, taken, { reason: 'smtp-451', isFinal: false, real })) === 'failed') break;
      const [row] = (await rows()).filter((one) => one.channel === 'mail');
      expect(await claim((row?.not_before ?? 0) - 1)).toEqual([]);
      real = row?.not_before ?? 0;
    }
    expect(real - 1_000_000).toBeGreaterThan(4 * 86_400_000);
    const [failed] = await listDeliveries(world.db, { state: 'failed' }, { limit: 9 });
    expect(failed).toMatchObject({ channel: 'mail', reason: 'smtp-451', message: 'term-expired' });
    expect(await retryDelivery(world.db, failed?.id ?? '', world.clock)).toBe('queued');
    expect(await claim(real)).toMatchObject([{ attempts: 1, first_attempt_at: real }]);
  });

  test('a deliverer that lost its lease can no longer put the delivery back', async () => {
    const [slow] = await claim(10);
    const [quick] = await claim(2000);
    if (!slow || !quick) throw new Error('nothing to claim');
    await markSent(world.db, quick.id, 3000);
    await markUnsent(world.db, slow, { reason: 'smtp-etimedout', isFinal: false, real: 3000 });
    expect((await rows()).filter((row) => row.channel === 'mail')).toMatchObject([{ state: 'sent', reason: null }]);
  });

  test('is quiet when nothing is leaving or could leave now', async () => {
    const quiet = () => countLeaving(world.db, { now: world.clock.now(), real: 20 });
    expect(await quiet()).toBe(1);
    const [taken] = await claim(10);
    if (!taken) throw new Error('nothing to claim');
    expect(await quiet()).toBe(1);
    await markUnsent(world.db, taken, { reason: 'smtp-451', isFinal: false, real: 10 });
    expect(await quiet()).toBe(0);
  });
});

describe('in the app', () => {
  test('a person reads only what was told to that person, newest first, page by page', async () => {
    const desk = await world.addPerson('desk', 'desk-officer', 'police', { office: 'police.luoding' });
    const liaison = await world.addPerson('liaison', 'liaison', 'police');
    for (const message of ['query-replied', 'corrected', 'withdrawn'] as const) {
      world.clock.advance(1000);
      await world.tell([{ message }, { message, audience: 'unit.liaison' }]);
    }
    await world.tell([BREACH]);
    const first = await listNotifications(world.db, desk, { limit: 2 });
    const last = first.at(-1);
    const rest = await listNotifications(world.db, desk, { limit: 9, after: last && { createdAt: last.createdAt, id: last.id } });
    expect([...first, ...rest].map(({ message }) => message).sort()).toEqual(['corrected', 'query-replied', 'term-expired', 'withdrawn']);
    expect(rest.map(({ message }) => message)).toEqual(['corrected', 'query-replied']);
    expect(first.find(({ message }) => message === 'term-expired')).toMatchObject({ matter: 'AR-2026-000123', params: BREACH.params, about: { kind: 'police.identity-property-query', ...LUODING } });

    expect(await countNotifications(world.db, desk)).toEqual({ unread: 4, unreadUrgent: 1 });
    expect(await markRead(world.db, desk, { ids: [rest[0]?.id ?? ''] }, 5)).toBe(1);
    expect(await markRead(world.db, liaison, { ids: first.map(({ id }) => id) }, 5)).toBe(0);
    expect(await markRead(world.db, desk, { upTo: rest[1]?.id ?? '' }, 6)).toBe(1);
    expect((await listNotifications(world.db, desk, { limit: 9, unreadOnly: true })).map(({ message }) => message).sort()).toEqual(['term-expired', 'withdrawn']);
    expect(await countNotifications(world.db, liaison)).toEqual({ unread: 3, unreadUrgent: 0 });
  });
});

describe('what is written down', () => {
  test('holds codes, numbers and days, and nothing else that a tell may have carried', async () => {
    await world.addPerson('desk', 'desk-officer', 'police', { office: 'police.luoding' });
    await world.tell([{ ...BREACH, params: { ...BREACH.params, debtor: '陈大文', rung: '陈大文', idNumber: '441202198001011234', term: '13800001111' } }]);
    const stored = JSON.stringify(await rows());
    for (const personal of ['陈大文', '441202198001011234', '13800001111']) expect(stored).not.toContain(personal);
  });

  test('of a telephone call, who was reached and what was said are sealed', async () => {
    const clerk = await world.addPerson('clerk', 'court-officer', 'court.luoding');
    const words = { who: '陈大文，13800001111', remarks: '已告知限期答复' };
    const call = { id: randomUUID(), matter: 'AR-2026-000123', about: { kind: 'police.identity-property-query', ...LUODING }, by: clerk, side: 'court', calledAt: 7, words };
    const recorded = await recordTelephoned({ ...world, clock: new FixedClock(9) }, call);
    await recordTelephoned(world, { ...call, id: randomUUID(), calledAt: 8, words: { who: '值班室' } });
    expect(await recordTelephoned(world, call)).toEqual(recorded);
    await expect(recordTelephoned(world, { ...call, words: { who: '他人' } })).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    expect(JSON.stringify(await rows())).not.toMatch(/陈大文|13800001111|限期/);
    expect(await listCalls(world, 'AR-2026-000123')).toMatchObject([{ by: clerk, side: 'court', calledAt: 7, recordedAt: 9, words }, { words: { who: '值班室' } }]);
  });
});
