/** Something the person at the terminal can put right; shown as its message alone, without a stack. */
export class EngineError extends Error {
  override name = 'EngineError';
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
