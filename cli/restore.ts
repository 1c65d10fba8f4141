import { parseArgs } from 'node:util';
import { InvalidInput } from '../domain/invalid-input';
import { restore } from '../engine/backup';
import { resolveDataHome } from '../engine/data-home';
import { EngineError } from '../engine/errors';

const USAGE = `Usage: liandong restore FILE [--keys FILE] [--force]

Puts a back-up into the empty data home (LIANDONG_DATA), after every checksum has been compared.

  --keys FILE   also restores the key ring from its own file
  --force       moves what is in the data home aside instead of refusing
`;

/** `liandong restore`: a back-up of the embedded default, into an empty data home. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args);
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new InvalidInput('takes one file to restore; --help says more', 'FILE');
  try {
    await restore({ dataHome: resolveDataHome(), file, keysFile: values.keys, force: values.force, log: (line) => process.stdout.write(`${line}\n`) });
    return 0;
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    process.stderr.write(`liandong: ${error.message}\n`);
    return 1;
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { keys: { type: 'string' }, force: { type: 'boolean' }, help: { type: 'boolean' } } });
  } catch (error) {
    throw new InvalidInput(error instanceof Error ? error.message : String(error), 'options');
  }
}
