import { setCommand } from '../../register/deliveries/endpoints';
import { MatterApi, type Officer } from '../../test/rig/matter-api';

let rig: MatterApi;
let court: Officer;
let desk: Officer;
let liaison: Officer;
let supervisor: Officer;

beforeAll(async () => {
  rig = await MatterApi.start();
  await rig.startWorker();
  court = await rig.officer('court-officer', 'court.yuncheng');
  desk = await rig.officer('desk-officer', 'police');
  liaison = await rig.officer('liaison', 'police');
  supervisor = await rig.officer('supervisor', 'committee');
});
afterAll(() => rig.stop());

const DAY_MS = 86_400_000;
const dayAgo = (days: number): string => new Date(Date.now() + 8 * 3_600_000 - days * DAY_MS).toISOString().slice(0, 10);

const SEARCH = {
  kind: 'police.locate-debtor',
  unit: 'police',
  caseNumber: '（2026）粤5302执123号',
  debtor: { type: 'natural-person', name: '赵不还' },
  capacity: 'debtor',
  purpose: '查找被执行人下落',
  dataItems: [],
  papers: [{ paper: 'locate-letter', courtSeal: true }, { paper: 'detention-decision', courtSeal: true, documentNumber: '（2026）粤5302司惩1号' }],
  contact24h: { name: '孙值班', phone: '0766-8800000' },
  particulars: { ground: 'fled-after-detention-decision', proof: '拘留决定书（2026）粤5302司惩1号，作出后潜逃' },
};
const DETENTION = {
  ...SEARCH,
  kind: 'police.detention',
  purpose: '送拘留所执行司法拘留',
  papers: [{ paper: 'detention-decision', courtSeal: true }],
  preconditions: [{ id: 'health-checked', evidence: '已作初步健康检查' }],
  particulars: { detentionDays: 15 },
};
const MISSING = { ground: 'missing-over-three-months', proof: '村民委员会证明', absence: 'missing', docketedOn: dayAgo(200), missingSince: dayAgo(120) };

const errorsOf = async (body: Record<string, unknown>): Promise<string[]> => {
  const { status, body: answer } = await rig.act('/requests', court, body);
  return status === 201 ? [] : (answer.errors as { path: string; code: string }[]).map(({ path, code }) => `${path} ${code}`);
};
const withProof = (paper: string, particulars: object) => ({ ...SEARCH, papers: [{ paper: 'locate-letter', courtSeal: true }, { paper, courtSeal: false }], particulars });

