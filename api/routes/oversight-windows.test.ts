import { openReferralOverApi, refuseOverApi } from '../../test/factories/referral-requests';
import { MatterApi, type Officer } from '../../test/rig/matter-api';

let rig: MatterApi;
let court: Officer;
let police: Officer;
beforeAll(async () => {
  rig = await MatterApi.start();
  await rig.startWorker();
  court = await rig.officer('court-officer', 'court.yuncheng');
  police = await rig.officer('desk-officer', 'police', 'police.luoding');
});
afterAll(() => rig.stop());

interface Listed {
  matter: { number: string };
  window: { workingDaysLeft: number; dueOn: string } | null;
  standingInstruction: { covers: string; willAskAt: string | null };
  draft: { ground: string; isAmended: boolean } | null;
}
const listed = async (officer: Officer, state = 'open'): Promise<Listed[]> => (await rig.ask('GET', `/oversight-windows?state=${state}`, officer)).body['items'] as Listed[];
const act = (by: Officer, matter: string, name: string, body: unknown = {}) => rig.act(`/matters/${matter}/commands/${name}`, by, body);

describe('the time for asking the procuratorate', () => {
  let referral: string;
  beforeAll(async () => {
    referral = await openReferralOverApi(rig, court);
    await refuseOverApi(rig, { court, police }, referral);
  }, 60_000);

  test('an officer who is not named in the matter, another court, another unit and a supervisor find nothing, and read no draft', async () => {
    const others = [await rig.officer('court-officer', 'court.yuncheng'), await rig.officer('court-officer', 'court.luoding'), await rig.officer('desk-officer', 'land'), await rig.officer('supervisor', 'committee'), await rig.officer('prosecutor', 'procuratorate', 'procuratorate.yuncheng')];
    for (const officer of others) {
      expect(await listed(officer)).toEqual([]);
      expect([403, 404]).toContain((await rig.ask('GET', `/matters/${referral}/oversight-draft`, officer)).status);
    }
  });

  test('the police see the same clock, and not the court’s draft', async () => {
    expect((await listed(police)).map(({ matter, window }) => [matter.number, window?.workingDaysLeft])).toEqual([[referral, 3]]);
    expect(await rig.ask('GET', `/matters/${referral}/oversight-draft`, police)).toMatchObject({ status: 403, body: { code: 'not-permitted' } });
  });

  test('the court sees what is left, what will be done by itself and when, and reads the draft on record', async () => {
    const [one] = await listed(court);
    expect(one).toMatchObject({ matter: { number: referral }, window: { workingDaysLeft: 3 }, standingInstruction: { covers: 'covered', status: 'product-default' }, draft: { ground: 'conditions-met', isAmended: false } });
    expect(one?.standingInstruction.willAskAt).toBe(`${one?.window?.dueOn}T00:00:00+08:00`);
    const before = await readings();
    const { status, body, text } = await rig.ask('GET', `/matters/${referral}/oversight-draft`, court);
    expect(status).toBe(200);
    expect(body.draft).toMatchObject({ title: '关于（2026）粤5302执123号案不予立案的提请监督函', addressee: '云浮市云城区人民检察院', issuer: '云浮市云城区人民法院', isAmended: false });
    expect(text).toContain('罗公刑不立字〔2026〕1号');
    // It names no person.
    expect(text).not.toContain('钱不还');
    expect(await readings()).toBe(before + 1);
  });

  test('what the court writes into it stands in it', async () => {
    expect(await act(court, referral, 'amend-draft', { ground: 'evidence-overlooked', text: '银行流水未予审查' })).toMatchObject({ status: 200 });
    expect((await rig.ask('GET', `/matters/${referral}/oversight-draft`, court)).body.draft).toMatchObject({ isAmended: true, paragraphs: expect.arrayContaining(['银行流水未予审查']) as unknown });
    expect((await listed(court))[0]?.draft).toEqual({ ground: 'evidence-overlooked', isAmended: true });
  });

  test('the police learn that the court wrote, and read nothing of it, nor of why the instruction is not to act, nor of a correction of either', async () => {
    expect(await act(court, referral, 'switch-off-instruction', { reason: '本院拟先行会商' })).toMatchObject({ status: 200 });
    const own = ['amend-draft', 'switch-off-instruction'];
    const read = async (officer: Officer) => (await rig.ask('GET', `/matters/${referral}`, officer)).body['ledger'] as { seq: number; type: string; words: unknown }[];
    const switchedOff = (await read(court)).find(({ type }) => type === 'switch-off-instruction');
    expect(await act(court, referral, 'correct', { entry: switchedOff?.seq, words: '本院拟再行研究', reason: '误写' })).toMatchObject({ status: 200 });
    const wordsIn = async (officer: Officer) => (await read(officer)).filter(({ type }) => [...own, 'correct'].includes(type)).map(({ type, words }) => [type, words]);
    expect(await wordsIn(police)).toEqual([['amend-draft', { sealed: true }], ['switch-off-instruction', { sealed: true }], ['correct', { sealed: true }]]);
    expect(await wordsIn(court)).toEqual([['amend-draft', { text: '银＊＊' }], ['switch-off-instruction', { reason: '本＊＊' }], ['correct', expect.objectContaining({ reason: '误＊＊' })]]);
    const reveal = async (officer: Officer, type: string) => {
      const entries = (await read(officer)).filter((entry) => entry.type === type).map(({ seq }) => seq);
      return rig.ask('POST', `/matters/${referral}/reveal`, officer, { entries, reason: '核对' });
    };
    for (const type of [...own, 'correct']) {
      const { status, text } = await reveal(police, type);
      expect([type, status]).toEqual([type, 403]);
      for (const word of ['银行流水', '会商', '再行研究']) expect(text).not.toContain(word);
    }
    expect((await reveal(police, 'decide-not-to-file')).status).toBe(200);
    expect((await reveal(court, 'amend-draft')).text).toContain('银行流水未予审查');
  });

  test('nor do they learn of the papers that the court added to it', async () => {
    const document = await rig.document(court);
    expect(await act(court, referral, 'amend-draft', { ground: 'evidence-overlooked', text: '银行流水未予审查', documents: [{ document, title: '内部意见' }] })).toMatchObject({ status: 200 });
    const of = async (officer: Officer) => (await rig.ask('GET', `/matters/${referral}/documents`, officer)).text;
    expect(await of(court)).toContain(document);
    expect(await of(police)).not.toContain(document);
    expect((await rig.ask('GET', `/matters/${referral}/documents/${document}`, police)).status).toBe(404);
    expect((await rig.ask('GET', `/matters/${referral}/documents/${document}`, court)).status).toBe(200);
  });

  test('once it was asked the window is gone from the list, and there is no draft any more', async () => {
    expect(await act(court, referral, 'ask-oversight')).toMatchObject({ status: 200 });
    expect(await listed(court)).toEqual([]);
    expect((await listed(court, 'asked')).map(({ matter, window, draft }) => [matter.number, window, draft])).toEqual([[referral, null, null]]);
    expect((await rig.ask('GET', `/matters/${referral}/oversight-draft`, court)).body).toEqual({ draft: null });
  });
});

test('where nothing was decided yet the draft says so, and speaks of no decision', async () => {
  const referral = await openReferralOverApi(rig, court);
  await act(police, referral, 'accept');
  expect((await listed(court, 'undecided')).map(({ matter, window }) => [matter.number, window])).toEqual([[referral, null]]);
  const { body, text } = await rig.ask('GET', `/matters/${referral}/oversight-draft`, court);
  expect(body.draft).toMatchObject({ title: '关于（2026）粤5302执123号案有案不立的提请监督函', ground: 'no-decision', attachments: ['涉嫌犯罪案件移送材料'] });
  expect(text).toContain('至今既未立案');
}, 60_000);

async function readings(): Promise<number> {
  return (await rig.api.services.db.selectFrom('account_audit').select('id').where('action', '=', 'words-revealed').execute()).length;
}
