import fs from 'node:fs';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { type Kysely, sql, type Transaction } from 'kysely';
import { createDataConverter } from '../../dispatch/payload-codec';
import { createAccount } from '../../register/accounts/accounts';
import { THE_PROGRAM } from '../../register/accounts/audit';
import { SystemClock } from '../../register/clock';
import { type Database, openDatabase } from '../../register/database';
import { beginRehearsal } from '../../register/rehearsal/rehearsal-clock';
import { ensureKeyRing, type KeyRing } from '../../register/sealing/key-ring';
import { at } from '../factories/assistance-request';
import { type DedicatedEngine, startDedicatedEngine } from '../harness/dedicated-engine';
import { fromSetup } from '../harness/environment';
import { waitFor } from '../rig/matter-rig';
import { findDamage, findStrayWorkflows } from './checker';
import { Load, type LoadOfficers } from './load';
import { ProductProcesses } from './product-processes';

const KILLS = Number(process.env.LIANDONG_KILLS ?? 21);
const CLIENTS = 10;
/** Time between one part serving again and the next being killed. */
const BETWEEN_KILLS_MS = 1_200;
/** A day in twenty seconds: reminders, deemed receipts and breaches fall due while everything breaks. */
const VIRTUAL_PER_REAL = 4_320;

describe('SIGKILL of worker, API, Temporal server and PostgreSQL under load', () => {
  let engine: DedicatedEngine;
  let product: ProductProcesses | undefined;
  let ownerDb: Kysely<Database>;
  let keyRing: KeyRing;
  let officers: LoadOfficers;
  let load: Load;

  beforeAll(async () => {
    engine = await startDedicatedEngine({ timeSkipping: false });
    const folder = fs.mkdtempSync(path.join(fromSetup('LIANDONG_TEST_DIR'), 'kill-'));
    const keysDir = path.join(folder, 'keys');
    keyRing = ensureKeyRing(keysDir);
    ownerDb = openDatabase(engine.databaseOwnerUrl, { poolSize: 2 });
    await beginRehearsal(ownerDb, { at: at('2026-03-02T08:30'), real: Date.now() });
    await ownerDb.updateTable('rehearsal_clock').set({ speed: VIRTUAL_PER_REAL, real_at: Date.now(), version: 2 }).execute();
    product = await ProductProcesses.start(engine, folder, keysDir);
    officers = { court: await signIn('court-officer', 'court.yuncheng'), desk: await signIn('desk-officer', 'police') };
  }, 90_000);
  afterAll(async () => {
    await product?.stop();
    await ownerDb.destroy();
    await engine.stop();
  }, 60_000);

  async function signIn(role: 'court-officer' | 'desk-officer', body: string): Promise<string> {
    const profile = { mail: `${role}@example.com`, ...(role === 'court-officer' ? { workCardNo: '粤云执001', enforcementPermitNo: '粤云公务001' } : {}) };
    await createAccount({ db: ownerDb, keyRing, wallClock: new SystemClock() }, THE_PROGRAM, { kind: 'person', username: role, displayName: '孙承办', roles: [role], body, profile, password: `password-of-${role}` });
    const response = await fetch(`${product?.apiUrl}/sessions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username: role, password: `password-of-${role}`, transport: 'bearer' }) });
    const { token } = (await response.json()) as { token: string };
    return token;
  }

  const killAndRestart: readonly (() => Promise<void>)[] = [
    async () => {
      await product?.kill('worker');
      product?.launch('worker');
    },
    async () => {
      await engine.killTemporal();
      await engine.restartTemporal();
    },
    async () => {
      await engine.killPostgres();
      await engine.restartPostgres();
    },
    async () => {
      await product?.kill('api');
      product?.launch('api');
    },
  ];

  test(`${KILLS} times: nothing that was acknowledged is lost, nothing is done twice, every open matter runs`, async () => {
    load = new Load(product?.apiUrl ?? '', officers, CLIENTS);
    for (let kill = 0; kill < KILLS; kill += 1) {
      const done = load.acknowledged.length;
      await killAndRestart[kill % killAndRestart.length]?.();
      // Work goes on before the next blow, though not always everywhere.
      await waitFor(async () => load.acknowledged.length > done, 40_000);
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_KILLS_MS));
    }
    await load.end();
    await ownerDb.updateTable('rehearsal_clock').set((row) => ({ speed: 0, virtual_at: at('2026-05-29T12:00'), real_at: Date.now(), version: row('version', '+', 1) })).execute();

    const connection = await Connection.connect({ address: engine.temporalAddress });
    const client = new Client({ connection, namespace: engine.namespace, dataConverter: createDataConverter(keyRing) });
    const db = openDatabase(engine.databaseUrl);
    try {
      await waitFor(async () => (await findStrayWorkflows(db, client)).length === 0, 130_000);
      // The matters' own clocks run on, and what they do tells other matters: nobody works while the register is looked through.
      const undecided = async () => (await db.selectFrom('command').select('id').where('state', '=', 'pending').execute()).length;
      for (;;) {
        await waitFor(async () => (await undecided()) === 0, 60_000);
        await product?.kill('worker');
        if ((await undecided()) === 0) break;
        product?.launch('worker');
      }
      expect(await findDamage(db, keyRing, load.acknowledged)).toEqual([]);
      expect(load.acknowledged.length).toBeGreaterThan(100);
      const alarms = await db.selectFrom('entry').select('seq').where(sql<string>`actor->>'kind'`, '=', 'clock').execute();
      expect(alarms.length).toBeGreaterThan(5);
      expect([...load.refused.keys()].filter((code) => !['not-awaited', 'matter-closed'].includes(code))).toEqual([]);
    } finally {
      await db.destroy();
      await connection.close();
    }
  }, 600_000);

  describe('and the check that says so finds', () => {
    class Undone extends Error {}

    /** Does damage as somebody with the owner's password could, looks, and takes it back. */
    const damageFound = async (damage: (trx: Transaction<Database>) => Promise<unknown>): Promise<string> => {
      let found: string[] = [];
      await ownerDb
        .transaction()
        .execute(async (trx) => {
          await damage(trx);
          found = await findDamage(trx, keyRing, load.acknowledged);
          throw new Undone();
        })
        .catch((error: unknown) => {
          if (!(error instanceof Undone)) throw error;
        });
      return found.join('\n');
    };
    const anAnswer = () => load.acknowledged.findLast(({ command, seq }) => command !== undefined && seq > 2) ?? { matter: '', seq: 0, command: '' };

    test('nothing, when nothing was done', async () => {
      expect(await damageFound(async () => undefined)).toBe('');
    });

    test('an entry that was taken out', async () => {
      const { matter, seq, command } = anAnswer();
      const found = await damageFound((trx) => trx.deleteFrom('entry').where('matter', '=', matter).where('seq', '=', seq).execute());
      expect(found).toContain(`was acknowledged to ${command}, which stands 0 times`);
    });

    test('a key that stands twice', async () => {
      const { matter, command } = anAnswer();
      const found = await damageFound(async (trx) => {
        await sql`alter table entry drop constraint entry_matter_key_key`.execute(trx);
        await sql`insert into entry select matter, (select max(seq) + 1 from entry where matter = ${matter}), key, type, actor, received_at, recorded_at, facts, terms, prev_hash, hash from entry where matter = ${matter} and key = ${command}`.execute(trx);
      });
      expect(found).toContain(`key ${command} stands 2 times in ${matter}`);
    });

    test('a due date that was changed, even where hash and position were made to fit', async () => {
      const { matter } = anAnswer();
      const found = await damageFound((trx) => sql`update entry set terms = jsonb_set(terms, '{0,dueOn}', '"2030-01-01"') where matter = ${matter} and terms is not null`.execute(trx));
      expect(found).toContain('was changed after it was recorded');
    });

    test('a command that nobody decided', async () => {
      const { command } = anAnswer();
      expect(await damageFound((trx) => trx.updateTable('command').set({ state: 'pending', outcome: null }).where('id', '=', command ?? '').execute())).toContain('was never decided');
    });
  });
});
