import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { run as runKeys } from '../../cli/keys';
import { run as runRegister, verifyRegister } from '../../cli/register';
import { InvalidInput } from '../../domain/invalid-input';
import { lockDataHome } from '../../engine/data-home';
import { FixedClock } from '../../register/clock';
import { eraseCalls, eraseWords, sweepLostWords } from '../../register/matters/erase-words';
import { openWords, sealWords } from '../../register/matters/words';
import { createAccount } from '../../register/accounts/accounts';
import { THE_PROGRAM } from '../../register/accounts/audit';
import { listCalls, recordTelephoned } from '../../register/deliveries/telephoned';
import { loadKeyRing } from '../../register/sealing/key-ring';
import { ANSWER } from '../factories/assistance-request';
import { createTestDatabase, type TestDatabase } from '../harness/database';
import { createTestNamespace } from '../harness/temporal';
import { MatterRig, waitFor } from '../rig/matter-rig';

const DAY_MS = 86_400_000;
const ORDER = { reason: '当事人申请删除', orderedBy: 'root' };

let database: TestDatabase;
let rig: MatterRig;
let matter: string;
const verify = () => verifyRegister({ db: rig.db, keyRing: rig.keyRing });
const sealedOf = async (seq: number) => {
  const entry = (await rig.ledger(matter))[seq - 1];
  return rig.db.selectFrom('sealed').selectAll().where('id', '=', entry?.facts.words?.ref ?? randomUUID()).executeTakeFirst();
};

beforeAll(async () => {
  database = await createTestDatabase();
  rig = await MatterRig.create({ databaseUrl: database.appUrl, ...(await createTestNamespace()), isSignalAllowed: true });
  await rig.startWorker();
  process.env.DATABASE_URL = database.appUrl;
  process.env.LIANDONG_KEYS_DIR = rig.keysDir;
});
afterAll(async () => {
  await rig.stop();
  await database.drop();
});
beforeEach(async () => {
  matter = await rig.open();
  await rig.act(matter, 'unit', 'answer', ANSWER, { words: { remarks: '名下有粤W12345' } });
});

