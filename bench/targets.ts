import type { PacedName } from './measure/latency';
import { CASES, type CaseName } from './cases';
import type { Results } from './results';
import { median, percentile } from './statistics';

export interface Target {
  what: string;
  /** Undefined where this run did not measure it. */
  measured: number | undefined;
  /** How the figure is written. */
  unit: '×' | '%' | 'events' | 's' | 'terms';
  limit: number;
  isMet: boolean | undefined;
  atLeast: boolean;
}

const LARGE = 10_000;
const SMALL = 1_000;

/** What is expected of the product, beside what this run found: medians over the rounds. */
export function judgeTargets(results: Results): Target[] {
  const rate = medianRates(results);
  const floor = medianLatency(results, 'floor');
  const product = medianLatency(results, 'product');
  const small = results.atRest.find(({ open }) => open < LARGE);
  const large = results.atRest.find(({ open }) => open >= LARGE);
  const { terms, events } = results;
  return [
    atLeast('equal work ÷ kase, cases per second', rate.equal / rate.kase, '×', 0.7),
    atLeast('full case ÷ floor, cases per second', rate.full / rate.floor, '×', 0.4),
    atMost('a command’s p50 at 10/s ÷ floor’s update', product.p50 / floor.p50, '×', 2.5),
    atMost('a command’s p99 ÷ p50 at 10/s', product.p99 / product.p50, '×', 4),
    atMost('events of a full case', events.wholeCase, 'events', 30),
    atLeast(`terms of ${terms.terms} that fired`, terms.fired, 'terms', terms.terms),
    atMost('terms that fired early', terms.early, 'terms', 0),
    atMost(`last of ${terms.terms} terms after the instant`, terms.lastAfterMs / 1_000, 's', 20),
    atMost(`worker’s memory at ${LARGE} open ÷ at ${SMALL}`, large && small && large.workerBytes / small.workerBytes, '×', 1.1),
    atMost(`worker idle with ${small?.open ?? SMALL} open, of a core`, small && small.workerCpu * 100, '%', 5),
    atMost(`API idle with ${small?.open ?? SMALL} open, of a core`, small && small.apiCpu * 100, '%', 5),
  ];
}

function medianRates(results: Results): Record<CaseName, number> {
  return Object.fromEntries(CASES.map((name) => [name, median(results.throughput.filter((slice) => slice.name === name).map(({ casesPerSecond }) => casesPerSecond))])) as Record<CaseName, number>;
}

/** Percentiles of each round, and of these the medians. */
export function medianLatency(results: Results, name: PacedName): { p50: number; p99: number } {
  const rounds = results.latency.filter((slice) => slice.name === name).map(({ tookMs }) => tookMs);
  return { p50: median(rounds.map((tookMs) => percentile(tookMs, 0.5))), p99: median(rounds.map((tookMs) => percentile(tookMs, 0.99))) };
}

function atLeast(what: string, measured: number | undefined, unit: Target['unit'], limit: number): Target {
  return { what, measured, unit, limit, atLeast: true, isMet: measured === undefined ? undefined : measured >= limit };
}

function atMost(what: string, measured: number | undefined, unit: Target['unit'], limit: number): Target {
  return { what, measured, unit, limit, atLeast: false, isMet: measured === undefined ? undefined : measured <= limit };
}
