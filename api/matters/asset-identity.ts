import { findKind, type KindId } from '../../domain/catalogue/kinds';
import { type AssetClass, assetClassOf } from '../../domain/seals/validity';
import { assetToken, normaliseName } from '../../register/matters/person-tokens';
import type { KeyRing } from '../../register/sealing/key-ring';

/** By what an asset is told from all others: the number in its registry; of shares, also whose they are. */
export interface AssetGiven {
  number: unknown;
  holder?: unknown;
}

/** Under which the queue of the seals on an asset is found: a keyed hash, which says nothing of it. */
export function assetIdentity(keyRing: KeyRing, assetClass: AssetClass, { number, holder }: AssetGiven): string | undefined {
  if (typeof number !== 'string' || number === '') return undefined;
  if (assetClass !== 'equity') return `${assetClass}:${assetToken(keyRing, number)}`;
  return typeof holder === 'string' && holder !== '' ? `${assetClass}:${assetToken(keyRing, `${number} ${normaliseName(holder)}`)}` : undefined;
}

/** The asset as a result names it. */
export function assetInResult(keyRing: KeyRing, kind: string, result: Readonly<Record<string, unknown>>): string | undefined {
  const assetClass = assetClassOf(kind);
  return assetClass && assetIdentity(keyRing, assetClass, { number: result[numberFieldOf(assetClass)], holder: result['holder'] });
}

/** The asset as the court names it when it asks; shares by the company and the debtor whose they are. */
export function assetInRequest(keyRing: KeyRing, kind: KindId, words: Readonly<Record<string, unknown>>, debtor: string): string | undefined {
  const assetClass = findKind(kind) && assetClassOf(kind);
  if (!assetClass) return undefined;
  const company = words['company'] as { registrationNumber?: string } | undefined;
  return assetIdentity(keyRing, assetClass, assetClass === 'equity' ? { number: company?.registrationNumber, holder: debtor } : { number: words['assetNumber'] });
}

/** Field of a result in which the number stands. */
export function numberFieldOf(assetClass: AssetClass): string {
  if (assetClass === 'vehicle') return 'plateNumber';
  return assetClass === 'equity' ? 'registrationNumber' : 'certificateNumber';
}
