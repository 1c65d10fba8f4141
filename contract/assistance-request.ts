import { z } from 'zod';
import { CORRECTION_GROUNDS, type CorrectionGround, WITHDRAWAL_GROUNDS, type WithdrawalGround } from '../domain/catalogue/notices';
import { SERVED_PARTIES } from '../domain/catalogue/kinds';
import { command, seq } from './command';
import { day, documents, instant, line, matterNumber, note, reference } from './common';
import { particularsBody } from './openings';

const serviceMode = z.enum(['electronic', 'window', 'post', 'in-person']).meta({ title: '送达方式' });

const papersGiven = z.array(z.strictObject({ paper: reference, courtSeal: z.boolean() })).min(1).max(20).meta({ title: '法律文书' });

const answerPlain = {
  outcome: z.enum(['done', 'nothing-found', 'partly-done', 'cannot-be-done']).meta({ title: '办理结果' }),
  answerSeal: z.enum(['unit', 'department', 'both-sides', 'none']).meta({ title: '加盖印章', description: 'Whose seal the answer bears: the unit’s, its department’s, both sides’' }),
};
const answerSealed = {
  legalGround: note.optional().meta({ title: '不能办理的法律依据', description: 'Required when it cannot be done' }),
  result: z.record(z.string().max(64), z.unknown()).optional().meta({ title: '结果', description: 'In the structure of the kind of assistance' }),
  serviceReceipt: z
    .strictObject({ receivedBy: note, receivedOn: day, remarks: note.optional() })
    .meta({ title: '送达回证', description: 'The completed receipt of service' }),
  remarks: note.optional().meta({ title: '说明' }),
};

/** What is published, in the structure of the kind. */
const noticeContent = z.record(z.string().max(64), z.unknown()).meta({ title: '公示内容', description: 'In the structure of the kind of assistance; public but for what the law protects' });

/** Commands of an assistance request. */
export const REQUEST_COMMANDS = {
  'record-delivery': command({ mode: serviceMode, papers: papersGiven.optional().meta({ description: 'Only of a request whose papers were drafted for the court: the papers as completed' }) }, { evidence: note.meta({ title: '送达凭证' }) }),
  'sign-receipt': command({}, { signedBy: note.optional().meta({ title: '签收人' }), remarks: note.optional() }),
  answer: command(answerPlain, answerSealed),
  'handle-at-window': command(answerPlain, answerSealed),
  'record-act': command(
    { act: z.enum(['register', 'publish']).meta({ title: '已办事项' }), doneAt: instant.optional().meta({ title: '办结时间' }) },
    { remarks: note.optional() },
  ),
  'publish-notice': command({}, { notice: noticeContent }),
  'correct-notice': command({ ground: z.enum(Object.keys(CORRECTION_GROUNDS) as [CorrectionGround, ...CorrectionGround[]]).meta({ title: '更正原因', description: 'Public' }) }, { notice: noticeContent, reason: note.meta({ title: '说明', description: 'Not public' }) }),
  'withdraw-notice': command({ ground: z.enum(Object.keys(WITHDRAWAL_GROUNDS) as [WithdrawalGround, ...WithdrawalGround[]]).meta({ title: '撤下原因', description: 'Public' }) }, { reason: note.meta({ title: '说明', description: 'Not public' }) }),
  'record-service': command(
    {
      on: z.enum(SERVED_PARTIES).meta({ title: '受送达人、被告知人' }),
      servedAt: instant.meta({ title: '送达、告知时间' }),
      mode: serviceMode,
    },
    { evidence: note.meta({ title: '送达、告知凭证' }) },
  ),
  'give-delay-notice': command({ expectedOn: day.optional().meta({ title: '预计办结日' }) }, { reason: note.meta({ title: '理由' }) }),
  'reply-to-delay-notice': command({ notice: seq, stance: z.enum(['accepted', 'contested']) }, { remarks: note.optional() }),
  'grant-extension': command(
    { workingDays: z.int().min(1).max(60).meta({ title: '延长工作日数' }), term: reference.optional() },
    { reason: note.meta({ title: '理由' }) },
  ),
  'return-papers': command(
    {
      papers: z
        .array(z.strictObject({ paper: reference.meta({ title: '文书' }), lacks: z.enum(['paper', 'seal']).meta({ title: '缺少', description: 'The paper itself, or the court’s seal on it where the text demands one' }) }))
        .min(1)
        .max(20)
        .meta({ title: '缺少的文书、印章' }),
    },
    { reason: note.meta({ title: '退回理由' }) },
  ),
  'wrong-unit': command(
    {
      unit: reference.meta({ title: '应由哪一单位办理', description: 'Unit or local office' }),
      basis: z.enum(['registered-with-district', 'not-our-place', 'not-our-task']).meta({ title: '依据', description: 'The company or property is registered with a district authority; another place; another task' }),
    },
    { reason: note.meta({ title: '退回理由' }) },
  ),
  'serve-again': command(
    {
      papers: z.array(z.strictObject({ paper: reference.meta({ title: '文书' }), courtSeal: z.boolean().meta({ title: '已加盖公章' }) })).min(1).max(20).meta({ title: '补正的文书' }),
      serviceMode: serviceMode.default('electronic'),
    },
    { remarks: note.optional().meta({ title: '说明' }) },
  ),
  'serve-on-unit': command(
    {
      unit: reference.meta({ title: '改送单位', description: 'Unit or local office that does the same with the same papers' }),
      serviceMode: serviceMode.optional(),
    },
    { remarks: note.optional().meta({ title: '说明' }) },
  ),
  'accept-return': command({}, { remarks: note.optional().meta({ title: '说明' }) }),
  'contest-return': command({}, { reason: note.meta({ title: '异议理由' }) }),
  'raise-query': command({}, { question: note.meta({ title: '疑议' }) }),
  'reply-to-query': command({ query: seq }, { reply: note.meta({ title: '答复' }) }),
  'accept-answer': command({}, { remarks: note.optional() }),
  'contest-answer': command({}, { missing: note.meta({ title: '缺少或有误之处' }) }),
  withdraw: command({}, { reason: note.meta({ title: '撤回理由' }) }),
  'report-measure': command(
    { taken: z.boolean().meta({ title: '是否已采取措施' }), untilOn: day.optional().meta({ title: '措施到期日' }), waiting: z.boolean().optional().meta({ title: '轮候' }) },
    { asset: reference.optional().meta({ title: '财产登记号码', description: 'Certificate, plate or registration number' }), remarks: note.optional() },
  ),
  'confirm-undone': command({}, { remarks: note.meta({ title: '解除情况' }) }),
  'ask-for-papers': command({}, { reason: note.meta({ title: '所需文书及理由' }) }),
  'send-papers': command({ papers: papersGiven }, { remarks: note.optional() }),
  'propose-service-time': command({ servedAt: instant, mode: serviceMode }, { evidence: note.meta({ title: '依据' }) }),
  'confirm-service-time': command({ proposal: seq, agreed: z.boolean() }, { remarks: note.optional() }),
  correct: command({ entry: seq }, { words: note.meta({ title: '更正后内容' }), reason: note.meta({ title: '更正理由' }) }),
  'acknowledge-correction': command({ correction: seq }, { alreadyDone: note.meta({ title: '依原内容已办事项' }) }),
} as const;

