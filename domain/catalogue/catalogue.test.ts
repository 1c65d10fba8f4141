import { getRuleSet } from '../rule-sets';
import { COURTS, findCourt } from './courts';
import { KINDS, KIND_IDS, findKind } from './kinds';
import type { ResultField } from './result-fields';
import type { Unit } from './units';
import { UNITS, findOffice, findUnit, isUnitDoing, routeOffice } from './units';

const TODAY = '2026-03-10';

describe('units', () => {
  test('the nineteen members stand in the order of part four', () => {
    expect(UNITS.flatMap(({ no }) => no ?? [])).toEqual(Array.from({ length: 19 }, (_, index) => index + 1));
    expect(UNITS.filter(({ no }) => no === undefined).map(({ id }) => id)).toEqual(['civil-affairs', 'banks']);
  });

  test('ids of units and offices are each given once', () => {
    const ids = UNITS.flatMap(({ id, offices }) => [id, ...offices.map((office) => office.id)]).filter((id) => id !== 'court.intermediate');
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('the units of which the text demands a designated desk have one', () => {
    const withDesk = UNITS.filter(({ desk }) => desk !== undefined).map(({ id }) => id);
    expect(withDesk).toEqual(['procuratorate', 'police', 'justice', 'human-resources', 'land', 'housing', 'state-assets', 'commerce']);
  });

  test('nothing existed before the document was printed', () => {
    expect(findUnit('police', '2017-09-26')).toBeUndefined();
    expect(findUnit('police', '2017-09-27')?.name).toBe('市公安局');
  });
});

describe('units that are renamed and merged', () => {
  const base = findUnit('commerce', TODAY);
  if (!base) throw new Error('no unit');
  const renamed: readonly Unit[] = [
    { ...base, id: 'a', name: 'old name', validTo: '2018-12-31' },
    { ...base, id: 'a', name: 'new name', validFrom: '2019-01-01', validTo: '2020-06-30', succeededBy: 'b' },
    { ...base, id: 'b', name: 'merged', validFrom: '2020-07-01' },
    { ...base, id: 'c', validTo: '2018-01-01', succeededBy: 'd' },
    { ...base, id: 'd', validTo: '2018-01-01', succeededBy: 'c' },
  ];

  test('a renamed unit is found under its id by the name of the day', () => {
    expect(findUnit('a', '2018-12-31', renamed)?.name).toBe('old name');
    expect(findUnit('a', '2019-01-01', renamed)?.name).toBe('new name');
  });

  test('a merged unit leads to the one that took over', () => {
    expect(findUnit('a', '2021-01-01', renamed)?.id).toBe('b');
  });

  test('units that name each other as successors lead nowhere, and do not hang', () => {
    expect(findUnit('c', '2021-01-01', renamed)).toBeUndefined();
  });
});

describe('routing', () => {
  test('a company query from Luoding goes to the office in Luoding', () => {
    expect(routeOffice('commerce.query', 'luoding', TODAY)?.id).toBe('commerce.luoding');
  });

  test('a vehicle seal goes to vehicle management, wherever the court is', () => {
    expect(routeOffice('police.vehicle-seal', 'luoding', TODAY)?.id).toBe('police.vehicle-management');
    expect(routeOffice('police.identity-property-query', 'luoding', TODAY)?.id).toBe('police.luoding');
  });

  test('where a unit has no office in the place, the city answers', () => {
    expect(routeOffice('audit.supervision', 'xinxing', TODAY)?.id).toBe('audit.city');
  });

  test('every kind finds an office of its own unit in every place', () => {
    for (const { id, unit } of KINDS) {
      for (const { place } of COURTS) {
        const office = routeOffice(id, place, TODAY);
        expect(office?.unit).toBe(unit);
        expect(isUnitDoing(id, office?.id ?? '', TODAY)).toBe(true);
      }
    }
  });

  test('a unit does its own kinds and no other; an office only what it serves', () => {
    expect(isUnitDoing('land.query', 'land', TODAY)).toBe(true);
    expect(isUnitDoing('land.query', 'housing', TODAY)).toBe(false);
    expect(isUnitDoing('police.vehicle-seal', 'police.vehicle-management', TODAY)).toBe(true);
    expect(isUnitDoing('police.identity-property-query', 'police.vehicle-management', TODAY)).toBe(false);
    expect(isUnitDoing('land.query', 'nobody', TODAY)).toBe(false);
  });
});

describe('courts', () => {
  test('are the six of Yunfu, and no other is known', () => {
    expect(COURTS.map(({ name }) => name)).toEqual(['云浮市中级人民法院', '云浮市云城区人民法院', '云浮市云安区人民法院', '罗定市人民法院', '新兴县人民法院', '郁南县人民法院']);
    expect(findCourt('court.guangzhou')).toBeUndefined();
  });

  test('each has a procuratorate and police of its own level and place', () => {
    for (const { place, procuratorate, police } of COURTS) {
      expect(findOffice(procuratorate, TODAY)).toMatchObject({ unit: 'procuratorate', place });
      expect(findOffice(police, TODAY)).toMatchObject({ unit: 'police', place });
    }
  });
});

describe('kinds', () => {
  test('all of section 2 are there, each once, with the unit its name begins with', () => {
    expect(KINDS.map(({ id }) => id)).toEqual([...KIND_IDS]);
    for (const { id, unit } of KINDS) expect(id.startsWith(`${unit}.`)).toBe(true);
  });

  test('every request carries the officers’ two papers, except an alarm, which needs none', () => {
    for (const { id, papers } of KINDS) {
      const asked = papers.flatMap(({ oneOf }) => oneOf);
      if (id === 'police.emergency') expect(asked).toEqual([]);
      else expect(asked).toEqual(expect.arrayContaining(['id-card', 'enforcement-permit']));
    }
  });

  test("the court's seal is demanded exactly where the text demands it", () => {
    expect(KINDS.filter(({ papers }) => papers.some(({ courtSealRequired }) => courtSealRequired)).map(({ id }) => id)).toEqual([
      'police.identity-property-query',
      'police.locate-debtor',
      'police.vehicle-transfer',
      'land.query',
      'commerce.query',
      'commerce.equity-transfer',
    ]);
  });

  test('a seal on land rests on a judgment or a ruling, and the enforcement notice', () => {
    expect(findKind('land.seal')?.papers.map(({ name }) => name)).toEqual(['生效判决书或者执行裁定书', '协助执行通知书', '执行人员工作证', '执行公务证']);
  });

  test('shares are frozen or transferred only when ownership was queried, and transferred only in a limited company', () => {
    expect(findKind('commerce.freeze-notice')?.preconditions).toEqual(['ownership-queried']);
    expect(findKind('commerce.unfreeze-notice')?.preconditions).toEqual([]);
    expect(findKind('commerce.equity-transfer')?.preconditions).toEqual(['ownership-queried', 'limited-liability-company']);
  });

  test('a search for a person names one of three grounds and a contact round the clock', () => {
    const locate = findKind('police.locate-debtor');
    expect(locate?.grounds).toHaveLength(3);
    expect(locate?.needsContact24h).toBe(true);
    expect(locate?.answerSeal).toBe('both-sides');
  });

  test('queries, seals, transfers, consultations, publications and advisory kinds are assistance requests', () => {
    const others = KINDS.filter(({ procedure }) => procedure !== 'assistance-request').map(({ id, procedure }) => `${id} ${procedure}`);
    expect(others).toEqual(['police.locate-debtor locate-debtor', 'police.vehicle-intercept vehicle-intercept', 'police.emergency emergency', 'police.detention detention', 'police.crime-referral crime-referral']);
  });

  test('every result has a structure: lists have fields, nothing else has, names are unique, and a list of personal things is personal', () => {
    const check = (fields: readonly ResultField[]): void => {
      expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length);
      for (const { type, fields: inner, personal } of fields) {
        expect(type === 'list').toBe(inner !== undefined);
        if (inner) {
          expect(personal).toBe(inner.some((field) => field.personal));
          check(inner);
        }
      }
    };
    for (const { result } of KINDS) {
      expect(result.length).toBeGreaterThan(0);
      check(result);
    }
  });

  test('the clause of a kind is the clause its term is cited from', () => {
    const { duties } = getRuleSet('yunfu-2017');
    for (const { id, clause } of KINDS) for (const { term } of duties[id]) expect(term.cite.article).toBe(clause);
  });
});
