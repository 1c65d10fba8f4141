import type { QueryClient } from '@tanstack/react-query';
import { ChangedMatters } from './changed-matters';

const CHANNEL = 'liandong-live';
/** The platform says something at least every twenty seconds. */
const SILENT_AFTER_MS = 50_000;
const LOOK_EVERY_MS = 10_000;

interface Heard {
  readonly name: 'hello' | 'changed' | 'beat';
  readonly data: { readonly matters?: readonly string[]; readonly all?: boolean; readonly counts?: unknown };
}

/** Whether the platform tells this page by itself; while it does not, the page asks again and again. */
export class Live {
  private heardAtMs = -Infinity;
  private readonly watchers = new Set<() => void>();
  private wasLive = false;
  private readonly changed: ChangedMatters;

  constructor(private readonly queries: QueryClient) {
    this.changed = new ChangedMatters(queries);
  }

  get isLive(): boolean {
    return performance.now() - this.heardAtMs < SILENT_AFTER_MS;
  }

  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  /** Until `over` aborts. One stream serves all tabs of a browser, where the browser can agree on one; elsewhere each tab that is seen has its own. */
  listen(over: AbortSignal): void {
    const timer = setInterval(() => this.tellWatchers(), LOOK_EVERY_MS);
    over.addEventListener('abort', () => {
      clearInterval(timer);
      this.heardAtMs = -Infinity;
      this.changed.forget();
      this.tellWatchers();
    });
    if ('locks' in navigator && 'BroadcastChannel' in window) this.listenTogether(over);
    else this.listenWhileSeen(over);
  }

  private listenTogether(over: AbortSignal): void {
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = ({ data }: MessageEvent<Heard>) => this.hear(data);
    over.addEventListener('abort', () => channel.close());
    const lead = (): Promise<void> => new Promise((resolve) => {
      openStream(over, (heard) => {
        this.hear(heard);
        channel.postMessage(heard);
      });
      over.addEventListener('abort', () => resolve());
    });
    navigator.locks.request(CHANNEL, { signal: over }, lead).catch(() => undefined);
  }

  private listenWhileSeen(over: AbortSignal): void {
    let unseen = new AbortController();
    const follow = (): void => {
      unseen.abort();
      unseen = new AbortController();
      if (document.visibilityState === 'visible' && !over.aborted) openStream(AbortSignal.any([over, unseen.signal]), (heard) => this.hear(heard));
    };
    document.addEventListener('visibilitychange', follow);
    over.addEventListener('abort', () => document.removeEventListener('visibilitychange', follow));
    follow();
  }

  private hear({ name, data }: Heard): void {
    this.heardAtMs = performance.now();
    this.tellWatchers();
    if (name === 'beat') return;
    if (data.counts !== undefined) this.queries.setQueryData(['matters', 'counts'], data.counts);
    // After a gap nobody knows what was missed.
    const isAll = name === 'hello' || data.all === true;
    this.changed.add(data.matters ?? [], isAll);
  }

  private tellWatchers(): void {
    if (this.isLive === this.wasLive) return;
    this.wasLive = this.isLive;
    for (const watcher of this.watchers) watcher();
  }
}

/** The browser itself connects again when the line breaks; where it was refused, or has gone silent, it is tried again later. */
function openStream(over: AbortSignal, hear: (heard: Heard) => void): void {
  const source = new EventSource('/api/v1/events');
  let heardAtMs = performance.now();
  for (const name of ['hello', 'changed', 'beat'] as const) {
    source.addEventListener(name, ({ data }: MessageEvent<string>) => {
      heardAtMs = performance.now();
      hear({ name, data: JSON.parse(data) as Heard['data'] });
    });
  }
  const stop = (): void => {
    source.close();
    clearInterval(timer);
    over.removeEventListener('abort', stop);
  };
  const timer = setInterval(() => {
    if (performance.now() - heardAtMs < SILENT_AFTER_MS) return;
    stop();
    openStream(over, hear);
  }, LOOK_EVERY_MS);
  over.addEventListener('abort', stop);
}
