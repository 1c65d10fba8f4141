import { createTestDatabase, type TestDatabase } from '../../test/harness/database';
import { createTestNamespace } from '../../test/harness/temporal';
import { ANSWER } from '../../test/factories/assistance-request';
import { MatterRig, waitFor } from '../../test/rig/matter-rig';

describe('the case file on a real Temporal server and a real PostgreSQL', () => {
  let database: TestDatabase;
  let rig: MatterRig;

  beforeAll(async () => {
    database = await createTestDatabase();
    rig = await MatterRig.create({ databaseUrl: database.appUrl, ...(await createTestNamespace()), isSignalAllowed: true });
    await rig.startWorker();
  });
  afterAll(async () => {
    await rig.stop();
    await database.drop();
  });

  test('a request runs from opening to acceptance in at most 30 events, and its history replays', async () => {
    const matter = await rig.open();
    await waitFor(async () => (await rig.position(matter)).stage === 'awaiting-receipt');
    expect(await rig.act(matter, 'unit', 'sign-receipt')).toMatchObject({ status: 'accepted', seq: 2 });
    expect(await rig.act(matter, 'unit', 'answer', ANSWER, { words: { remarks: '已办' } })).toMatchObject({ status: 'accepted', seq: 3 });
    expect(await rig.act(matter, 'court', 'accept-answer')).toMatchObject({ status: 'accepted', seq: 4 });
    expect(await rig.position(matter)).toMatchObject({ stage: 'closed', closedAs: 'accepted' });
    await rig.client.workflow.getHandle(matter).result();
    await rig.replay(matter);
    const events = await rig.countEvents(matter);
    console.log('events', events);
    expect(events).toBeLessThanOrEqual(30);
  });
});
