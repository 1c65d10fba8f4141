import type { Kysely, Transaction } from 'kysely';
import type { SettingValues } from '../../domain/settings/settings';
import { canonicalJson } from '../canonical-json';
import type { Database } from '../database';
import { Refusal } from '../errors';

export interface SettingsInForce {
  /** 0: nothing was ever set. */
  readonly version: number;
  readonly setAt: number | null;
  readonly setBy: string | null;
  readonly values: SettingValues;
}

/** What the operator has set last; a matter that opens now is opened with it. */
export async function loadSettings(db: Kysely<Database>): Promise<SettingsInForce> {
  const row = await db.selectFrom('settings_version').selectAll().orderBy('version', 'desc').limit(1).executeTakeFirst();
  return row ? { version: row.version, setAt: row.set_at, setBy: row.set_by, values: row.settings } : { version: 0, setAt: null, setBy: null, values: {} };
}

/** Puts new settings in place of those of `version`. Refused when somebody else has set others since; the same again changes nothing. */
export async function changeSettings(trx: Transaction<Database>, { version, values, by, now }: { version: number; values: SettingValues; by: string; now: number }): Promise<{ hasChanged: boolean }> {
  const inForce = await loadSettings(trx);
  if (canonicalJson(inForce.values) === canonicalJson(values)) return { hasChanged: false };
  const inserted = await trx
    .insertInto('settings_version')
    .values({ version: version + 1, set_at: now, set_by: by, settings: JSON.stringify(values) })
    .onConflict((conflict) => conflict.column('version').doNothing())
    .executeTakeFirst();
  if (inForce.version !== version || (inserted.numInsertedOrUpdatedRows ?? 0n) === 0n) throw new Refusal('settings-changed', { version: inForce.version });
  return { hasChanged: true };
}
