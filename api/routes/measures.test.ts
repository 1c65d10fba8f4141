import { randomUUID } from 'node:crypto';
import { formatInstant } from '../../contract/common';
import { verifyRegister } from '../../cli/register';
import { waitFor } from '../../test/rig/matter-rig';
import { ASK_POLICE, MatterApi, type Officer } from '../../test/rig/matter-api';

const CERTIFICATE = '粤（2020）云浮市不动产权第0001234号';
const paper = (name: string) => ({ paper: name, courtSeal: true, documentNumber: '（2026）粤5302执777号之一' });
const RULING = [paper('ruling'), paper('enforcement-notice')];
const COMPLETED = RULING.map(({ paper: name, courtSeal }) => ({ paper: name, courtSeal }));

/** What a court asks of four units in one case. */
const ASKED: Readonly<Record<string, Record<string, unknown>>> = {
  land: { kind: 'land.seal', unit: 'land', papers: RULING },
  commerce: { kind: 'commerce.freeze-notice', unit: 'commerce', papers: [paper('ruling'), paper('publication-notice')], particulars: { company: { name: '示例贸易有限公司' }, ownership: { how: 'look-up', on: '2026-02-27', source: 'enterprise-credit-system' }, lookedUpBy: '孙承办' } },
  police: { kind: 'police.vehicle-seal', unit: 'police.vehicle-management', papers: RULING },
  'state-assets': { kind: 'state-assets.restriction', unit: 'state-assets', papers: [paper('court-letter')] },
};
const RESULTS: Readonly<Record<string, Record<string, unknown>>> = {
  land: { certificateNumber: CERTIFICATE, waiting: false, sealedOn: '2026-03-02', expiresOn: '2099-03-01' },
  commerce: { company: '示例贸易有限公司', registrationNumber: '91445300MA00000000', publishedOn: '2026-03-02', expiresOn: '2099-03-01' },
  police: { plateNumber: '粤W12345', waiting: true, sealedOn: '2026-03-02' },
  'state-assets': { measures: '限制国有资产交易', since: '2026-03-02' },
};

const answer = (result: unknown) => ({ outcome: 'done', answerSeal: 'unit', result, serviceReceipt: { receivedBy: '钱经办', receivedOn: '2026-03-02' } });

let rig: MatterApi;
let court: Officer;
let otherCourt: Officer;
let supervisor: Officer;
const desks: Record<string, Officer> = {};
let cases = 0;

beforeAll(async () => {
  rig = await MatterApi.start();
  await rig.startWorker();
  court = await rig.officer('court-officer', 'court.yuncheng');
  otherCourt = await rig.officer('court-officer', 'court.luoding');
  supervisor = await rig.officer('supervisor', 'committee');
  for (const unit of Object.keys(ASKED)) desks[unit] = await rig.officer('desk-officer', unit, unit === 'police' ? 'police.vehicle-management' : undefined);
});
afterAll(() => rig.stop());

const deskOf = (unit: string): Officer => desks[unit] ?? { id: '', token: '' };
const act = (matter: string, officer: Officer, name: string, body: unknown = {}) => rig.act(`/matters/${matter}/commands/${name}`, officer, body);
const measuresOf = async (matter: string, officer = court): Promise<Record<string, unknown>[]> => (await rig.ask('GET', `/matters/${matter}/measures`, officer)).body.items as Record<string, unknown>[];
const search = async (officer: Officer, body: unknown): Promise<Record<string, unknown>[]> => (await rig.ask('POST', '/measures/search', officer, body)).body.items as Record<string, unknown>[];
const matterOf = async (matter: string) => (await rig.ask('GET', `/matters/${matter}`, court)).body as { stage: string; closedAs: string | null; ledger: { type: string; facts: Record<string, unknown> }[] };

function nextCase(): string {
  cases += 1;
  return `（2026）粤5302执${700 + cases}号`;
}

/** A request of a unit that was answered as done. */
async function taken(unit: string, caseNumber: string): Promise<string> {
  const matter = await rig.open(court, { ...ASK_POLICE, dataItems: [], ...ASKED[unit], caseNumber, debtor: { ...ASK_POLICE.debtor, idNumber: `4453021990010${caseNumber.slice(-4, -1)}` } });
  expect(await act(matter, deskOf(unit), 'answer', answer(RESULTS[unit]))).toMatchObject({ status: 200 });
  return matter;
}

async function linkedTo(matter: string): Promise<string> {
  return waitFor(async () => {
    await rig.bringPending();
    return (await matterOf(matter)).ledger.filter(({ type }) => type === 'linked').map(({ facts }) => String(facts['matter'])).at(-1);
  });
}

