import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { type MatterScope, matterScope } from '../../domain/access/relation';
import { authenticate, type Principal } from '../../register/accounts/sessions';
import type { Clock } from '../../register/clock';
import type { Database } from '../../register/database';
import { Refusal } from '../../register/errors';
import { countMatters } from '../../register/matters/queries';
import { todayOf } from '../matters/views';
import { ChangeFeed, type Changed } from './change-feed';

interface StreamDeps {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
  readonly wallClock: Clock;
  readonly log: Logger;
}

interface Listening {
  readonly principal: Principal;
  readonly token: string;
  readonly transport: 'cookie' | 'bearer';
  /** Aborted when the listener has gone. */
  readonly gone: AbortSignal;
}

/** A page needs one, whatever the number of its tabs; a few more for people with several machines. */
const MOST_PER_ACCOUNT = 6;
const MOST_PER_PROCESS = 1_000;
/** What happens in between comes together: a busy morning costs a count every two seconds, and no more. */
const SHORTEST_GAP_MS = 2_000;
const BEAT_EVERY_MS = 20_000;
/** Of more, the page asks for all anew. */
const MOST_NAMED = 100;
const RETRY_AFTER_MS = 3_000;

/** Everybody in this process who is told as it happens. */
export class LiveStreams {
  private readonly feed: ChangeFeed;
  private readonly ofAccounts = new Map<string, number>();
  private readonly ending = new AbortController();
  private count = 0;

  constructor(private readonly deps: StreamDeps) {
    this.feed = new ChangeFeed(deps);
  }

  /** Every stream ends; pages ask again, of another process. */
  close(): void {
    this.ending.abort();
  }

  /**
   * Events for one session, as `text/event-stream`: `hello` first, `changed` with numbers of matters and counts, `beat` when nothing happened.
   * Nothing is kept for whoever was away: with each `hello` the page asks for all anew. Refusal: too-many-streams.
   */
  open(listening: Listening): AsyncGenerator<Buffer> {
    const { accountId } = listening.principal;
    const own = this.ofAccounts.get(accountId) ?? 0;
    if (own >= MOST_PER_ACCOUNT || this.count >= MOST_PER_PROCESS) throw new Refusal('too-many-streams');
    this.ofAccounts.set(accountId, own + 1);
    this.count += 1;
    let isFree = false;
    const free = (): void => {
      if (isFree) return;
      isFree = true;
      this.count -= 1;
      const left = (this.ofAccounts.get(accountId) ?? 1) - 1;
      if (left === 0) this.ofAccounts.delete(accountId);
      else this.ofAccounts.set(accountId, left);
    };
    // A stream that is never read is never ended by its reader.
    listening.gone.addEventListener('abort', free, { once: true });
    return this.events(listening, free);
  }

  private async *events({ principal, token, transport, gone }: Listening, free: () => void): AsyncGenerator<Buffer> {
    const over = AbortSignal.any([gone, this.ending.signal]);
    const pending = new Pending(matterScope(principal));
    const stopListening = this.feed.listen((changed) => pending.add(changed));
    try {
      yield eventOf('hello', { counts: await this.counts(principal) }, RETRY_AFTER_MS);
      while (!over.aborted) {
        await pending.wait(BEAT_EVERY_MS, over);
        if (over.aborted) return;
        // Who has been signed out, or moved, in the meantime hears nothing more, on a busy morning as on a quiet one.
        const now = await authenticate(this.deps.db, this.deps.wallClock, token, transport, { isNoted: false });
        if (JSON.stringify(now) !== JSON.stringify(principal)) return;
        const changed = pending.take();
        if (changed) {
          yield eventOf('changed', { ...changed, counts: await this.counts(principal) });
          await sleep(SHORTEST_GAP_MS, over);
        } else {
          yield eventOf('beat', {});
        }
      }
    } catch (error) {
      // A register that is away ends the stream as if it had been told everything: the page asks again.
      this.deps.log.warn({ err: error }, 'stream');
    } finally {
      stopListening();
      free();
    }
  }

  private async counts(principal: Principal) {
    const now = this.deps.clock.now();
    return countMatters(this.deps.db, matterScope(principal), { today: todayOf(now), now, reader: principal });
  }
}

/** What one listener has yet to be told. */
class Pending {
  private numbers = new Set<string>();
  private isAll = false;
  private wake: (() => void) | undefined;

  constructor(private readonly scope: MatterScope) {}

  add(changed: Changed): void {
    // Once it is all, nothing is remembered apart: a reader who has stalled costs no more than one who reads.
    if (this.isAll) return;
    if (changed === 'all') this.isAll = true;
    else for (const { number, readerKeys } of changed) if (this.scope.all || readerKeys.some((key) => this.scope.keys.includes(key))) this.numbers.add(number);
    if (this.numbers.size > MOST_NAMED) this.isAll = true;
    if (this.isAll) this.numbers.clear();
    if (this.isAll || this.numbers.size > 0) this.wake?.();
  }

  async wait(longestMs: number, over: AbortSignal): Promise<void> {
    if (this.isAll || this.numbers.size > 0) return;
    await sleep(longestMs, over, (wake) => { this.wake = wake; });
    this.wake = undefined;
  }

  take(): { matters: string[]; all: boolean } | undefined {
    if (!this.isAll && this.numbers.size === 0) return undefined;
    const taken = { matters: this.isAll ? [] : [...this.numbers], all: this.isAll };
    this.numbers = new Set();
    this.isAll = false;
    return taken;
  }
}

/** Until the time is over, the signal aborts, or it is woken. */
function sleep(longestMs: number, over: AbortSignal, onWake?: (wake: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      over.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, longestMs);
    over.addEventListener('abort', end);
    onWake?.(end);
    if (over.aborted) end();
  });
}

function eventOf(name: string, data: object, retryAfterMs?: number): Buffer {
  return Buffer.from(`${retryAfterMs === undefined ? '' : `retry: ${retryAfterMs}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
}
