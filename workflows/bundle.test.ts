import fs from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { PROCEDURES } from '../matters/messages';
import { DELIVERIES_WORKFLOW } from '../matters/messages-to-people';
import { BUNDLE_FILE } from '../workers/bundle';
import * as workflows from './index';

const dist = path.dirname(BUNDLE_FILE);

/** Names of the bundle's modules, as webpack writes them. */
const modules = [...fs.readFileSync(BUNDLE_FILE, 'utf8').matchAll(/^\/\*\*\*\/ "([^"]+)"/gm)].map((match) => match[1] ?? '');
const ownModules = modules.filter((module) => module.startsWith('./dist/')).map((module) => module.slice('./dist/'.length));
const sourceOf = (module: string): string => fs.readFileSync(path.join(dist, module), 'utf8');

test('the workflow bundle knows every workflow type that is ever started', () => {
  expect(Object.keys(workflows).sort()).toEqual([...Object.values(PROCEDURES).map(({ workflowType }) => workflowType), DELIVERIES_WORKFLOW].sort());
});

test('the workflow bundle holds the law, the matters and the procedures, the SDK, and nothing else', () => {
  expect(ownModules.length).toBeGreaterThan(30);
  expect([...new Set(ownModules.map((module) => module.split('/')[0]))].sort()).toEqual(['dispatch', 'domain', 'matters', 'workflows']);
  expect(ownModules.filter((module) => module.startsWith('dispatch/'))).toEqual(['dispatch/failure-converter.js']);
  const packages = modules.flatMap((module) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(module)?.[1] ?? []);
  expect([...new Set(packages)].sort()).toEqual(['@temporalio/common', '@temporalio/workflow', 'long', 'ms', 'nexus-rpc']);
  expect(modules.filter((module) => module.includes('zod'))).toEqual([]);
});

test('no module of ours in the bundle asks for a Node module', () => {
  const builtin = new Set(builtinModules);
  for (const module of ownModules.filter((name) => name.endsWith('.js'))) {
    const asked = [...sourceOf(module).matchAll(/\brequire\("([^"]+)"\)/g)].map((match) => match[1] ?? '');
    expect([module, asked.filter((name) => name.startsWith('node:') || builtin.has(name))]).toEqual([module, []]);
  }
});

test('in the bundle only the shell reads the clock, and nothing the host’s calendar', () => {
  // The two places that lint allows: the shell's clock, and search attributes, whose form is a Date.
  const reading = ownModules.filter((module) => module.endsWith('.js') && /\bnew Date\b|\bDate\.|\bDate\(|\bIntl\b|\btoLocale\w*\(|\bMath\.random\b|\bperformance\./.test(sourceOf(module)));
  expect(reading.sort()).toEqual(['workflows/case-file/search-attribute-pairs.js', 'workflows/case-file/temporal-clock.js']);
});

test('the law is deep-frozen: no matter changes it for another', () => {
  const thawed: string[] = [];
  const seen = new Set<unknown>();
  const look = (value: unknown, where: string): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (value instanceof Map || value instanceof Set || !Object.isFrozen(value)) thawed.push(where);
    for (const [key, part] of Object.entries(value)) look(part, `${where}.${key}`);
  };
  // What each cached workflow has a copy of its own of (matters, permissions) need not be frozen; what all share must.
  const law = ownModules.filter((module) => /^domain\/(?!access\/).*\.js$/.test(module));
  for (const module of law) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- every module that the bundle holds, whichever these are
    for (const [name, value] of Object.entries(require(path.join(dist, module)) as Record<string, unknown>)) look(value, `${module} ${name}`);
  }
  expect(law.length).toBeGreaterThan(15);
  expect(thawed).toEqual([]);
});
