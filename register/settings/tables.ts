import type { ColumnType, JSONColumnType } from 'kysely';
import type { SettingValues } from '../../domain/settings/settings';

/** Append-only for the application's role: what was set before stays, with who set it and when. */
export interface SettingsVersionTable {
  version: ColumnType<number, number, never>;
  set_at: ColumnType<number, number, never>;
  set_by: ColumnType<string, string, never>;
  settings: JSONColumnType<SettingValues>;
}

export interface SettingsTables {
  settings_version: SettingsVersionTable;
}