describe('asking the police to look for somebody', () => {
  test.each([['a desk officer', () => desk], ['a supervisor', () => supervisor]])('%s may not', async (_who, officer) => {
    expect(await rig.act('/requests', officer(), SEARCH)).toMatchObject({ status: 403 });
  });

  test.each<[string, Record<string, unknown>, string[]]>([
    ['no ground at all', { ...SEARCH, particulars: undefined }, ['particulars.ground', 'particulars.proof']],
    ['a ground that the text does not know', { ...SEARCH, particulars: { ground: 'unpleasant', proof: '略' } }, ['particulars.ground']],
    ['a ground without its proof', { ...SEARCH, particulars: { ground: 'very-large-sum', proof: '略' } }, ['papers ground-proof-missing']],
    ['no contact', { ...SEARCH, contact24h: undefined }, ['contact24h contact-missing']],
    ['no seal on the letter', { ...SEARCH, papers: [{ paper: 'locate-letter', courtSeal: false }, SEARCH.papers[1]] }, ['papers court-seal-missing']],
    ['two months missing', withProof('committee-confirmation', { ...MISSING, missingSince: dayAgo(60) }), ['particulars.missingSince not-missing-long-enough']],
    ['missing for a year, docketed for a month', withProof('committee-confirmation', { ...MISSING, docketedOn: dayAgo(30), missingSince: dayAgo(365) }), ['particulars.missingSince not-missing-long-enough']],
    ['missing, it is not said since when', withProof('committee-confirmation', { ...MISSING, missingSince: undefined, docketedOn: undefined }), ['particulars.docketedOn required', 'particulars.missingSince required']],
  ])('with %s is refused', async (_what, body, expected) => {
    const found = await errorsOf(body);
    expect(found.map((error, index) => (expected[index]?.includes(' ') ? error : error.split(' ')[0]))).toEqual(expected);
  });

  test.each<[string, Record<string, unknown>]>([
    ['fled after the decision to detain', SEARCH],
    ['missing for more than three months, as the village committee confirms', withProof('committee-confirmation', MISSING)],
    ['away for years, as the village committee confirms', withProof('committee-confirmation', { ...MISSING, absence: 'away-for-years', missingSince: undefined })],
    ['a very large sum', withProof('large-sum-statement', { ground: 'very-large-sum', proof: '标的额特别巨大的说明' })],
  ])('on the ground “%s” it is opened', async (_ground, body) => {
    const { status, body: answer } = await rig.act('/requests', court, body);
    expect([status, String(answer.matter)]).toEqual([201, expect.stringMatching(/^LD-/)]);
  });

  test('what proves the ground is among the words, the ground itself in clear', async () => {
    const matter = await rig.open(court, SEARCH);
    const { body } = await rig.ask('GET', `/matters/${matter}`, court);
    expect(body).toMatchObject({ kindName: '协助查找被执行人下落', particulars: { ground: 'fled-after-detention-decision', contactReachable: false } });
    const [opening] = body.ledger as { facts: Record<string, unknown>; words: Record<string, unknown> }[];
    expect(opening?.facts).not.toHaveProperty('proof');
    expect(opening?.words).toMatchObject({ proof: '拘＊＊' });
  });

  test('from the papers to the court’s word that it knows', async () => {
    const matter = await rig.open(court, SEARCH);
    const give = (name: string, officer: Officer, body: object = {}) => rig.act(`/matters/${matter}/commands/${name}`, officer, body);
    expect(await give('record-found', court, { foundAt: new Date().toISOString() })).toMatchObject({ status: 403 });
    expect(await give('take-on', desk)).toMatchObject({ status: 200 });
    expect(await give('answer', desk, { outcome: 'done', answerSeal: 'both-sides', result: { found: true }, serviceReceipt: { receivedBy: '钱', receivedOn: dayAgo(0) } })).toMatchObject({ status: 409, body: { code: 'found-is-recorded-apart' } });
    expect(await give('record-found', liaison, { foundAt: new Date().toISOString(), whereabouts: '某村' })).toMatchObject({ status: 200 });
    const why = await rig.ask('GET', `/matters/${matter}/terms/notify-court/why`, court);
    expect(why.body).toMatchObject({ term: { force: 'statutory' }, cite: { article: '四.7(2)' } });
    expect(await give('notify-court', desk, { at: new Date().toISOString(), channel: 'telephone', told: '孙值班', whereabouts: '某村' })).toMatchObject({ status: 200 });
    expect(await give('acknowledge', court, { timeAgreed: true, seal: 'both-sides' })).toMatchObject({ status: 200 });
    expect((await rig.ask('GET', `/matters/${matter}`, court)).body).toMatchObject({ closedAs: 'found', lateness: 'none' });
  });
});

