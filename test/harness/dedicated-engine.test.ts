import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { withConnection } from '../../engine/database';
import { type DedicatedEngine, startDedicatedEngine } from './dedicated-engine';

jest.setTimeout(90_000);

describe('an engine of a test file’s own', () => {
  let engine: DedicatedEngine;
  beforeAll(async () => {
    engine = await startDedicatedEngine();
  });
  afterAll(() => engine.stop());

  const countRows = async (): Promise<number> =>
    withConnection(engine.databaseOwnerUrl, async (client) => Number((await client.query<{ n: string }>('select count(*) as n from kept')).rows[0]?.n));
  const listWorkflows = async (): Promise<void> => {
    const connection = await Connection.connect({ address: engine.temporalAddress, connectTimeout: '2s' });
    try {
      await connection.withDeadline(Date.now() + 5_000, () => connection.workflowService.listWorkflowExecutions({ namespace: engine.namespace, pageSize: 1 }));
    } finally {
      await connection.close();
    }
  };

  test('keeps what was committed when PostgreSQL is killed and started again', async () => {
    await withConnection(engine.databaseOwnerUrl, (client) => client.query('create table kept as select 1 as n'));
    await engine.killPostgres();
    await expect(countRows()).rejects.toThrow('ECONNREFUSED');
    await engine.restartPostgres();
    await expect(countRows()).resolves.toBe(1);
  });

  test('answers nothing while PostgreSQL is paused, and goes on afterwards', async () => {
    const answer = withConnection(engine.databaseOwnerUrl, async (client) => {
      engine.pausePostgres();
      return client.query('select 1');
    });
    await expect(Promise.race([answer, sleep(500, 'silence')])).resolves.toBe('silence');
    engine.resumePostgres();
    await expect(answer).resolves.toMatchObject({ rowCount: 1 });
  });

  test('serves on the same address after the Temporal server is killed and started again', async () => {
    await engine.killTemporal();
    await expect(listWorkflows()).rejects.toThrow();
    await engine.restartTemporal();
    await expect(listWorkflows()).resolves.toBeUndefined();
  });
});
