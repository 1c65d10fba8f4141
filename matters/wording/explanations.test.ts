import { RULE_SETS, getRuleSet, withAdvisoryTargets } from '../../domain/rule-sets';
import { EXPLAINED, explanationsOf } from './explanations';

const textOf = (id: string, ruleSet = getRuleSet('yunfu-2017')): string => explanationsOf(ruleSet).find((each) => each.id === id)?.text ?? '';

test.each(RULE_SETS)('$id explains each word once, and cites only what has a document', (ruleSet) => {
  const all = explanationsOf(ruleSet);
  expect(all.map(({ id }) => id).sort()).toEqual([...EXPLAINED].sort());
  for (const { cite } of all) if (cite) expect([cite.document.length > 0, cite.article.length > 0]).toEqual([true, true]);
});

test('numbers are the law’s: 7 working days of talks, 24 hours to tell the court, 3 working days to ask, 7 for the first result', () => {
  expect(textOf('dispute')).toContain('7 个工作日');
  expect(textOf('locate')).toContain('24 小时');
  expect(textOf('oversight-window')).toContain('3 个工作日');
  expect(textOf('oversight')).toContain('7 个工作日');
});

test('targets are those that the operator has set', () => {
  const own = withAdvisoryTargets(getRuleSet('yunfu-2017'), { wordings: { promptly: { kind: 'working-days', n: 5 } } });
  expect(textOf('advisory')).toContain('“及时”为 3 个工作日');
  expect(textOf('advisory', own)).toContain('“及时”为 5 个工作日');
});
