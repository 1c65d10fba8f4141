import type { Kysely } from 'kysely';

export interface MigrationContext {
  /** The role the application runs as. Each migration grants it what it needs on its tables, and no more. */
  readonly appRole: string;
}

/** Forward only: what was released is never edited, a mistake is put right by the next migration. */
export interface RegisterMigration {
  up(db: Kysely<unknown>, context: MigrationContext): Promise<void>;
}
