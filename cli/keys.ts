import { existsSync } from 'node:fs';
import { InvalidInput } from '../domain/invalid-input';
import { keysFolderOf, lockDataHome, prepareDataHome, resolveDataHome } from '../engine/data-home';
import { EngineError } from '../engine/errors';
import { rotateKey } from '../register/sealing/key-ring';
import { parseWords } from './options';

const USAGE = `Usage: liandong keys rotate [payload|field]

Adds a new key to the ring, with which everything is sealed from now on; without a name to both: 'payload' (what Temporal stores) and
'field' (personal data in the register). What older keys sealed stays as it is and stays readable: they remain on the ring and must be kept.
The 'index' key never rotates: by it people are found again.

The product must be stopped: a process with the old ring cannot read what one with the new ring seals. Copy the key ring to its safe afterwards.
`;

const ROTATING = ['payload', 'field'] as const;
type Rotating = (typeof ROTATING)[number];

/** `liandong keys rotate`: new keys beside the old ones. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseWords(args, { help: { type: 'boolean' } });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const [act, name, ...more] = positionals;
  if (act !== 'rotate' || more.length > 0) throw new InvalidInput("takes 'rotate' and perhaps the name of one key; --help says more", 'keys');
  const dataHome = resolveDataHome();
  const folder = keysFolderOf(dataHome);
  const purposes = purposesOf(name);
  if (!existsSync(folder)) throw new EngineError(`there is no key ring in ${folder}: name its folder with LIANDONG_KEYS_DIR, or its data home with LIANDONG_DATA`);
  prepareDataHome(dataHome);
  const release = lockDataHome(dataHome);
  try {
    for (const purpose of purposes) process.stdout.write(`${purpose}: what is sealed from now on is sealed with ${rotateKey(folder, purpose)}\n`);
  } finally {
    release();
  }
  process.stdout.write(`The older keys stay in ${folder}: what they sealed is read with them. Copy the folder to its safe.\n`);
  return 0;
}

function purposesOf(name: string | undefined): readonly Rotating[] {
  if (name === undefined) return ROTATING;
  if (name === 'index') throw new InvalidInput('never rotates: every row would have to be indexed again', 'index');
  const purpose = ROTATING.find((known) => known === name);
  if (!purpose) throw new InvalidInput(`'${name}' is not a key that rotates; ${ROTATING.join(' and ')} are`, 'keys');
  return [purpose];
}
