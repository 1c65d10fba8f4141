import { Connection } from '@temporalio/client';
import { withConnection } from '../../engine/database';
import { createTestDatabase } from './database';
import { createTestNamespace } from './temporal';

describe('the test harness', () => {
  test('gives each caller a database of its own, which the application may enter but not change', async () => {
    const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    await withConnection(one.ownerUrl, (client) => client.query('create table only_here (n int)'));
    await expect(withConnection(other.ownerUrl, (client) => client.query('select * from only_here'))).rejects.toThrow('does not exist');
    await expect(withConnection(one.appUrl, (client) => client.query('select * from only_here'))).rejects.toThrow('permission denied');
    await expect(withConnection(one.appUrl, (client) => client.query('create table mine (n int)'))).rejects.toThrow('permission denied');
    await one.drop();
    await other.drop();
    await expect(withConnection(one.ownerUrl, (client) => client.query('select 1'))).rejects.toThrow('does not exist');
  });

  test('gives a namespace that can be searched by every attribute', async () => {
    const { address, namespace } = await createTestNamespace();
    const connection = await Connection.connect({ address });
    const { count } = await connection.workflowService.countWorkflowExecutions({ namespace, query: 'Unit = "tax" AND AwaitedUnits IN ("tax") AND DueAt > "2026-01-01T00:00:00Z" AND Rehearsal = true' });
    expect(Number(count)).toBe(0);
    await connection.close();
  });
});
