import type { KeyRing } from '../sealing/key-ring';
import { openJson, type SealedBox, sealJson } from '../sealing/seal';

/** Kept sealed. The cards are the court officer's 执行人员工作证 and 执行公务证, which go with every request. */
export interface SealedProfile {
  readonly workCardNo?: string;
  readonly enforcementPermitNo?: string;
  readonly mail?: string;
  readonly phone?: string;
}

/** A column's value; null when there is nothing to seal. */
export function sealProfile(keyRing: KeyRing, accountId: string, profile: SealedProfile | undefined): string | null {
  const filled = Object.fromEntries(Object.entries(profile ?? {}).filter(([, value]) => value !== undefined));
  return Object.keys(filled).length === 0 ? null : JSON.stringify(sealJson(keyRing, filled, contextOf(accountId)));
}

export function openProfile(keyRing: KeyRing, accountId: string, box: SealedBox | null): SealedProfile {
  return box === null ? {} : (openJson(keyRing, box, contextOf(accountId)) as SealedProfile);
}

function contextOf(accountId: string): string {
  return `account:${accountId}`;
}
