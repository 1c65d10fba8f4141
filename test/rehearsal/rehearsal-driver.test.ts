import fs from 'node:fs';
import path from 'node:path';
import { runDeliverer } from '../../activities/deliverer';
import { formatInstant } from '../../domain/calendar/day';
import { createAccount } from '../../register/accounts/accounts';
import { THE_PROGRAM } from '../../register/accounts/audit';
import { SystemClock } from '../../register/clock';
import { listenForDue } from '../../register/deliveries/due-notices';
import { DIGEST } from '../../register/deliveries/outbox';
import { ANSWER, at } from '../factories/assistance-request';
import { fromSetup } from '../harness/environment';
import { waitFor } from '../rig/matter-rig';
import { type RehearsalRig, startRehearsal } from './rehearsal-rig';

/*
 * 2026: Mon 28, Tue 29, Wed 30 September are worked; 1 to 7 October is the holiday; Thu 8 and Fri 9 are worked, and Sat 10 to make up;
 * Sun 11 is off; Mon 12 to Fri 16 are worked.
 */
const BEGAN = '2026-09-28T08:30';

/** A rung by its name, anything else by its type. */
function labelOf({ type, facts }: { type: string; facts: Readonly<Record<string, unknown>> }): string {
  return typeof facts['rung'] === 'string' ? facts['rung'] : type;
}

describe('twenty days in one move', () => {
  let rehearsal: RehearsalRig;
  const names = new Map<string, string>();

  beforeAll(async () => {
    rehearsal = await startRehearsal(at(BEGAN));
  });
  afterAll(() => rehearsal.stop());

  test('are lived in order: every alarm of every matter at its instant, none skipped, none twice', async () => {
    const { rig, driver } = rehearsal;
    const [unsigned, signed, answered] = [await rig.open(), await rig.open(), await rig.open()];
    names.set(unsigned, 'unsigned').set(signed, 'signed').set(answered, 'answered');
    await rig.act(signed, 'unit', 'sign-receipt');
    await rig.act(answered, 'unit', 'answer', ANSWER);

    const moved = await driver.move(at('2026-10-18T08:30'));

    const entries = await rig.db.selectFrom('entry').selectAll().orderBy('recorded_at').orderBy('matter').orderBy('seq').execute();
    const lived = entries
      .filter((entry) => entry.actor.kind === 'clock')
      .map((entry) => `${formatInstant(entry.recorded_at).slice(5, 16)} ${names.get(entry.matter)} ${labelOf(entry)}`);
    expect(lived).toEqual([
      // Signed on the 28th: 3 working days are 29 and 30 September and 8 October.
      '09-29T08:30 signed T-2',
      // Not signed by the end of the 29th, the working day after delivery: received on the 29th; 3 working days are 30 September, 8 and 9 October.
      '09-30T00:00 unsigned receipt-deemed',
      '09-30T08:30 unsigned T-2',
      '09-30T08:30 signed T-1',
      '10-08T08:30 unsigned T-1',
      '10-08T08:30 signed T-0',
      '10-09T00:00 signed breach',
      // Answered on the 28th, and neither accepted nor contested on 29 and 30 September and 8 October.
      '10-09T00:00 answered accepted-by-silence',
      '10-09T08:30 unsigned T-0',
      '10-09T08:30 signed +1',
      '10-10T00:00 unsigned breach',
      // The made-up Saturday is the first working day after the 9th.
      '10-10T08:30 unsigned +1',
      // 9, 10 and 12 October.
      '10-12T08:30 signed +3',
      // 10, 12 and 13 October.
      '10-13T08:30 unsigned +3',
    ]);
    expect(entries.filter((entry) => entry.actor.kind === 'clock').every((entry) => entry.recorded_at === entry.received_at)).toBe(true);
    expect(moved).toEqual({ from: at(BEGAN), to: at('2026-10-18T08:30'), stops: 10, alarms: 14, stillLeaving: 0 });
    expect(await driver.state()).toMatchObject({ now: at('2026-10-18T08:30'), speed: 0, openMatters: 2, nextAlarmAt: null });
    for (const matter of names.keys()) await rig.replay(matter);
  });

  test('leave a matter whose answer comes afterwards late by the working days that were lived', async () => {
    const { rig } = rehearsal;
    const [unsigned] = [...names.keys()];
    await rig.act(unsigned ?? '', 'unit', 'answer', ANSWER);
    // Due on the 9th, answered on Sunday the 18th: 10, 12, 13, 14, 15 and 16 October.
    expect((await rig.position(unsigned ?? '')).terms.find(({ id }) => id === 'answer')).toMatchObject({ dueOn: '2026-10-09', metAt: at('2026-10-18T08:30'), lateWorkingDays: 6 });
  });
});