describe('the contact’s account', () => {
  test('is one of the court’s own', async () => {
    const stranger = await accountOf(await rig.officer('court-officer', 'court.luoding'));
    for (const username of [stranger, 'nobody']) expect(await errorsOf({ ...SEARCH, contact24h: { ...SEARCH.contact24h, username } })).toEqual(['contact24h.username contact-not-of-this-court']);
  });

  test('is reachable once a message went out to it beside mail; it is then alerted in place of whoever opened the matter', async () => {
    const contact = await rig.officer('court-officer', 'court.yuncheng');
    const username = await accountOf(contact);
    const { db } = rig.api.services;
    await setCommand(rig.api.services, contact.id, { urgency: 'all' });
    const reachable = async (): Promise<unknown> => {
      const matter = await rig.open(court, { ...SEARCH, contact24h: { ...SEARCH.contact24h, username } });
      const { body } = await rig.ask('GET', `/matters/${matter}`, court);
      return (body.particulars as Record<string, unknown>)['contactReachable'];
    };
    expect(await reachable()).toBe(false);
    const matter = await rig.open(court, { ...SEARCH, contact24h: { ...SEARCH.contact24h, username } });
    const give = (name: string, officer: Officer, body: object) => rig.act(`/matters/${matter}/commands/${name}`, officer, body);
    await give('record-found', desk, { foundAt: new Date().toISOString() });
    await give('notify-court', desk, { at: new Date().toISOString(), channel: 'telephone', told: '孙值班' });
    const rows = await db.selectFrom('delivery').select(['id', 'channel', 'mode']).where('matter', '=', matter).where('message', '=', 'court-told').where('account_id', '=', contact.id).orderBy('channel').execute();
    expect(rows.map(({ channel, mode }) => [channel, mode])).toEqual([['command', 'single'], ['in-app', 'single'], ['mail', 'single']]);
    await db.updateTable('delivery').set({ state: 'sent' }).where('id', '=', rows[0]?.id ?? '').execute();
    expect(await reachable()).toBe(true);
  });

  async function accountOf(officer: Officer): Promise<string> {
    return (await rig.api.services.db.selectFrom('account').select('username').where('id', '=', officer.id).executeTakeFirstOrThrow()).username;
  }
});

describe('bringing somebody into custody', () => {
  test('without a check of health before, without days or with too many it is refused', async () => {
    expect(await errorsOf({ ...DETENTION, preconditions: [] })).toEqual(['preconditions precondition-health-checked']);
    expect((await errorsOf({ ...DETENTION, particulars: undefined })).map((error) => error.split(' ')[0])).toEqual(['particulars.detentionDays']);
    expect((await errorsOf({ ...DETENTION, particulars: { detentionDays: 16 } })).map((error) => error.split(' ')[0])).toEqual(['particulars.detentionDays']);
  });

  test('the police advise to stop; the court decides and tells, and nobody else', async () => {
    const matter = await rig.open(court, DETENTION);
    const give = (name: string, officer: Officer, body: object = {}) => rig.act(`/matters/${matter}/commands/${name}`, officer, body);
    expect(await give('suggest-stop', court, { noticeNumber: '1', healthReason: '略' })).toMatchObject({ status: 403 });
    expect(await give('suggest-stop', desk, { noticeNumber: '云拘停〔2026〕1号', healthReason: '严重心脏病' })).toMatchObject({ status: 200 });
    expect(await give('decide-stop', desk, { stop: true, reason: '略' })).toMatchObject({ status: 403 });
    expect(await give('tell-detention-house', court, { at: new Date().toISOString(), channel: 'telephone', told: '值班所长' })).toMatchObject({ status: 409, body: { code: 'not-awaited' } });
    expect(await give('decide-stop', court, { stop: true, reason: '身体原因不宜拘留' })).toMatchObject({ status: 200 });
    expect((await rig.ask('GET', `/matters/${matter}/terms/decide-stop/why`, court)).body).toMatchObject({ term: { side: 'court', force: 'statutory' }, cite: { article: '四.7(4)' } });
    expect(await give('tell-detention-house', court, { at: new Date().toISOString(), channel: 'telephone', told: '值班所长' })).toMatchObject({ status: 200 });
    expect(await give('acknowledge', desk, { timeAgreed: true })).toMatchObject({ status: 200 });
    expect((await rig.ask('GET', `/matters/${matter}`, court)).body).toMatchObject({ closedAs: 'stopped', lateness: 'none' });
  });
});
