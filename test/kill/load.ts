import { randomUUID } from 'node:crypto';
import { ASK_POLICE, POLICE_ANSWER } from '../rig/matter-api';

/** What the product has said was done: it must be found again. */
export interface Acknowledged {
  matter: string;
  command: string | undefined;
  seq: number;
  recordedAt: string | undefined;
}

export interface LoadOfficers {
  court: string;
  desk: string;
}

const UNDECIDED = new Set([202, 429, 500, 502, 503, 504]);

/** Officers who work on, whatever breaks: each act is given again with its key until it is answered for good. */
export class Load {
  readonly acknowledged: Acknowledged[] = [];
  /** Refusals, by code: some are right, the rest would be news. */
  readonly refused = new Map<string, number>();
  retries = 0;
  private isOver = false;
  private readonly clients: Promise<void>[];

  constructor(
    private readonly apiUrl: string,
    private readonly officers: LoadOfficers,
    clients: number,
  ) {
    this.clients = Array.from({ length: clients }, (_, index) => this.work(index));
  }

  /** Ends when every officer has finished the matter at hand. */
  async end(): Promise<void> {
    this.isOver = true;
    await Promise.all(this.clients);
  }

  private async work(client: number): Promise<void> {
    for (let round = 0; !this.isOver; round += 1) {
      const opened = await this.act('/requests', this.officers.court, ASK_POLICE);
      const matter = String(opened.matter);
      this.acknowledged.push({ matter, command: undefined, seq: 1, recordedAt: undefined });
      const give = async (name: string, side: keyof LoadOfficers, body: object = {}) => this.command(matter, name, side, body);
      await give('sign-receipt', 'desk');
      const query = await give('raise-query', 'desk', { question: '请补充被执行人身份信息' });
      if (query) await give('reply-to-query', 'court', { query: query.seq, reply: '见附件' });
      // A third stay open, for the clock to work on.
      if ((client + round) % 3 === 0) continue;
      await Promise.all([give('answer', 'desk', POLICE_ANSWER), give('answer', 'desk', { ...POLICE_ANSWER, outcome: 'nothing-found', result: {} })]);
      if ((client + round) % 3 === 1) await give('contest-answer', 'court', { missing: '未附登记资料' });
      else await give('accept-answer', 'court');
    }
  }

  private async command(matter: string, name: string, side: keyof LoadOfficers, body: object): Promise<{ seq: number } | undefined> {
    const answer = await this.act(`/matters/${matter}/commands/${name}`, this.officers[side], body);
    if (answer.status !== 'accepted') {
      const code = typeof answer.code === 'string' ? answer.code : JSON.stringify(answer);
      this.refused.set(code, (this.refused.get(code) ?? 0) + 1);
      return undefined;
    }
    const done = { matter, command: String(answer.command), seq: Number(answer.seq), recordedAt: String(answer.recordedAt) };
    this.acknowledged.push(done);
    return done;
  }

  private async act(path: string, token: string, body: object): Promise<Record<string, unknown>> {
    const key = randomUUID();
    for (;;) {
      try {
        const response = await fetch(`${this.apiUrl}${path}`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
          body: JSON.stringify(body),
          signal: AbortSignal.timeout(8_000),
        });
        if (!UNDECIDED.has(response.status)) return (await response.json()) as Record<string, unknown>;
        await response.arrayBuffer();
      } catch {
        // Nobody there, or the connection broke: given again.
      }
      this.retries += 1;
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  }
}