export type RequestCommand = keyof typeof REQUEST_COMMANDS;

/** `POST /requests`: what a court asks of a unit. */
export const openRequestBody = z.strictObject({
  kind: reference.meta({ title: '事项' }),
  unit: reference.meta({ title: '协助单位', description: 'Unit or local office' }),
  court: reference.optional().meta({ title: '法院', description: 'The officer’s own court, which is also the default: nobody asks in the name of another (二(三))' }),
  caseNumber: z
    .string()
    .regex(/^[（(]\d{4}[)）]粤\d{2,4}执[\u4e00-\u9fff]{0,3}\d{1,6}号(之[\u4e00-\u9fff]{1,3})?$/u, '执行案号格式应如（2026）粤5302执123号')
    .meta({ title: '执行案号' }),
  debtor: z
    .strictObject({
      type: z.enum(['natural-person', 'organisation']),
      name: note,
      idNumber: z.string().trim().min(1).max(40).optional().meta({ title: '证件号码' }),
    })
    .meta({ title: '被执行人' }),
  capacity: z
    .enum(['debtor', 'legal-representative', 'principal', 'directly-responsible', 'executive'])
    .meta({ title: '身份', description: 'In which capacity the person is a debtor (五)' }),
  purpose: note.meta({ title: '协助目的' }),
  dataItems: z.array(reference).max(40).default([]).meta({ title: '查询项目' }),
  papers: z
    .array(z.strictObject({ paper: reference, courtSeal: z.boolean(), documentNumber: note.optional() }))
    .max(20)
    .meta({ title: '法律文书', description: 'The two officers’ cards come from the officer’s profile and need not be listed' }),
  particulars: particularsBody.optional(),
  documents: documents.optional(),
  serviceMode: serviceMode.default('electronic'),
  contact24h: z.strictObject({ username: line(60).optional().meta({ title: '联系人账号', description: 'An account of the court, which is alerted by every channel it has' }), name: note, phone: z.string().trim().regex(/^\+?[0-9 -]{5,20}$/) }).optional().meta({ title: '24 小时联系人' }),
  lifts: matterNumber.optional().meta({ title: '解除哪一事项采取的措施', description: 'The request under which the measure was taken that this one asks to lift' }),
  preconditions: z
    .array(z.strictObject({ id: reference, evidence: note }))
    .max(5)
    .default([])
    .meta({ title: '前提条件', description: 'What the kind demands beforehand, each with what shows it: ownership queried, vehicle disposed of …' }),
});
export type OpenRequestBody = z.infer<typeof openRequestBody>;
