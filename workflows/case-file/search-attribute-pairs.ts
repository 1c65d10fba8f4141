import { defineSearchAttributeKey, type SearchAttributePair, type SearchAttributeUpdatePair } from '@temporalio/common';
import { SEARCH_ATTRIBUTES, type SearchAttributeValues } from '../../matters/search-attributes';

/** What has changed since it was last shown, in the SDK's form. */
export function toSearchAttributePairs(values: SearchAttributeValues, shown: Partial<SearchAttributeValues>): SearchAttributeUpdatePair[] {
  return (Object.keys(SEARCH_ATTRIBUTES) as (keyof typeof SEARCH_ATTRIBUTES)[])
    .filter((name) => JSON.stringify(values[name] ?? null) !== JSON.stringify(shown[name] ?? null))
    .map((name) => {
      const value = values[name];
      const isInstant = SEARCH_ATTRIBUTES[name] === 'DATETIME' && typeof value === 'number';
      return { key: defineSearchAttributeKey(name, SEARCH_ATTRIBUTES[name]), value: isInstant ? new Date(value) : value } as SearchAttributeUpdatePair;
    });
}

/** What a run was started with, so that it is not written again. */
export function fromSearchAttributePairs(pairs: readonly SearchAttributePair[]): Partial<SearchAttributeValues> {
  return Object.fromEntries(pairs.map(({ key, value }) => [key.name, value instanceof Date ? value.getTime() : value]));
}
