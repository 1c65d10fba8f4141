import type pg from 'pg';

export interface BareActivities {
  insertRow(row: { key: string; body: string }): Promise<void>;
}

export const CREATE_TABLE = 'create table if not exists row (key text primary key, body text not null)';

export function createBareActivities(pool: pg.Pool): BareActivities {
  return {
    async insertRow({ key, body }) {
      await pool.query({ name: 'insert-row', text: 'insert into row (key, body) values ($1, $2) on conflict do nothing', values: [key, body] });
    },
  };
}
