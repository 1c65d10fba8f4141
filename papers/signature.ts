/** Width of text in characters of the grid: a letter or digit takes half of one. */
function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (character.charCodeAt(0) < 0x80 ? 0.5 : 1), 0);
}

/**
 * GB/T 9704—2012, 7.3.5.1: the date four characters from the right, the issuer centred above it; where the issuer is so long that it would come within two
 * characters of the edge, it stands there, and the date is centred below. In characters from the right edge.
 */
export function signatureIndents(issuer: string, date: string): { issuer: number; date: number } {
  const half = (widthOf(issuer) - widthOf(date)) / 2;
  if (4 - half >= 2) return { issuer: 4 - half, date: 4 };
  return { issuer: 2, date: 2 + half };
}
