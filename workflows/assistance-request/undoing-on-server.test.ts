import { createTestDatabase, type TestDatabase } from '../../test/harness/database';
import { createTestNamespace } from '../../test/harness/temporal';
import { deskOfficerOf } from '../../test/factories/assistance-request';
import { MatterRig, waitFor } from '../../test/rig/matter-rig';

const DONE = { outcome: 'done', answerSeal: 'unit', measure: { assets: ['hmac:certificate'] } };
const PAPERS = { mode: 'electronic', papers: [{ paper: 'ruling', courtSeal: true }, { paper: 'enforcement-notice', courtSeal: true }] };

let database: TestDatabase;
let rig: MatterRig;

beforeAll(async () => {
  database = await createTestDatabase();
  rig = await MatterRig.create({ databaseUrl: database.appUrl, ...(await createTestNamespace()) });
  await rig.startWorker();
});
afterAll(async () => {
  await rig.stop();
  await database.drop();
});

const land = { by: deskOfficerOf('land') };
const assets = { by: deskOfficerOf('state-assets') };

async function withdrawn(kind: 'land.seal' | 'state-assets.restriction', by: typeof land): Promise<string> {
  const matter = await rig.open({ kind, revision: 2 });
  expect(await rig.act(matter, 'unit', 'answer', DONE, by)).toMatchObject({ status: 'accepted' });
  expect(await rig.act(matter, 'court', 'withdraw')).toMatchObject({ status: 'accepted' });
  return matter;
}

/** What matters say to each other is brought by the reconciler. */
async function brought<T>(probe: () => Promise<T | undefined | false>): Promise<T> {
  return waitFor(async () => {
    await rig.reconciler.bringPending(0);
    return probe();
  });
}

test('the unseal request is opened in the step that withdraws, and closes what was withdrawn; both replay', async () => {
  const seal = await withdrawn('land.seal', land);
  // A worker that was away loses nothing of what matters have to say to each other.
  await rig.stopWorker();
  await rig.startWorker();
  const unseal = await brought(async () => (await rig.position(seal)).links.find(({ as }) => as === 'undoing')?.matter);
  expect((await rig.ledger(unseal))[0]?.facts).toMatchObject({ kind: 'land.unseal', drafted: true, origin: { matter: seal, as: 'undoing' }, words: (await rig.ledger(seal))[0]?.facts.words });
  expect(await rig.act(unseal, 'court', 'record-delivery', PAPERS)).toMatchObject({ status: 'accepted' });
  expect(await rig.act(unseal, 'unit', 'answer', DONE, land)).toMatchObject({ status: 'accepted' });
  expect(await rig.act(unseal, 'court', 'accept-answer')).toMatchObject({ status: 'accepted' });
  expect(await brought(async () => (await rig.position(seal)).closedAs)).toBe('withdrawn');
  expect(await rig.types(seal)).toEqual(['open-request', 'receipt-implied', 'answer', 'withdraw', 'linked', 'undone']);
  expect(await rig.db.selectFrom('measure').select(['kind', 'state']).where('matter', '=', seal).execute()).toEqual([{ kind: 'seal', state: 'lifted' }]);
  expect(await rig.db.selectFrom('measure_lift').select(['of_matter', 'state']).where('matter', '=', unseal).execute()).toEqual([{ of_matter: seal, state: 'lifted' }]);
  await rig.replay(seal);
  await rig.replay(unseal);
}, 60_000);

test('many confirm and ask for papers at once: one is taken, the rest are told', async () => {
  const matter = await withdrawn('state-assets.restriction', assets);
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, (_, index) => rig.act(matter, 'unit', index % 2 === 0 ? 'confirm-undone' : 'ask-for-papers', {}, assets)),
  );
  const types = await rig.types(matter);
  expect(types.filter((type) => type === 'confirm-undone')).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome?.status === 'accepted')).toHaveLength(types.length - 4);
  for (const outcome of outcomes) if (outcome?.status === 'refused') expect(['matter-closed', 'not-awaited']).toContain(outcome.code);
  expect(await rig.position(matter)).toMatchObject({ closedAs: 'withdrawn', measures: [{ state: 'lifted' }] });
  await rig.replay(matter);
}, 60_000);