describe('register erase', () => {
  test('the words of an entry are gone; the entry, the chain and every other word stay, and the matter goes on', async () => {
    // 1 opening, 2 receipt implied, 3 answer.
    expect(await runRegister(['erase', matter, '3', '--reason', ORDER.reason])).toBe(0);
    expect(await sealedOf(3)).toMatchObject({ box: null, erased_at: expect.any(Number) as number });
    expect((await sealedOf(1))?.box).not.toBeNull();
    expect((await verify()).broken).toBeUndefined();
    expect(await rig.act(matter, 'court', 'accept-answer')).toMatchObject({ status: 'accepted' });
    await waitFor(async () => (await rig.position(matter)).stage === 'closed');
    expect((await verify()).broken).toBeUndefined();
  });

  test('it is on the record with its reason, which is sealed like any', async () => {
    await eraseWords(rig.deps, { matter, seq: 3, ...ORDER });
    const audit = await rig.db.selectFrom('account_audit').selectAll().where('action', '=', 'words-erased').orderBy('id', 'desc').executeTakeFirstOrThrow();
    expect(audit).toMatchObject({ actor_id: null, details: { matter, seq: 3 } });
    const ref = String(audit.details['reason']);
    expect((await openWords(rig.db, rig.keyRing, [{ ref, digest: '' }])).get(ref)).toEqual(ORDER);
    expect(await rig.db.selectFrom('operator_notice').select(['code', 'matter', 'details']).where('code', '=', 'words-erased').where('matter', '=', matter).execute()).toEqual([{ code: 'words-erased', matter, details: { seq: 3 } }]);
  });

  test('with an opening’s words goes the index by which its people were found', async () => {
    const other = await rig.open();
    for (const number of [matter, other]) await rig.db.insertInto('matter_person').values({ matter: number, token: 'hmac-sha256:index-1:same' }).execute();
    await eraseWords(rig.deps, { matter, seq: 1, ...ORDER });
    expect(await rig.db.selectFrom('matter_person').select('matter').where('matter', 'in', [matter, other]).execute()).toEqual([{ matter: other }]);
    expect((await verify()).broken).toBeUndefined();
  });

  test('and what matters that it opened took over of that index; what others say of the same people stays', async () => {
    const tokens = async (number: string) => (await rig.db.selectFrom('matter_person').select('token').where('matter', '=', number).orderBy('token').execute()).map(({ token }) => token);
    const request = await rig.open({ revision: 2 });
    await rig.act(request, 'unit', 'answer', ANSWER);
    for (const token of ['hmac-sha256:index-1:a', 'hmac-sha256:index-1:b']) await rig.db.insertInto('matter_person').values({ matter: request, token }).execute();
    await rig.act(request, 'court', 'contest-answer', {}, { words: { missing: '缺少车辆信息' } });
    const { number: dispute } = await rig.db.selectFrom('matter').select('number').where('procedure', '=', 'dispute').executeTakeFirstOrThrow();
    const other = await rig.open();
    await rig.db.insertInto('matter_person').values({ matter: other, token: 'hmac-sha256:index-1:a' }).execute();
    await rig.db.insertInto('matter_person').values({ matter: dispute, token: 'hmac-sha256:index-1:its-own' }).execute();
    expect(await tokens(dispute)).toEqual(['hmac-sha256:index-1:a', 'hmac-sha256:index-1:b', 'hmac-sha256:index-1:its-own']);
    await eraseWords(rig.deps, { matter: request, seq: 1, ...ORDER });
    expect([await tokens(request), await tokens(dispute), await tokens(other)]).toEqual([[], ['hmac-sha256:index-1:its-own'], ['hmac-sha256:index-1:a']]);
  });

  test('what was noted of telephone calls goes, who called and when stays', async () => {
    const { account } = await createAccount({ ...rig.deps, wallClock: rig.deps.clock }, THE_PROGRAM, { kind: 'person', username: 'caller', displayName: '陈法官', roles: ['court-officer'], body: 'court.yuncheng' });
    const call = { matter, about: { kind: 'police.query', court: 'court.yuncheng', unit: 'police' }, by: account.id, side: 'court', calledAt: 1_772_411_400_000, words: { who: '陈警官', remarks: '称系统故障' } };
    const recorded = await recordTelephoned(rig.deps, { id: randomUUID(), ...call });
    expect(await runRegister(['erase', matter, 'calls', '--reason', ORDER.reason])).toBe(0);
    const { words, ...rest } = recorded;
    expect(words).toEqual(call.words);
    expect(await listCalls(rig.deps, matter)).toEqual([rest]);
    expect(await eraseCalls(rig.deps, { matter, ...ORDER })).toBe(0);
    await expect(eraseCalls(rig.deps, { matter: 'AR-2020-000001', ...ORDER })).rejects.toThrow('there is no matter');
  });

  test('the hash of what was said is gone too: the same key with the same words is no repetition any more', async () => {
    const key = randomUUID();
    const query = { words: { question: '请核实身份' }, key };
    const contested = await rig.open();
    const asked = await rig.commit(contested, 'unit', 'raise-query', {}, query);
    await rig.dispatcher.bring(asked);
    await eraseWords(rig.deps, { matter: contested, seq: 2, ...ORDER });
    await expect(rig.commit(contested, 'unit', 'raise-query', {}, query)).rejects.toThrow('idempotency-key-reused');
  });

  test('again, it says when that was, and records nothing', async () => {
    expect(await eraseWords(rig.deps, { matter, seq: 3, ...ORDER })).toEqual({ documents: [] });
    const erasedAt = (await sealedOf(3))?.erased_at;
    expect(await eraseWords(rig.deps, { matter, seq: 3, ...ORDER })).toEqual({ erasedBefore: erasedAt, documents: [] });
    expect(await rig.db.selectFrom('operator_notice').select('id').where('matter', '=', matter).execute()).toHaveLength(1);
  });

  test('what is no entry, has no words, or has no reason given is refused', async () => {
    await expect(eraseWords(rig.deps, { matter: 'AR-2020-000001', seq: 1, ...ORDER })).rejects.toThrow(InvalidInput);
    await expect(eraseWords(rig.deps, { matter, seq: 9, ...ORDER })).rejects.toThrow('there is no entry 9');
    await expect(eraseWords(rig.deps, { matter, seq: 2, ...ORDER })).rejects.toThrow('has no words');
    await expect(runRegister(['erase', matter, '3'])).rejects.toThrow('--reason: needs a reason');
    await expect(runRegister(['erase', matter, 'three', '--reason', 'x'])).rejects.toThrow("SEQ: 'three' is neither the number of an entry nor 'notes' nor 'calls'");
    expect((await sealedOf(3))?.erased_at).toBeNull();
    expect(await runRegister(['erase', matter, 'notes', '--reason', ORDER.reason])).toBe(0);
  });
});

