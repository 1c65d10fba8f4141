import type { AtRest } from './measure/at-rest';
import { CASE_TITLES, CASES, type CaseName } from './cases';
import { PACED, type PacedName } from './measure/latency';
import type { CpuShares, Throughput } from './measure/throughput';
import type { Results } from './results';
import { median, percentile } from './statistics';
import { judgeTargets, medianLatency, type Target } from './targets';

type Parts = keyof CpuShares['msPerCase'];
const PARTS: Readonly<Record<Parts, string>> = { driver: 'driver', api: 'API', worker: 'worker', bareWorker: 'bare worker', postgres: 'PostgreSQL', temporal: 'Temporal' };

const PACED_TITLES: Readonly<Record<PacedName, string>> = { floor: 'floor’s update', kase: 'kase’s update', product: 'the product’s command (sign-receipt, answer)' };

/** One run as Markdown tables: targets first, then what they rest on. */
export function reportOf(results: Results): string {
  return [targetsTable(results), throughputTable(results), latencyTable(results), eventsLine(results), atRestTable(results.atRest), termsLine(results), statementsTable(results), machineLine(results)]
    .filter((part) => part !== '')
    .join('\n\n');
}

function targetsTable(results: Results): string {
  const rows = judgeTargets(results).map((target) => {
    const measured = target.measured === undefined ? 'not measured' : written(target.measured, target.unit);
    return [target.what, measured, `${target.atLeast ? '≥' : '≤'} ${written(target.limit, target.unit)}`, target.isMet === undefined ? '–' : target.isMet ? 'pass' : '**miss**'];
  });
  return table(['figure', 'measured', 'expected', ''], rows);
}

function throughputTable(results: Results): string {
  const rows = CASES.map((name) => {
    const slices = results.throughput.filter((slice) => slice.name === name);
    const tookMs = slices.flatMap((slice) => slice.tookMs);
    const rates = slices.map(({ casesPerSecond }) => casesPerSecond.toFixed(1));
    return [
      CASE_TITLES[name],
      rates.join(' / '),
      median(slices.map(({ casesPerSecond }) => casesPerSecond)).toFixed(1),
      `${Math.round(percentile(tookMs, 0.5))} / ${Math.round(percentile(tookMs, 0.99))}`,
      (median(slices.map(({ bytesPerCase }) => bytesPerCase)) / 1_024).toFixed(0),
      cpuOf(slices, name),
      `${(median(slices.map(({ cpu }) => cpu.others)) * 100).toFixed(0)} %`,
    ];
  });
  return table([`cases at ${results.options.clients} clients`, 'cases/s by round', 'median', 'whole case p50 / p99 ms', 'database kB a case', 'CPU ms a case', 'CPU taken by others'], rows);
}

function cpuOf(slices: readonly Throughput[], name: CaseName): string {
  const parts = (Object.keys(PARTS) as Parts[]).map((part) => ({ part, ms: median(slices.map(({ cpu }) => cpu.msPerCase[part])) }));
  const isBare = name === 'floor' || name === 'kase';
  const shown = parts.filter(({ part }) => (isBare ? part !== 'api' && part !== 'worker' : part !== 'bareWorker'));
  const total = shown.reduce((all, { ms }) => all + ms, 0);
  return `${total.toFixed(1)} = ${shown.map(({ part, ms }) => `${PARTS[part]} ${ms.toFixed(1)}`).join(' + ')}`;
}

function latencyTable(results: Results): string {
  const rows = PACED.map((name) => {
    const { p50, p99 } = medianLatency(results, name);
    const all = results.latency.filter((slice) => slice.name === name).flatMap(({ tookMs }) => tookMs);
    return [PACED_TITLES[name], p50.toFixed(1), p99.toFixed(1), (p99 / p50).toFixed(1), String(all.length), percentile(all, 0.99).toFixed(1)];
  });
  return table([`at ${results.options.perSecond} per second`, 'p50 ms', 'p99 ms', 'p99 ÷ p50', 'samples', 'p99 of all rounds together'], rows);
}

function eventsLine({ events, decidedLater }: Results): string {
  return `Events: open ${events.open}, sign ${events.sign}, answer ${events.answer}, accept ${events.accept}; the full case ${events.wholeCase}, step by step, and at most ${events.longestUnderLoad} under load. Commands answered 202 first, under load: ${decidedLater}.`;
}

export function atRestTable(atRest: readonly AtRest[]): string {
  const rows = atRest.map((rest) => [
    String(rest.open),
    ...[rest.workerBytes, rest.apiBytes, rest.temporalBytes].map((bytes) => (bytes / 2 ** 20).toFixed(0)),
    ...[rest.workerCpu, rest.apiCpu, rest.temporalCpu, rest.postgresCpu].map((share) => `${(share * 100).toFixed(1)} %`),
    `${(rest.firstWorkerCpu * 100).toFixed(1)} %`,
    `${rest.windows} × ${rest.seconds}`,
  ]);
  return table(['open requests, at rest', 'worker MiB (PSS)', 'API MiB', 'Temporal MiB', 'worker CPU, of a core', 'API', 'Temporal', 'PostgreSQL', 'worker right after the openings', 'windows × s'], rows);
}

function termsLine({ terms }: Results): string {
  return `Terms ending in one instant: ${terms.fired} of ${terms.terms} fired, ${terms.early} early, the first ${seconds(terms.firstAfterMs)} and the last ${seconds(terms.lastAfterMs)} after it.`;
}

function statementsTable({ statements }: Results): string {
  if (statements.length === 0) return '';
  return table(
    ['case', 'database', 'calls a case', 'ms a case', 'statement'],
    statements.map(({ name, database, callsPerCase, msPerCase, text }) => [name, database, callsPerCase.toFixed(2), msPerCase.toFixed(3), `\`${text.replaceAll('|', '\\|').replaceAll('`', '')}\``]),
  );
}

function machineLine({ machine, at, options }: Results): string {
  return [
    `${at}, commit ${machine.commit}; ${machine.cores} cores of ${machine.cpu}, ${machine.memoryGib} GiB, ${machine.kernel}; Node ${machine.node}, PostgreSQL ${machine.postgres} (fsync ${machine.fsync}, synchronous_commit ${machine.synchronousCommit});`,
    `driver, product, Temporal and PostgreSQL share the cores; load before the run ${machine.loadBefore.toFixed(1)}; ${options.rounds} rounds of ${options.seconds} s.`,
  ].join(' ');
}

function written(value: number, unit: Target['unit']): string {
  switch (unit) {
    case '×':
      return `${value.toFixed(2)} ×`;
    case '%':
      return `${value.toFixed(1)} %`;
    case 's':
      return `${value.toFixed(1)} s`;
    case 'events':
    case 'terms':
      return String(value);
  }
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(2)} s`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
