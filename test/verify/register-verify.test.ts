import { sql } from 'kysely';
import { ANSWER, deskOfficerOf } from '../factories/assistance-request';
import { createTestDatabase, type TestDatabase } from '../harness/database';
import { createTestNamespace } from '../harness/temporal';
import { MatterRig, waitFor } from '../rig/matter-rig';
import { FixedClock } from '../../register/clock';
import { openDatabase } from '../../register/database';
import { findBrokenAnchor, writeAnchors } from '../../register/verify/anchors';
import { verifyRegister } from '../../cli/register';

const DAY_MS = 86_400_000;

describe('register verify', () => {
  let database: TestDatabase;
  let rig: MatterRig;
  let answered: string;
  const verify = () => verifyRegister({ db: rig.db, keyRing: rig.keyRing });
  /** As somebody with the owner's password would. */
  const tamper = async (statement: string): Promise<void> => {
    const owner = openDatabase(database.ownerUrl, { poolSize: 1 });
    await sql.raw(statement).execute(owner);
    await owner.destroy();
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    rig = await MatterRig.create({ databaseUrl: database.appUrl, ...(await createTestNamespace()) });
    await rig.startWorker();
    const closed = await rig.open();
    await rig.act(closed, 'unit', 'answer', ANSWER, { words: { remarks: '已办' } });
    await rig.act(closed, 'court', 'accept-answer');
    answered = await rig.open({ kind: 'land.consult' });
    await rig.act(answered, 'unit', 'sign-receipt', {}, { by: deskOfficerOf('land') });
    const withdrawn = await rig.open();
    await rig.act(withdrawn, 'court', 'withdraw', {}, { words: { reason: '和解' } });
    await waitFor(async () => (await rig.position(withdrawn)).stage === 'closed');
  });
  afterAll(async () => {
    await rig.stop();
    await database.drop();
  });

  test('finds a register whole in which matters were opened, answered, accepted and withdrawn', async () => {
    expect(await verify()).toEqual({ matters: 3, entries: 8 });
  });

  test.each([
    ['a changed fact', (number: string) => `update entry set facts = facts || '{"outcome":"done"}' where matter = '${number}' and seq = 2`, 'entry 2: was changed after it was recorded'],
    ['a changed due date', (number: string) => `update entry set terms = jsonb_set(terms, '{0,dueOn}', '"2030-01-01"') where matter = '${number}' and seq = 2`, 'entry 2: was changed after it was recorded'],
    ['a removed last entry', (number: string) => `delete from entry where matter = '${number}' and seq = 2`, 'entry 2: the matter ends at entry 2, its ledger at 1'],
    ['a list that shows another stage', (number: string) => `update matter set stage = 'answered' where number = '${number}'`, 'the list shows another stage'],
    ['a position with another due date', (number: string) => `update matter set position = jsonb_set(position, '{dueOn}', '"2030-01-01"') where number = '${number}'`, 'does not follow from its ledger'],
    ['a command that says it was refused', (number: string) => `update command set state = 'refused' where matter = '${number}' and name = 'sign-receipt'`, 'is refused, but stands in the ledger'],
    ['sealed words that are gone', (number: string) => `delete from sealed where matter = '${number}'`, 'are gone without having been erased'],
  ])('says where it breaks: %s', async (_what, damage, expected) => {
    const snapshot = await Promise.all([
      rig.db.selectFrom('matter').selectAll().where('number', '=', answered).executeTakeFirstOrThrow(),
      rig.db.selectFrom('entry').selectAll().where('matter', '=', answered).execute(),
      rig.db.selectFrom('command').selectAll().where('matter', '=', answered).execute(),
      rig.db.selectFrom('sealed').selectAll().where('matter', '=', answered).execute(),
    ]);
    await tamper(damage(answered));
    try {
      expect((await verify()).broken).toContain(expected);
    } finally {
      const owner = openDatabase(database.ownerUrl, { poolSize: 1 });
      const [matter, entries, commands, sealed] = snapshot;
      await owner.updateTable('matter').set({ ...matter, position: JSON.stringify(matter.position) }).where('number', '=', answered).execute();
      await owner.deleteFrom('entry').where('matter', '=', answered).execute();
      await owner
        .insertInto('entry')
        .values(entries.map((entry) => ({ ...entry, actor: JSON.stringify(entry.actor), facts: JSON.stringify(entry.facts), terms: entry.terms ? JSON.stringify(entry.terms) : null })))
        .execute();
      for (const command of commands) await owner.updateTable('command').set({ state: command.state }).where('id', '=', command.id).execute();
      await owner.deleteFrom('sealed').where('matter', '=', answered).execute();
      await owner.insertInto('sealed').values(sealed.map((row) => ({ ...row, box: JSON.stringify(row.box) }))).execute();
      await owner.destroy();
    }
    expect((await verify()).broken).toBeUndefined();
  });

  test('the application itself can neither change nor remove an entry', async () => {
    await expect(rig.db.updateTable('entry').set({ type: 'x' } as never).execute()).rejects.toThrow('permission denied');
    await expect(rig.db.deleteFrom('entry').execute()).rejects.toThrow('permission denied');
  });

  test('a chain that was written anew from some entry on no longer fits the anchor of its day', async () => {
    const newest = (await rig.db.selectFrom('entry').select((q) => q.fn.max('recorded_at').as('at')).executeTakeFirstOrThrow()).at;
    const clock = new FixedClock(newest + 2 * DAY_MS);
    expect(await writeAnchors(rig.db, clock)).toHaveLength(2);
    expect(await writeAnchors(rig.db, clock)).toEqual([]);
    expect(await findBrokenAnchor(rig.db)).toBeUndefined();
    const [entry] = await rig.db.selectFrom('entry').selectAll().where('matter', '=', answered).where('seq', '=', 2).execute();
    await tamper(`update entry set hash = 'sha256:forged' where matter = '${answered}' and seq = 2`);
    expect(await findBrokenAnchor(rig.db)).toContain('anchor of');
    await tamper(`update entry set hash = '${entry?.hash}' where matter = '${answered}' and seq = 2`);
    expect(await findBrokenAnchor(rig.db)).toBeUndefined();
  });
});
