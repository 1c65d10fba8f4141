import { KINDS, KIND_IDS } from '../catalogue/kinds';
import type { KindId } from '../catalogue/kinds';
import { InvalidInput } from '../invalid-input';
import { RULE_SETS, getRuleSet, getTerm, withAdvisoryTargets } from './index';
import type { TermName } from './index';

const YUNFU = getRuleSet('yunfu-2017');
const OPINION = getRuleSet('judicial-opinion-2025');

const dutiesOf = (kind: KindId): string[] => YUNFU.duties[kind].map(({ name, from, term }) => `${name} from ${from}: ${term.force === 'advisory' ? term.wording : 'statutory'} ${term.length.n} ${term.length.kind}`);

describe('the terms of the founding document, by kind', () => {
  test.each<KindId>(['police.identity-property-query', 'land.query', 'housing.query', 'commerce.query'])('%s is answered within 3 working days of receipt', (kind) => {
    expect(dutiesOf(kind)).toEqual(['answer from receipt: statutory 3 working-days']);
  });

  test.each<KindId>(['land.consult', 'housing.consult'])('%s is answered within 15 working days of receipt', (kind) => {
    expect(dutiesOf(kind)).toEqual(['answer from receipt: statutory 15 working-days']);
  });

  test.each<KindId>(['police.vehicle-seal', 'land.seal', 'land.unseal', 'land.transfer', 'housing.seal', 'housing.unseal', 'housing.transfer'])('%s is done immediately, which is a target and no term', (kind) => {
    expect(dutiesOf(kind)).toEqual(['answer from receipt: immediately 1 working-days']);
  });

  test('the answer on a vehicle transfer runs from its completion, and completing it has no term', () => {
    expect(dutiesOf('police.vehicle-transfer')).toEqual(['register from receipt: none 10 working-days', 'answer from register: statutory 3 working-days']);
  });

  test.each<KindId>(['commerce.freeze-notice', 'commerce.unfreeze-notice'])('%s is published within 3 working days and answered promptly after that', (kind) => {
    expect(dutiesOf(kind)).toEqual(['publish from receipt: statutory 3 working-days', 'answer from publish: promptly 3 working-days']);
  });

  test('a forced share transfer is registered and answered within 3 working days, and published promptly', () => {
    expect(dutiesOf('commerce.equity-transfer')).toEqual(['register from receipt: statutory 3 working-days', 'answer from receipt: statutory 3 working-days', 'publish from register: promptly 3 working-days']);
  });

  test.each(KINDS.filter(({ unit }) => !['police', 'land', 'housing', 'commerce'].includes(unit)).map(({ id }) => id))('%s has no term in the text', (kind) => {
    expect(dutiesOf(kind)).toEqual(['answer from receipt: none 10 working-days']);
  });
});

describe('the other terms', () => {
  test.each<[TermName, string]>([
    ['locate.notify-court', 'statutory 24 hours 四.7(2)'],
    ['detention.decide-stop', 'statutory 24 hours 四.7(4)'],
    ['referral.issue-refusal', 'statutory 3 working-days 四.7(4)'],
    ['oversight.ask', 'statutory 3 working-days 四.7(4)'],
    ['oversight.first-result', 'statutory 7 working-days 四.6'],
    ['dispute.negotiate', 'statutory 7 working-days 三(四)'],
    ['request.accept-answer', 'advisory 3 working-days 文件未规定'],
    ['locate.withdraw-search', 'advisory 3 working-days 四.7(2)'],
    ['emergency.turn-out', 'advisory 10 minutes 四.7(4)'],
    ['intercept.notify-court', 'advisory 30 minutes 四.7(3)'],
  ])('%s is %s', (name, described) => {
    const { force, length, cite } = getTerm(YUNFU, name);
    expect(`${force} ${length.n} ${length.kind} ${cite.article}`).toBe(described);
  });

  test('the joint opinion counts in calendar days: review 7, extended 30, explain 7, reasons 7, file 15', () => {
    const days = (name: TermName): unknown => getTerm(OPINION, name).length;
    expect(days('refusal-to-perform.review')).toEqual({ kind: 'calendar-days', n: 7 });
    expect(days('refusal-to-perform.review-extended')).toEqual({ kind: 'calendar-days', n: 30 });
    expect(days('refusal-to-perform.explain')).toEqual({ kind: 'calendar-days', n: 7 });
    expect(days('refusal-to-perform.give-reasons')).toEqual({ kind: 'calendar-days', n: 7 });
    expect(days('refusal-to-perform.file-on-notice')).toEqual({ kind: 'calendar-days', n: 15 });
    expect(() => getTerm(YUNFU, 'refusal-to-perform.review')).toThrow(InvalidInput);
  });

  test('the joint opinion replaces the procedure for refusal to perform alone, and sends it to the police of the court', () => {
    expect(OPINION.referrals['refusal-to-perform']).toMatchObject({ course: 'judicial-opinion-2025', policeOf: 'place-of-court' });
    expect(YUNFU.referrals['refusal-to-perform']).toMatchObject({ course: 'yunfu-2017', policeOf: 'place-of-crime' });
    expect(OPINION.referrals['obstruction']).toEqual(YUNFU.referrals['obstruction']);
    expect(OPINION.duties).toEqual(YUNFU.duties);
    expect(getTerm(OPINION, 'dispute.negotiate')).toEqual(getTerm(YUNFU, 'dispute.negotiate'));
  });
});

describe('every rule set', () => {
  test.each(RULE_SETS)('$id gives every kind its duties, frozen and surviving JSON, and each chain of duties starts at the receipt', (ruleSet) => {
    expect(Object.keys(ruleSet.duties).sort()).toEqual([...KIND_IDS].sort());
    expect(JSON.parse(JSON.stringify(ruleSet))).toEqual(ruleSet);
    for (const kind of KIND_IDS) {
      const duties = ruleSet.duties[kind];
      expect(Object.isFrozen(duties[0]?.term.cite)).toBe(true);
      expect(duties.filter(({ name }) => name === 'answer')).toHaveLength(1);
      for (const { from } of duties) if (from !== 'receipt') expect(duties.map(({ name }) => name)).toContain(from);
      expect(duties[0]?.from).toBe('receipt');
    }
  });

  test('one nobody released is refused by name', () => {
    expect(() => getRuleSet('yunfu-2018')).toThrow("'yunfu-2018' is not a rule set");
  });
});

describe("the operator's own targets", () => {
  const ours = withAdvisoryTargets(YUNFU, { wordings: { immediately: { kind: 'hours', n: 4 } }, kinds: { 'justice.query': { kind: 'working-days', n: 5 }, 'land.query': { kind: 'working-days', n: 30 } } });

  test('replace what the law leaves open', () => {
    expect(ours.duties['land.seal'][0]?.term.length).toEqual({ kind: 'hours', n: 4 });
    expect(ours.terms['referral.file']?.length).toEqual({ kind: 'hours', n: 4 });
    // A number of its own, by the minute: the word alone does not move it.
    expect(ours.terms['intercept.notify-court']?.length).toEqual({ kind: 'minutes', n: 30 });
    expect(ours.duties['justice.query'][0]?.term.length).toEqual({ kind: 'working-days', n: 5 });
  });

  test('leave statutory terms and targets with a number of their own alone', () => {
    expect(ours.duties['land.query'][0]?.term).toEqual(YUNFU.duties['land.query'][0]?.term);
    expect(withAdvisoryTargets(YUNFU, { wordings: { none: { kind: 'working-days', n: 20 } } }).terms['request.accept-answer']?.length).toEqual({ kind: 'working-days', n: 3 });
  });
});
