/* eslint-disable @typescript-eslint/no-require-imports -- a subcommand is loaded only when it is called, so that `due` never waits for the engine's modules */
import { InvalidInput } from '../domain/invalid-input';
import { EngineError } from '../engine/errors';

/** What a subcommand's module exports: its work, given the arguments after its name; the result is the exit code. */
export interface Subcommand {
  run(args: readonly string[]): Promise<number>;
}

/** What the user asked for is not something the command can do: one line on standard error, exit code 2. */
const EXIT_BAD_INPUT = 2;
/** What was asked for cannot be done with the data home as it is: its message says why. */
const EXIT_ENGINE = 1;

const SUBCOMMANDS: Readonly<Record<string, { summary: string; load: () => Subcommand }>> = {
  due: { summary: 'when a term ends, and why', load: () => require('./due') as Subcommand },
  backup: { summary: 'copy the stopped data home into a file', load: () => require('./backup') as Subcommand },
  keys: { summary: 'seal with new keys from now on', load: () => require('./keys') as Subcommand },
  register: { summary: 'prove the record: chain, anchors, dates, lists; erase words', load: () => require('./register') as Subcommand },
  restore: { summary: 'put such a copy into an empty data home', load: () => require('./restore') as Subcommand },
};

async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help') {
    process.stdout.write(usage());
    return name === undefined ? EXIT_BAD_INPUT : 0;
  }
  const subcommand = Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name] : undefined;
  if (!subcommand) return refuse(`'${name}' is not a command; known are ${Object.keys(SUBCOMMANDS).join(', ')}`);
  try {
    return await subcommand.load().run(rest);
  } catch (error) {
    if (error instanceof InvalidInput) return refuse(`${name}: ${error.message}`);
    if (error instanceof EngineError) {
      process.stderr.write(`liandong: ${error.message}\n`);
      return EXIT_ENGINE;
    }
    throw error;
  }
}

function usage(): string {
  const lines = Object.entries(SUBCOMMANDS).map(([name, { summary }]) => `  ${name.padEnd(12)} ${summary}\n`);
  return `Usage: liandong COMMAND [OPTIONS]\n\n${lines.join('')}\nliandong COMMAND --help says more.\n`;
}

function refuse(message: string): number {
  process.stderr.write(`liandong: ${message.replace(/\s+/g, ' ')}\n`);
  return EXIT_BAD_INPUT;
}

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
void main(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
});
