import type { CaseName } from '../cases';
import type { RegisterWatch } from '../register-watch';

export interface Statement {
  name: CaseName;
  database: string;
  callsPerCase: number;
  msPerCase: number;
  text: string;
}

const SHOWN = 40;

export async function forgetStatements(watch: RegisterWatch): Promise<void> {
  await watch.rows('create extension if not exists pg_stat_statements');
  await watch.rows('select pg_stat_statements_reset()');
}

/** What PostgreSQL was asked for, per case, since it was last told to forget; the costliest first. */
export async function readStatements(watch: RegisterWatch, name: CaseName, cases: number): Promise<Statement[]> {
  const rows = await watch.rows<{ datname: string; calls: string; ms: number; query: string }>(
    `select datname, calls, total_exec_time as ms, query from pg_stat_statements s join pg_database d on d.oid = s.dbid
      where datname <> 'postgres' order by total_exec_time desc limit $1`,
    [SHOWN],
  );
  return rows.map(({ datname, calls, ms, query }) => ({ name, database: datname, callsPerCase: Number(calls) / cases, msPerCase: ms / cases, text: query.replace(/\s+/g, ' ').slice(0, 160) }));
}
