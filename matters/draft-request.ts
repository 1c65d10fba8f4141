import type { Ground } from './crime-referral';

/** Drafts of referrals opened before this revision stood until the case was filed, whatever the police decided meanwhile. */
const SINCE_REVISION = 2;

/**
 * Whether what the police do leaves a draft of the 提请监督函 without its object: one written before they decided, and one that says nothing was
 * decided, when the written decision comes. What the court wrote after it had learnt of a decision stands.
 */
export function isDraftDropped(ground: Ground, act: string, revision: number): boolean {
  return revision >= SINCE_REVISION && (act === 'decide-not-to-file' || (act === 'issue-decision' && ground === 'no-decision'));
}
