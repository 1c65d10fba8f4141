import type { AccountFilled } from './account-form';

/** What was left empty is not there. */
export function filledIn(profile: AccountFilled['profile']): AccountFilled['profile'] {
  return Object.fromEntries(Object.entries(profile ?? {}).filter(([, value]) => value !== undefined && value !== ''));
}
