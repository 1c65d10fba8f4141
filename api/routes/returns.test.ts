import { waitFor } from '../../test/rig/matter-rig';
import { ASK_POLICE, MatterApi, type Officer } from '../../test/rig/matter-api';

let rig: MatterApi;
let court: Officer;
let desk: Officer;
let land: Officer;
let housing: Officer;
let head: Officer;

const SEAL_MISSING = { papers: [{ paper: 'query-notice', lacks: 'seal' }], reason: '协助查询通知书未加盖公章' };
const SEALED = { papers: [{ paper: 'query-notice', courtSeal: true }] };
const ASK_LAND = { ...ASK_POLICE, kind: 'land.seal', unit: 'land', dataItems: [], papers: [{ paper: 'ruling', courtSeal: true }, { paper: 'enforcement-notice', courtSeal: true }] };

beforeAll(async () => {
  rig = await MatterApi.start();
  await rig.startWorker();
  court = await rig.officer('court-officer', 'court.yuncheng');
  desk = await rig.officer('desk-officer', 'police');
  land = await rig.officer('liaison', 'land');
  housing = await rig.officer('desk-officer', 'housing');
  head = await rig.officer('unit-head', 'police');
});
afterAll(() => rig.stop());

const open = async (body: object): Promise<string> => String((await rig.act('/requests', court, body)).body.matter);
const give = (matter: string, officer: Officer, name: string, body: object = {}) => rig.act(`/matters/${matter}/commands/${name}`, officer, body);

describe('papers that come back', () => {
  test('the court does not return its own papers, nor does a head; another unit finds nothing to return', async () => {
    const matter = await open(ASK_POLICE);
    expect(await give(matter, court, 'return-papers', SEAL_MISSING)).toMatchObject({ status: 403 });
    expect(await give(matter, head, 'return-papers', SEAL_MISSING)).toMatchObject({ status: 403 });
    expect(await give(matter, land, 'return-papers', SEAL_MISSING)).toMatchObject({ status: 404 });
    expect(await give(matter, desk, 'serve-again', SEALED)).toMatchObject({ status: 403 });
  });

  test('the view says on which day of the term, for ever, and why the new date', async () => {
    const matter = await open(ASK_POLICE);
    expect(await give(matter, desk, 'return-papers', SEAL_MISSING)).toMatchObject({ status: 200 });
    expect(await give(matter, desk, 'answer', {})).toMatchObject({ status: 422 });
    const returned = await rig.ask('GET', `/matters/${matter}`, court);
    expect(returned.body).toMatchObject({ stage: 'returned', awaitedSides: ['court'], particulars: { returns: [{ name: 'return-papers', lacks: [{ paper: 'query-notice', lacks: 'seal' }] }] } });
    expect(JSON.stringify(returned.body)).not.toContain('未加盖公章');
    expect((returned.body.mayDo as { command: string }[]).map(({ command }) => command)).toEqual(expect.arrayContaining(['serve-again', 'contest-return', 'withdraw']));
    expect(await give(matter, court, 'serve-again', { papers: [{ paper: 'query-notice', courtSeal: false }] })).toMatchObject({ status: 422, body: { code: 'papers-incomplete' } });
    expect(await give(matter, court, 'serve-again', SEALED)).toMatchObject({ status: 200 });
    expect(await give(matter, desk, 'sign-receipt')).toMatchObject({ status: 200 });
    const { body } = await rig.ask('GET', `/matters/${matter}`, desk);
    // Received and returned on one day, which is not counted.
    expect((body.terms as { id: string; state: string; returned: unknown }[]).map(({ id, state, returned }) => ({ id, state, returned }))).toEqual([
      { id: 'answer', state: 'ended', returned: { onDay: 0, usedDays: 0, of: 3 } },
      { id: 'settle-return', state: 'met', returned: null },
      { id: 'answer.2', state: 'running', returned: null },
    ]);
    expect((await rig.ask('GET', `/matters/${matter}/terms/answer.2/why`, court)).body).toMatchObject({ cite: { article: '四.7(1)' } });
    expect((await rig.ask('GET', `/matters/${matter}/terms/settle-return/why`, court)).body).toMatchObject({ cite: { article: '文件未规定' } });
  });
});

describe('the wrong unit', () => {
  test('a unit or paper that is none is refused with what is wrong', async () => {
    const matter = await open(ASK_POLICE);
    expect(await give(matter, desk, 'wrong-unit', { unit: 'weather', basis: 'not-our-task', reason: '非本单位职责' })).toMatchObject({ status: 422, body: { code: 'invalid-body', errors: [{ path: 'unit', code: 'unknown-unit' }] } });
    expect(await give(matter, desk, 'wrong-unit', { unit: 'police', basis: 'not-our-place', reason: '即本单位' })).toMatchObject({ status: 422, body: { code: 'same-unit' } });
  });

  test('the same papers go to the unit that should have had them: a request of its own, with its people’s words, linked both ways', async () => {
    const matter = await open(ASK_LAND);
    expect(await give(matter, land, 'wrong-unit', { unit: 'housing', basis: 'not-our-task', reason: '该房产由住建部门登记' })).toMatchObject({ status: 200 });
    expect(await give(matter, court, 'serve-on-unit', { unit: 'commerce' })).toMatchObject({ status: 422, body: { errors: [{ path: 'unit', code: 'unit-does-not-do-this' }] } });
    expect(await give(matter, court, 'serve-on-unit', { unit: 'housing' })).toMatchObject({ status: 200 });
    const closed = await waitFor(async () => {
      await rig.bringPending();
      const { body } = await rig.ask('GET', `/matters/${matter}`, court);
      return body.stage === 'closed' && body;
    }, 25_000);
    expect(closed).toMatchObject({ closedAs: 'passed-on', links: [{ as: 'passed-on' }] });
    const [{ matter: other }] = closed.links as [{ matter: string }];
    const { body: there } = await rig.ask('GET', `/matters/${other}`, housing);
    expect(there).toMatchObject({ kind: 'housing.seal', unit: 'housing', stage: 'awaiting-receipt', caseNumber: ASK_LAND.caseNumber, links: [{ matter, as: 'passed-on' }] });
    expect((await rig.ask('POST', `/matters/${other}/reveal`, housing, { entries: [1], reason: '办理查封' })).body).toMatchObject({ words: { 1: { debtor: { name: '赵不还' } } } });
    // Whoever had the papers by mistake has nothing to do with the other request.
    expect(await rig.ask('GET', `/matters/${other}`, land)).toMatchObject({ status: 404 });
    expect((await rig.act('/matters/search', court, { debtor: { name: '赵不还' } })).body.items).toEqual(expect.arrayContaining([expect.objectContaining({ number: other })]));
    expect(await give(other, housing, 'sign-receipt')).toMatchObject({ status: 200 });
  }, 40_000);
});
