import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const DECISION_LIMIT_MS = 60_000;
const LOOK_EVERY_MS = 250;

export interface Answer {
  status: number;
  body: Record<string, unknown>;
}

/** A program that uses the API: connections stay open, every command has a key of its own. */
export class ApiClient {
  /** Commands that were not decided within the product's own limit, and answered 202. */
  decidedLater = 0;
  private readonly agent = new http.Agent({ keepAlive: true });

  constructor(private readonly url: string) {}

  /** A command, brought to its end: what is only accepted for decision (202) is asked for until it is decided. Anything but success is thrown. */
  async act(path: string, token: string, body: unknown = {}): Promise<Record<string, unknown>> {
    const answer = await this.ask('POST', path, token, body, { 'idempotency-key': randomUUID() });
    if (answer.status === 202) return this.awaitDecision(String(answer.body['command']), token);
    if (answer.status !== 200 && answer.status !== 201) throw new Error(`POST ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async ask(method: string, path: string, token: string | undefined, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const payload = body === undefined || Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
    return new Promise((resolve, reject) => {
      const request = http.request(
        `${this.url}/api/v1${path}`,
        {
          method,
          agent: this.agent,
          headers: {
            ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
            ...(payload ? { 'content-type': 'application/json', 'content-length': String(payload.length) } : {}),
            ...headers,
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            resolve({ status: response.statusCode ?? 0, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) });
          });
        },
      );
      request.on('error', reject);
      request.end(payload);
    });
  }

  private async awaitDecision(command: string, token: string): Promise<Record<string, unknown>> {
    this.decidedLater += 1;
    const until = performance.now() + DECISION_LIMIT_MS;
    while (performance.now() < until) {
      await sleep(LOOK_EVERY_MS);
      const { status, body } = await this.ask('GET', `/commands/${command}`, token);
      if (status === 200 && body['status'] === 'accepted') return body;
      if (status !== 200 || body['status'] !== 'pending') throw new Error(`GET /commands/${command}: ${status} ${JSON.stringify(body)}`);
    }
    throw new Error(`command ${command} is not decided after ${DECISION_LIMIT_MS / 1_000} s`);
  }

  close(): void {
    this.agent.destroy();
  }
}
