import { InvalidInput } from '../domain/invalid-input';
import { backUp } from '../engine/backup';
import { resolveDataHome } from '../engine/data-home';
import { parseWords } from './options';

const USAGE = `Usage: liandong backup FILE [--keys FILE]

Copies the data home (LIANDONG_DATA) of the stopped product into one tar file; .gz or .tgz at its end compresses it.

  --keys FILE   also copies the key ring into a file of its own; keep the two files apart
`;

/** `liandong backup`: a copy of the stopped, embedded default. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseWords(args, { keys: { type: 'string' }, help: { type: 'boolean' } });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new InvalidInput('takes one file to write; --help says more', 'FILE');
  await backUp({ dataHome: resolveDataHome(), file, keysFile: values.keys, log: (line) => process.stdout.write(`${line}\n`) });
  return 0;
}
