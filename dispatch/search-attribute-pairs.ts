import { defineSearchAttributeKey, type SearchAttributePair } from '@temporalio/common';
import { SEARCH_ATTRIBUTES, type SearchAttributeValues } from '../matters/search-attributes';

/** The SDK's form of the values that are there. */
export function toSearchAttributePairs(values: SearchAttributeValues): SearchAttributePair[] {
  return (Object.keys(SEARCH_ATTRIBUTES) as (keyof typeof SEARCH_ATTRIBUTES)[]).flatMap((name) => {
    const value = values[name];
    if (value === null) return [];
    const isInstant = SEARCH_ATTRIBUTES[name] === 'DATETIME' && typeof value === 'number';
    return [{ key: defineSearchAttributeKey(name, SEARCH_ATTRIBUTES[name]), value: isInstant ? new Date(value) : value } as SearchAttributePair];
  });
}
