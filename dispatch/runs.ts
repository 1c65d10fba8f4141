import { type Client, type ConnectionLike, isGrpcServiceError } from '@temporalio/client';
import { parseInstant } from '../domain/calendar/day';
import type { SEARCH_ATTRIBUTES } from '../matters/search-attributes';
import type { DispatchDeps } from './dispatcher';

/** What a run shows of itself to whoever searches. */
export interface Shown {
  stage: unknown;
  /** Epoch ms. */
  nextAlarmAt: number | null;
  dueAt: number | null;
  isProvisional: boolean;
}

const LOOK_DEADLINE_MS = 2_000;
const LIST_DEADLINE_MS = 10_000;
const LISTED_AT_ONCE = 500;
/** `temporal.api.enums.v1.WorkflowExecutionStatus` */
const RUNNING = 1;
/** `grpc.status` */
const NOT_FOUND = 5;

/** The runs of matters as the server shows them, raw: what the client would make of memo, search attributes and summary is looked at by nobody. */
export class Runs {
  private readonly connection: ConnectionLike;

  constructor(
    private readonly client: Client,
    private readonly hostClock: DispatchDeps['hostClock'],
    lookThrough: ConnectionLike | undefined,
  ) {
    this.connection = lookThrough ?? client.connection;
  }

  /** One by its id, which is the truth. `unknown`: the server cannot say now. */
  async look(matter: string): Promise<Shown | 'ended' | 'absent' | 'unknown'> {
    try {
      const { workflowExecutionInfo } = await this.within(LOOK_DEADLINE_MS, (service) => service.describeWorkflowExecution({ namespace: this.client.options.namespace, execution: { workflowId: matter } }));
      return Number(workflowExecutionInfo?.status) === RUNNING ? shownIn(workflowExecutionInfo?.searchAttributes?.indexedFields) : 'ended';
    } catch (error) {
      if (isGrpcServiceError(error)) return Number(error.code) === NOT_FOUND ? 'absent' : 'unknown';
      throw error;
    }
  }

  /** All that run, from the visibility store: a moment behind, and only as good as that store. */
  async list(): Promise<Map<string, Shown>> {
    const running = new Map<string, Shown>();
    for (let nextPageToken: Uint8Array | undefined; ; ) {
      const page = await this.within(LIST_DEADLINE_MS, (service) =>
        service.listWorkflowExecutions({ namespace: this.client.options.namespace, query: 'ExecutionStatus = "Running"', pageSize: LISTED_AT_ONCE, ...(nextPageToken ? { nextPageToken } : {}) }),
      );
      for (const { execution, searchAttributes } of page.executions) if (execution?.workflowId) running.set(execution.workflowId, shownIn(searchAttributes?.indexedFields));
      if (page.nextPageToken.length === 0) return running;
      nextPageToken = page.nextPageToken;
    }
  }

  private within<T>(ms: number, ask: (service: ConnectionLike['workflowService']) => Promise<T>): Promise<T> {
    return this.connection.withDeadline(this.hostClock.now() + ms, () => ask(this.connection.workflowService));
  }
}

/** From JSON, as the server keeps it: an instant is text in RFC 3339. */
function shownIn(fields: Record<string, { data?: Uint8Array | null }> | null | undefined): Shown {
  const valueOf = (name: keyof typeof SEARCH_ATTRIBUTES): unknown => {
    const data = fields?.[name]?.data;
    return data ? JSON.parse(Buffer.from(data).toString('utf8')) : undefined;
  };
  const instantOf = (name: 'NextAlarmAt' | 'DueAt'): number | null => {
    const value = valueOf(name);
    return typeof value === 'string' ? parseInstant(value) : null;
  };
  return { stage: valueOf('Stage'), nextAlarmAt: instantOf('NextAlarmAt'), dueAt: instantOf('DueAt'), isProvisional: valueOf('Provisional') === true };
}
