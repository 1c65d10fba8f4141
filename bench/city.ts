import { randomUUID } from 'node:crypto';
import type { Role } from '../domain/access/permissions';
import { createAccount, type AccountStore } from '../register/accounts/accounts';
import { THE_PROGRAM } from '../register/accounts/audit';
import { SystemClock } from '../register/clock';
import { openDatabase } from '../register/database';
import { ApiClient } from './api-client';
import type { Product } from './stand';

const COURT = 'court.luoding';
const UNIT = 'police';
const COURT_OFFICERS = 4;

const REQUEST = {
  kind: 'police.identity-property-query',
  unit: UNIT,
  caseNumber: '（2026）粤5381执123号',
  debtor: { type: 'natural-person', name: '赵不还', idNumber: '445302199001011234' },
  capacity: 'debtor',
  purpose: '查明被执行人赵不还的财产状况，以便采取执行措施',
  dataItems: ['household', 'vehicles'],
  papers: [{ paper: 'query-notice', courtSeal: true, documentNumber: '（2026）粤5381执123号之一' }],
};

const ANSWER = {
  outcome: 'done',
  answerSeal: 'department',
  result: { household: '云浮市云城区某街道某号', vehicles: [{ plateNumber: '粤W12345' }] },
  serviceReceipt: { receivedBy: '钱经办', receivedOn: '2026-03-02' },
};

/**
 * A court, a unit with its system, and the people who are told: what a real request finds in its city. Court officers, the desk and the liaison
 * have mail addresses, so every step writes rows in the app and mails.
 */
export class City {
  private constructor(
    readonly api: ApiClient,
    private readonly officers: readonly string[],
    private readonly desk: string,
    private readonly system: string,
    /** The operator's session. */
    readonly operator: string,
  ) {}

  static async found(product: Product): Promise<City> {
    const db = openDatabase(product.databaseUrl, { poolSize: 2 });
    const api = new ApiClient(product.url);
    const store = { db, keyRing: product.keyRing, wallClock: new SystemClock() };
    try {
      const officers: string[] = [];
      for (let index = 0; index < COURT_OFFICERS; index += 1) officers.push(await addPerson(store, api, 'court-officer', COURT));
      const desk = await addPerson(store, api, 'desk-officer', UNIT);
      await addPerson(store, api, 'liaison', UNIT);
      await addPerson(store, api, 'unit-head', UNIT);
      const operator = await addPerson(store, api, 'operator', null);
      const { token } = await createAccount(store, THE_PROGRAM, { kind: 'machine', username: `system-${randomUUID()}`, displayName: '业务系统', roles: ['system'], body: UNIT });
      if (token === undefined) throw new Error('a machine without a token');
      return new City(api, officers, desk, token, operator);
    } finally {
      await db.destroy();
    }
  }

  async open(client: number): Promise<string> {
    const { matter } = await this.api.act('/requests', this.officer(client), REQUEST);
    return String(matter);
  }

  async sign(matter: string): Promise<void> {
    await this.command(matter, 'sign-receipt', this.desk);
  }

  async answer(matter: string, by: 'desk' | 'system' = 'desk'): Promise<void> {
    await this.command(matter, 'answer', by === 'system' ? this.system : this.desk, ANSWER);
  }

  async accept(matter: string, client: number): Promise<void> {
    await this.command(matter, 'accept-answer', this.officer(client));
  }

  /** The operator uploads a notice and puts a calendar year forward. Returns the proposal's id. */
  async propose(year: number, body: object): Promise<string> {
    const headers = { 'content-type': 'application/pdf', 'content-disposition': "attachment; filename*=UTF-8''notice.pdf", 'idempotency-key': randomUUID() };
    const { status: kept, body: file } = await this.api.ask('POST', '/documents', this.operator, Buffer.from('%PDF-1.7\n%%EOF\n'), headers);
    if (kept !== 201) throw new Error(`POST /documents: ${kept} ${JSON.stringify(file)}`);
    const { status, body: proposal } = await this.api.ask('PUT', `/calendar/${year}`, this.operator, { ...body, document: file['document'] });
    if (status !== 201) throw new Error(`PUT /calendar/${year}: ${status} ${JSON.stringify(proposal)}`);
    return String(proposal['id']);
  }

  close(): void {
    this.api.close();
  }

  private async command(matter: string, name: string, token: string, body: unknown = {}): Promise<void> {
    await this.api.act(`/matters/${matter}/commands/${name}`, token, body);
  }

  private officer(client: number): string {
    return this.officers[client % this.officers.length] ?? '';
  }
}

/** Signs in over HTTP, as anybody does. Returns the session's token. */
async function addPerson(store: AccountStore, api: ApiClient, role: Role, body: string | null): Promise<string> {
  const password = randomUUID();
  const username = `${role}-${randomUUID()}`;
  const cards = role === 'court-officer' ? { workCardNo: '粤云执001', enforcementPermitNo: '粤云公务001' } : {};
  await createAccount(store, THE_PROGRAM, { kind: 'person', username, displayName: '孙承办', roles: [role], body, password, profile: { ...cards, mail: `${username}@example.com` } });
  const { status, body: session } = await api.ask('POST', '/sessions', undefined, { username, password, transport: 'bearer' });
  if (typeof session['token'] !== 'string') throw new Error(`${role} cannot sign in: ${status} ${JSON.stringify(session)}`);
  return session['token'];
}
