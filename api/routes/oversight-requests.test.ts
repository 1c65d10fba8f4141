import { openDocx } from '../../test/factories/docx';
import { waitFor } from '../../test/harness/wait-for';
import { MatterApi, type Officer } from '../../test/rig/matter-api';
import { openReferralOverApi } from '../../test/factories/referral-requests';
import { findMatter, findReferralsToAskOn } from '../../register/matters/queries';
import { gatherFacts } from '../official-papers/gather-facts';
import { writeOversightRequests } from '../official-papers/write-oversight-requests';

interface Made {
  versions: { version: number; document: string; reason: string | null }[];
}

let rig: MatterApi;
let judge: Officer;
let policeDesk: Officer;

beforeAll(async () => {
  rig = await MatterApi.start();
  await rig.startWorker();
  judge = await rig.officer('court-officer', 'court.yuncheng');
  policeDesk = await rig.officer('desk-officer', 'police', 'police.luoding');
}, 60_000);
afterAll(() => rig.stop());

const list = async (who: Officer, matter: string): Promise<Made[]> => ((await rig.ask('GET', `/matters/${matter}/papers`, who)).body as { items: Made[] }).items;
const download = (who: Officer, matter: string, document: string): Promise<Response> => fetch(`${rig.api.url}/api/v1/matters/${matter}/documents/${document}`, { headers: { authorization: `Bearer ${who.token}` } });
/** On a busy machine a command may be answered before it is decided. */
async function act(who: Officer, matter: string, name: string, body: unknown = {}): Promise<void> {
  const { status, text, body: answer } = await rig.act(`/matters/${matter}/commands/${name}`, who, body);
  if (status !== 200 && status !== 202) throw new Error(text);
  await waitFor(async () => {
    await rig.bringPending();
    return (await rig.ask('GET', `/commands/${String(answer.command)}`, who)).body.status === 'accepted';
  }, 20_000);
}
const textOf = async (who: Officer, matter: string): Promise<string> => {
  const papers = await list(who, matter);
  return openDocx(Buffer.from(await (await download(who, matter, papers[0]?.versions.at(-1)?.document ?? '')).arrayBuffer())).text.join('\n');
};
async function refer(caseNumber: string): Promise<string> {
  const documents = [{ document: await rig.document(judge), title: '证据一' }];
  const matter = await rig.open(judge, { caseNumber, kind: 'police.crime-referral', dataItems: [], papers: [{ paper: 'evidence-volume', courtSeal: true }, { paper: 'evidence-catalogue', courtSeal: true }], documents, particulars: { crime: 'refusal-to-perform', placeOfCrime: 'luoding', evidence: documents.map(({ document, title }) => ({ item: title, document })) } });
  await act(policeDesk, matter, 'accept');
  return matter;
}
const oversightOn = async (caseNumber: string): Promise<string> =>
  waitFor(async () => (await rig.api.services.db.selectFrom('matter').select('number').where('procedure', '=', 'filing-oversight').where('case_number', '=', caseNumber).execute())[0]?.number);

