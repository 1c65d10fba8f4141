import { z } from 'zod';
import { findKind } from '../domain/catalogue/kinds';
import { command } from './command';
import { day, instant, note } from './common';
import type { ParticularsContract } from './openings';

const channel = z.enum(['telephone', 'in-person', 'fax', 'platform', 'other']).meta({ title: '通知方式' });
const seal = z.enum(['unit', 'department', 'both-sides', 'none']).optional().meta({ title: '加盖印章', description: 'Both sides seal what goes between them (四.7(2))' });

/** Commands of a search for a debtor, beside those of every request. */
export const LOCATE_COMMANDS = {
  'take-on': command({}, { remarks: note.optional().meta({ title: '受理情况' }) }),
  'record-found': command({ foundAt: instant.meta({ title: '发现时间' }) }, { whereabouts: note.optional().meta({ title: '下落' }) }),
  'retract-finding': command({}, { reason: note.meta({ title: '撤销理由' }) }),
  'notify-court': command(
    { at: instant.meta({ title: '通知时间', description: 'Counts when it was recorded, unless the court confirms the earlier time' }), channel, seal },
    { told: note.meta({ title: '受通知人' }), whereabouts: note.optional().meta({ title: '下落' }) },
  ),
  'record-found-by-court': command({ foundAt: instant.meta({ title: '发现时间' }) }, { remarks: note.optional() }),
  'cancel-search': command({ ground: z.enum(['found-by-court', 'performed', 'no-longer-needed']).meta({ title: '撤销原因' }) }, { remarks: note.optional() }),
  'confirm-search-withdrawn': command({ seal }, { remarks: note.optional() }),
  'record-contact-test': command({ at: instant.meta({ title: '测试时间' }), channel: z.enum(['telephone', 'other']).meta({ title: '联系方式' }) }, { answeredBy: note.meta({ title: '接听人' }) }),
  acknowledge: command(
    { timeAgreed: z.boolean().optional().meta({ title: '是否确认通知时间', description: 'That one was told at the time which the other side states' }), seal },
    { remarks: note.optional() },
  ),
} as const;

const GROUNDS = (findKind('police.locate-debtor')?.grounds ?? []).map(({ id }) => id);

const plain = { ground: z.enum(GROUNDS).meta({ title: '协查理由' }) };
const sealed = {
  proof: note.meta({ title: '证明情况', description: 'Which paper shows it, who gave it and when; the paper itself is among the papers' }),
  absence: z.enum(['missing', 'away-for-years']).optional().meta({ title: '下落不明或长年在外' }),
  docketedOn: day.optional().meta({ title: '立案执行日' }),
  missingSince: day.optional().meta({ title: '下落不明起始日' }),
};

/** 四.7(2): one of three grounds, with its proof. */
export const LOCATE_PARTICULARS: ParticularsContract = { plain, sealed, body: z.strictObject({ ...plain, ...sealed }) };
