import fs from 'node:fs';
import path from 'node:path';
import { Client, Connection, WorkflowNotFoundError } from '@temporalio/client';
import type { Kysely } from 'kysely';
import { createAccount } from '../../register/accounts/accounts';
import { THE_PROGRAM } from '../../register/accounts/audit';
import { SystemClock } from '../../register/clock';
import { type Database, openDatabase } from '../../register/database';
import { beginRehearsal } from '../../register/rehearsal/rehearsal-clock';
import { loadKeyRing } from '../../register/sealing/key-ring';
import type { Engine } from '../engine';
import { EngineError } from '../errors';
import { PEOPLE } from './people';

export interface Preparation {
  /** Virtual instant at which a new rehearsal begins, epoch ms. */
  beginsAt: number;
  /** The operator asked for that instant: a rehearsal that runs already is no answer. */
  mustBegin: boolean;
  /** Where the tokens of the units' own systems are kept, for their owner to read. */
  tokensFile: string;
}

type Parts = Pick<Engine, 'databaseUrl' | 'databaseOwnerUrl' | 'temporalAddress' | 'namespace'>;

/** What a rehearsal needs before worker and API start: its clock, standing still, and its people. */
export async function prepareRehearsal(parts: Parts, keysFolder: string, { beginsAt, mustBegin, tokensFile }: Preparation): Promise<void> {
  const wallClock = new SystemClock();
  const owner = openDatabase(parts.databaseOwnerUrl, { poolSize: 1 });
  try {
    const isNew = await beginRehearsal(owner, { at: beginsAt, real: wallClock.now() });
    if (!isNew && mustBegin) throw new EngineError('this rehearsal has begun already, and time does not run backwards: add --fresh to begin anew, or move its clock');
    if (!isNew) await stopRunningClock(owner, parts);
  } finally {
    await owner.destroy();
  }
  // All accounts are made at once and wait for one another's connections, which takes long on a slow machine.
  const db = openDatabase(parts.databaseUrl, { poolSize: 4, connectTimeoutMs: 120_000 });
  try {
    const known = new Set((await db.selectFrom('account').select('username').execute()).map(({ username }) => username));
    const store = { db, keyRing: loadKeyRing(keysFolder), wallClock };
    const created = await Promise.all(PEOPLE.filter(({ username }) => !known.has(username)).map((draft) => createAccount(store, THE_PROGRAM, draft)));
    const tokens = created.flatMap(({ account, token }) => (token === undefined ? [] : [[account.username, token]]));
    if (tokens.length > 0) fs.writeFileSync(tokensFile, `${JSON.stringify({ ...readTokens(tokensFile), ...Object.fromEntries(tokens) }, null, 2)}\n`, { mode: 0o600 });
  } finally {
    await db.destroy();
  }
}

/** Tokens of the units' own systems, by user name. */
export function readTokens(file: string): Record<string, string> {
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, string>) : {};
}

export const tokensFileIn = (dataHome: string): string => path.join(dataHome, 'secrets', 'rehearsal-tokens.json');

/**
 * A rehearsal that was killed while its clock ran would wake up years later. The clock goes back to where it was last written down, and the
 * workflows, which have counted on, are ended: the matters are open in the register, and start again over their ledgers.
 */
async function stopRunningClock(owner: Kysely<Database>, { temporalAddress, namespace }: Parts): Promise<void> {
  const clock = await owner.selectFrom('rehearsal_clock').selectAll().executeTakeFirstOrThrow();
  if (clock.speed === 0) return;
  const { recorded } = await owner.selectFrom('entry').select((select) => select.fn.max('recorded_at').as('recorded')).executeTakeFirstOrThrow();
  const { received } = await owner.selectFrom('command').select((select) => select.fn.max('received_at').as('received')).executeTakeFirstOrThrow();
  await owner
    .updateTable('rehearsal_clock')
    .set({ virtual_at: Math.max(clock.virtual_at, recorded ?? 0, received ?? 0), speed: 0, version: clock.version + 1 })
    .execute();
  const open = await owner.selectFrom('matter').select('number').where('closed_at', 'is', null).execute();
  const connection = await Connection.connect({ address: temporalAddress });
  try {
    const client = new Client({ connection, namespace });
    for (const { number } of open) {
      await client.workflow.getHandle(number).terminate('the rehearsal was killed while its clock ran').catch((error: unknown) => {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      });
    }
  } finally {
    await connection.close();
  }
}
