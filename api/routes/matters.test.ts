import { randomUUID } from 'node:crypto';
import { waitFor } from '../../test/rig/matter-rig';
import { ASK_POLICE, MatterApi, type Officer, POLICE_ANSWER } from '../../test/rig/matter-api';

let rig: MatterApi;
let court: Officer;
let otherCourt: Officer;
let desk: Officer;
let otherUnit: Officer;
let operator: Officer;
let supervisor: Officer;

beforeAll(async () => {
  rig = await MatterApi.start();
  await rig.startWorker();
  court = await rig.officer('court-officer', 'court.yuncheng');
  otherCourt = await rig.officer('court-officer', 'court.luoding');
  desk = await rig.officer('desk-officer', 'police');
  otherUnit = await rig.officer('desk-officer', 'land');
  operator = await rig.officer('operator', null);
  supervisor = await rig.officer('supervisor', 'committee');
});
afterAll(() => rig.stop());

describe('opening a request', () => {
  test.each([
    ['a desk officer', () => desk],
    ['the operator', () => operator],
    ['a supervisor', () => supervisor],
  ])('%s may not ask for assistance', async (_who, officer) => {
    expect(await rig.act('/requests', officer(), ASK_POLICE)).toMatchObject({ status: 403 });
  });

  test('an officer of one court cannot ask in the name of another', async () => {
    expect(await rig.act('/requests', otherCourt, { ...ASK_POLICE, court: 'court.yuncheng' })).toMatchObject({ status: 403 });
  });

  test('everything that is wrong with it is named at once', async () => {
    const { status, body } = await rig.act('/requests', court, { ...ASK_POLICE, unit: 'land', papers: [{ paper: 'ruling', courtSeal: true }], dataItems: ['salary'] });
    expect(status).toBe(422);
    expect((body.errors as { code: string }[]).map(({ code }) => code).sort()).toEqual(['data-item-not-of-this-kind', 'paper-missing', 'paper-not-of-this-kind', 'unit-does-not-do-this']);
  });

  test('a court outside the two levels of the city is refused', async () => {
    const { status, body } = await rig.act('/requests', court, { ...ASK_POLICE, court: 'court.guangzhou', dataItems: [] });
    expect([status, (body.errors as { code: string }[]).map(({ code }) => code)]).toEqual([422, ['unknown-court', 'data-items-missing']]);
  });

  test('the court’s seal is looked for where the text demands it', async () => {
    const { body } = await rig.act('/requests', court, { ...ASK_POLICE, papers: [{ paper: 'query-notice', courtSeal: false }] });
    expect(body.errors).toMatchObject([{ path: 'papers', code: 'court-seal-missing' }]);
  });

  test('a kind with a procedure of its own is not opened as a plain request', async () => {
    const { body } = await rig.act('/requests', court, { ...ASK_POLICE, kind: 'police.emergency', dataItems: [] });
    expect((body.errors as { code: string }[]).map(({ code }) => code)).toContain('kind-has-its-own-procedure');
  });

  test('a kind that asks for nothing beside takes nothing beside', async () => {
    expect((await rig.act('/requests', court, { ...ASK_POLICE, particulars: { ground: 'very-large-sum' } })).body.errors).toMatchObject([{ path: 'particulars', code: 'particulars-not-of-this-kind' }]);
  });

  test('a freeze without a query of ownership is refused (四.17)', async () => {
    const freeze = { ...ASK_POLICE, kind: 'commerce.freeze-notice', unit: 'commerce', dataItems: [], papers: [{ paper: 'ruling', courtSeal: true }, { paper: 'publication-notice', courtSeal: true }], particulars: { company: { name: '示例贸易有限公司' } } };
    const { body } = await rig.act('/requests', court, freeze);
    expect(body.errors).toMatchObject([{ code: 'precondition-ownership-queried' }]);
    expect(await rig.act('/requests', court, { ...freeze, particulars: { ...freeze.particulars, ownership: { how: 'look-up', on: '2026-02-27', source: 'enterprise-credit-system' }, lookedUpBy: '孙承办' } })).toMatchObject({ status: 201 });
  });

  test('the same key and body open one matter; another body under the same key is refused', async () => {
    const key = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => rig.act('/requests', court, ASK_POLICE, key)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => body.matter)).size).toBe(1);
    expect(await rig.act('/requests', court, { ...ASK_POLICE, capacity: 'principal' }, key)).toMatchObject({ status: 422 });
  });

  test('an unknown field is refused', async () => {
    expect((await rig.act('/requests', court, { ...ASK_POLICE, urgent: true })).body.errors).toMatchObject([{ path: 'urgent', code: 'unrecognized-key' }]);
  });
});

