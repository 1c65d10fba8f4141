export type ErrorDetails = Readonly<Record<string, unknown>>;

/**
 * Something the user can act on. `code` is stable and kebab-case; api/problems.ts gives it a status and Chinese words.
 * `details` go to the user: never personal data of others, never anything secret.
 */
export class Refusal extends Error {
  constructor(readonly code: string, readonly details: ErrorDetails = {}) {
    super(code);
    this.name = 'Refusal';
  }
}

/** Something a retry can help: the database, the engine or the clock is not ready. */
export class Fault extends Error {
  constructor(readonly code: string, readonly details: ErrorDetails = {}, options?: ErrorOptions) {
    super(code, options);
    this.name = 'Fault';
  }
}
