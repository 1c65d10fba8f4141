import type { RegisterMigration } from './migration';

export const matters: RegisterMigration = {
  async up() {},
};
