import { cardRuleInForce, countsTowardsCard, proposedCard } from './card-rules';

const RULE = cardRuleInForce({});

test.each([
  [2, 0, undefined],
  [3, 0, 'yellow'],
  [3, 1, 'yellow'],
  [3, 2, 'red'],
  [2, 5, undefined],
  [5, 0, 'yellow'],
  [6, 0, 'red'],
] as const)('%i breaches and %i yellow cards in a year propose %s', (breaches, yellowCards, colour) => {
  expect(proposedCard({ breaches, yellowCards }, RULE)).toBe(colour);
});

test('the operator sets from when', () => {
  const rule = cardRuleInForce({ 'cards.yellowFromBreaches': 1, 'cards.redFromBreaches': 2 });
  expect([proposedCard({ breaches: 1, yellowCards: 0 }, rule), proposedCard({ breaches: 2, yellowCards: 0 }, rule)]).toEqual(['yellow', 'red']);
});

test.each([
  ['plain', 'none', true],
  ['plain', 'notice-contested', true],
  ['deemed-receipt', 'none', true],
  ['plain', 'notice-accepted', false],
  ['plain', 'notice-unanswered', false],
  ['plain', 'confirmed-in-time', false],
  ['outage', 'none', false],
  ['contested', 'none', false],
  ['to-be-annulled', 'none', false],
  ['annulled', 'none', false],
])('a breach %s, %s counts: %s', (breachClass, cause, counts) => {
  expect(countsTowardsCard({ class: breachClass, cause })).toBe(counts);
});
