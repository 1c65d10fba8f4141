import { isClosed } from '../domain/access/closed-matters';
import type { MatterInput } from './messages';
import type { Position } from './position';

/** The fixed list a supervisor may search by in the Temporal UI: codes only, never personal data. Names are permanent. */
export const SEARCH_ATTRIBUTES = {
  Unit: 'KEYWORD',
  Court: 'KEYWORD',
  Kind: 'KEYWORD',
  Stage: 'KEYWORD',
  AwaitedSide: 'KEYWORD',
  RuleSet: 'KEYWORD',
  Lateness: 'KEYWORD',
  ClosedAs: 'KEYWORD',
  AwaitedUnits: 'KEYWORD_LIST',
  LinkedMatters: 'KEYWORD_LIST',
  DueAt: 'DATETIME',
  NextAlarmAt: 'DATETIME',
  Provisional: 'BOOL',
  Rehearsal: 'BOOL',
} as const;

/** The values of one matter, of a closed one only stage and dates (二(四)): text, lists, instants in epoch ms, booleans; null clears. */
export type SearchAttributeValues = Record<keyof typeof SEARCH_ATTRIBUTES, string | readonly string[] | number | boolean | null>;

export function searchAttributesOf(input: Pick<MatterInput, 'ledger' | 'rehearsal'>, position: Pick<Position, 'stage' | 'awaitedSides' | 'parties' | 'links' | 'lateness' | 'provisional' | 'closedAs' | 'dueAt' | 'nextAlarmAt'>): SearchAttributeValues {
  const opening = input.ledger[0]?.facts ?? {};
  const isHidden = isClosed(String(opening['procedure']));
  const text = (value: unknown): string | null => (!isHidden && typeof value === 'string' && value !== '' ? value : null);
  const awaited = position.parties.filter(({ side }) => position.awaitedSides.includes(side)).map(({ body, office }) => office ?? body);
  return {
    Unit: text(opening['unit']),
    Court: text(opening['court']),
    Kind: text(opening['kind']),
    Stage: position.stage,
    AwaitedSide: isHidden || position.awaitedSides.length === 0 ? null : position.awaitedSides.join('+'),
    RuleSet: text(opening['ruleSet']),
    Lateness: position.lateness,
    ClosedAs: text(position.closedAs),
    AwaitedUnits: !isHidden && awaited.length > 0 ? awaited : null,
    LinkedMatters: !isHidden && position.links.length > 0 ? position.links.map(({ matter }) => matter) : null,
    DueAt: position.dueAt ?? null,
    NextAlarmAt: position.nextAlarmAt ?? null,
    Provisional: position.provisional,
    Rehearsal: input.rehearsal !== undefined,
  };
}