describe('a request on its way', () => {
  test('from opening to acceptance, with the same answers again under the same keys', async () => {
    const matter = await rig.open(court);
    const signKey = randomUUID();
    const signed = await rig.act(`/matters/${matter}/commands/sign-receipt`, desk, {}, signKey);
    expect(signed).toMatchObject({ status: 200 });
    expect((await rig.act(`/matters/${matter}/commands/sign-receipt`, desk, {}, signKey)).body).toEqual(signed.body);
    expect(await rig.act(`/matters/${matter}/commands/sign-receipt`, desk)).toMatchObject({ status: 409 });
    expect(await rig.act(`/matters/${matter}/commands/answer`, desk, POLICE_ANSWER)).toMatchObject({ status: 200 });
    expect(await rig.act(`/matters/${matter}/commands/accept-answer`, court)).toMatchObject({ status: 200 });
    const { body } = await rig.ask('GET', `/matters/${matter}`, court);
    expect(body).toMatchObject({ stage: 'closed', closedAs: 'accepted', lateness: 'none' });
    expect((body.ledger as { type: string }[]).map(({ type }) => type)).toEqual(['open-request', 'sign-receipt', 'answer', 'accept-answer']);
    expect((await rig.act(`/matters/${matter}/commands/withdraw`, court, { reason: '已执行完毕' })).body).toMatchObject({ status: 409, code: 'matter-closed' });
  });

  test('for others it does not exist, and nobody acts for another side', async () => {
    const matter = await rig.open(court);
    expect(await rig.ask('GET', `/matters/${matter}`, otherUnit)).toMatchObject({ status: 404 });
    expect(await rig.ask('GET', `/matters/${matter}`, otherCourt)).toMatchObject({ status: 404 });
    expect(await rig.ask('GET', `/matters/${matter}`, operator)).toMatchObject({ status: 404 });
    expect(await rig.act(`/matters/${matter}/commands/sign-receipt`, otherUnit)).toMatchObject({ status: 404 });
    expect(await rig.act(`/matters/${matter}/commands/sign-receipt`, court)).toMatchObject({ status: 403 });
    expect(await rig.act(`/matters/${matter}/commands/withdraw`, desk, { reason: '不想办' })).toMatchObject({ status: 403 });
    expect(await rig.act(`/matters/${matter}/commands/answer`, supervisor, POLICE_ANSWER)).toMatchObject({ status: 403 });
    const seen = (await rig.ask('GET', '/matters?limit=100', otherUnit)).body.items as { number: string }[];
    expect(seen.map(({ number }) => number)).not.toContain(matter);
  });

  test('of twenty different answers at once exactly one is taken, and nineteen are told when', async () => {
    const matter = await rig.open(court);
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => rig.act(`/matters/${matter}/commands/answer`, desk, { ...POLICE_ANSWER, remarks: `第${n + 1}份答复` })));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array<number>(19).fill(409)]);
    const winner = answers.find(({ status }) => status === 200)?.body.recordedAt;
    for (const { body } of answers.filter(({ status }) => status === 409)) expect(body.params).toMatchObject({ takenAt: winner });
  });

  test('what I may do now carries the schema of each command, in the kind’s own structure', async () => {
    const matter = await rig.open(court);
    await rig.act(`/matters/${matter}/commands/sign-receipt`, desk);
    const { body } = await rig.ask('GET', `/matters/${matter}`, desk);
    const mayDo = body.mayDo as { command: string; schema: { properties: Record<string, { properties?: Record<string, unknown> }> } }[];
    // It has signed, a query has no act beside its answer, and nobody has asked, corrected or proposed anything.
    expect(mayDo.map(({ command }) => command)).toEqual(['answer', 'give-delay-notice', 'raise-query', 'return-papers', 'wrong-unit', 'propose-service-time', 'correct']);
    expect(mayDo.find(({ command }) => command === 'answer')?.schema.properties.result?.properties).toHaveProperty('household');
    expect((await rig.ask('GET', `/matters/${matter}`, supervisor)).body.mayDo).toEqual([]);
  });

  test('an answer must come in the structure of its kind', async () => {
    const matter = await rig.open(court);
    const { body } = await rig.act(`/matters/${matter}/commands/answer`, desk, { ...POLICE_ANSWER, result: { salary: 1 } });
    expect(body).toMatchObject({ status: 422, errors: [{ path: 'result.salary', code: 'unrecognized-key' }] });
    expect((await rig.act(`/matters/${matter}/commands/answer`, desk, { ...POLICE_ANSWER, result: undefined })).body).toMatchObject({ status: 422 });
    // Done, and nothing said of it.
    for (const result of [{}, { lodgings: [] }]) {
      expect((await rig.act(`/matters/${matter}/commands/answer`, desk, { ...POLICE_ANSWER, result })).body).toMatchObject({ status: 422, errors: [{ path: 'result', code: 'required' }] });
    }
  });

  test('an answer must bear the seal of the unit or its department; an unsealed one changes nothing', async () => {
    const matter = await rig.open(court);
    for (const answerSeal of ['none', 'both-sides']) {
      const { body } = await rig.act(`/matters/${matter}/commands/answer`, desk, { ...POLICE_ANSWER, answerSeal });
      expect(body).toMatchObject({ status: 422, errors: [{ path: 'answerSeal', code: 'invalid-value' }] });
    }
    expect((await rig.ask('GET', `/matters/${matter}`, court)).body).toMatchObject({ stage: 'awaiting-receipt' });
  });

  test('why it cannot be done is sealed: the ledger keeps that there is a ground, and a code of the seal', async () => {
    const matter = await rig.open(court);
    const answer = { outcome: 'cannot-be-done', answerSeal: 'department', serviceReceipt: POLICE_ANSWER.serviceReceipt };
    const without = (await rig.act(`/matters/${matter}/commands/answer`, desk, answer)).body;
    expect(without).toMatchObject({ status: 422, errors: [{ path: 'legalGround', code: 'required' }] });
    const named = (await rig.act(`/matters/${matter}/commands/answer`, desk, { ...answer, legalGround: '其已死亡', answerSeal: '云浮市公安局' })).body;
    expect(named).toMatchObject({ status: 422, errors: [{ path: 'answerSeal', code: 'invalid-value' }] });
    const { body } = await rig.act(`/matters/${matter}/commands/answer`, desk, { ...answer, legalGround: '其已死亡，户籍已注销' });
    expect(body).toMatchObject({ status: 'accepted' });
    const entry = await rig.api.services.db.selectFrom('entry').select('facts').where('matter', '=', matter).where('type', '=', 'answer').executeTakeFirstOrThrow();
    const { words, ...facts } = entry.facts;
    expect(words).toBeDefined();
    expect(facts).toEqual({ outcome: 'cannot-be-done', answerSeal: 'department', hasLegalGround: true });
    const revealed = await rig.ask('POST', `/matters/${matter}/reveal`, court, { entries: [body.seq], reason: '审查答复' });
    expect(revealed.body.words).toMatchObject({ [String(body.seq)]: { legalGround: '其已死亡，户籍已注销' } });
  });

  test('a command is committed while nobody can decide it, and decided afterwards', async () => {
    const matter = await rig.open(court);
    await rig.stopWorker();
    const started = performance.now();
    const answer = await rig.act(`/matters/${matter}/commands/sign-receipt`, desk);
    expect(answer.status).toBe(202);
    expect(performance.now() - started).toBeLessThan(5_500);
    const where = answer.headers.get('location') ?? '';
    expect((await rig.api.ask('GET', where, { token: desk.token })).body).toMatchObject({ status: 'pending' });
    expect((await rig.api.ask('GET', where, { token: court.token })).status).toBe(404);
    await rig.startWorker();
    const decided = await waitFor(async () => {
      await rig.bringPending();
      const { body } = await rig.api.ask('GET', where, { token: desk.token });
      return body.status === 'pending' ? undefined : body;
    }, 25_000);
    expect(decided).toMatchObject({ status: 'accepted', seq: 2 });
  }, 40_000);
});

