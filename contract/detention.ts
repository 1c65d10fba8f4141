import { z } from 'zod';
import { command } from './command';
import { instant, note, reference } from './common';
import type { ParticularsContract } from './openings';

const noticeNumber = reference.meta({ title: '通知书文号' });

/** Commands of a judicial detention, beside those of every request. */
export const DETENTION_COMMANDS = {
  admit: command({ admittedAt: instant.meta({ title: '收拘时间' }) }, { remarks: note.optional() }),
  'refuse-admission': command({}, { noticeNumber, healthReason: note.meta({ title: '身体原因' }) }),
  'suggest-stop': command({}, { noticeNumber, healthReason: note.meta({ title: '身体原因' }) }),
  'sign-notice': command({}, { signedBy: note.optional().meta({ title: '签收人' }) }),
  'decide-stop': command({ stop: z.boolean().meta({ title: '是否停止执行' }) }, { documentNumber: reference.optional().meta({ title: '决定书文号' }), reason: note.meta({ title: '理由' }) }),
  'tell-detention-house': command(
    {
      at: instant.meta({ title: '通知时间', description: 'Counts when it was recorded, unless the detention house confirms the earlier time' }),
      channel: z.enum(['telephone', 'in-person', 'fax', 'platform', 'other']).meta({ title: '通知方式' }),
    },
    { told: note.meta({ title: '受通知人' }) },
  ),
  'record-release': command({ releasedAt: instant.meta({ title: '释放时间' }) }, { remarks: note.optional() }),
  'bring-again': command({}, { healthCheck: note.meta({ title: '初步健康检查情况' }), reason: note.meta({ title: '再次送拘理由' }) }),
  'close-refused': command({}, { remarks: note.optional() }),
} as const;

const plain = { detentionDays: z.int().min(1).max(15).meta({ title: '拘留天数', description: 'As decided; no judicial detention is longer than fifteen days' }) };

export const DETENTION_PARTICULARS: ParticularsContract = { plain, sealed: {}, body: z.strictObject(plain) };
