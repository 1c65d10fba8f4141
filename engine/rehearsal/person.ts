import { setTimeout as sleep } from 'node:timers/promises';

type Method = 'GET' | 'POST' | 'PUT';
export type Json = Readonly<Record<string, unknown>>;

/** What the platform answered; a refusal is an answer too. */
export interface Answer {
  status: number;
  body: Json;
}

/** The platform's own refusals have stable codes. */
class Unexpected extends Error {
  constructor(asked: string, { status, body }: Answer) {
    super(`${asked} was answered ${status} ${JSON.stringify(body)}`);
    this.name = 'Unexpected';
  }
}

const PATIENCE_MS = 30_000;

/** Somebody who uses the platform as everybody does: over HTTP, with a session or a system's token. */
export class Person {
  private constructor(
    private readonly apiUrl: string,
    private readonly token: string,
    readonly username: string,
    /** Body or office, and name. */
    readonly name: string,
  ) {}

  static async signIn(apiUrl: string, username: string, credential: { password: string } | { token: string }): Promise<Person> {
    const token = 'token' in credential ? credential.token : await openSession(apiUrl, username, credential.password);
    const { body } = await ask(apiUrl, token, 'GET', '/me');
    const place = body['officeName'] ?? body['bodyName'];
    return new Person(apiUrl, token, username, [place, body['displayName']].filter((part) => typeof part === 'string').join(' '));
  }

  /** Asks, and throws when refused. */
  async ask(method: Method, path: string, body?: Json, idempotencyKey?: string): Promise<Json> {
    const answer = await this.try(method, path, body, idempotencyKey);
    if (answer.status >= 400) throw new Unexpected(`${this.username}: ${method} ${path}`, answer);
    return answer.body;
  }

  /** Asks, and hands back what was answered. A command that was not decided at once is asked after until it is. */
  async try(method: Method, path: string, body?: Json, idempotencyKey?: string): Promise<Answer> {
    const answer = await ask(this.apiUrl, this.token, method, path, body, idempotencyKey);
    return answer.status === 202 ? this.await(String(answer.body['command'])) : answer;
  }

  /** Uploads a paper, signed and sealed in this story alone. Returns its id. */
  async upload(title: string, idempotencyKey: string): Promise<string> {
    const response = await fetch(`${this.apiUrl}/api/v1/documents`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.token}`,
        'content-type': 'application/pdf',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(`${title}.pdf`)}`,
        'idempotency-key': idempotencyKey,
      },
      body: `%PDF-1.7\n% ${title}\n%%EOF\n`,
    });
    const answer = { status: response.status, body: (await response.json()) as Json };
    if (answer.status !== 201) throw new Unexpected(`${this.username}: POST /documents`, answer);
    return String(answer.body['document']);
  }

  private async await(command: string): Promise<Answer> {
    for (const until = performance.now() + PATIENCE_MS; performance.now() < until; await sleep(200)) {
      const { body } = await ask(this.apiUrl, this.token, 'GET', `/commands/${command}`);
      if (body['status'] === 'accepted') return { status: 200, body };
      if (body['status'] === 'refused') return { status: 409, body };
    }
    throw new Error(`command ${command} of ${this.username} was not decided within ${PATIENCE_MS / 1000} s`);
  }
}

async function openSession(apiUrl: string, username: string, password: string): Promise<string> {
  const answer = await ask(apiUrl, undefined, 'POST', '/sessions', { username, password, transport: 'bearer' });
  if (answer.status !== 201) throw new Unexpected(`the sign-in of ${username}`, answer);
  return String(answer.body['token']);
}

/** A platform that is busy or away for a moment is asked again, with the same key; on a line that broke only what can be asked twice. */
async function ask(apiUrl: string, token: string | undefined, method: Method, path: string, body?: Json, idempotencyKey?: string): Promise<Answer> {
  for (const until = performance.now() + PATIENCE_MS; ; await sleep(500)) {
    const isSafeTwice = method === 'GET' || idempotencyKey !== undefined;
    const response = await fetch(`${apiUrl}/api/v1${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((error: unknown) => {
      if (!isSafeTwice || performance.now() > until) throw error;
    });
    if (!response) continue;
    const text = await response.text();
    const answer = { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Json };
    if ((answer.status !== 429 && answer.status !== 503) || performance.now() > until) return answer;
  }
}
