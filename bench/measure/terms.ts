import { setTimeout as sleep } from 'node:timers/promises';
import { formatInstant } from '../../contract/common';
import { SHIPPED_CALENDAR } from '../../domain/calendar/shipped';
import { deemedReceipt } from '../../domain/deadlines/deemed-receipt';
import { getRuleSet } from '../../domain/rule-sets';
import { City } from '../city';
import { forAll } from '../load';
import { RegisterWatch } from '../register-watch';
import type { Stand } from '../stand';

/** A Monday morning: what is served then is deemed received when Tuesday ends. */
const OPENED_AT = Date.parse('2026-03-02T09:00:00+08:00');
/** Between setting the clock and the instant: every matter is told what time it is, and rests again. Per matter, on a slow machine. */
const TOLD_MS = 60;
const REST_MS = 15_000;
const LIMIT_MS = 120_000;
const CLIENTS = 8;

export interface Terms {
  terms: number;
  fired: number;
  /** Recorded before the instant. */
  early: number;
  firstAfterMs: number;
  lastAfterMs: number;
}

/**
 * So many terms that end in one instant: requests served on one day, deemed received at the end of the next working day. A rehearsal's clock is set
 * shortly before that instant and runs from there at the speed of real time, so each matter waits for a timer of the server's own, in real seconds.
 */
export async function measureTerms(stand: Stand, { terms, log }: { terms: number; log: (line: string) => void }): Promise<Terms> {
  const dueAt = deemedReceipt(SHIPPED_CALENDAR, OPENED_AT, getRuleSet('yunfu-2017').deemedReceipt).at;
  const product = await stand.startRehearsal(OPENED_AT);
  const watch = await RegisterWatch.open(product.databaseUrl);
  const city = await City.found(product);
  const clock = async (body: unknown): Promise<void> => {
    const { status, body: answer } = await city.api.ask('POST', '/rehearsal/clock', city.operator, body);
    if (status !== 200) throw new Error(`the rehearsal's clock: ${status} ${JSON.stringify(answer)}`);
  };
  try {
    await forAll(Array.from({ length: terms }), CLIENTS, (_, client) => city.open(client));
    await watch.settled();
    const leadMs = REST_MS + terms * TOLD_MS;
    log(`the clock is moved to ${Math.round(leadMs / 1_000)} s before ${terms} terms end`);
    await clock({ action: 'move', to: formatInstant(dueAt - leadMs) });
    await clock({ action: 'set-speed', speed: 1 });
    const until = performance.now() + leadMs + LIMIT_MS;
    const countFired = (): Promise<number> => watch.number("select count(*) as n from entry where type = 'receipt-deemed'");
    while ((await countFired()) < terms && performance.now() < until) await sleep(500);
    const [found] = await watch.rows<{ fired: string; early: string; first: string | null; last: string | null }>(
      `select count(*) as fired, count(*) filter (where recorded_at < $1) as early, min(recorded_at) - $1 as first, max(recorded_at) - $1 as last
         from entry where type = 'receipt-deemed' and received_at = $1`,
      [dueAt],
    );
    return { terms, fired: Number(found?.fired ?? 0), early: Number(found?.early ?? 0), firstAfterMs: Number(found?.first ?? NaN), lastAfterMs: Number(found?.last ?? NaN) };
  } finally {
    city.close();
    await watch.close();
    await product.stop();
  }
}
