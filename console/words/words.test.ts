import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { REFUSAL_CODES } from '../../api/problems';
import { COMMANDS } from '../../contract/commands';
import { schemaOf } from '../../contract/openapi';
import { particularsBody } from '../../contract/openings';
import { paperFields } from '../../contract/papers';
import { answerBodyFor, noticeBodyFor } from '../../contract/results';
import { SIDES } from '../../domain/access/parties';
import { KINDS } from '../../domain/catalogue/kinds';
import { OFFICIAL_PAPER_IDS } from '../../domain/catalogue/official-papers';
import { noticeRuleOf } from '../../domain/catalogue/notices';
import type { Post } from '../../domain/deadlines/ladder';
import { isReference } from '../forms/references';
import { kindOf, type Schema } from '../forms/schema';
import { cardText } from '../matter/card-text';
import { audienceName, reasonName } from '../operator/delivery-words';
import { choiceName, fieldName } from './choices';
import { commandName, consequenceOf } from './commands';
import { factsOf } from './facts';
import { nextStepAfter } from './next-steps';
import { stageName } from './stages';

/** Every field of every command, with the path it has in the form. */
function fieldsOf(schema: Schema, at: string[] = []): { name: string; schema: Schema; at: string }[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, field]) => [{ name, schema: field, at: [...at, name].join('.') }, ...fieldsOf(field, [...at, name])]);
  const within = [...(schema.items ? [schema.items] : []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].flatMap((part) => fieldsOf(part, at));
  return [...own, ...within];
}

const BODIES = [
  ...Object.entries(COMMANDS).map(([command, { body }]) => ({ command, body })),
  ...KINDS.flatMap((kind) => [
    ...[false, true].map((isLifting) => ({ command: 'answer', body: answerBodyFor(kind, { isLifting }) })),
    ...(noticeRuleOf(kind.id) ? (['publish-notice', 'correct-notice'] as const).map((command) => ({ command, body: noticeBodyFor(kind, command) })) : []),
  ]),
];
const OPENING = { command: 'open-request', fields: fieldsOf(schemaOf(particularsBody, 'input')) };
const PAPERS = OFFICIAL_PAPER_IDS.map((paper) => ({ command: 'make-paper', fields: fieldsOf(schemaOf(paperFields(paper), 'input') as Schema) }));
const FORMS = [OPENING, ...BODIES.map(({ command, body }) => ({ command, fields: fieldsOf(schemaOf(body, 'input') as Schema) }))];

it('calls every command by a Chinese name', () => {
  expect(FORMS.map(({ command }) => command).filter((command) => commandName(command) === command)).toEqual([]);
});

it('labels every field that a form shows', () => {
  const bare = [...FORMS, ...PAPERS].flatMap(({ command, fields }) => fields.filter(({ name, schema }) => kindOf(name, schema) !== 'left-out' && fieldName(name, schema.title) === undefined).map(({ at }) => `${command}: ${at}`));
  expect(bare).toEqual([]);
});

it('names every choice', () => {
  const bare = [...FORMS, ...PAPERS].flatMap(({ command, fields }) => fields.flatMap(({ name, schema, at }) => (schema.enum ?? schema.items?.enum ?? (typeof schema.const === 'string' ? [schema.const] : [])).filter((code) => choiceName(command, name, code) === undefined).map((code) => `${command}: ${at} = ${code}`)));
  expect(bare).toEqual([]);
});

it('asks once more, with what follows, before whatever ends a matter', () => {
  const ending = ['withdraw', 'accept-answer', 'accept-decision', 'ask-oversight', 'withdraw-dispute', 'issue-opinion', 'end-watch', 'cancel-search', 'close-refused', 'end-referral', 'annul-breach', 'settle-seal-order', 'record-disposal', 'grant-extension', 'contest-answer', 'confirm-seal', 'admit'];
  expect(ending.filter((command) => consequenceOf(command) === undefined)).toEqual([]);
  expect(['sign-receipt', 'state-position', 'raise-query'].filter((command) => consequenceOf(command) !== undefined)).toEqual([]);
});

/** What a number in a form counts or dates; every other number, and every code, names a thing of the matter. */
const FREELY_GIVEN = ['record-110: incidentNumber', 'pass-to-punishment: punishmentCase', 'issue-opinion: number', 'give-waiting-notice: number', 'grant-extension: workingDays', 'prolong-talks: workingDays', 'issue-opinion: proposals.workingDays'];

it('lets nobody type the code of a thing: it is chosen', () => {
  const plain = Object.entries(COMMANDS).map(([command, { plain: shape }]) => ({ command, fields: fieldsOf(schemaOf(z.strictObject(shape as z.ZodRawShape), 'input') as Schema) }));
  const typed = plain.flatMap(({ command, fields }) => fields.filter(({ name, schema }) => ['line', 'prose', 'number'].includes(kindOf(name, schema)) && schema.const === undefined && !isReference(command, name)).map(({ at }) => `${command}: ${at}`));
  expect(typed.filter((field) => !FREELY_GIVEN.includes(field))).toEqual([]);
});

