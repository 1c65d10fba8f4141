import { formatInstant } from '../../contract/common';
import * as contract from '../../contract/settings';
import { COUNT_SETTINGS, type SettingValues, TARGET_SETTINGS, TEXT_SETTINGS } from '../../domain/settings/settings';
import { recordAudit } from '../../register/accounts/audit';
import { changeSettings, loadSettings } from '../../register/settings/settings';
import type { ApiRouter } from '../router';
import type { Services } from '../services';

/** The numbers that the law leaves to whoever operates the platform. */
export function setUpSettings(router: ApiRouter, { db, clock, wallClock }: Services): void {
  router.handle(contract.readSettings, async () => ({ status: 200, body: await view() }));

  router.handle(contract.changeSettings, async ({ body: { version, values }, principal, auditActor }) => {
    await db.transaction().execute(async (trx) => {
      const { hasChanged } = await changeSettings(trx, { version, values: valuesOf(values), by: principal.accountId, now: clock.now() });
      if (hasChanged) await recordAudit(trx, { at: wallClock.now(), actor: auditActor, action: 'settings-changed', details: { version: version + 1 } });
    });
    return { status: 200, body: await view() };
  });

  async function view() {
    const { version, setAt, setBy, values } = await loadSettings(db);
    return { version, setAt: setAt === null ? null : formatInstant(setAt), setBy, items: itemsOf(values) };
  }
}

/** JSON has no `undefined`, and neither does the register. */
function valuesOf(given: Readonly<Record<string, SettingValues[string] | undefined>>): SettingValues {
  return Object.fromEntries(Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function itemsOf(values: SettingValues): contract.SettingView[] {
  const counts = Object.entries(COUNT_SETTINGS).map(([name, { title, unit, min, max, default: usual }]) => ({ name, title, isTarget: false, ranges: [{ unit, min, max }], default: usual, value: values[name] ?? null }));
  const targets = Object.entries(TARGET_SETTINGS).map(([name, { title, lengths, default: usual }]) => ({
    name,
    title,
    isTarget: true,
    ranges: (['working-days', 'hours', 'minutes'] as const).flatMap((unit) => (lengths[unit] ? [{ unit, ...lengths[unit] }] : [])),
    default: usual,
    value: values[name] ?? null,
  }));
  const texts = Object.entries(TEXT_SETTINGS).map(([name, { title, default: usual }]) => ({ name, title, isTarget: false, ranges: [], default: usual, value: values[name] ?? null }));
  return [...counts, ...targets, ...texts];
}
