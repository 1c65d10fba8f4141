import { countInForce, type SettingValues } from '../settings/settings';

export const CARD_COLOURS = Object.freeze(['yellow', 'red'] as const);
export type CardColour = (typeof CARD_COLOURS)[number];
export const CARD_NAMES: Readonly<Record<CardColour, string>> = Object.freeze({ yellow: '黄牌', red: '红牌' });

/** Of the numbers under which cards are told: `CD-2026-000001`. No procedure has it. */
export const CARD_NUMBER_PREFIX = 'CD';

/** From when a card is proposed. The founding document knows no cards: the numbers are the product's own, and the operator's to set. */
export interface CardRule {
  /** Breaches older than that are not counted. */
  readonly countedCalendarDays: number;
  readonly yellowFromBreaches: number;
  readonly redFromBreaches: number;
  /** So many yellow cards that stand make the next card a red one. */
  readonly redAfterYellowCards: number;
  readonly yellowCardsStandCalendarDays: number;
}

export function cardRuleInForce(values: SettingValues): CardRule {
  return {
    countedCalendarDays: countInForce(values, 'cards.countedCalendarDays'),
    yellowFromBreaches: countInForce(values, 'cards.yellowFromBreaches'),
    redFromBreaches: countInForce(values, 'cards.redFromBreaches'),
    redAfterYellowCards: countInForce(values, 'cards.redAfterYellowCards'),
    yellowCardsStandCalendarDays: countInForce(values, 'cards.yellowCardsStandCalendarDays'),
  };
}

/** Not signing gains nothing, so deemed receipt counts; what is contested, annulled or fell into an outage does not, nor what was explained and not rejected. */
const CLASSES: readonly string[] = ['plain', 'deemed-receipt'];
const CAUSES: readonly string[] = ['none', 'notice-contested'];

/** Whether a breach counts towards a card. */
export function countsTowardsCard(breach: { readonly class: string; readonly cause: string }): boolean {
  return CLASSES.includes(breach.class) && CAUSES.includes(breach.cause);
}

/** Which card the rule proposes for a unit; undefined: none. Nobody is given one by the rule: a named person issues it, or does not. */
export function proposedCard({ breaches, yellowCards }: { breaches: number; yellowCards: number }, rule: CardRule): CardColour | undefined {
  if (breaches >= rule.redFromBreaches) return 'red';
  if (breaches < rule.yellowFromBreaches) return undefined;
  return yellowCards >= rule.redAfterYellowCards ? 'red' : 'yellow';
}
