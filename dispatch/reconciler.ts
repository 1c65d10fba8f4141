import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import { findPending } from '../register/matters/commands';
import { type Dispatcher, type DispatchDeps, isUnreachable } from './dispatcher';

export interface ReconcilerOptions {
  /** How often pending commands are brought again. */
  pendingEveryMs: number;
  /** How often every open matter is looked at. */
  mattersEveryMs: number;
  onError: (error: unknown) => void;
}

const PENDING_AT_ONCE = 200;
/** A caller brings its own command at once; the reconciler only takes over what is older. */
const LEFT_TO_THE_CALLER_MS = 6_000;
const LOOKED_AT_TOGETHER = 4;

/** Keeps two promises: every pending command is brought until it is decided, and every open matter has a running workflow. */
export class Reconciler {
  private readonly timers: NodeJS.Timeout[] = [];
  private running: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(
    private readonly deps: DispatchDeps,
    private readonly dispatcher: Dispatcher,
    private readonly options: ReconcilerOptions,
  ) {}

  start(): void {
    this.repeat(this.options.pendingEveryMs, () => this.bringPending());
    this.repeat(this.options.mattersEveryMs, () => this.restartMissing());
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    for (const timer of this.timers) clearInterval(timer);
    await this.running;
  }

  /** Brings again what nobody decided. Returns how many were decided. */
  async bringPending(olderThanMs = LEFT_TO_THE_CALLER_MS): Promise<number> {
    // A rehearsal's clock says nothing about how long a command has waited; bringing one twice does no harm.
    const receivedBefore = this.deps.rehearsalClock ? Number.MAX_SAFE_INTEGER : this.deps.clock.now() - olderThanMs + 1;
    const pending = await findPending(this.deps.db, receivedBefore, PENDING_AT_ONCE);
    let decided = 0;
    for (const command of pending) {
      if (this.isStopped) break;
      try {
        if (await this.dispatcher.bring(command)) decided += 1;
      } catch (error) {
        // What ails one matter holds up no other.
        this.options.onError(error);
      }
    }
    return decided;
  }

  /** Looks at every open matter by its id and starts those without a workflow. Returns their numbers; the operator is told of each. */
  async restartMissing(): Promise<string[]> {
    const restarted: string[] = [];
    let after = '';
    for (;;) {
      const page = await this.deps.db
        .selectFrom('matter')
        .select(['number', 'position_seq'])
        .where('closed_at', 'is', null)
        .where('number', '>', after)
        .orderBy('number')
        .limit(500)
        .execute();
      const last = page.at(-1);
      if (!last || this.isStopped) return restarted;
      after = last.number;
      for (let index = 0; index < page.length; index += LOOKED_AT_TOGETHER) {
        const looked = await Promise.all(page.slice(index, index + LOOKED_AT_TOGETHER).map((matter) => this.restartIfMissing(matter)));
        restarted.push(...looked.flat());
      }
    }
  }

  private async restartIfMissing({ number, position_seq }: { number: string; position_seq: number }): Promise<string[]> {
    try {
      if ((await isRunning(this.deps.client, number)) || !(await this.dispatcher.start(number))) return [];
      // One that had not taken its first step yet is only late, not lost.
      if (position_seq > 0) await this.deps.db.insertInto('operator_notice').values({ at: this.deps.clock.now(), code: 'workflow-restarted', matter: number, details: '{}' }).execute();
      return [number];
    } catch (error) {
      this.options.onError(error);
      return [];
    }
  }

  private repeat(everyMs: number, act: () => Promise<unknown>): void {
    let isBusy = false;
    this.timers.push(
      setInterval(() => {
        if (isBusy || this.isStopped) return;
        isBusy = true;
        this.running = Promise.all([
          this.running,
          act()
            .catch((error: unknown) => this.options.onError(error))
            .finally(() => {
              isBusy = false;
            }),
        ]).then(() => undefined);
      }, everyMs),
    );
  }
}

async function isRunning(client: Client, matter: string): Promise<boolean> {
  try {
    return (await client.workflow.getHandle(matter).describe()).status.name === 'RUNNING';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    // Cannot be looked at now; next time.
    if (isUnreachable(error)) return true;
    throw error;
  }
}