it('tells every choice of a command in words where the ledger shows it', () => {
  const bare = FORMS.flatMap(({ command, fields }) =>
    fields.flatMap(({ name, schema }) => (schema.enum ?? []).filter((code) => factsOf({ [name]: code }, command).some(({ text }) => text === code)).map((code) => `${command}: ${name} = ${code}`)),
  );
  expect(bare).toEqual([]);
});

it('tells the operator in words for whom a message was, and why it did not arrive', () => {
  const posts: readonly Post[] = ['desk', 'liaison', 'head', 'officer', 'contact', 'bureau', 'party', 'holder'];
  const audiences = ['committee', '', ...SIDES.flatMap((side) => posts.map((post) => `${side}.${post}`))];
  expect(audiences.filter((audience) => /[a-z]/.test(audienceName(audience)))).toEqual([]);
  const source = ['activities/deliverer.ts', ...fs.readdirSync(path.join(__dirname, '../../activities/telling')).map((name) => `activities/telling/${name}`)].filter((name) => !name.endsWith('.test.ts')).map((name) => fs.readFileSync(path.join(__dirname, '../..', name), 'utf8')).join('\n');
  // Each code stands as a literal in the call that refuses or puts off, or in the reason that it is told with; what the other side said stands behind a dash.
  const codes = source.split('\n').filter((line) => /\b(later|refused)\(|reason[:=] |const reason =/.test(line)).flatMap((line) => [...line.matchAll(/['`]([a-z0-9]+(?:-[a-z0-9]+)*-?)(?:['`]|\$\{)/g)].map(([, code = '']) => code)).filter((code) => code.includes('-') || code === 'redirected');
  expect(codes).toEqual(expect.arrayContaining(['no-address', 'smtp-recipient-', 'http-', 'exit-', 'account-inactive', 'timed-out']));
  expect(codes.filter((code) => /^[a-z]/.test(reasonName(code.endsWith('-') ? `${code}550` : code)))).toEqual([]);
});

it('says nothing of what a closed matter is, not even to whoever copies it', () => {
  const card = (kind: string | null, kindName: string) => cardText({ number: 'CR-2026-000001', kind, kindName, stage: 'deciding', dueOn: '2026-03-05', provisional: false }, 'https://liandong.example');
  expect(card('police.crime-referral', '移送涉嫌犯罪')).toBe(card(null, '不公开事项'));
  expect(card('filing-oversight', '立案监督')).toBe(card(null, '不公开事项'));
  expect(card('land.query', '土地、房屋查询')).toContain('土地、房屋查询');
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

/** What stands in the bodies of the object types of this name, in every procedure. */
function membersOf(type: string): string[] {
  const folder = path.join(__dirname, '../../matters');
  return fs.readdirSync(folder).filter((name) => name.endsWith('.ts')).flatMap((name) => {
    const bodies = [...fs.readFileSync(path.join(folder, name), 'utf8').matchAll(new RegExp(`export type ${type} =[^{]*\\{(.*?)^\\};`, 'gms'))].map(([, body = '']) => body);
    return bodies.flatMap((body) => [...body.matchAll(/^ {2}'?([a-z][\w-]*)'?:/gm)].map(([, member = '']) => member));
  });
}

it('names every entry that a ledger can hold, whoever made it', () => {
  const types = [...membersOf('CommandFacts'), ...membersOf('EventFacts'), ...membersOf('HostedFacts'), 'open-request', 'linked', 'calendar-revised', 'signal-refused', 'revise-instruction'];
  expect(types.length).toBeGreaterThan(100);
  expect([...new Set(types)].filter((type) => commandName(type) === type)).toEqual([]);
});

it('says what to do next after every refusal', () => {
  expect(REFUSAL_CODES.length).toBeGreaterThan(100);
  expect(REFUSAL_CODES.filter((code) => nextStepAfter(code) === undefined)).toEqual([]);
});

it('has Chinese words and a next step for every refusal of a procedure', () => {
  const folder = path.join(__dirname, '../../workflows');
  const codes = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.endsWith('on-temporal.ts')).flatMap((name) => [...fs.readFileSync(path.join(folder, name), 'utf8').matchAll(/\bcode: '([\w-]+)'/g)].map(([, code = '']) => code));
  expect(codes.length).toBeGreaterThan(50);
  expect([...new Set(codes)].filter((code) => !REFUSAL_CODES.includes(code) || nextStepAfter(code) === undefined)).toEqual([]);
});