describe('why, who, and where', () => {
  test('a term is explained day by day with its article', async () => {
    const matter = await rig.open(court);
    await rig.act(`/matters/${matter}/commands/sign-receipt`, desk);
    const { status, body } = await rig.ask('GET', `/matters/${matter}/terms/answer/why`, court);
    expect(status).toBe(200);
    expect(body.cite).toMatchObject({ article: '四.7(1)', ruleSet: 'yunfu-2017' });
    const days = body.days as { as: string; count?: number; day: string }[];
    expect(days[0]).toMatchObject({ as: 'event' });
    expect(days.at(-1)).toMatchObject({ count: 3, day: (body.term as { dueOn: string }).dueOn });
  });

  test('words are masked; revealing takes a reason and is recorded; a supervisor cannot', async () => {
    const matter = await rig.open(court);
    const masked = await rig.ask('GET', `/matters/${matter}`, desk);
    expect(masked.text).not.toContain('赵不还');
    expect(masked.text).toContain('赵＊＊');
    expect((await rig.ask('GET', `/matters/${matter}`, supervisor)).text).not.toContain('赵');
    expect(await rig.ask('POST', `/matters/${matter}/reveal`, supervisor, { entries: [1], reason: '督办' })).toMatchObject({ status: 403 });
    const revealed = await rig.ask('POST', `/matters/${matter}/reveal`, desk, { entries: [1], reason: '办理查询' });
    expect(revealed.body).toMatchObject({ words: { 1: { debtor: { name: '赵不还' }, officer: { workCardNo: '粤云执001' } } } });
    const audit = await rig.api.services.db.selectFrom('account_audit').selectAll().where('action', '=', 'words-revealed').where('actor_id', '=', desk.id).execute();
    expect(audit).toHaveLength(1);
  });

  test('a debtor is found by exact name or number, within what exists for the officer', async () => {
    const idNumber = `44530219900101${String(Math.floor(Math.random() * 9000) + 1000)}`;
    const matter = await rig.open(court, { debtor: { type: 'natural-person', name: '李 四', idNumber } });
    const find = async (officer: Officer, debtor: object) => ((await rig.ask('POST', '/matters/search', officer, { debtor })).body.items as { number: string }[]).map(({ number }) => number);
    expect(await find(court, { idNumber: idNumber.toLowerCase() })).toEqual([matter]);
    expect(await find(court, { name: '李　四' })).toContain(matter);
    expect(await find(court, { name: '李' })).toEqual([]);
    expect(await find(otherCourt, { idNumber })).toEqual([]);
  });

  test('lists are paged by a cursor without gaps or doubles, soonest due first or newest first', async () => {
    for (let n = 0; n < 5; n += 1) await rig.open(otherCourt);
    for (const order of ['newest', 'due']) {
      const seen: string[] = [];
      let cursor: string | null = '';
      do {
        const { body } = await rig.ask('GET', `/matters?limit=2&order=${order}${cursor ? `&cursor=${cursor}` : ''}`, otherCourt);
        seen.push(...(body.items as { number: string }[]).map(({ number }) => number));
        cursor = body.nextCursor as string | null;
      } while (cursor !== null);
      expect(seen).toHaveLength(new Set(seen).size);
      expect(seen.length).toBeGreaterThanOrEqual(5);
    }
    expect((await rig.ask('GET', '/matters/counts', otherCourt)).body).toMatchObject({ overdue: 0 });
  });
});