describe('the registry of measures', () => {
  test('names and numbers are asked for in a body, and something must be asked', async () => {
    expect(await rig.ask('POST', '/measures/search', court, {})).toMatchObject({ status: 422 });
  });

  test('a seal is found by the debtor and by the asset, masked, by those for whom the request exists', async () => {
    const caseNumber = nextCase();
    const matter = await taken('land', caseNumber);
    const expected = { matter, key: 'seal', kind: 'seal', court: 'court.yuncheng', unit: 'land', caseNumber, state: 'in-force', untilOn: '2099-03-01', liftedAt: null, asset: '粤＊＊' };
    expect(await measuresOf(matter)).toMatchObject([expected]);
    expect(await search(court, { asset: '粤(2020)云浮市不动产权第 0001234 号' })).toMatchObject([expected]);
    expect(await search(deskOf('land'), { debtor: { name: '赵不还' }, asset: CERTIFICATE })).toMatchObject([expected]);
    expect(await search(otherCourt, { asset: CERTIFICATE })).toEqual([]);
    expect(await search(supervisor, { asset: CERTIFICATE })).toMatchObject([{ ...expected, asset: null }]);
    expect((await rig.ask('GET', `/matters/${matter}/measures`, otherCourt)).status).toBe(404);
    expect(JSON.stringify((await matterOf(matter)).ledger)).not.toContain('0001234');
  });

  test('one that waits and one whose day has passed are told apart', async () => {
    const caseNumber = nextCase();
    const vehicle = await taken('police', caseNumber);
    const freeze = await taken('commerce', caseNumber);
    // Nobody can say today that something stands until a day that has passed; the day of one that was said before is moved here, and back.
    const moveLastDay = (to: string) => rig.api.services.db.updateTable('measure').set({ until_on: to }).where('matter', '=', freeze).execute();
    await moveLastDay('2020-01-01');
    expect([...(await measuresOf(vehicle)), ...(await measuresOf(freeze))].map(({ state }) => state)).toEqual(['waiting', 'expired']);
    expect((await search(court, { asset: '91445300MA00000000', states: ['in-force'] })).filter(({ matter }) => matter === freeze)).toEqual([]);
    await moveLastDay('2099-03-01');
  });

  test('a last day that has passed is refused of whatever takes a seal or a freeze: the slip of a year would end it at once', async () => {
    const opened = (unit: string) => rig.open(court, { ...ASK_POLICE, dataItems: [], ...ASKED[unit], caseNumber: nextCase() });
    const freeze = await opened('commerce');
    const slip = { expiresOn: '2020-01-01' };
    expect((await act(freeze, deskOf('commerce'), 'answer', answer({ ...RESULTS['commerce'], ...slip }))).body).toMatchObject({ status: 422, errors: [{ path: 'result.expiresOn', code: 'last-day-passed' }] });
    expect((await act(freeze, deskOf('commerce'), 'publish-notice', { notice: { company: '示例贸易有限公司', holder: '赵不还', ...slip } })).body).toMatchObject({ status: 422, errors: [{ path: 'notice.expiresOn', code: 'last-day-passed' }] });
    const vehicle = await opened('police');
    await act(vehicle, court, 'withdraw', { reason: '和解' });
    expect((await act(vehicle, deskOf('police'), 'report-measure', { taken: true, asset: '粤W12345', untilOn: '2020-01-01' })).body).toMatchObject({ status: 422, errors: [{ path: 'untilOn', code: 'last-day-passed' }] });
  });

  test('after the request was closed the court lifts the seal by a request of its own', async () => {
    const matter = await taken('land', nextCase());
    await act(matter, court, 'accept-answer');
    const { body } = await rig.act('/requests', court, { ...ASK_POLICE, dataItems: [], ...ASKED['commerce'], lifts: matter });
    expect(body.errors).toMatchObject([{ path: 'lifts', code: 'no-measure-to-lift' }]);
    const unseal = await rig.open(court, { ...ASK_POLICE, dataItems: [], kind: 'land.unseal', unit: 'land', papers: RULING, lifts: matter });
    await act(unseal, deskOf('land'), 'answer', answer({ certificateNumber: CERTIFICATE, unsealedOn: '2026-03-05' }));
    expect(await measuresOf(matter)).toMatchObject([{ state: 'lifted', liftedBy: unseal }]);
  });

  test('a restriction that no kind undoes is lifted by a request of its own kind that names it, and only that is answered', async () => {
    const matter = await taken('state-assets', nextCase());
    await act(matter, court, 'accept-answer');
    const letter = await rig.open(court, { ...ASK_POLICE, dataItems: [], ...ASKED['state-assets'], lifts: matter });
    expect(await act(letter, deskOf('state-assets'), 'answer', answer(RESULTS['state-assets']))).toMatchObject({ status: 422 });
    expect(await act(letter, deskOf('state-assets'), 'answer', answer({ liftedOn: '2026-03-05' }))).toMatchObject({ status: 200 });
    expect(await measuresOf(matter)).toMatchObject([{ state: 'lifted', liftedBy: letter }]);
    expect(await measuresOf(letter)).toEqual([]);
  });
});

