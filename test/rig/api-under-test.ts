import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createApp } from '../../api/app';
import { parseConfig } from '../../api/config';
import { LiveStreams } from '../../api/live/streams';
import { createLog } from '../../api/log';
import { createMetrics } from '../../api/metrics';
import type { Services } from '../../api/services';
import { createPayloadCodec } from '../../dispatch/payload-codec';
import type { Role } from '../../domain/access/permissions';
import { type Account, type AccountDraft, createAccount } from '../../register/accounts/accounts';
import { THE_PROGRAM } from '../../register/accounts/audit';
import { Calendars } from '../../register/calendar/calendars';
import { FixedClock } from '../../register/clock';
import { openDatabase } from '../../register/database';
import { DocumentFiles } from '../../register/documents/files';
import { ensureKeyRing } from '../../register/sealing/key-ring';
import { deriveFirstStep, foreseeAlarms } from '../../workflows/rederive';
import { createTestDatabase } from '../harness/database';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; throws when it is none. */
  readonly body: Record<string, unknown>;
}

export interface Asked {
  readonly token?: string;
  readonly cookie?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is. */
  readonly raw?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ApiUnderTest {
  readonly url: string;
  readonly services: Services;
  readonly wallClock: FixedClock;
  /** Every line logged so far. */
  readonly logged: string[];
  ask(method: string, path: string, asked?: Asked): Promise<Answer>;
  /** A new account with a session of its own; a machine's token for role `system`. */
  signedIn(role: Role | readonly Role[], place?: { body?: string | null; office?: string | null }): Promise<{ account: Account; token: string; password: string }>;
  close(): Promise<void>;
}

/** 2026-03-02 08:30, a Monday. */
const MONDAY_MORNING = 1_772_411_400_000;

/** The whole API on a port of its own, over a database of its own; time stands still until it is moved. */
export async function startApi(overrides: { env?: Record<string, string>; services?: Partial<Services> } = {}): Promise<ApiUnderTest> {
  const database = await createTestDatabase();
  const keysDir = mkdtempSync(path.join(tmpdir(), 'api-keys-'));
  const documentsDir = mkdtempSync(path.join(tmpdir(), 'api-documents-'));
  // On a crowded machine slow is not gone.
  const db = openDatabase(database.appUrl, { connectTimeoutMs: 30_000, statementTimeoutMs: 30_000 });
  const wallClock = new FixedClock(MONDAY_MORNING);
  const keyRing = ensureKeyRing(keysDir);
  const logged: string[] = [];
  const calendars = new Calendars(db, wallClock);
  const log = createLog('info', { write: (line) => void logged.push(line) });
  const services: Services = {
    db,
    clock: wallClock,
    wallClock,
    keyRing,
    documentFiles: new DocumentFiles(documentsDir, keyRing),
    payloadCodec: createPayloadCodec(keyRing),
    log,
    live: new LiveStreams({ db, clock: overrides.services?.clock ?? wallClock, wallClock, log }),
    config: parseConfig({ DATABASE_URL: database.appUrl, LIANDONG_KEYS_DIR: keysDir, LIANDONG_DOCUMENTS_DIR: documentsDir, ...overrides.env }),
    metrics: createMetrics(),
    calendars,
    deriveFirstStep,
    foreseeAlarms,
    ...overrides.services,
  };
  const server = createServer(createApp(services));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const ask = async (method: string, target: string, { token, cookie, body, raw, headers = {} }: Asked = {}): Promise<Answer> => {
    const response = await fetch(`${url}${target}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(cookie === undefined ? {} : { cookie }),
        ...(body === undefined && raw === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: raw ?? (body === undefined ? undefined : JSON.stringify(body)),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, get body() { return JSON.parse(text) as Record<string, unknown>; } };
  };

  let count = 0;
  const signedIn: ApiUnderTest['signedIn'] = async (role, place = {}) => {
    const roles = typeof role === 'string' ? [role] : role;
    const password = `password-of-${++count}`;
    const draft: AccountDraft = {
      kind: roles.includes('system') ? 'machine' : 'person',
      username: `${roles[0] ?? 'nobody'}-${count}`,
      displayName: `测试人员${count}`,
      roles,
      body: place.body === undefined ? usualBody(roles) : place.body,
      office: place.office,
    };
    const { account, token } = await createAccount(services, THE_PROGRAM, draft.kind === 'machine' ? draft : { ...draft, password });
    if (token !== undefined) return { account, token, password };
    const { body } = await ask('POST', '/api/v1/sessions', { body: { username: account.username, password, transport: 'bearer' } });
    return { account, token: String(body.token), password };
  };

  return {
    url,
    services,
    wallClock,
    logged,
    ask,
    signedIn,
    async close() {
      services.live.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await db.destroy();
      await database.drop();
      for (const dir of [keysDir, documentsDir]) rmSync(dir, { recursive: true });
    },
  };
}

function usualBody(roles: readonly Role[]): string | null {
  if (roles.includes('operator')) return null;
  if (roles.includes('prosecutor')) return 'procuratorate';
  if (roles.some((role) => role === 'committee-officer' || role === 'supervisor')) return 'committee';
  return roles.some((role) => role === 'court-officer' || role === 'enforcement-bureau') ? 'court.luoding' : 'land';
}
