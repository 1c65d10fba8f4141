import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { AccountTables } from './accounts/tables';
import type { AssignmentTables } from './assignments/tables';
import type { CalendarTables } from './calendar/tables';
import type { CardTables } from './cards/tables';
import type { DeliveryTables } from './deliveries/tables';
import type { DocumentTables } from './documents/tables';
import type { DraftTables } from './drafts/tables';
import type { MatterTables } from './matters/tables';
import type { MeasureTables } from './measures/tables';
import type { PaperTables } from './official-papers/tables';
import type { PublicNoticeTables } from './public-notices/tables';
import type { OwnViewTables } from './own-views/tables';
import type { RehearsalTables } from './rehearsal/tables';
import type { SealTables } from './seals/tables';
import type { SettingsTables } from './settings/tables';
import type { StandingInstructionTables } from './standing-instructions/tables';

export interface Database extends AccountTables, AssignmentTables, MatterTables, MeasureTables, PaperTables, OwnViewTables, PublicNoticeTables, DeliveryTables, DocumentTables, DraftTables, RehearsalTables, SealTables, CalendarTables, CardTables, SettingsTables, StandingInstructionTables {}

export interface DatabaseOptions {
  readonly poolSize?: number;
  readonly connectTimeoutMs?: number;
  /** 0: no limit. */
  readonly statementTimeoutMs?: number;
}

/** Instants are bigint columns and arrive as numbers; jsonb arrives parsed. Lost connections are replaced by the pool. */
export function openDatabase(url: string, options: DatabaseOptions = {}): Kysely<Database> {
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool: createPool(url, options) }) });
}

/** The server's own limit comes first while it can answer at all. */
const GRACE_MS = 1_000;

export function createPool(url: string, { poolSize = 10, connectTimeoutMs = 5_000, statementTimeoutMs = 10_000 }: DatabaseOptions): pg.Pool {
  const pool = new pg.Pool({
    Client: PreparingClient,
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    // A server that is stopped, not gone, ends no statement by itself.
    ...(statementTimeoutMs > 0 ? { query_timeout: statementTimeoutMs + GRACE_MS } : {}),
    application_name: 'liandong',
    types: { getTypeParser },
  });
  // An idle connection that the server closes is dropped by the pool; without a listener the process would end.
  pool.on('error', () => undefined);
  return pool;
}

/** Of a statement's text for each connection; more different ones than this are parsed anew each time. */
const MOST_PREPARED = 300;
const statementNames = new Map<string, string>();

function nameOf(text: string): string | undefined {
  const known = statementNames.get(text);
  if (known !== undefined || statementNames.size >= MOST_PREPARED) return known;
  const name = `s${statementNames.size + 1}`;
  statementNames.set(text, name);
  return name;
}

/** Statements with parameters are prepared: parsed and planned once on each connection, not each time. */
class PreparingClient extends pg.Client {
  override query = ((...given: unknown[]): unknown => {
    const [text, values] = given;
    const send = super.query.bind(this) as (...args: unknown[]) => unknown;
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0 || given.length > 2) return send(...given);
    const name = nameOf(text);
    return name === undefined ? send(text, values) : send({ name, text, values });
  }) as pg.Client['query'];
}

function getTypeParser(oid: number, format?: 'text' | 'binary'): unknown {
  if (oid === Number(pg.types.builtins.INT8) && format !== 'binary') return parseSafeInteger;
  return pg.types.getTypeParser(oid, format);
}

function parseSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint out of the safe range: ${text}`);
  return value;
}
