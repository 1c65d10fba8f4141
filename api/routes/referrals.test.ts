import { pdfOf } from '../../test/factories/documents';
import { MatterApi, type Officer } from '../../test/rig/matter-api';

let rig: MatterApi;
let court: Officer;
let police: Officer;
let prosecutor: Officer;

beforeAll(async () => {
  rig = await MatterApi.start();
  await rig.startWorker();
  court = await rig.officer('court-officer', 'court.yuncheng');
  police = await rig.officer('desk-officer', 'police', 'police.luoding');
  prosecutor = await rig.officer('prosecutor', 'procuratorate', 'procuratorate.yuncheng');
});
afterAll(() => rig.stop());

const REFERRAL = {
  kind: 'police.crime-referral',
  unit: 'police',
  caseNumber: '（2026）粤5302执123号',
  debtor: { type: 'natural-person', name: '钱不还' },
  capacity: 'debtor',
  purpose: '拒不执行判决，移送侦查',
  dataItems: [],
  papers: [{ paper: 'evidence-volume', courtSeal: true }, { paper: 'evidence-catalogue', courtSeal: true }],
};

/** A referral of a crime in Luoding, with so many pieces of evidence. */
async function referral(pieces = 2): Promise<Record<string, unknown> & { documents: { document: string; title: string }[]; particulars: Record<string, unknown> }> {
  const documents = await Promise.all(Array.from({ length: pieces }, async (_, index) => ({ document: await rig.document(court, pdfOf(`证据${index}${Math.random()}`)), title: `证据${index + 1}` })));
  return { ...REFERRAL, documents, particulars: { crime: 'refusal-to-perform', placeOfCrime: 'luoding', evidence: documents.map(({ document, title }) => ({ item: title, document })) } };
}
const errorsOf = async (body: Record<string, unknown>): Promise<string[]> => {
  const { status, body: answer } = await rig.act('/requests', court, body);
  return status === 201 ? [] : (answer.errors as { path: string; code: string }[]).map(({ path, code }) => `${path} ${code}`);
};

test('a desk officer of the police refers nothing', async () => {
  expect(await rig.act('/requests', police, await referral())).toMatchObject({ status: 403 });
});

test('evidence is bound with its catalogue: what is listed has to be there, and what is there has to be listed', async () => {
  const whole = await referral();
  const [first, second] = whole.documents;
  expect(await errorsOf({ ...whole, documents: [first] })).toEqual(['particulars.evidence.1.document evidence-missing']);
  expect(await errorsOf({ ...whole, documents: undefined })).toEqual(['particulars.evidence.0.document evidence-missing', 'particulars.evidence.1.document evidence-missing']);
  expect(await errorsOf({ ...whole, particulars: { ...whole.particulars, evidence: [{ item: '证据', document: first?.document }] } })).toEqual(['documents.1.document evidence-not-in-catalogue']);
  expect((await errorsOf({ ...whole, particulars: { ...whole.particulars, evidence: [] } })).map((error) => error.split(' ')[0])).toEqual(['particulars.evidence']);
  expect(second).toBeDefined();
});

test('the rule set names the police: those of the place of the crime, and no other', async () => {
  expect(await errorsOf({ ...(await referral()), unit: 'police.yuncheng' })).toEqual(['unit police-named-by-rule-set']);
});

test('from referral to the procuratorate of the court’s own place, and back', async () => {
  const body = await referral();
  const { status, body: opened } = await rig.act('/requests', court, body);
  expect(status).toBe(201);
  const matter = String(opened.matter);
  const act = (by: Officer, number: string, name: string, given: Record<string, unknown> = {}) => rig.act(`/matters/${number}/commands/${name}`, by, given);
  expect(await act(court, matter, 'accept')).toMatchObject({ status: 403 });
  expect(await act(police, matter, 'accept')).toMatchObject({ status: 200 });
  const paper = async (officer: Officer) => [{ document: await rig.document(officer, pdfOf(`${Math.random()}`)), title: '决定书' }];
  const decidedAt = new Date().toISOString();
  expect(await act(police, matter, 'decide-not-to-file', { decidedAt, reasons: '证据不足' })).toMatchObject({ status: 200 });
  expect(await act(police, matter, 'issue-decision', { decisionNumber: '1号', reasons: '证据不足' })).toMatchObject({ status: 422 });
  expect(await act(police, matter, 'issue-decision', { decisionNumber: '1号', reasons: '证据不足', documents: await paper(police) })).toMatchObject({ status: 200 });
  expect(await act(court, matter, 'sign-decision')).toMatchObject({ status: 200 });
  const { body: view } = await rig.ask('GET', `/matters/${matter}`, court);
  expect(view).toMatchObject({ stage: 'decision-received', particulars: { draftRequest: { to: 'procuratorate.yuncheng', evidence: 2 }, standingInstruction: { status: 'product-default', covers: 'covered' } } });
  expect((view.particulars as { standingInstruction: { willAskAt: string } }).standingInstruction.willAskAt).toMatch(/T00:00:00\+08:00$/);
  // The same clock for both sides: until which instant, how many working days are left, what will be done by itself and when, and why.
  const clockOf = async (officer: Officer) => {
    const { terms, particulars } = (await rig.ask('GET', `/matters/${matter}`, officer)).body as unknown as { terms: { id: string; dueOn: string; dueAt: string }[]; particulars: { standingInstruction: { willAskAt: string; lastDay: string } } };
    return { window: terms.find(({ id }) => id === 'ask'), instruction: particulars.standingInstruction };
  };
  const { window, instruction } = await clockOf(court);
  expect(window).toMatchObject({ side: 'court', state: 'running', workingDaysLeft: 3, article: '四.7(4)' });
  expect(window?.dueAt).toMatch(/T00:00:00\+08:00$/);
  expect(instruction).toMatchObject({ willAskAt: `${window?.dueOn}T00:00:00+08:00`, lastDay: window?.dueOn, because: 'silence-loses-the-right' });
  expect(await clockOf(police)).toEqual({ window, instruction });
  const why = await rig.ask('GET', `/matters/${matter}/terms/ask/why`, court);
  expect(why).toMatchObject({ status: 200, body: { cite: { article: '四.7(4)' } } });
  expect((why.body.days as { count?: number }[]).filter(({ count }) => count !== undefined)).toMatchObject([{ count: 1 }, { count: 2 }, { count: 3, day: window?.dueOn }]);
  // Read, amended and sent by hand at any time in it; switched off only with a reason.
  expect(await act(court, matter, 'amend-draft', { ground: 'evidence-overlooked', text: '银行流水未予审查' })).toMatchObject({ status: 200 });
  expect(await act(court, matter, 'switch-off-instruction')).toMatchObject({ status: 422 });
  expect(await act(court, matter, 'switch-off-instruction', { reason: '由合议庭决定' })).toMatchObject({ status: 200 });
  expect((await clockOf(court)).instruction).toMatchObject({ covers: 'switched-off' });
  expect((await clockOf(court)).instruction).not.toHaveProperty('willAskAt');
  // Nobody of the procuratorate has anything to do with it before it is asked.
  expect(await rig.ask('GET', `/matters/${matter}`, prosecutor)).toMatchObject({ status: 404 });
  expect(await act(prosecutor, matter, 'ask-oversight')).toMatchObject({ status: 404 });
  expect(await act(court, matter, 'ask-oversight')).toMatchObject({ status: 200 });
  expect(await rig.ask('GET', `/matters/${matter}`, prosecutor)).toMatchObject({ status: 200, body: { stage: 'under-oversight' } });
}, 60_000);
