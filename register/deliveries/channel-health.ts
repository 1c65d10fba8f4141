import { type Kysely, sql } from 'kysely';
import { OUTSIDE_CHANNELS, type OutsideChannel } from '../../matters/messages-to-people';
import type { Database } from '../database';

/** How a channel that leaves the platform is doing. A digest counts where it leaves, in mail. */
export interface ChannelHealth {
  readonly channel: OutsideChannel;
  /** To be sent, and due. */
  readonly waiting: number;
  /** Of those, tried before without success. */
  readonly retrying: number;
  /** Since when the oldest of them is due; null: none waits. */
  readonly oldestDueAt: number | null;
  /** Stable codes of why the last attempts failed, most frequent first. */
  readonly reasons: readonly string[];
  /** Given up; the operator may have them sent again. */
  readonly failed: number;
}

/** From what waits and what failed alone, both by index: how much ever left does not matter. */
export async function channelHealth(db: Kysely<Database>, now: number): Promise<ChannelHealth[]> {
  const waiting = await db
    .selectFrom('delivery')
    .select(['channel', 'reason', sql<number>`count(*)::int`.as('count'), sql<number>`(count(*) filter (where attempts > 0))::int`.as('retrying'), sql<number>`min(due_at)`.as('oldest')])
    .where('mode', '=', 'single')
    .where('state', 'in', ['queued', 'sending'])
    .where('due_at', '<=', now)
    .groupBy(['channel', 'reason'])
    .execute();
  const failed = await db.selectFrom('delivery').select(['channel', sql<number>`count(*)::int`.as('count')]).where('state', '=', 'failed').groupBy('channel').execute();
  return OUTSIDE_CHANNELS.map((channel) => {
    const its = waiting.filter((row) => row.channel === channel);
    const sum = (name: 'count' | 'retrying'): number => its.reduce((total, row) => total + row[name], 0);
    return {
      channel,
      waiting: sum('count'),
      retrying: sum('retrying'),
      oldestDueAt: its.length === 0 ? null : Math.min(...its.map(({ oldest }) => oldest)),
      reasons: [...its].sort((a, b) => b.count - a.count).flatMap(({ reason }) => reason ?? []),
      failed: failed.find((row) => row.channel === channel)?.count ?? 0,
    };
  });
}
