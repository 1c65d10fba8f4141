import type { DisputeFile } from '../../contract/dispute-file';
import { entryName } from '../../matters/wording/entry-names';
import { dayText } from '../../matters/wording/dates';
import { type Block, form, heading, paragraph, type PaperDescription, paragraphs } from '../description';
import type { PaperFacts } from '../facts';

const SIDES: Readonly<Record<string, string>> = { opener: '提起方', respondent: '相对方', court: '请求法院', committee: '市委政法委' };
const REASONS = { 'term-ended': '磋商期限届满，双方未能磋商一致', 'declared-failed': '双方一致认为磋商不成' } as const;

/** 三(四): what is laid before the committee, as the file of the dispute holds it. */
export function disputeSubmission({ addresseeName, dispute }: PaperFacts): Pick<PaperDescription, 'addressee' | 'blocks' | 'attachments'> {
  if (!dispute) throw new Error('a submission is written from the file of a dispute');
  const { disputed } = dispute;
  return {
    addressee: addresseeName,
    blocks: [
      paragraph(`${dispute.sides.map(({ side, name }) => `${SIDES[side] ?? ''}${name}`).join('与')}就${disputed.matter}号协助事项“${disputed.kindName}”的${dispute.questionName}发生争议（编号${dispute.number}），现提请协调解决。`),
      form([
        ['执行案号', dispute.caseNumber],
        ['请求法院', disputed.courtName],
        ['协助单位', disputed.unitName],
        ['提起时间', timeText(dispute.openedAt)],
        ['磋商期限', `至${dayText(dispute.talksDueOn)}${dispute.talksProlongedBy.length === 0 ? '' : `（经双方同意延长${dispute.talksProlongedBy.join('、')}个工作日）`}`],
        ['提请时间', dispute.submittedAt === null ? '尚在磋商' : timeText(dispute.submittedAt)],
        ...(dispute.because === null ? [] : [['提请原因', REASONS[dispute.because]] as const]),
      ]),
      heading('一、提起方的主张'),
      ...said(dispute.claim),
      heading('二、双方意见'),
      ...sayings(dispute, dispute.positions),
      heading('三、磋商中提出的方案'),
      ...sayings(dispute, dispute.termsProposed),
      heading('四、所涉事项的办理记录'),
      { type: 'table', hasHead: true, columnShares: [1, 4, 5], rows: [['序号', '记录', '时间'], ...dispute.ledger.map(({ seq, type, receivedAt }) => [String(seq), entryName(type), timeText(receivedAt)])] },
    ],
    attachments: dispute.documents.map(({ title }, index) => title ?? `文书${index + 1}（名称已依规定删除）`),
  };
}

function sayings(dispute: DisputeFile, all: DisputeFile['positions']): Block[] {
  if (all.length === 0) return [paragraph('无。')];
  return all.flatMap(({ side, body, at, afterSubmission, text }) => {
    const name = dispute.sides.find((candidate) => candidate.body === body)?.name ?? '';
    return [paragraph(`${SIDES[side ?? ''] ?? ''}${name}（${timeText(at)}${afterSubmission ? '，提请后补充' : ''}）：`), ...said(text)];
  });
}

function said(text: readonly string[] | null): Block[] {
  return text === null ? [paragraph('（文字已依规定删除）')] : text.flatMap(paragraphs);
}

/** '2026年5月10日（星期日）00:00'. */
function timeText(instant: string): string {
  return `${dayText(instant.slice(0, 10))}${instant.slice(11, 16)}`;
}
