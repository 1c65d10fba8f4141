import { z } from 'zod';
import { day } from './common';
import { route } from './route';

const length = z.strictObject({ kind: z.enum(['working-days', 'calendar-days', 'hours', 'minutes']), n: z.int() });
const cite = { document: z.string().nullable(), article: z.string().nullable() };

const ruleSet = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    authority: z.string(),
    document: z.string(),
    validFrom: day,
    explanations: z
      .array(z.strictObject({ id: z.string(), word: z.string(), text: z.string(), ...cite }))
      .meta({ title: '用语', description: 'What the words of the law mean, with its numbers; document and article null where the word is the platform’s own' }),
    duties: z
      .array(z.strictObject({ kind: z.string(), unit: z.string(), name: z.enum(['answer', 'register', 'publish']), from: z.enum(['receipt', 'register', 'publish']), force: z.enum(['statutory', 'advisory']), length, document: z.string(), article: z.string() }))
      .meta({ title: '各事项的期限', description: 'Targets are those that the operator has set' }),
  })
  .meta({ title: '规则' });
export type RuleSetView = z.input<typeof ruleSet>;

export const readRuleSet = route({
  method: 'get',
  path: '/rule-sets/{id}',
  operationId: 'readRuleSet',
  tag: 'catalogue',
  summary: '规则的用语与期限',
  description: 'The law as this platform applies it to what begins today: each word that its pages use, and each kind’s terms, with document and article.',
  auth: 'account',
  params: z.strictObject({ id: z.string().max(40) }),
  responses: { 200: { description: 'The rule set', body: ruleSet } },
  refusals: ['not-found'],
});