test('lies written once the refusal is in the court’s hands, again when the court amends it, and no more when it has asked; the procuratorate reads the one that was submitted', async () => {
  const caseNumber = '（2026）粤5302执901号';
  const referral = await refer(caseNumber);
  // On that nothing was decided: gone with the decision.
  await act(judge, referral, 'amend-draft', { ground: 'no-decision', text: '受理至今未作任何决定' });
  await act(policeDesk, referral, 'decide-not-to-file', { decidedAt: new Date().toISOString(), reasons: '证据不足' });
  await act(policeDesk, referral, 'issue-decision', { decisionNumber: '云公罗不立字〔2026〕9号', reasons: '证据不足', documents: [{ document: await rig.document(policeDesk), title: '不予立案决定书' }] });
  expect(await writeOversightRequests(rig.api.services)).not.toContain(referral);
  await act(judge, referral, 'sign-decision');
  // Two processes look at once.
  expect((await Promise.all([writeOversightRequests(rig.api.services), writeOversightRequests(rig.api.services)])).flat()).toContain(referral);
  expect(await writeOversightRequests(rig.api.services)).not.toContain(referral);
  expect(await list(judge, referral)).toMatchObject([{ issuer: 'court.yuncheng', versions: [{ version: 1, reason: null }] }]);
  const drafted = await textOf(judge, referral);
  expect(drafted).toContain('云公罗不立字〔2026〕9号不予立案决定书');
  expect(drafted).toContain('第一百一十二条');
  expect(drafted).not.toContain('未作任何决定');
  expect(await list(policeDesk, referral)).toEqual([]);

  await act(judge, referral, 'amend-draft', { ground: 'evidence-overlooked', text: '转账记录未予审查' });
  expect(await writeOversightRequests(rig.api.services)).toContain(referral);
  expect(await list(judge, referral)).toMatchObject([{ versions: [{ version: 1 }, { version: 2, reason: '法院修改了提请监督的理由' }] }]);
  await act(judge, referral, 'ask-oversight');
  // There is nothing more to write: it is not even looked at, and keeps nobody else waiting.
  expect((await findReferralsToAskOn(rig.api.services.db)).map(({ number }) => number)).not.toContain(referral);

  const oversight = await oversightOn(caseNumber);
  const prosecutor = await rig.officer('prosecutor', 'procuratorate', 'procuratorate.yuncheng');
  const elsewhere = await rig.officer('prosecutor', 'procuratorate', 'procuratorate.luoding');
  expect(await rig.ask('GET', `/matters/${oversight}/papers`, elsewhere)).toMatchObject({ status: 404 });
  const [letter] = await list(prosecutor, oversight);
  expect((await download(elsewhere, oversight, letter?.versions[0]?.document ?? '')).status).toBe(404);
  expect(letter).toMatchObject({ name: '提请监督函', versions: [{ version: 2, reason: null }] });
  expect(await textOf(prosecutor, oversight)).toContain('转账记录未予审查');
  const [first] = (await list(judge, referral))[0]?.versions ?? [];
  expect((await download(prosecutor, oversight, first?.document ?? '')).status).toBe(404);
  expect(await list(policeDesk, oversight)).toEqual([]);
  expect((await download(policeDesk, oversight, letter?.versions[0]?.document ?? '')).status).toBe(404);
}, 60_000);

test('where the police neither file nor decide it is written when the court asks, and names no decision', async () => {
  const referral = await refer('（2026）粤5302执902号');
  expect(await writeOversightRequests(rig.api.services)).not.toContain(referral);
  await act(judge, referral, 'ask-oversight');
  expect(await writeOversightRequests(rig.api.services)).toContain(referral);
  const text = await textOf(judge, referral);
  expect(text).toContain('关于（2026）粤5302执902号案有案不立的提请监督函');
  expect(text).toContain('罗定市公安局至今既未立案，也未向本院送达不予立案决定书');
  expect(text).not.toContain('undefined');
}, 60_000);

test('a decision that is named without its day, or where there is none, is refused', async () => {
  const referral = await refer('（2026）粤5302执903号');
  const body = { paper: 'oversight-request', grounds: '有能力履行而拒不履行' };
  for (const wrong of [{ decision: '云公不立字〔2026〕1号' }, { receivedOn: '2026-03-02' }, {}, { about: 'undecided', decision: '云公不立字〔2026〕1号', receivedOn: '2026-03-02' }]) expect((await rig.act(`/matters/${referral}/papers`, judge, { ...body, ...wrong })).body).toMatchObject({ status: 422, code: 'invalid-body' });
});

test('under the opinion of 2025, which knows no first result, the letter asks for one 及时; of another crime within seven working days', async () => {
  const other = await MatterApi.start({ LIANDONG_RULE_SET: 'judicial-opinion-2025' });
  try {
    const court = await other.officer('court-officer', 'court.yuncheng');
    const { services } = other.api;
    const askedWithin = async (particulars: Record<string, unknown>): Promise<string | undefined> => {
      const document = await other.document(court);
      const matter = await openReferralOverApi(other, court, { documents: [{ document, title: '证据一' }], particulars: { placeOfCrime: 'luoding', evidence: [{ item: '证据一', document }], ...particulars } });
      const row = await findMatter(services.db, matter);
      return row && (await gatherFacts(services, row, { paper: 'oversight-request' }, { issuerName: '云城区人民法院', now: services.clock.now() })).facts.matter.within.firstResult;
    };
    expect(await askedWithin({ crime: 'refusal-to-perform' })).toBe('及时');
    expect(await askedWithin({ crime: 'obstruction' })).toBe('自收到之日起7个工作日内');
  } finally {
    await other.stop();
  }
}, 60_000);