describe('the driver of a rehearsal', () => {
  let rehearsal: RehearsalRig;

  beforeEach(async () => {
    rehearsal = await startRehearsal(at(BEGAN));
  });
  afterEach(() => rehearsal.stop());

  test('never sets the clock back', async () => {
    await expect(rehearsal.driver.move(at(BEGAN) - 1)).rejects.toMatchObject({ code: 'clock-runs-forward' });
    expect(rehearsal.source.now()).toBe(at(BEGAN));
  });

  test('goes to the next alarm and stops there', async () => {
    const { rig, driver } = rehearsal;
    await expect(driver.move('next-alarm')).rejects.toMatchObject({ code: 'nothing-ahead' });
    const matter = await rig.open();
    await rig.act(matter, 'unit', 'sign-receipt');
    expect(await driver.move('next-alarm')).toMatchObject({ to: at('2026-09-29T08:30'), stops: 1, alarms: 1 });
    expect(await driver.state()).toMatchObject({ now: at('2026-09-29T08:30'), nextAlarmAt: at('2026-09-30T08:30'), openMatters: 1 });
  });

  test('moves only one way at a time', async () => {
    const { rig, driver } = rehearsal;
    await rig.open();
    const results = await Promise.allSettled([driver.move(at('2026-09-30T12:00')), driver.move(at('2026-09-30T13:00'))]);
    const refused = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason as unknown);
    expect(refused).toEqual([expect.objectContaining({ code: 'clock-is-moving' })]);
  });

  test('starts a matter that has no workflow, and has pending commands decided before the clock goes on', async () => {
    const { rig, driver } = rehearsal;
    const matter = await rig.open({}, false);
    const command = await rig.commit(matter, 'unit', 'sign-receipt');
    await driver.move(at('2026-09-30T12:00'));
    const ledger = await rig.ledger(matter);
    // Signed on the 28th, at the instant at which it was given: nothing is deemed received on the 29th.
    expect(ledger.map((entry) => [entry.key === command.id ? 'the command' : labelOf(entry), formatInstant(entry.receivedAt).slice(5, 16)])).toEqual([
      ['open-request', '09-28T08:30'],
      ['the command', '09-28T08:30'],
      ['T-2', '09-29T08:30'],
      ['T-1', '09-30T08:30'],
    ]);
  });

  test('lets time run by itself, so fast that a day takes a second', async () => {
    const { rig, driver } = rehearsal;
    const matter = await rig.open();
    await rig.act(matter, 'unit', 'sign-receipt');
    await driver.setSpeed(86_400);
    const reminder = await waitFor(async () => (await rig.ledger(matter)).find((entry) => entry.facts['rung'] === 'T-2'));
    await driver.setSpeed(0);
    expect(reminder.receivedAt).toBe(at('2026-09-29T08:30'));
    expect(reminder.recordedAt).toBeGreaterThanOrEqual(reminder.receivedAt);
    const { now } = await driver.state();
    expect(now).toBeGreaterThan(at('2026-09-29T08:30'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await driver.state()).now).toBe(now);
  });

  test('lets the digests of each day leave at half past eight and at two, and what is urgent at once', async () => {
    const { rig, driver, source, database } = rehearsal;
    const wallClock = new SystemClock();
    const store = { db: rig.db, keyRing: rig.keyRing, wallClock };
    for (const [username, role, body] of [['desk', 'desk-officer', 'police'], ['liaison', 'liaison', 'police'], ['judge', 'court-officer', 'court.yuncheng']] as const) {
      await createAccount(store, THE_PROGRAM, { kind: 'person', username, displayName: username, roles: [role], body, profile: { mail: `${username}@example.com` }, password: `password of ${username}` });
    }
    const outboxDir = fs.mkdtempSync(path.join(fromSetup('LIANDONG_TEST_DIR'), 'outbox-'));
    const stopping = new AbortController();
    const dueNotices = listenForDue(database.appUrl);
    const delivering = runDeliverer('mail', { db: rig.db, keyRing: rig.keyRing, clock: source, wallClock, telling: { publicUrl: 'http://127.0.0.1:7300', outboxDir, digestSettleMs: 0 }, dueNotices }, { signal: stopping.signal });
    try {
      await rig.open();
      await driver.move(at('2026-09-28T10:00'));
      const second = await rig.open();
      await driver.move(at('2026-09-30T18:00'));
      await rig.act(second, 'unit', 'raise-query');
      await driver.move(at('2026-10-10T12:00'));

      const mails = await rig.db.selectFrom('delivery').innerJoin('account', 'account.id', 'delivery.account_id').select(['account.username', 'delivery.message', 'delivery.sent_at']).where('channel', '=', 'mail').where('delivery.mode', '=', 'single').orderBy('sent_at').execute();
      const sentTo = (username: string): string[] => [...new Set(mails.filter((mail) => mail.username === username).map((mail) => `${formatInstant(mail.sent_at ?? 0).slice(5, 16)} ${mail.message}`))];
      expect(sentTo('desk')).toEqual([
        `09-28T08:30 ${DIGEST}`,
        // Opened at ten.
        `09-28T14:00 ${DIGEST}`,
        // Both deemed received at midnight, and reminded of two days before the 9th.
        `09-30T08:30 ${DIGEST}`,
        `10-08T08:30 ${DIGEST}`,
        `10-09T08:30 ${DIGEST}`,
      ]);
      expect(sentTo('judge')).toEqual([
        `09-30T08:30 ${DIGEST}`,
        // The query of the evening before the holiday.
        `10-08T08:30 ${DIGEST}`,
        // A breach waits for no digest.
        '10-10T00:00 term-expired',
      ]);
      expect(fs.readdirSync(outboxDir)).toHaveLength(mails.length);
      expect((await driver.state()).nextDigestAt).toBeNull();
    } finally {
      stopping.abort();
      await delivering;
      await dueNotices.close();
    }
  });
});
