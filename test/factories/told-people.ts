import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Kysely } from 'kysely';
import { APP_ROLE, withConnection } from '../../engine/database';
import { requestParties } from '../../domain/access/parties';
import type { Role } from '../../domain/access/permissions';
import type { Tell } from '../../matters/step';
import { changeAccount, createAccount, setChannels } from '../../register/accounts/accounts';
import type { About } from '../../register/deliveries/tables';
import { THE_PROGRAM } from '../../register/accounts/audit';
import { FixedClock } from '../../register/clock';
import type { ChannelPreference } from '../../register/accounts/tables';
import { type Database, openDatabase } from '../../register/database';
import { SHIPPED_CALENDAR } from '../../domain/calendar/shipped';
import { insertTells, type TellStep } from '../../register/deliveries/tell';
import { ensureKeyRing, type KeyRing } from '../../register/sealing/key-ring';
import { createTestDatabase } from '../harness/database';

/** 2026-10-09 is a Friday and a working day; 10 October is worked, 11 October is a Sunday. */
export function china(text: string): number {
  return Date.parse(`${text}+08:00`);
}

/** A database with people to tell: a matter between the court of Luoding and the police there. */
export interface TellingWorld {
  db: Kysely<Database>;
  appUrl: string;
  keyRing: KeyRing;
  keysDir: string;
  /** The deployment's clock. */
  clock: FixedClock;
  addPerson(username: string, role: Role, body: string, options?: { office?: string; mail?: string; phone?: string; channels?: ChannelPreference }): Promise<string>;
  addMachine(username: string, body: string, office?: string): Promise<string>;
  deactivate(accountId: string): Promise<void>;
  tell(tells: readonly Partial<Tell>[], step?: Partial<TellStep> & { of?: Omit<About, 'kind'> }): Promise<void>;
  /** Takes the application's right to read deliveries away, and gives it back. */
  forbidDeliveries(isForbidden: boolean): Promise<void>;
  close(): Promise<void>;
}

export const LUODING = { court: 'court.luoding', unit: 'police', office: 'police.luoding' } as const;

export async function createTellingWorld(at = china('2026-10-09T10:00')): Promise<TellingWorld> {
  const database = await createTestDatabase();
  const db = openDatabase(database.appUrl);
  const dir = mkdtempSync(path.join(tmpdir(), 'telling-'));
  const keyRing = ensureKeyRing(dir);
  const clock = new FixedClock(at);
  const store = { db, keyRing, wallClock: new FixedClock(at) };
  let seq = 1;
  return {
    db,
    appUrl: database.appUrl,
    keyRing,
    keysDir: dir,
    clock,
    async addPerson(username, role, body, { office, mail = `${username}@mail.example`, phone, channels } = {}) {
      const { account } = await createAccount(store, THE_PROGRAM, { kind: 'person', username, displayName: `${username}同志`, roles: [role], body, office, profile: { mail, phone }, password: `password of ${username}` });
      if (channels) await setChannels(store, account.id, channels);
      return account.id;
    },
    async addMachine(username, body, office) {
      return (await createAccount(store, THE_PROGRAM, { kind: 'machine', username, displayName: username, roles: ['system'], body, office })).account.id;
    },
    async deactivate(accountId) {
      await changeAccount(store, THE_PROGRAM, accountId, { active: false });
    },
    async tell(tells, { of = LUODING, ...step } = {}) {
      seq += 1;
      const whole = tells.map((tell): Tell => ({ audience: 'unit.desk', message: 'query-replied', urgency: 'routine', params: {}, ...tell }));
      await db
        .transaction()
        .execute((trx) => insertTells(trx, { matter: 'AR-2026-000123', about: { kind: 'police.identity-property-query', ...of }, seq, at: clock.now(), tells: whole, parties: requestParties(of), standing: { procedure: 'assistance-request', stage: 'awaiting-answer' }, clock, calendar: SHIPPED_CALENDAR, ...step }));
    },
    async forbidDeliveries(isForbidden) {
      await withConnection(database.ownerUrl, (client) => client.query(isForbidden ? `revoke select on delivery from ${APP_ROLE}` : `grant select on delivery to ${APP_ROLE}`));
    },
    async close() {
      await db.destroy();
      await database.drop();
      rmSync(dir, { recursive: true });
    },
  };
}
