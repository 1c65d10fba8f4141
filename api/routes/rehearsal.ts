import type { z } from 'zod';
import { formatInstant } from '../../contract/common';
import { readRehearsalClock, type RehearsalClockView, setRehearsalClock } from '../../contract/rehearsal';
import type { Moved, RehearsalDriver } from '../../dispatch/rehearsal-driver';
import type { ApiRouter } from '../router';
import type { Services } from '../services';

type Action = z.output<NonNullable<typeof setRehearsalClock.body>>;

/** Only a rehearsal has these routes: elsewhere they are not found, by anybody. */
export function setUpRehearsal(router: ApiRouter, { rehearsal }: Services): void {
  if (!rehearsal) return;

  router.handle(readRehearsalClock, async () => ({ status: 200, body: await viewOf(rehearsal) }));

  router.handle(setRehearsalClock, async ({ body }) => {
    const moved = await act(rehearsal, body);
    return {
      status: 200,
      body: { clock: await viewOf(rehearsal), moved: moved ? { ...moved, from: formatInstant(moved.from), to: formatInstant(moved.to) } : null },
    };
  });
}

async function act(rehearsal: RehearsalDriver, body: Action): Promise<Moved | undefined> {
  switch (body.action) {
    case 'set-speed':
      await rehearsal.setSpeed(body.speed);
      return undefined;
    case 'pause':
      await rehearsal.setSpeed(0);
      return undefined;
    case 'move':
      return rehearsal.move(body.to);
    case 'move-to-next-alarm':
      return rehearsal.move('next-alarm');
  }
}

async function viewOf(rehearsal: RehearsalDriver): Promise<RehearsalClockView> {
  const { now, beganAt, speed, openMatters, nextAlarmAt, nextDigestAt } = await rehearsal.state();
  return {
    now: formatInstant(now),
    beganAt: formatInstant(beganAt),
    speed,
    openMatters,
    nextAlarmAt: nextAlarmAt === null ? null : formatInstant(nextAlarmAt),
    nextDigestAt: nextDigestAt === null ? null : formatInstant(nextDigestAt),
  };
}