describe('withdrawing a whole case', () => {
  test('a unit may not, and another court withdraws nothing', async () => {
    const caseNumber = nextCase();
    const matter = await rig.open(court, { caseNumber });
    expect(await rig.act('/cases/withdraw', deskOf('land'), { caseNumber, reason: '和解' })).toMatchObject({ status: 403 });
    expect(await rig.act('/cases/withdraw', otherCourt, { caseNumber, reason: '和解' })).toMatchObject({ status: 200, body: { items: [] } });
    expect((await matterOf(matter)).stage).toBe('awaiting-receipt');
  });

  test('measures at four units are undone, and only then is each request closed', async () => {
    const caseNumber = nextCase();
    const of: Record<string, string> = {};
    for (const unit of Object.keys(ASKED)) of[unit] = await taken(unit, caseNumber);
    const query = await rig.open(court, { caseNumber });
    const { land = '', commerce = '', police = '', 'state-assets': assets = '' } = of;

    const key = randomUUID();
    const first = await rig.act('/cases/withdraw', court, { caseNumber, reason: '双方达成和解' }, key);
    expect((first.body.items as { matter: string; status: string }[]).map(({ matter, status }) => [matter, status])).toEqual([...Object.values(of), query].sort().map((matter) => [matter, 'accepted']));
    expect((await rig.act('/cases/withdraw', court, { caseNumber, reason: '双方达成和解' }, key)).body).toEqual(first.body);
    expect((await rig.act('/cases/withdraw', court, { caseNumber, reason: '另一理由' }, key)).status).toBe(422);
    expect(await matterOf(query)).toMatchObject({ stage: 'closed', closedAs: 'withdrawn' });

    const unseal = await linkedTo(land);
    const unfreeze = await linkedTo(commerce);
    expect((await rig.act('/cases/withdraw', court, { caseNumber, reason: '再次撤回' })).body).toEqual({ items: [] });
    expect(await act(unseal, court, 'record-delivery', { mode: 'electronic', evidence: '送达' })).toMatchObject({ status: 422, body: { code: 'papers-incomplete' } });
    for (const [matter, unit, papers, result, parties] of [
      [unseal, 'land', COMPLETED, { certificateNumber: CERTIFICATE, unsealedOn: '2026-03-05' }, []],
      [unfreeze, 'commerce', [{ paper: 'ruling', courtSeal: true }, { paper: 'publication-notice', courtSeal: true }], { company: '示例贸易有限公司', publishedOn: '2026-03-05' }, ['applicant', 'debtor']],
    ] as const) {
      expect(await act(matter, court, 'withdraw', { reason: '不再需要' })).toMatchObject({ status: 409, body: { code: 'undoing-owed' } });
      expect(await act(matter, court, 'record-delivery', { mode: 'electronic', evidence: '平台送达', papers })).toMatchObject({ status: 200 });
      expect(await act(matter, deskOf(unit), 'answer', answer(result))).toMatchObject({ status: 200 });
      for (const on of parties) expect(await act(matter, court, 'record-service', { on, servedAt: formatInstant(Date.now() - 60_000), mode: 'electronic', evidence: '告知笔录' })).toMatchObject({ status: 200 });
      expect(await act(matter, court, 'accept-answer')).toMatchObject({ status: 200 });
    }
    expect(await act(police, deskOf('police'), 'confirm-undone', { remarks: '已解除' })).toMatchObject({ status: 409 });
    expect(await act(police, court, 'send-papers', { papers: COMPLETED })).toMatchObject({ status: 200 });
    expect(await act(police, deskOf('police'), 'confirm-undone', { remarks: '已解除查封' })).toMatchObject({ status: 200 });
    expect(await act(assets, deskOf('state-assets'), 'ask-for-papers', { reason: '请出具解除限制的函' })).toMatchObject({ status: 200 });
    expect(await act(assets, court, 'send-papers', { papers: [{ paper: 'court-letter', courtSeal: true }] })).toMatchObject({ status: 200 });
    expect(await act(assets, deskOf('state-assets'), 'confirm-undone', { remarks: '已解除限制' })).toMatchObject({ status: 200 });

    for (const matter of Object.values(of)) {
      await waitFor(async () => {
        await rig.bringPending();
        return (await matterOf(matter)).closedAs === 'withdrawn';
      });
      expect(await measuresOf(matter)).toMatchObject([{ state: 'lifted' }]);
    }
    const { db, keyRing } = rig.api.services;
    expect((await verifyRegister({ db, keyRing })).broken).toBeUndefined();
    await db.updateTable('measure').set({ state: 'in-force' }).where('matter', '=', land).execute();
    expect((await verifyRegister({ db, keyRing })).broken).toBe(`${land}: the registry of measures shows other than follows from its ledger`);
  });
});
