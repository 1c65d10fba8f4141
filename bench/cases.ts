import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { BARE_TASK_QUEUE, type BareCase, COMPLETE_UPDATE } from './bare/names';
import type { City } from './city';
import { forAll } from './load';

export const CASES = ['floor', 'kase', 'equal', 'full'] as const;
export type CaseName = (typeof CASES)[number];

/** What a case consists of, as the report says it. */
export const CASE_TITLES: Readonly<Record<CaseName, string>> = {
  floor: 'floor: bare SDK, start, timer, update, close',
  kase: 'kase: floor and one register row by local activity',
  equal: 'product, equal work: open, answer (which implies receipt)',
  full: 'product, full case: open, sign, answer, accept, telling',
};

/** Where a case leaves its bytes. */
export const CASE_DATABASES: Readonly<Record<CaseName, readonly string[]>> = {
  floor: ['temporal', 'temporal_visibility'],
  kase: ['temporal', 'temporal_visibility', 'bare'],
  equal: ['temporal', 'temporal_visibility', 'liandong'],
  full: ['temporal', 'temporal_visibility', 'liandong'],
};

/** Cases under way at once while measurements are prepared or cleared away. */
const BESIDE = 8;
/** A bare workflow that has taken its first task and armed its timer: started, scheduled, started, completed, timer started. */
const EVENTS_AT_REST = 5;

export class Cases {
  constructor(
    private readonly bare: Client,
    private readonly city: City,
  ) {}

  /** One case from beginning to end. Returns its id. */
  async run(name: CaseName, client: number): Promise<string> {
    switch (name) {
      case 'floor':
      case 'kase': {
        const id = await this.startBare(name);
        await this.completeBare(id);
        return id;
      }
      case 'equal': {
        const matter = await this.city.open(client);
        await this.city.answer(matter, 'system');
        return matter;
      }
      case 'full': {
        const matter = await this.city.open(client);
        await this.city.sign(matter);
        await this.city.answer(matter);
        await this.city.accept(matter, client);
        return matter;
      }
    }
  }

  /** What a measurement leaves open would weigh on the next. */
  async clearAway(name: CaseName, ids: readonly string[]): Promise<void> {
    if (name === 'equal') await forAll(ids, BESIDE, (matter, client) => this.city.accept(matter, client));
  }

  /** Bare workflows at rest, waiting for their update. */
  async prepareBare(name: BareCase, count: number): Promise<string[]> {
    return forAll(Array.from({ length: count }), BESIDE, async () => {
      const id = await this.startBare(name);
      const handle = this.bare.workflow.getHandle(id);
      while ((await handle.describe()).historyLength < EVENTS_AT_REST) await new Promise((resolve) => setTimeout(resolve, 5));
      return id;
    });
  }

  async completeBare(id: string): Promise<void> {
    await this.bare.workflow.getHandle(id).executeUpdate<void, [string]>(COMPLETE_UPDATE, { args: [id] });
  }

  async prepareRequests(count: number): Promise<string[]> {
    return forAll(Array.from({ length: count }), BESIDE, (_, client) => this.city.open(client));
  }

  private async startBare(name: BareCase): Promise<string> {
    const workflowId = `${name}-${randomUUID()}`;
    await this.bare.workflow.start(name, { workflowId, taskQueue: BARE_TASK_QUEUE });
    return workflowId;
  }
}
