import fs from 'node:fs';
import path from 'node:path';
import { checkoutRoot } from '../engine/checkout';
import { CASES, Cases } from './cases';
import { City } from './city';
import { describeMachine } from './machine';
import { type AtRest, measureAtRest } from './measure/at-rest';
import { type Events, measureEvents } from './measure/events';
import { type Latency, measureLatency, PACED } from './measure/latency';
import { measureRevision, type Revision } from './measure/revision';
import { forgetStatements, readStatements, type Statement } from './measure/statements';
import { measureTerms } from './measure/terms';
import { measureThroughput, type Throughput } from './measure/throughput';
import { type Options, parseOptions, USAGE, UsageError } from './options';
import { RegisterWatch } from './register-watch';
import { atRestTable, reportOf } from './report';
import type { Results } from './results';
import { Stand } from './stand';

const WARM_UP_SECONDS = 3;
const MANY_OPEN = 10_000;

const log = (line: string): void => console.error(`${new Date().toISOString().slice(11, 19)} ${line}`);

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  const stand = await Stand.start({ log, countsStatements: options.countsStatements });
  const interrupt = (): void => void stand.stop().finally(() => process.exit(130));
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  if (options.revised !== undefined || options.isRestOnly) {
    try {
      return console.log(options.revised === undefined ? atRestTable(await measureOpenRequests(stand, options)) : JSON.stringify(await measureCalendar(stand, options.revised, options), rounded, 1));
    } finally {
      await stand.stop();
    }
  }
  let results: Results;
  try {
    results = await measure(stand, options);
  } finally {
    await stand.stop();
  }
  const report = reportOf(results);
  writeResults(results, report);
  console.log(report);
  if (results.failures.length > 0) throw new Error(`${results.failures.length} operations failed, first: ${results.failures[0] ?? ''}`);
}

async function measure(stand: Stand, options: Options): Promise<Results> {
  const watch = await RegisterWatch.open(stand.superuserUrl('postgres'));
  try {
    const machine = await describeMachine(watch);
    const failures: string[] = [];
    const underLoad = await measureUnderLoad(stand, watch, options, failures);
    const atRest = await measureOpenRequests(stand, options);
    log(`${options.terms} terms that end in one instant`);
    const terms = await measureTerms(stand, { terms: options.terms, log });
    return { at: new Date().toISOString(), machine, options, ...underLoad, atRest, terms, failures };
  } finally {
    await watch.close();
  }
}

/** A published calendar on its way to so many open requests, and what that does to everybody else. */
async function measureCalendar(stand: Stand, open: number, { perSecond, seconds }: Options): Promise<Revision> {
  const product = await stand.startProduct();
  const city = await City.found(product);
  const register = await RegisterWatch.open(product.databaseUrl);
  try {
    return await measureRevision(product, register, city, { open, perSecond, seconds, log });
  } finally {
    city.close();
    await register.close();
    await product.stop();
  }
}

interface UnderLoad {
  throughput: Throughput[];
  latency: Latency[];
  events: Events;
  statements: Statement[];
  decidedLater: number;
}

/** The kinds of case take turns, and each round begins with another: what the machine does besides falls on all of them alike. */
async function measureUnderLoad(stand: Stand, watch: RegisterWatch, { rounds, seconds, clients, perSecond, countsStatements }: Options, failures: string[]): Promise<UnderLoad> {
  const throughput: Throughput[] = [];
  const latency: Latency[] = [];
  const statements: Statement[] = [];
  const onFailure = (error: unknown): void => void failures.push(error instanceof Error ? error.message : String(error));
  const bare = await stand.startBare();
  const product = await stand.startProduct();
  const city = await City.found(product);
  const register = await RegisterWatch.open(product.databaseUrl);
  const cases = new Cases(bare, city);
  try {
    log('warming up');
    for (const name of CASES) await measureThroughput(stand, watch, cases, name, { round: 0, clients, seconds: WARM_UP_SECONDS, onFailure });
    const events = await measureEvents(stand.engine, register, cases, city);
    for (let round = 1; round <= rounds; round += 1) {
      for (const name of rotated(CASES, round - 1)) {
        if (countsStatements) await forgetStatements(watch);
        const slice = await measureThroughput(stand, watch, cases, name, { round, clients, seconds, onFailure });
        if (countsStatements && round === 1) statements.push(...(await readStatements(watch, name, slice.cases)));
        throughput.push(slice);
        log(`round ${round}, ${name}: ${slice.casesPerSecond.toFixed(1)} cases/s, others took ${Math.round(slice.cpu.others * 100)} % of the machine`);
      }
      for (const name of rotated(PACED, round - 1)) {
        latency.push(await measureLatency(cases, city, register, name, { round, perSecond, seconds, onFailure }));
        log(`round ${round}, ${name} at ${perSecond} per second`);
      }
    }
    return { throughput, latency, events, statements, decidedLater: city.api.decidedLater };
  } finally {
    city.close();
    await register.close();
    await stand.stopBare();
    await product.stop();
  }
}

/** On processes that have just been started: what 1,000 open requests cost is not what the load before them left behind. */
async function measureOpenRequests(stand: Stand, { open, isLarge, idleSeconds: seconds }: Options): Promise<AtRest[]> {
  const product = await stand.startProduct();
  const city = await City.found(product);
  const register = await RegisterWatch.open(product.databaseUrl);
  try {
    const atRest: AtRest[] = [];
    for (const count of isLarge ? [open, MANY_OPEN] : [open]) {
      log(`opening ${count} requests, then ${seconds} s at rest`);
      atRest.push(await measureAtRest(stand, product, register, city, { open: count, seconds }));
    }
    return atRest;
  } finally {
    city.close();
    await register.close();
    await product.stop();
  }
}

function rotated<T>(items: readonly T[], by: number): T[] {
  const first = by % items.length;
  return [...items.slice(first), ...items.slice(0, first)];
}

/** The whole run as JSON and as Markdown; both are left out of version control, what is kept of a run stands in docs/bench.md. */
function writeResults(results: Results, report: string): void {
  const folder = path.join(checkoutRoot(), 'bench', 'results');
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'latest.json'), `${JSON.stringify(results, rounded, 1)}\n`);
  fs.writeFileSync(path.join(folder, 'latest.md'), `${report}\n`);
}

function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toFixed(4)) : value;
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    if (error instanceof UsageError) console.error(`${error.message}\n\n${USAGE}`);
    else console.error(error);
    process.exit(1);
  },
);
