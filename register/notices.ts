import pg from 'pg';

const RECONNECT_MS = 2_000;

/** Somebody waits for a PostgreSQL notification. */
export interface Notices {
  /** Resolves at the next notice, or never: who waits sets a limit. */
  next(): { readonly noticed: Promise<void>; readonly forget: () => void };
  close(): Promise<void>;
}

/** Listens on a connection of its own. Only a shortcut: while it is broken, whoever waits must find out by looking. Each new connection counts as a notice. */
export function listenFor(url: string, channel: string): Notices {
  const waiting = new Set<() => void>();
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  const wake = (): void => {
    for (const resolve of waiting) resolve();
    waiting.clear();
  };
  const reconnect = (): void => {
    client = undefined;
    if (!isClosed && timer === undefined) {
      timer = setTimeout(() => {
        timer = undefined;
        void connect();
      }, RECONNECT_MS);
      timer.unref();
    }
  };
  const connect = async (): Promise<void> => {
    const fresh = new pg.Client({ connectionString: url, application_name: 'liandong-notices', connectionTimeoutMillis: 5_000, keepAlive: true });
    client = fresh;
    fresh.on('notification', wake);
    fresh.on('error', () => undefined);
    fresh.on('end', reconnect);
    try {
      await fresh.connect();
      await fresh.query(`listen ${channel}`);
      wake();
    } catch {
      await fresh.end().catch(() => undefined);
      reconnect();
    }
  };
  void connect();

  return {
    next() {
      let forget = (): void => undefined;
      const noticed = new Promise<void>((resolve) => {
        waiting.add(resolve);
        forget = () => void waiting.delete(resolve);
      });
      return { noticed, forget };
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
