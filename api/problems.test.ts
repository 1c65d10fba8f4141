import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { hasWording } from './problems';

const ROOT = path.join(__dirname, '..');

test.each(['register', 'dispatch', 'api'])('every code that %s/ refuses with has its status and its Chinese words', (room) => {
  const files = readdirSync(path.join(ROOT, room), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const codes = files.flatMap((name) => [...readFileSync(path.join(ROOT, room, name), 'utf8').matchAll(/new Refusal\('([\w-]+)'/g)].map(([, code]) => code ?? ''));
  expect(codes.filter((code) => !hasWording(code))).toEqual([]);
  if (room !== 'dispatch') expect(codes.length).toBeGreaterThan(5);
});
