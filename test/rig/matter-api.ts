import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, type Worker } from '@temporalio/worker';
import { createMatterActivities } from '../../activities/matter-activities';
import type { Services } from '../../api/services';
import { Dispatcher, isServing } from '../../dispatch/dispatcher';
import { Reconciler } from '../../dispatch/reconciler';
import { createDataConverter } from '../../dispatch/payload-codec';
import type { Role } from '../../domain/access/permissions';
import { createAccount } from '../../register/accounts/accounts';
import { THE_PROGRAM } from '../../register/accounts/audit';
import { SystemClock } from '../../register/clock';
import { BUNDLE_FILE } from '../../workers/bundle';
import { createMatterWorker } from '../../workers/matter-worker';
import { pdfOf } from '../factories/documents';
import { createTestNamespace } from '../harness/temporal';
import { waitFor } from '../harness/wait-for';
import { type Answer, type ApiUnderTest, startApi } from './api-under-test';

export interface Officer {
  id: string;
  token: string;
}

/** An officer who can sign in with a browser. */
export interface Person extends Officer {
  username: string;
  password: string;
}

export const ASK_POLICE = {
  kind: 'police.identity-property-query',
  unit: 'police',
  caseNumber: '（2026）粤5302执123号',
  debtor: { type: 'natural-person', name: '赵不还', idNumber: '445302199001011234' },
  capacity: 'debtor',
  purpose: '查明被执行人赵不还的财产状况',
  dataItems: ['household', 'vehicles'],
  papers: [{ paper: 'query-notice', courtSeal: true, documentNumber: '（2026）粤5302执123号之一' }],
} as const;

export const POLICE_ANSWER = {
  outcome: 'done',
  answerSeal: 'department',
  result: { household: '云浮市云城区某街道', vehicles: [{ plateNumber: '粤W12345' }] },
  serviceReceipt: { receivedBy: '钱经办', receivedOn: '2026-03-02' },
} as const;

/** The API with its dispatcher, and a worker, on a real Temporal server. Real time. */
export class MatterApi {
  private constructor(
    readonly api: ApiUnderTest,
    readonly client: Client,
    private readonly native: NativeConnection,
    private readonly namespace: string,
    private readonly reconciler: Reconciler,
  ) {}

  private worker: { worker: Worker; done: Promise<void> } | undefined;

  static async start(env: Record<string, string> = {}): Promise<MatterApi> {
    const clock = new SystemClock();
    const api = await startApi({ env, services: { clock, wallClock: clock } });
    const { address, namespace } = await createTestNamespace();
    const connection = await Connection.connect({ address });
    const client = new Client({ connection, namespace, dataConverter: createDataConverter(api.services.keyRing) });
    const { db, keyRing, calendars } = api.services;
    const deps = { db, clock, calendars, hostClock: clock, keyRing, client, isSignalAllowed: false };
    const dispatcher = new Dispatcher(deps);
    Object.assign(api.services, {
      dispatcher,
      temporal: { isReachable: () => isServing(connection, clock) },
    } satisfies Partial<Services>);
    return new MatterApi(api, client, await NativeConnection.connect({ address }), namespace, new Reconciler(deps, dispatcher, { pendingEveryMs: 60_000, mattersEveryMs: 60_000, onError: () => undefined }));
  }

  async startWorker(): Promise<void> {
    const { keyRing } = this.api.services;
    const worker = await createMatterWorker({ connection: this.native, namespace: this.namespace, keyRing, bundle: { codePath: BUNDLE_FILE }, activities: createMatterActivities(this.api.services) });
    this.worker = { worker, done: worker.run() };
  }

  /** Brings what matters have said to each other, and what was answered before it was decided, as the worker's process does. */
  async bringPending(): Promise<void> {
    await this.reconciler.bringPending(0);
  }

  async stopWorker(): Promise<void> {
    const running = this.worker;
    this.worker = undefined;
    running?.worker.shutdown();
    await running?.done;
  }

  async stop(): Promise<void> {
    await this.stopWorker();
    await this.client.connection.close();
    await this.native.close();
    await this.api.close();
  }

  async officer(role: Role, body: string | null, office?: string): Promise<Person> {
    const password = randomUUID();
    const username = `${role}-${randomUUID().slice(0, 8)}`;
    const isCourt = body?.startsWith('court.') === true;
    const profile = { ...(isCourt ? { workCardNo: '粤云执001', enforcementPermitNo: '粤云公务001' } : {}), mail: `${username}@example.com` };
    if (role === 'system') {
      const { account, token } = await createAccount(this.api.services, THE_PROGRAM, { kind: 'machine', username, displayName: '业务系统', roles: [role], body, office });
      return { id: account.id, token: token ?? '', username, password: '' };
    }
    const { account } = await createAccount(this.api.services, THE_PROGRAM, { kind: 'person', username, displayName: '孙承办', roles: [role], body, office, profile, password });
    const { body: session } = await this.api.ask('POST', '/api/v1/sessions', { body: { username, password, transport: 'bearer' } });
    return { id: account.id, token: String(session.token), username, password };
  }

  ask(method: string, path: string, officer: Officer, body?: unknown): Promise<Answer> {
    return this.api.ask(method, `/api/v1${path}`, { token: officer.token, ...(body === undefined ? {} : { body }) });
  }

  /** A command: with a key of its own unless one is given. */
  act(path: string, officer: Officer, body: unknown = {}, key: string = randomUUID()): Promise<Answer> {
    return this.api.ask('POST', `/api/v1${path}`, { token: officer.token, body, headers: { 'idempotency-key': key } });
  }

  /** A command that is to be accepted, however long a crowded machine takes to decide it; anything else is an error. */
  async give(officer: Officer, matter: string, name: string, body: unknown = {}): Promise<void> {
    const { status, text, body: taken } = await this.act(`/matters/${matter}/commands/${name}`, officer, body);
    if (status === 200) return;
    if (status !== 202) throw new Error(`${name}: ${text}`);
    const decided = await waitFor(async () => {
      await this.bringPending();
      const { body: command } = await this.ask('GET', `/commands/${String(taken['command'])}`, officer);
      return command['status'] !== 'pending' && command;
    });
    if (decided['status'] !== 'accepted') throw new Error(`${name}: ${JSON.stringify(decided)}`);
  }

  /** One file, as it is. */
  upload(officer: Officer, { name, mediaType, content, key = randomUUID() }: { name: string; mediaType: string; content: Buffer; key?: string }): Promise<Answer> {
    const headers = { 'content-type': mediaType, 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`, 'idempotency-key': key };
    return this.api.ask('POST', '/api/v1/documents', { token: officer.token, raw: content, headers });
  }

  /** A document that was uploaded, by its id. */
  async document(officer: Officer, content: Buffer = pdfOf(randomUUID()), name = '意见.pdf'): Promise<string> {
    const { status, text, body } = await this.upload(officer, { name, mediaType: 'application/pdf', content });
    if (status !== 201) throw new Error(text);
    return String(body.document);
  }

  async open(officer: Officer, over: Record<string, unknown> = {}): Promise<string> {
    const { status, text, body } = await this.act('/requests', officer, { ...ASK_POLICE, ...over });
    if (status !== 201) throw new Error(text);
    return String(body.matter);
  }
}
