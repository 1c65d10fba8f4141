import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { createMetrics } from '../metrics';
import { mountRoutes } from '../mount-routes';
import { documentOf } from '../routes/documentation';
import type { Services } from '../services';

const CHECKOUT = path.resolve(__dirname, '../../..');
const CONSOLE = path.join(CHECKOUT, 'console');
const TYPES = path.join(CONSOLE, 'client/generated/openapi.d.ts');
const BUILT = path.join(CHECKOUT, 'dist/console');
const STAMP = path.join(BUILT, '.inputs');
/** What the page is made of. */
const INPUTS = ['console', 'domain', 'matters', 'contract', 'package-lock.json'];

/** The last step of the build: the client's types from the API's own document, then the page; neither when nothing has changed. `--types`: the types only. */
async function main(): Promise<void> {
  await writeTypes();
  if (process.argv.includes('--types')) return;
  const inputs = hashOf(INPUTS.flatMap((name) => filesUnder(path.join(CHECKOUT, name))));
  if (fs.existsSync(STAMP) && fs.readFileSync(STAMP, 'utf8') === inputs) return;
  const { build } = await import('vite');
  await build({ configFile: path.join(CONSOLE, 'vite.config.mts'), logLevel: 'warn' });
  fs.writeFileSync(STAMP, inputs);
}

async function writeTypes(): Promise<void> {
  const document = documentOf(mountRoutes(withoutServices()));
  const stamp = `${TYPES}.of`;
  const wanted = createHash('sha256').update(JSON.stringify(document)).digest('hex');
  if (fs.existsSync(TYPES) && fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted) return;
  const { default: typesOf, astToString } = await import('openapi-typescript');
  fs.mkdirSync(path.dirname(TYPES), { recursive: true });
  fs.writeFileSync(TYPES, astToString(await typesOf(document as unknown as Parameters<typeof typesOf>[0])));
  fs.writeFileSync(stamp, wanted);
}

/** Routes are mounted to be described, a rehearsal's with them; none of them is asked. */
function withoutServices(): Services {
  return { metrics: createMetrics(), config: { isRehearsal: true }, rehearsal: {} } as Services;
}

function filesUnder(place: string): string[] {
  if (!fs.statSync(place).isDirectory()) return [place];
  return fs.readdirSync(place, { recursive: true, withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [path.join(entry.parentPath, entry.name)] : [])).sort();
}

function hashOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(path.relative(CHECKOUT, file)).update('\0').update(fs.readFileSync(file)).update('\0');
  return hash.digest('hex');
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
