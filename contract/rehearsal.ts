import { z } from 'zod';
import { instant, instantText } from './common';
import { route } from './route';

/** A virtual day in a tenth of a second: faster than that, the clock would run past what falls due. */
export const FASTEST_SPEED = 864_000;

const state = z
  .strictObject({
    now: instantText,
    beganAt: instantText,
    speed: z.number().meta({ title: '速度', description: 'Virtual seconds for each real second; 0: paused' }),
    openMatters: z.int(),
    nextAlarmAt: instantText.nullable().meta({ description: 'When something next falls due in an open matter' }),
    nextDigestAt: instantText.nullable().meta({ description: 'When the next digest leaves' }),
  })
  .meta({ title: '演练时钟' });
export type RehearsalClockView = z.infer<typeof state>;

const moved = z
  .strictObject({
    from: instantText,
    to: instantText,
    stops: z.int().meta({ description: 'Instants on the way at which something fell due' }),
    alarms: z.int().meta({ description: 'What the clock did in the matters: reminders, deemed receipts, breaches, escalations' }),
    stillLeaving: z.int().meta({ description: 'Messages that a channel had not taken when the clock went on' }),
  })
  .meta({ title: '时钟移动' });

const TAG = 'rehearsal';

export const readRehearsalClock = route({
  method: 'get',
  path: '/rehearsal/clock',
  operationId: 'readRehearsalClock',
  tag: TAG,
  summary: '演练时钟',
  auth: 'run-rehearsal',
  responses: { 200: { description: 'Where the rehearsal stands', body: state } },
});

export const setRehearsalClock = route({
  method: 'post',
  path: '/rehearsal/clock',
  operationId: 'setRehearsalClock',
  tag: TAG,
  summary: '拨动演练时钟',
  description: 'A move passes from alarm to alarm over all open matters and the day’s digests, and returns when everything is quiet. Time never runs backwards.',
  auth: 'run-rehearsal',
  body: z.discriminatedUnion('action', [
    z.strictObject({ action: z.literal('set-speed'), speed: z.number().positive().max(FASTEST_SPEED) }),
    z.strictObject({ action: z.literal('pause') }),
    z.strictObject({ action: z.literal('move'), to: instant }),
    z.strictObject({ action: z.literal('move-to-next-alarm') }),
  ]),
  responses: { 200: { description: 'Done, and quiet', body: z.strictObject({ clock: state, moved: moved.nullable() }) } },
  refusals: ['clock-runs-forward', 'nothing-ahead', 'clock-is-moving', 'rehearsal-not-quiet'],
});
