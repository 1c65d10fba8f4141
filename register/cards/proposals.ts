import type { Kysely } from 'kysely';
import { type CardColour, cardRuleInForce, countsTowardsCard, proposedCard } from '../../domain/cards/card-rules';
import { addDays, dayOf, startOfDayMs } from '../../domain/calendar/day';
import type { Database } from '../database';
import { listEvents } from '../figures/events';
import { loadSettings } from '../settings/settings';
import type { CardBasis } from './tables';

export interface CardProposal {
  readonly unit: string;
  readonly colour: CardColour;
  readonly basis: CardBasis;
}

/** More breaches than any month has: beyond them a proposal is red all the same. */
const MOST_BREACHES = 20_000;

/** What the rule proposes now, worst first: nobody is given a card by it. */
export async function listProposals(db: Kysely<Database>, now: number): Promise<CardProposal[]> {
  const bases = await basesOf(db, now);
  return [...bases]
    .flatMap(([unit, basis]) => (basis.proposed === null ? [] : [{ unit, colour: basis.proposed, basis }]))
    .sort((a, b) => b.basis.breaches.length - a.basis.breaches.length || a.unit.localeCompare(b.unit, 'en'));
}

/** What there is against one unit, whether or not it comes to a proposal. */
export async function basisFor(db: Kysely<Database>, unit: string, now: number): Promise<CardBasis> {
  const found = (await basesOf(db, now, unit)).get(unit);
  if (found) return found;
  const rule = cardRuleInForce((await loadSettings(db)).values);
  return { fromAt: countedFrom(now, rule.countedCalendarDays), untilAt: now, breaches: [], yellowCards: 0, rule, proposed: null };
}

/** By unit: the breaches since its last card that stands, within the days that are counted, and its yellow cards. */
async function basesOf(db: Kysely<Database>, now: number, unit?: string): Promise<ReadonlyMap<string, CardBasis>> {
  const rule = cardRuleInForce((await loadSettings(db)).values);
  const fromAt = countedFrom(now, rule.countedCalendarDays);
  const events = await listEvents(db, { fromAt, untilAt: now + 1, ...(unit === undefined ? {} : { unit }) }, 'breach.unit', { limit: MOST_BREACHES });
  const cards = await standingCards(db, startOfDayMs(addDays(dayOf(now), -rule.yellowCardsStandCalendarDays)), unit);
  const units = [...new Set([...events.map((event) => event.unit), ...cards.map((card) => card.unit)])];
  return new Map(
    units.map((one) => {
      const its = cards.filter((card) => card.unit === one);
      const since = Math.max(fromAt, ...its.map(({ issued_at }) => issued_at + 1));
      const breaches = events
        .filter((event) => event.unit === one && event.at >= since)
        .map(({ number, term, at, cell }) => ({ matter: number, term, at, ...classOf(cell) }))
        .filter(countsTowardsCard);
      const yellowCards = its.filter(({ colour }) => colour === 'yellow').length;
      return [one, { fromAt: since, untilAt: now, breaches, yellowCards, rule, proposed: proposedCard({ breaches: breaches.length, yellowCards }, rule) ?? null }];
    }),
  );
}

function countedFrom(now: number, days: number): number {
  return startOfDayMs(addDays(dayOf(now), 1 - days));
}

/** `breach.unit.plain.none`. */
function classOf(cell: string): { class: string; cause: string } {
  const [, , breachClass = '', cause = ''] = cell.split('.');
  return { class: breachClass, cause };
}

async function standingCards(db: Kysely<Database>, since: number, unit: string | undefined) {
  return db
    .selectFrom('card')
    .select(['unit', 'colour', 'issued_at'])
    .where('issued_at', '>=', since)
    .where((where) => where.and(unit === undefined ? [] : [where('unit', '=', unit)]))
    .where((where) => where.not(where.exists(where.selectFrom('card_entry').select('card_entry.id').whereRef('card_entry.card', '=', 'card.id').where('card_entry.type', '=', 'withdrawal'))))
    .execute();
}