describe('register sweep', () => {
  const soon = new FixedClock(Date.now());
  const exists = async (ref: string) => (await rig.db.selectFrom('sealed').select('id').where('id', '=', ref).execute()).length === 1;

  test('takes away what a signal left that never came into a ledger, after thirty days and not before', async () => {
    const { ref } = await sealWords(rig.db, rig.keyRing, { matter, origin: `${matter}/signal:1:1`, words: { officer: '李四' }, now: soon.now() });
    expect(await sweepLostWords(rig.db, soon.now() + 30 * DAY_MS)).toBe(0);
    expect(await exists(ref)).toBe(true);
    expect(await sweepLostWords(rig.db, soon.now() + 30 * DAY_MS + 1)).toBe(1);
    expect(await exists(ref)).toBe(false);
  });

  test('leaves alone what a ledger refers to, a command’s words and the reasons of reveals and erasures', async () => {
    const signalled = await rig.open();
    await rig.client.workflow.getHandle(signalled).signal('complete', { officer: '李四', outcome: 'done', result: '已办' });
    await waitFor(async () => (await rig.types(signalled)).includes('answer'));
    const reveal = await sealWords(rig.db, rig.keyRing, { matter, origin: `reveal:${randomUUID()}`, words: { reason: '核对' }, now: soon.now() });
    const before = await rig.db.selectFrom('sealed').select((count) => count.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
    expect(await sweepLostWords(rig.db, soon.now() + 400 * DAY_MS)).toBe(0);
    expect(await rig.db.selectFrom('sealed').select((count) => count.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).toEqual(before);
    expect(await exists(reveal.ref)).toBe(true);
    expect((await verify()).broken).toBeUndefined();
  });

  test('as a command it runs on the register that DATABASE_URL names', async () => {
    expect(await runRegister(['sweep'])).toBe(0);
    await expect(runRegister(['sweep', 'everything'])).rejects.toThrow(InvalidInput);
  });
});

describe('keys rotate', () => {
  test('what was sealed before stays readable, what is sealed from now on has the new keys, and the index key stays', async () => {
    process.env.LIANDONG_DATA = mkdtempSync(`${rig.keysDir}-home-`);
    const before = loadKeyRing(rig.keysDir);
    expect(await runKeys(['rotate'])).toBe(0);
    const after = loadKeyRing(rig.keysDir);
    expect(after.current('field').keyId).not.toBe(before.current('field').keyId);
    expect(after.current('payload').keyId).not.toBe(before.current('payload').keyId);
    expect(after.current('index').keyId).toBe(before.current('index').keyId);
    const entry = (await rig.ledger(matter))[2];
    expect([...(await openWords(rig.db, after, entry?.facts.words ? [entry.facts.words] : [])).values()]).toEqual([{ remarks: '名下有粤W12345' }]);
    const { ref } = await sealWords(rig.db, after, { matter, origin: randomUUID(), words: { remarks: '新' }, now: 0 });
    expect((await rig.db.selectFrom('sealed').select('box').where('id', '=', ref).executeTakeFirstOrThrow()).box?.keyId).toBe(after.current('field').keyId);
    expect((await verifyRegister({ db: rig.db, keyRing: after })).broken).toBeUndefined();
  });

  test('while the product runs on the data home it is refused, and nothing changes', async () => {
    const home = mkdtempSync(`${rig.keysDir}-home-`);
    process.env.LIANDONG_DATA = home;
    const release = lockDataHome(home);
    const before = loadKeyRing(rig.keysDir).current('field').keyId;
    await expect(runKeys(['rotate'])).rejects.toThrow('is in use by process');
    expect(loadKeyRing(rig.keysDir).current('field').keyId).toBe(before);
    release();
  });

  test('the index key is refused, and so is what is no key', async () => {
    await expect(runKeys(['rotate', 'index'])).rejects.toThrow('index: never rotates');
    await expect(runKeys(['rotate', 'everything'])).rejects.toThrow(InvalidInput);
    await expect(runKeys([])).rejects.toThrow(InvalidInput);
  });
});
