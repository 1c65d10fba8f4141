import { InvalidInput } from '../domain/invalid-input';
import { restore } from '../engine/backup';
import { resolveDataHome } from '../engine/data-home';
import { parseWords } from './options';

const USAGE = `Usage: liandong restore FILE [--keys FILE] [--force]

Puts a back-up into the empty data home (LIANDONG_DATA), after every checksum has been compared.

  --keys FILE   also restores the key ring from its own file
  --force       moves what is in the data home aside instead of refusing
`;

/** `liandong restore`: a back-up of the embedded default, into an empty data home. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseWords(args, { keys: { type: 'string' }, force: { type: 'boolean' }, help: { type: 'boolean' } });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new InvalidInput('takes one file to restore; --help says more', 'FILE');
  await restore({ dataHome: resolveDataHome(), file, keysFile: values.keys, force: values.force, log: (line) => process.stdout.write(`${line}\n`) });
  return 0;
}
