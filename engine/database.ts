import pg from 'pg';
import { keptSecret } from './data-home';
import type { Postgres } from './postgres';

const DATABASE = 'liandong';
export const OWNER_ROLE = 'liandong_owner';
export const APP_ROLE = 'liandong_app';
const OWNER_SECRET = 'database-owner.password';
const APP_SECRET = 'database-app.password';

export interface DatabaseUrls {
  ownerUrl: string;
  appUrl: string;
}

export async function withConnection<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export async function ensureRole(client: pg.Client, role: string, password: string): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role]);
  if (!rowCount) await client.query(`create role ${role} login`);
  await client.query(`alter role ${role} password ${client.escapeLiteral(password)}`);
}

/** A database that only its owner, and the roles named, may enter. Says whether it was made now. */
export async function ensureDatabase(client: pg.Client, name: string, owner: string, { guests = [], template }: { guests?: string[]; template?: string } = {}): Promise<boolean> {
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
  if (!rowCount) await client.query(`create database ${name} owner ${owner}${template ? ` template ${template}` : ''}`);
  await client.query(`revoke all on database ${name} from public`);
  for (const guest of guests) await client.query(`grant connect on database ${name} to ${guest}`);
  return !rowCount;
}

/**
 * Our own database with its two roles: the owner migrates, the application works. What the application may do with each
 * table is granted by the register's migrations.
 */
export async function ensureOwnDatabase(postgres: Postgres, dataHome: string): Promise<DatabaseUrls> {
  const ownerPassword = keptSecret(dataHome, OWNER_SECRET);
  const appPassword = keptSecret(dataHome, APP_SECRET);
  await withConnection(postgres.superuserUrl('postgres'), async (client) => {
    await ensureRole(client, OWNER_ROLE, ownerPassword);
    await ensureRole(client, APP_ROLE, appPassword);
    await ensureDatabase(client, DATABASE, OWNER_ROLE, { guests: [APP_ROLE] });
  });
  await grantSchemaUse(postgres.superuserUrl(DATABASE));
  return ownUrls(postgres.port, dataHome);
}

/** How our own database is reached on a port, by each of its roles. */
export function ownUrls(port: number, dataHome: string): DatabaseUrls {
  const url = (role: string, secret: string): string => `postgres://${role}:${keptSecret(dataHome, secret)}@127.0.0.1:${port}/${DATABASE}`;
  return { ownerUrl: url(OWNER_ROLE, OWNER_SECRET), appUrl: url(APP_ROLE, APP_SECRET) };
}

export async function grantSchemaUse(url: string): Promise<void> {
  await withConnection(url, async (client) => {
    await client.query('revoke all on schema public from public');
    await client.query(`grant usage on schema public to ${APP_ROLE}`);
  });
}
