import { z } from 'zod';
import { command, seq } from './command';
import { day, instant, matterNumber, note } from './common';

const remarks = note.optional().meta({ title: '说明' });

/** What a court says beside the rest when it asks for a watch (四.7(3)). */
const plain = {
  sealMatter: matterNumber.optional().meta({ title: '查封事项编号', description: 'The matter by which the vehicle was sealed, where it was sealed on this platform' }),
  watchUntil: day.optional().meta({ title: '查扣截止日', description: 'Left out: for as long as the court wants' }),
};
const sealed = {
  vehicle: z
    .strictObject({ plateNumber: note.meta({ title: '号牌号码' }), identificationNumber: note.optional().meta({ title: '车辆识别代号' }), description: note.optional().meta({ title: '车型、颜色等特征' }) })
    .meta({ title: '车辆' }),
};
export const INTERCEPT_PARTICULARS = { plain, sealed, body: z.strictObject({ ...plain, ...sealed }) };

/** Commands of a watch on a sealed vehicle. */
export const INTERCEPT_COMMANDS = {
  'report-stopped': command({ stoppedAt: instant.meta({ title: '查扣时间' }) }, { place: note.meta({ title: '查扣地点' }), keptAt: note.optional().meta({ title: '停放地点' }), remarks }),
  'acknowledge-stop': command({ stop: seq }, { remarks }),
  'confirm-hand-over': command(
    { handedOverAt: instant.meta({ title: '交接时间' }), agreed: z.boolean().optional().meta({ title: '同意对方登记的时间', description: 'Where the other side has confirmed another time' }) },
    { remarks },
  ),
  'extend-watch': command({ until: day.optional().meta({ title: '查扣截止日', description: 'Left out: for as long as the court wants' }) }, { remarks }),
  'end-watch': command({}, { reason: note.meta({ title: '理由' }) }),
} as const;

export type InterceptCommand = keyof typeof INTERCEPT_COMMANDS;
