import type { KeyRing } from '../sealing/key-ring';
import { blindIndex } from '../sealing/seal';

/** Full-width forms, spaces and letter case differ between papers for the same name. */
export function normaliseName(name: string): string {
  return name.normalize('NFKC').replace(/\s+/gu, ' ').trim();
}

export function normaliseIdNumber(idNumber: string): string {
  return idNumber.normalize('NFKC').replace(/[\s-]+/gu, '').toUpperCase();
}

/** Under which a person's matters are found; equal people give equal tokens, and nothing else can be read from them. */
export function personTokens(keyRing: KeyRing, person: { name?: string; idNumber?: string }): string[] {
  return [
    ...(person.name === undefined ? [] : [blindIndex(keyRing, 'name', normaliseName(person.name).toUpperCase())]),
    ...(person.idNumber === undefined ? [] : [blindIndex(keyRing, 'id-number', normaliseIdNumber(person.idNumber))]),
  ];
}

/** Under which an asset is found, by any number that its registry knows it by (certificate, plate, registration). */
export function assetToken(keyRing: KeyRing, number: string): string {
  return blindIndex(keyRing, 'asset', normaliseIdNumber(number));
}
