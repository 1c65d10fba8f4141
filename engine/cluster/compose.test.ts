import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { API_VARIABLES, parseConfig } from '../../api/config';
import { parseWorkerConfig, WORKER_VARIABLES } from '../../workers/config';

const root = path.resolve(__dirname, '..', '..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

interface Service {
  environment: Readonly<Record<string, string>>;
}
const { services } = parse(read('docker-compose.yml'), { merge: true }) as { services: Readonly<Record<'worker' | 'api', Service>> };

/** The image sets these for every service made of it. */
const OF_THE_IMAGE = [...(/^ENV NODE_ENV=production (.+)$/m.exec(read('engine/cluster/Dockerfile'))?.[1] ?? '').matchAll(/(\w+)=\S+/g)].map(([, name]) => name ?? '');
/** A rehearsal is a deployment of its own (npm run rehearsal) with another database; nobody sets it beside the real one. */
const NOT_IN_A_CLUSTER = ['LIANDONG_REHEARSAL'];

describe.each([
  ['worker', WORKER_VARIABLES],
  ['api', API_VARIABLES],
] as const)('docker-compose.yml, %s', (name, variables) => {
  const { environment } = services[name];

  test('every variable that the process reads can be set', () => {
    expect([...Object.keys(environment), ...OF_THE_IMAGE, ...NOT_IN_A_CLUSTER]).toEqual(expect.arrayContaining(variables));
  });

  test('no variable is passed that the process does not read', () => {
    expect(variables).toEqual(expect.arrayContaining(Object.keys(environment)));
  });

  test('a variable is taken from .env under its own name', () => {
    for (const [variable, value] of Object.entries(environment)) {
      for (const [, taken] of value.matchAll(/\$\{(\w+)/g)) expect([variable, variable === 'DATABASE_URL' ? 'DATABASE_APP_PASSWORD' : variable]).toEqual([variable, taken]);
    }
  });

  test('docs/operations.md names every one', () => {
    const operations = read('docs/operations.md');
    for (const variable of variables) expect([variable, operations.includes(`\`${variable}\``)]).toEqual([variable, true]);
  });
});

test('with nothing but the passwords in .env both processes start with their defaults', () => {
  const given = (service: Service) => Object.fromEntries(Object.entries(service.environment).map(([name, value]) => [name, value.replace(/\$\{\w+:\?\}/g, 'x').replace(/\$\{\w+:-([^}]*)\}/g, '$1')]));
  const image = { LIANDONG_KEYS_DIR: '/keys', LIANDONG_DATA: '/data' };
  expect(parseWorkerConfig({ ...image, ...given(services.worker) })).toMatchObject({ databasePoolSize: 12, host: '127.0.0.1', isSignalAllowed: false });
  expect(parseConfig({ ...image, ...given(services.api) })).toMatchObject({ ruleSet: 'yunfu-2017', trustProxy: false, databasePoolSize: 20 });
});
