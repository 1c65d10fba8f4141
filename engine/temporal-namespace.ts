import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import { temporal } from '@temporalio/proto';
import { SEARCH_ATTRIBUTES } from '../matters/search-attributes';
import { EngineError, hasCode, messageOf } from './errors';

const { IndexedValueType } = temporal.api.enums.v1;
const TYPE_CODES = {
  KEYWORD: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
  KEYWORD_LIST: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD_LIST,
  DATETIME: IndexedValueType.INDEXED_VALUE_TYPE_DATETIME,
  BOOL: IndexedValueType.INDEXED_VALUE_TYPE_BOOL,
} as const;

/** One year: the register remembers for ever, Temporal only while a matter is open and a while for the curious. */
const RETENTION = '365 days';
const READY_LIMIT_MS = 90_000;
const INVALID_ARGUMENT = 3;
const NOT_FOUND = 5;
const ALREADY_EXISTS = 6;

/** Registers the namespace and its search attributes; idempotent; resolves when workflows can be started and found by every attribute. */
export async function ensureNamespace(address: string, namespace: string): Promise<void> {
  const connection = await connect(address);
  try {
    await registerOrUpdate(connection, namespace);
    await waitUntil('the namespace', () => connection.workflowService.listWorkflowExecutions({ namespace, pageSize: 1 }));
    await addSearchAttributes(connection, namespace);
  } finally {
    await connection.close();
  }
}

async function connect(address: string): Promise<Connection> {
  try {
    return await Connection.connect({ address, connectTimeout: '10s' });
  } catch (error) {
    throw new EngineError(`no Temporal server answers at ${address}: ${messageOf(error)}`);
  }
}

async function registerOrUpdate({ workflowService }: Connection, namespace: string): Promise<void> {
  const retention = msToTs(RETENTION);
  try {
    await workflowService.registerNamespace({ namespace, description: 'Liandong 联动', workflowExecutionRetentionPeriod: retention });
  } catch (error) {
    if (!hasCode(error, ALREADY_EXISTS)) throw error;
    await workflowService.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl: retention } });
  }
}

async function addSearchAttributes({ operatorService, workflowService }: Connection, namespace: string): Promise<void> {
  const wanted = Object.entries(SEARCH_ATTRIBUTES).map(([name, type]) => [name, TYPE_CODES[type]] as const);
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  for (const [name, type] of wanted) {
    const known = customAttributes?.[name];
    if (known !== undefined && known !== type) throw new EngineError(`namespace ${namespace} has a search attribute ${name} of another type: use another namespace`);
  }
  const missing = wanted.filter(([name]) => customAttributes?.[name] === undefined);
  if (missing.length > 0) await operatorService.addSearchAttributes({ namespace, searchAttributes: Object.fromEntries(missing) });
  const query = wanted.map(([name]) => `${name} IS NULL`).join(' AND ');
  await waitUntil('the search attributes', () => workflowService.countWorkflowExecutions({ namespace, query }));
}

/** The server's caches learn of a new namespace and its attributes a moment later. */
async function waitUntil(what: string, attempt: () => Promise<unknown>): Promise<void> {
  const until = performance.now() + READY_LIMIT_MS;
  for (;;) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (!hasCode(error, NOT_FOUND, INVALID_ARGUMENT) || performance.now() > until) throw new EngineError(`Temporal does not make ${what} usable: ${messageOf(error)}`);
    }
    await sleep(50);
  }
}
