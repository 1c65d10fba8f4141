import fs from 'node:fs';
import path from 'node:path';
import { COMMANDS } from '../../contract/commands';
import { schemaOf } from '../../contract/openapi';
import { kindOf, type Schema } from '../forms/schema';
import { choiceName, fieldName } from './choices';
import { commandName } from './commands';
import { stageName } from './stages';
import { timeLeft } from './time-left';

/** Every field of every command, with the path it has in the form. */
function fieldsOf(schema: Schema, at: string[] = []): { name: string; schema: Schema; at: string }[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, field]) => [{ name, schema: field, at: [...at, name].join('.') }, ...fieldsOf(field, [...at, name])]);
  const within = [...(schema.items ? [schema.items] : []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].flatMap((part) => fieldsOf(part, at));
  return [...own, ...within];
}

const FORMS = Object.entries(COMMANDS).map(([command, { body }]) => ({ command, fields: fieldsOf(schemaOf(body, 'input') as Schema) }));

it('calls every command by a Chinese name', () => {
  expect(FORMS.map(({ command }) => command).filter((command) => commandName(command) === command)).toEqual([]);
});

it('labels every field that a form shows', () => {
  const bare = FORMS.flatMap(({ command, fields }) => fields.filter(({ name, schema }) => kindOf(name, schema) !== 'left-out' && fieldName(name, schema.title) === undefined).map(({ at }) => `${command}: ${at}`));
  expect(bare).toEqual([]);
});

it('names every choice', () => {
  const bare = FORMS.flatMap(({ command, fields }) => fields.flatMap(({ name, schema, at }) => (schema.enum ?? schema.items?.enum ?? (typeof schema.const === 'string' ? [schema.const] : [])).filter((code) => choiceName(command, name, code) === undefined).map((code) => `${command}: ${at} = ${code}`)));
  expect(bare).toEqual([]);
});

it('names every stage of every procedure', () => {
  const folder = path.join(__dirname, '../../matters');
  const stages = fs.readdirSync(folder).filter((name) => name.endsWith('.ts')).flatMap((name) => {
    const [, union = ''] = /export type Stage =([^;]*);/.exec(fs.readFileSync(path.join(folder, name), 'utf8')) ?? [];
    return [...union.matchAll(/'([\w-]+)'/g)].map(([, stage = '']) => stage);
  });
  expect(stages.length).toBeGreaterThan(40);
  expect([...new Set(stages)].filter((stage) => stageName(stage) === stage)).toEqual([]);
});

it.each([
  [null, false, '无期限'],
  [3, false, '剩 3 个工作日'],
  [0, false, '今日到期'],
  [-1, true, '已逾期 1 个工作日'],
  [0, true, '已逾期'],
])('%s working days left, late %s: %s', (days, isLate, text) => {
  expect(timeLeft(days, isLate).text).toBe(text);
});
