import type { AtRest } from './measure/at-rest';
import type { Events } from './measure/events';
import type { Latency } from './measure/latency';
import type { Statement } from './measure/statements';
import type { Terms } from './measure/terms';
import type { Throughput } from './measure/throughput';
import type { Machine } from './machine';
import type { Options } from './options';

/** Everything that was measured in one run. */
export interface Results {
  at: string;
  machine: Machine;
  options: Options;
  throughput: Throughput[];
  latency: Latency[];
  events: Events;
  atRest: AtRest[];
  terms: Terms;
  statements: Statement[];
  /** Commands under load that took longer than the API waits, and were answered 202 first. */
  decidedLater: number;
  /** Operations that failed; a run with any is no run for the record. */
  failures: string[];
}
