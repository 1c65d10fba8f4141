import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const LOOK_EVERY_MS = 250;

/** The bench's own eyes on the databases; nothing of the product goes through it. */
export class RegisterWatch {
  private constructor(private readonly client: pg.Client) {}

  static async open(url: string): Promise<RegisterWatch> {
    const client = new pg.Client({ connectionString: url });
    // The database goes away under it when the bench is interrupted.
    client.on('error', () => undefined);
    await client.connect();
    return new RegisterWatch(client);
  }

  /** Until every matter's workflow has taken what its ledger holds: a start is acknowledged before its first workflow task. */
  async settled(limitMs = 120_000): Promise<void> {
    const until = performance.now() + limitMs;
    for (;;) {
      const behind = await this.number("select count(*) as n from matter where position_seq < seq and closed_at is null");
      if (behind === 0) return;
      if (performance.now() > until) throw new Error(`${behind} matters are behind their ledgers after ${limitMs} ms`);
      await sleep(LOOK_EVERY_MS);
    }
  }

  async number(query: string, values: unknown[] = []): Promise<number> {
    const { rows } = await this.client.query<{ n: string | null }>(query, values);
    return Number(rows[0]?.n ?? 0);
  }

  async rows<T extends pg.QueryResultRow>(query: string, values: unknown[] = []): Promise<T[]> {
    return (await this.client.query<T>(query, values)).rows;
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}

/**
 * Bytes of databases on disk. PostgreSQL lengthens a file as soon as it needs the page, so no checkpoint is asked for: one before every measurement
 * would make the log of the next hold whole pages, which a running system pays once in a quarter of an hour.
 */
export async function databaseBytes(watch: RegisterWatch, databases: readonly string[]): Promise<number> {
  return watch.number('select sum(pg_database_size(datname)) as n from pg_database where datname = any($1)', [databases]);
}
