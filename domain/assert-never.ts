/** For the `default` of an exhaustive switch: a case that the compiler could not rule out is a bug. */
export function assertNever(value: never): never {
  throw new Error(`unexpected ${JSON.stringify(value)}`);
}
