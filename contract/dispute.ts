import { z } from 'zod';
import { command, refined, seq } from './command';
import { day, documents, note, reference } from './common';

/** What can be in dispute on a matter; the words say the rest. */
export const DISPUTE_QUESTIONS = ['answer', 'return', 'wrong-unit', 'service-time', 'term', 'breach', 'ownership', 'seal-order', 'other'] as const;

const proposal = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('new-term'), workingDays: z.int().min(1).max(60).meta({ title: '工作日数' }) }),
  z.strictObject({ kind: z.literal('other-unit'), unit: reference.meta({ title: '改由办理的单位' }) }),
  z.strictObject({ kind: z.literal('other') }),
]);

/** Number of a proposal in the committee’s opinion, from 1. */
const proposalNumber = z.int().min(1).max(10).meta({ title: '建议序号' });

/** Opening a dispute, on the matter that it is about. */
export const DISPUTED_COMMANDS = {
  'open-dispute': command(
    {
      question: z.enum(DISPUTE_QUESTIONS).meta({ title: '争议事项' }),
      respondent: reference.optional().meta({ title: '相对方', description: 'Unit, local office or court; left out: the other side of this matter' }),
      entry: seq.optional(),
      term: reference.optional().meta({ title: '所涉期限' }),
    },
    { claim: note.meta({ title: '主张和理由' }) },
  ),
} as const;

/** Commands of a dispute (三(四)). */
export const DISPUTE_COMMANDS = {
  'state-position': command({}, { position: note.meta({ title: '意见' }) }),
  agree: refined(
    command({ proposal: seq.optional() }, { terms: note.optional().meta({ title: '磋商结果', description: 'Terms that one side proposes, in place of any before; the other agrees by naming their entry' }) }),
    ({ proposal, terms }) => (proposal === undefined) !== (terms === undefined),
    '请填写磋商结果，或者指明所同意的对方意见，二者取其一',
  ),
  'prolong-talks': command({ workingDays: z.int().min(1).max(60).meta({ title: '延长工作日数' }) }, { reason: note.optional().meta({ title: '理由' }) }),
  'declare-failed': command({}, { reason: note.optional().meta({ title: '理由' }) }),
  'withdraw-dispute': command({}, { reason: note.meta({ title: '撤回理由' }) }),
  'issue-opinion': refined(
    command(
      { number: reference.meta({ title: '文号' }), metOn: day.meta({ title: '会议日期' }), proposals: z.array(proposal).max(10).default([]).meta({ title: '对法院的建议', description: 'What touches the court’s request takes effect when the court accepts it' }) },
      {
        meeting: note.meta({ title: '会议' }),
        bindsUnits: note.meta({ title: '协调意见', description: 'How the units handle the matter' }),
        otherProposals: note.optional().meta({ title: '其他建议的内容' }),
        documents: documents.min(1).meta({ title: '签署的协调意见' }),
      },
    ),
    ({ proposals, otherProposals }) => !proposals?.some(({ kind }) => kind === 'other') || otherProposals !== undefined,
    '有其他建议的，应当写明其内容',
  ),
  'accept-proposal': command({ proposal: proposalNumber }, { remarks: note.optional() }),
  'dissent-from-proposal': command({ proposal: proposalNumber }, { reasons: note.meta({ title: '不同意的理由' }) }),
} as const;

export type DisputeCommand = keyof typeof DISPUTE_COMMANDS;
