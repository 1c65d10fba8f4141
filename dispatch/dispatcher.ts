import { ApplicationFailure, type Client, type Connection, ServiceError, WithStartWorkflowOperation, WorkflowNotFoundError, WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import { isClosed } from '../domain/access/closed-matters';
import type { CommandMessage, CommandOutcome } from '../matters/ledger';
import { ACT_UPDATE, CATCH_UP_UPDATE, type MatterInput, PROCEDURES, type Procedure, type RehearsalClock, TASK_QUEUE } from '../matters/messages';
import type { Position } from '../matters/position';
import { searchAttributesOf } from '../matters/search-attributes';
import type { Calendars } from '../register/calendar/calendars';
import type { Clock } from '../register/clock';
import { appendAfterClosing } from '../register/matters/append-after-closing';
import { type KnownCommand, type RegisterDeps, settleRefused } from '../register/matters/commands';
import { loadLedger } from '../register/matters/entries';
import { toSearchAttributePairs } from './search-attribute-pairs';

export interface DispatchDeps extends RegisterDeps {
  client: Client;
  calendars: Calendars;
  /** The client's deadlines are instants of the host's clock, whatever clock the matters live by. */
  hostClock: Clock;
  /** The clock that new runs live by; undefined in earnest. */
  rehearsalClock?: () => Promise<RehearsalClock>;
  isSignalAllowed: boolean;
  taskQueue?: string;
}

type MatterWorkflow = (input: MatterInput) => Promise<void>;

/** How long a caller waits for a decision before getting "accepted for decision" instead. */
const DECISION_DEADLINE_MS = 4_500;
const START_DEADLINE_MS = 2_000;

/** Brings commands to matters, and makes sure that a matter has somebody to bring them to. */
export class Dispatcher {
  constructor(private readonly deps: DispatchDeps) {}

  /**
   * Starts the workflow of an open matter, unless one runs. A failure is no loss: the matter is open in the register, and the reconciler starts it.
   * Returns whether a workflow is known to run.
   */
  async start(matter: string): Promise<boolean> {
    const { client } = this.deps;
    const start = await this.startOf(matter);
    const { input } = start;
    try {
      await client.withDeadline(this.deps.hostClock.now() + START_DEADLINE_MS, () => client.workflow.start(workflowTypeOf(input), { ...this.optionsOf(start), args: [input] }));
      return true;
    } catch (error) {
      if (isUnreachable(error)) return false;
      throw error;
    }
  }

  /** Brings a committed command and returns what was decided, or undefined when nobody decided in time: it stays pending, and is brought again. */
  async bring(command: KnownCommand): Promise<CommandOutcome | undefined> {
    if (command.outcome) return command.outcome;
    const { message, matter } = command;
    try {
      return (await appendAfterClosing(this.deps, matter, message)) ?? (await this.decide(command));
    } catch (error) {
      const refusal = refusalIn(error);
      // It closed on the way; a few acts remain.
      if (refusal?.code === 'matter-closed') return (await appendAfterClosing(this.deps, matter, message)) ?? settleRefused(this.deps, command.id, refusal);
      if (refusal) return settleRefused(this.deps, command.id, refusal);
      if (isUnreachable(error)) return undefined;
      throw error;
    }
  }

  /** Tells a matter's run how far the register is, and waits until it is there too. Returns whether it said so in time. */
  async catchUp(matter: string, registerSeq: number): Promise<boolean> {
    const { client, hostClock } = this.deps;
    try {
      await client.withDeadline(hostClock.now() + DECISION_DEADLINE_MS, () => client.workflow.getHandle(matter).executeUpdate<void, [number]>(CATCH_UP_UPDATE, { args: [registerSeq] }));
      return true;
    } catch (error) {
      if (isUnreachable(error)) return false;
      throw error;
    }
  }

  private async decide({ message, matter, registerSeq }: KnownCommand): Promise<CommandOutcome> {
    const { client } = this.deps;
    const deadline = this.deps.hostClock.now() + DECISION_DEADLINE_MS;
    const args: [CommandMessage, number] = [message, registerSeq ?? (await this.seqOf(matter))];
    try {
      return await client.withDeadline(deadline, () =>
        client.workflow.getHandle(matter).executeUpdate<CommandOutcome, [CommandMessage, number]>(ACT_UPDATE, { updateId: message.id, args }),
      );
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
    const row = await this.deps.db.selectFrom('matter').select(['closed_as', 'closed_at']).where('number', '=', matter).executeTakeFirstOrThrow();
    if (row.closed_at !== null)
      return (await appendAfterClosing(this.deps, matter, message)) ?? settleRefused(this.deps, message.id, { status: 'refused', code: 'matter-closed', details: { closedAs: row.closed_as, closedAt: row.closed_at } });
    // Not started yet, or lost: it starts over its ledger and decides this command first.
    const start = await this.startOf(matter);
    const { input } = start;
    return client.withDeadline(deadline, () =>
      client.workflow.executeUpdateWithStart<MatterWorkflow, CommandOutcome, [CommandMessage, number]>(ACT_UPDATE, {
        updateId: message.id,
        args,
        startWorkflowOperation: new WithStartWorkflowOperation<MatterWorkflow>(workflowTypeOf(input), { ...this.optionsOf(start), args: [input], workflowIdConflictPolicy: 'USE_EXISTING' }),
      }),
    );
  }

  private async seqOf(matter: string): Promise<number> {
    return (await this.deps.db.selectFrom('matter').select('seq').where('number', '=', matter).executeTakeFirstOrThrow()).seq;
  }

  /** What a matter's workflow is started with, and where the register has it stand. */
  private async startOf(matter: string): Promise<{ input: MatterInput; position: Position }> {
    const { db } = this.deps;
    // The position first: what is recorded in between is in the ledger, and the workflow writes where that leads.
    const { position } = await db.selectFrom('matter').select('position').where('number', '=', matter).executeTakeFirstOrThrow();
    const ledger = await loadLedger(db, matter);
    const input: MatterInput = {
      matter,
      ledger,
      isPositionWritten: position.seq === ledger.length,
      ...(await this.deps.calendars.slicesFor(ledger)),
      isSignalAllowed: this.deps.isSignalAllowed,
      ...(this.deps.rehearsalClock ? { rehearsal: await this.deps.rehearsalClock() } : {}),
    };
    return { input, position };
  }

  private optionsOf({ input, position }: { input: MatterInput; position: Position }) {
    const { kind, unit, court, procedure } = input.ledger[0]?.facts ?? {};
    return {
      workflowId: input.matter,
      taskQueue: this.deps.taskQueue ?? TASK_QUEUE,
      // Open in the register means open: a run that was ended from outside is started again.
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      workflowIdConflictPolicy: 'USE_EXISTING',
      // What a supervisor can search by before the workflow has taken its first step.
      typedSearchAttributes: toSearchAttributePairs(searchAttributesOf(input, position)),
      // 二(四): of a closed matter the number.
      staticSummary: isClosed(String(procedure)) ? input.matter : `${String(kind)} ${String(court)} → ${String(unit)}`,
    } as const;
  }
}

function workflowTypeOf(input: MatterInput): string {
  const procedure = input.ledger[0]?.facts['procedure'] as Procedure;
  return PROCEDURES[procedure].workflowType;
}

/** A refusal always brings its details; a failure of the server's own (the run ended before the update) brings none, and decides nothing. */
function refusalIn(error: unknown): Extract<CommandOutcome, { status: 'refused' }> | undefined {
  if (!(error instanceof WorkflowUpdateFailedError) || !(error.cause instanceof ApplicationFailure) || !error.cause.type) return undefined;
  const details = error.cause.details?.[0] as Record<string, unknown> | undefined;
  return details && { status: 'refused', code: error.cause.type, details };
}

/** Whether nothing was decided for want of somebody to decide: Temporal, the worker or the register is away, or the run has just ended. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || error instanceof ServiceError || error instanceof WorkflowNotFoundError || error instanceof WorkflowUpdateFailedError;
}

/** `grpc.health.v1.HealthCheckResponse.ServingStatus` */
const SERVING = 1;

/** Whether the Temporal frontend answers. */
export async function isServing(connection: Connection, hostClock: Clock): Promise<boolean> {
  try {
    const { status } = await connection.withDeadline(hostClock.now() + 1_500, () => connection.healthService.check({ service: 'temporal.api.workflowservice.v1.WorkflowService' }));
    return Number(status) === SERVING;
  } catch {
    return false;
  }
}
