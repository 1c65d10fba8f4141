import { parseArgs } from 'node:util';

export interface Options {
  rounds: number;
  /** Of each measurement. */
  seconds: number;
  clients: number;
  /** Arrivals per second when the time of one command is measured. */
  perSecond: number;
  /** Open requests while memory and idle CPU are read. */
  open: number;
  /** 10,000 open requests beside them; opening them takes minutes. */
  isLarge: boolean;
  /** A reconciler's pass over all open matters comes once a minute: shorter windows may miss it. */
  idleSeconds: number;
  /** Terms that end in one instant. */
  terms: number;
  /** Counts PostgreSQL's statements per case. Costs a little, so the figures of such a run are not for the record. */
  countsStatements: boolean;
  /** Open requests to which a published calendar is brought; nothing else is measured then. */
  revised: number | undefined;
  /** Only what open requests cost at rest; nothing else is measured then. */
  isRestOnly: boolean;
  isQuick: boolean;
}

export const USAGE = `npm run bench -- [--rounds N] [--seconds N] [--clients N] [--large] [--quick] [--statements]
npm run bench -- --calendar [--quick]
npm run bench -- --rest [--large] [--quick]
  --rounds N      rounds of every measurement, in rotating order (3)
  --seconds N     length of each measurement (20)
  --clients N     cases under way at once (16)
  --large         worker memory at 10,000 open requests as well (some minutes more)
  --quick         one short round of everything, for trying: its figures mean little
  --statements    counts PostgreSQL's statements per case
  --calendar      a holiday announced late, brought to 10,000 open requests (200 with --quick) while commands go on; nothing else
  --rest          what open requests cost at rest; nothing else
`;

export class UsageError extends Error {}

export function parseOptions(args: string[]): Options {
  const { values } = parse(args);
  const isQuick = values.quick;
  const count = (name: 'rounds' | 'seconds' | 'clients', usual: number): number => {
    const text = values[name];
    if (text === undefined) return usual;
    const value = Number(text);
    if (!Number.isInteger(value) || value < 1) throw new UsageError(`--${name} ${text} is not a whole number above 0`);
    return value;
  };
  return {
    rounds: count('rounds', isQuick ? 1 : 3),
    seconds: count('seconds', isQuick ? 4 : 20),
    clients: count('clients', 16),
    perSecond: 10,
    open: isQuick ? 50 : 1_000,
    isLarge: values.large,
    idleSeconds: isQuick ? 5 : 60,
    terms: isQuick ? 50 : 1_000,
    countsStatements: values.statements,
    revised: values.calendar ? (isQuick ? 200 : 10_000) : undefined,
    isRestOnly: values.rest,
    isQuick,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        rounds: { type: 'string' },
        seconds: { type: 'string' },
        clients: { type: 'string' },
        large: { type: 'boolean', default: false },
        quick: { type: 'boolean', default: false },
        statements: { type: 'boolean', default: false },
        calendar: { type: 'boolean', default: false },
        rest: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
