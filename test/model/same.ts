/** Throws where the two differ. The register keeps JSON, whose keys have no order. */
export function same(where: string, actual: unknown, expected: unknown): void {
  const [one, other] = [sorted(actual), sorted(expected)];
  if (one !== other) throw new Error(`${where}\n  procedure: ${one}\n  model:     ${other}`);
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'object' && part !== null && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part));
}
