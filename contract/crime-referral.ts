import { z } from 'zod';
import { CITY_PLACES } from '../domain/catalogue/places';
import { command } from './command';
import { day, documents, instant, note, reference, uuid } from './common';
import type { ParticularsContract } from './openings';

/** Spelt as in the rule sets, whose referrals they choose. */
const CRIMES = ['refusal-to-perform', 'refusal-to-pay-labour', 'unlawful-disposal', 'sham-bankruptcy', 'obstruction'] as const;
/** Why the police should have filed. */
export const OVERSIGHT_GROUNDS = ['conditions-met', 'evidence-overlooked', 'law-misapplied', 'no-decision'] as const;
const PLACES = CITY_PLACES.map(({ id }) => id);

const decidedAt = instant.meta({ title: '决定时间', description: 'The term to issue the written decision runs from here' });
const remarks = note.optional().meta({ title: '说明' });

/** Commands of a referral of a suspected crime, beside `record-delivery` and `withdraw` of every request. */
export const CRIME_REFERRAL_COMMANDS = {
  accept: command({}, { receivedBy: note.optional().meta({ title: '受理人' }), receiptNumber: reference.optional().meta({ title: '受案登记表、回执文号' }) }),
  'file-case': command({}, { decisionNumber: reference.meta({ title: '立案决定书文号' }), remarks }),
  'decide-not-to-file': command({ decidedAt }, { reasons: note.meta({ title: '不予立案的理由' }) }),
  'issue-decision': command({}, { decisionNumber: reference.meta({ title: '决定书文号' }), reasons: note.meta({ title: '不予立案、撤销案件或者不追究刑事责任的理由' }), documents: documents.min(1).meta({ title: '决定书' }) }),
  'extend-review': command({ because: z.enum(['major', 'difficult', 'complex']).meta({ title: '重大、疑难、复杂' }) }, { reason: note.meta({ title: '延长审查的理由' }) }),
  'sign-decision': command({}, { signedBy: note.optional().meta({ title: '签收人' }) }),
  'accept-decision': command({}, { remarks }),
  'ask-oversight': command({}, { remarks }),
  'amend-draft': command({ ground: z.enum(OVERSIGHT_GROUNDS).meta({ title: '提请监督的理由' }) }, { text: note.meta({ title: '提请监督函正文' }) }),
  'bring-to-attention': command({}, { clue: note.meta({ title: '线索' }) }),
  'record-arrest': command({ arrestedOn: day.meta({ title: '批准逮捕日' }) }, { remarks }),
  'record-prosecution': command({ transferredOn: day.meta({ title: '移送审查起诉日' }) }, { remarks }),
  'decide-not-to-prosecute': command({ decidedAt }, { reasons: note.meta({ title: '不追究刑事责任的理由' }) }),
  'end-referral': command({ outcome: z.enum(['indicted', 'not-indicted']).meta({ title: '审查起诉结果' }) }, { documentNumber: reference.optional().meta({ title: '文书文号' }), remarks }),
  'switch-off-instruction': command({}, { reason: note.meta({ title: '本案停用常设指令的理由' }) }),
  'switch-on-instruction': command({}, { reason: note.meta({ title: '本案恢复常设指令的理由' }) }),
} as const;

const plain = {
  crime: z.enum(CRIMES).meta({ title: '涉嫌罪名' }),
  placeOfCrime: z.enum(PLACES).meta({ title: '犯罪行为发生地' }),
};
const sealed = {
  evidence: z
    .array(z.strictObject({ item: note.meta({ title: '证据名称及证明内容' }), document: uuid }))
    .min(1)
    .max(50)
    .meta({ title: '证据目录', description: 'Each item with its document, which the request carries' }),
};

export const REFERRAL_PARTICULARS: ParticularsContract = { plain, sealed, body: z.strictObject({ ...plain, ...sealed }) };
