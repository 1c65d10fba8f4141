import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { chineseMessages, fieldErrors, hasWording } from './problems';

const ROOT = path.join(__dirname, '..');

test.each(['register', 'dispatch', 'api'])('every code that %s/ refuses with has its status and its Chinese words', (room) => {
  const files = readdirSync(path.join(ROOT, room), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const codes = files.flatMap((name) => [...readFileSync(path.join(ROOT, room, name), 'utf8').matchAll(/new Refusal\('([\w-]+)'/g)].map(([, code]) => code ?? ''));
  expect(codes.filter((code) => !hasWording(code))).toEqual([]);
  if (room !== 'dispatch') expect(codes.length).toBeGreaterThan(5);
});

test('what is wrong with a field is said as an official would say it', () => {
  const form = z.strictObject({ name: z.string().min(1).max(4), mode: z.enum(['post', 'window']), days: z.int().min(1), papers: z.array(z.string()).min(1), missing: z.string() });
  const { error } = form.safeParse({ name: '', mode: 'fax', days: 0, papers: [] }, { error: chineseMessages, reportInput: false });
  const said = Object.fromEntries(fieldErrors(error ?? new z.ZodError([])).map(({ path: field, message }) => [field, message]));
  expect(said).toEqual({ name: '此项必填', mode: '只能是下列之一：post、window', days: '不能小于 1', papers: '至少 1 项', missing: '此项必填' });
  const { error: long } = form.safeParse({ name: '欧阳某某某', mode: 'post', days: 1, papers: ['x'], missing: '' }, { error: chineseMessages });
  expect(fieldErrors(long ?? new z.ZodError([]))).toMatchObject([{ path: 'name', message: '不能超过 4 个字' }]);
});
