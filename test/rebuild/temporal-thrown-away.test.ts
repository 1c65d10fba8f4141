import { ensureNamespace } from '../../engine/temporal-namespace';
import { verifyRegister } from '../../cli/register';
import { ANSWER } from '../factories/assistance-request';
import { type DedicatedEngine, startDedicatedEngine } from '../harness/dedicated-engine';
import { MatterRig } from '../rig/matter-rig';

jest.setTimeout(120_000);

test('Temporal’s database is thrown away and made anew: every open matter runs again from its ledger, with the same dates', async () => {
  const engine: DedicatedEngine = await startDedicatedEngine();
  let after: MatterRig | undefined;
  try {
    const before = await MatterRig.create({ databaseUrl: engine.databaseUrl, address: engine.temporalAddress, namespace: engine.namespace });
    await before.startWorker();
    const open: Record<string, string> = { untouched: await before.open(), signed: await before.open(), answered: await before.open(), extended: await before.open() };
    const matter = (name: string): string => open[name] ?? '';
    const closed = await before.open();
    await before.act(matter('signed'), 'unit', 'sign-receipt');
    await before.act(matter('answered'), 'unit', 'answer', ANSWER);
    await before.act(matter('extended'), 'unit', 'sign-receipt');
    await before.act(matter('extended'), 'court', 'grant-extension', { workingDays: 3 });
    await before.act(closed, 'court', 'withdraw');
    // A command that nobody has brought yet must not be lost either.
    const pending = await before.commit(matter('signed'), 'unit', 'raise-query');
    const standing = async (rig: MatterRig) => Object.fromEntries(await Promise.all(Object.values(open).map(async (number) => [number, await rig.position(number)] as const)));
    const positions = await standing(before);
    const keysDir = before.keysDir;
    await before.stop();

    await engine.killTemporal();
    await engine.throwAwayTemporalData();
    await engine.restartTemporal();
    await ensureNamespace(engine.temporalAddress, engine.namespace);

    after = await MatterRig.create({ databaseUrl: engine.databaseUrl, address: engine.temporalAddress, namespace: engine.namespace, keysDir });
    await after.startWorker();
    expect((await after.reconciler.restartMissing()).sort()).toEqual(Object.values(open).sort());
    expect(await after.reconciler.restartMissing()).toEqual([]);
    expect(await standing(after)).toEqual(positions);
    expect(await after.dispatcher.bring(pending)).toMatchObject({ status: 'accepted' });
    expect(await after.act(matter('untouched'), 'unit', 'sign-receipt')).toMatchObject({ status: 'accepted', seq: 2 });
    expect(await after.act(matter('answered'), 'court', 'accept-answer')).toMatchObject({ status: 'accepted' });
    expect(await after.act(matter('extended'), 'unit', 'answer', ANSWER)).toMatchObject({ status: 'accepted' });
    // Of the untouched one nothing tells whether it ever ran: it might have been opened while Temporal was away.
    expect(await after.db.selectFrom('operator_notice').select('code').where('code', '=', 'workflow-restarted').execute()).toHaveLength(3);
    // Five openings; three signatures, an implied receipt, two answers, an extension, a withdrawal, a query, an acceptance.
    expect(await verifyRegister({ db: after.db, keyRing: after.keyRing })).toEqual({ matters: 5, entries: 15 });
  } finally {
    await after?.stop();
    await engine.stop();
  }
});
