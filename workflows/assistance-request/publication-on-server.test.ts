import { createTestDatabase, type TestDatabase } from '../../test/harness/database';
import { createTestNamespace } from '../../test/harness/temporal';
import { COURT_OFFICER, deskOfficerOf } from '../../test/factories/assistance-request';
import { MatterRig } from '../../test/rig/matter-rig';

const PAPERS = [{ paper: 'ruling', courtSeal: true }, { paper: 'publication-notice', courtSeal: true }];
const FREEZE = { kind: 'commerce.freeze-notice', papers: PAPERS, revision: 3, debtorType: 'natural-person' } as const;
const NOTICE = { publication: { assets: ['hmac:company'] }, measure: { assets: ['hmac:company'] } };
const DONE = { outcome: 'done', answerSeal: 'unit', ...NOTICE };
const desk = { by: deskOfficerOf('commerce') };

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

const column = (matter: string) => rig.db.selectFrom('public_notice').select(['kind', 'state', 'by_entry']).where('matter', '=', matter).execute();
const served = (on: string) => ({ on, servedAt: Date.now() - 60_000, mode: 'in-person' });

test('ten publish and answer at once: one notice stands in the column, in the transaction of its step; the run replays', async () => {
  const matter = await rig.open(FREEZE);
  expect(await rig.act(matter, 'unit', 'sign-receipt', {}, desk)).toMatchObject({ status: 'accepted' });
  const outcomes = await Promise.all(Array.from({ length: 10 }, (_, index) => rig.act(matter, 'unit', index % 2 === 0 ? 'publish-notice' : 'answer', index % 2 === 0 ? NOTICE : DONE, desk)));
  const types = await rig.types(matter);
  expect(types.filter((type) => type === 'publish-notice').length).toBeLessThanOrEqual(1);
  expect(types.filter((type) => type === 'answer')).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome?.status === 'accepted')).toHaveLength(types.length - 2);
  const [first] = (await rig.ledger(matter)).filter(({ type }) => type === 'publish-notice' || type === 'answer');
  expect(await column(matter)).toEqual([{ kind: 'freeze', state: 'published', by_entry: first?.seq }]);
  // A worker that was away changes nothing of it.
  await rig.stopWorker();
  await rig.startWorker();
  expect(await rig.act(matter, 'unit', 'correct-notice', { ground: 'clerical-error', ...NOTICE }, desk)).toMatchObject({ status: 'accepted' });
  for (const on of ['debtor', 'company']) expect(await rig.act(matter, 'court', 'record-service', served(on))).toMatchObject({ status: 'accepted' });
  expect(await rig.act(matter, 'court', 'accept-answer')).toMatchObject({ status: 'accepted' });
  expect(await rig.position(matter)).toMatchObject({ closedAs: 'accepted', publication: { state: 'published' } });
  expect(await column(matter)).toEqual([{ kind: 'freeze', state: 'published', by_entry: (await rig.ledger(matter)).find(({ type }) => type === 'correct-notice')?.seq }]);
  await rig.replay(matter);
}, 60_000);

test('the court takes a notice out while the unit corrects it: whoever is second is refused or stands behind, never lost', async () => {
  const matter = await rig.open(FREEZE);
  await rig.act(matter, 'unit', 'answer', DONE, desk);
  const [correction, withdrawal] = await Promise.all([
    rig.act(matter, 'unit', 'correct-notice', { ground: 'wrong-content', ...NOTICE }, desk),
    rig.act(matter, 'court', 'withdraw-notice', { ground: 'published-in-error' }, { by: COURT_OFFICER }),
  ]);
  expect(withdrawal).toMatchObject({ status: 'accepted' });
  expect(await column(matter)).toMatchObject([{ state: 'withdrawn' }]);
  expect((await rig.types(matter)).includes('correct-notice')).toBe(correction?.status === 'accepted');
  await rig.replay(matter);
}, 60_000);
