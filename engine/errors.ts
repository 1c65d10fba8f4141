/** Something the person at the terminal can put right; shown as its message alone, without a stack. */
export class EngineError extends Error {
  override name = 'EngineError';
}

/** Not `instanceof Error`: errors of Node's own modules are of another realm in tests. */
export function hasCode(error: unknown, ...codes: (string | number)[]): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && codes.some((code) => code === error.code);
}

export function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
}
