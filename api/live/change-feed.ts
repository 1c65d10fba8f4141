import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Clock } from '../../register/clock';
import type { Database } from '../../register/database';
import { changesSince, readerKeysOfMatters } from '../../register/matters/changes';

export interface ChangedMatter {
  readonly number: string;
  readonly readerKeys: readonly string[];
}

/** `all`: more than can be listed. */
export type Changed = readonly ChangedMatter[] | 'all';
type Listener = (changed: Changed) => void;

interface FeedDeps {
  readonly db: Kysely<Database>;
  /** The time of the law, in which entries are stamped. */
  readonly clock: Clock;
  readonly log: Logger;
}

const LOOK_EVERY_MS = 1_000;
/** An entry is stamped before its transaction commits: whatever commits within this time is still found. Longer than any statement may take. */
const OVERLAP_MS = 10_000;
const MOST_AT_ONCE = 2_000;

/**
 * Which matters changed, for everybody who listens in this process. One query a second by an index that is there anyway, and none while nobody listens.
 * Not LISTEN and NOTIFY: a transaction that notifies commits under a lock of the whole database, and every step of a matter would wait behind every other's.
 */
export class ChangeFeed {
  private readonly listeners = new Set<Listener>();
  private timer: NodeJS.Timeout | undefined;
  /** How far the register had come, by this process's monotonic clock. */
  private marks: { readonly monotonicMs: number; readonly upTo: number }[] = [];
  private seen = new Map<string, number>();

  constructor(private readonly deps: FeedDeps) {}

  /** Returns how to stop listening. */
  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    if (this.timer === undefined) this.start();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.stop();
    };
  }

  private start(): void {
    this.marks = [{ monotonicMs: performance.now(), upTo: this.deps.clock.now() - OVERLAP_MS }];
    this.seen = new Map();
    // What was there before anybody listened is no news.
    this.timer = setTimeout(() => void this.look({ isFirst: true }), 0);
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private async look({ isFirst }: { isFirst: boolean }): Promise<void> {
    const { timer } = this;
    try {
      const fresh = await this.fresh();
      if (!isFirst && fresh.length > 0) {
        const changed = fresh === 'all' ? fresh : await readerKeysOfMatters(this.deps.db, [...new Set(fresh)]);
        for (const listener of this.listeners) listener(changed);
      }
    } catch (error) {
      // The next look finds what this one missed.
      this.deps.log.warn({ err: error }, 'changes could not be read');
    }
    // Stopped, or started anew, in the meantime.
    if (this.timer !== timer || timer === undefined) return;
    this.timer = setTimeout(() => void this.look({ isFirst: false }), LOOK_EVERY_MS);
  }

  private async fresh(): Promise<string[] | 'all'> {
    const since = this.marks[0]?.upTo ?? this.deps.clock.now();
    const changes = await changesSince(this.deps.db, since, MOST_AT_ONCE);
    const fresh = changes.filter(({ key }) => !this.seen.has(key));
    for (const { key, at } of fresh) this.seen.set(key, at);
    this.mark(changes.at(-1)?.at ?? since);
    if (changes.length >= MOST_AT_ONCE) return 'all';
    return fresh.map(({ matter }) => matter);
  }

  /** The oldest mark stays until another is old enough; what lies before it is not asked for again. */
  private mark(upTo: number): void {
    const now = performance.now();
    this.marks.push({ monotonicMs: now, upTo });
    while ((this.marks[1]?.monotonicMs ?? now) < now - OVERLAP_MS) this.marks.shift();
    const oldest = this.marks[0]?.upTo ?? upTo;
    for (const [key, at] of this.seen) if (at < oldest) this.seen.delete(key);
  }
}
