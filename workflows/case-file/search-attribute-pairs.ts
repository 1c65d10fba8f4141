import { defineSearchAttributeKey, type SearchAttributeUpdatePair } from '@temporalio/common';
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
