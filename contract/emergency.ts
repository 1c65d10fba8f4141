import { z } from 'zod';
import { CITY_PLACES, type PlaceId } from '../domain/catalogue/places';
import { openRequestBody } from './assistance-request';
import { command, seq } from './command';
import { instant, instantText, note, phone } from './common';
import { route } from './route';

const remarks = note.optional().meta({ title: '说明' });
const happenedAt = { at: instant.optional().meta({ title: '实际时间', description: 'When it happened, where it is entered later; otherwise now' }) };
/** Numbers of papers stand in the clear ledger: nothing that could be a name fits. */
const incidentNumber = z.string().trim().regex(/^[A-Za-z0-9-]{1,40}$/, '警情编号由字母、数字和连字符组成');
const punishmentCase = z.string().trim().regex(/^([\u4e00-\u9fff（）()]{1,24}[〔[]\d{4}[〕\]]\d{1,8}号|[A-Za-z0-9-]{1,40})$/u, '案件编号格式应如罗公（城）受案字〔2026〕88号');
const call110 = {
  calledAt: instant.meta({ title: '110 报警时间' }),
  incidentNumber: incidentNumber.optional().meta({ title: '110 警情编号' }),
};

/** Commands of an emergency (四.7(4)). */
export const EMERGENCY_COMMANDS = {
  'acknowledge-alarm': command({ ...happenedAt }, { remarks }),
  'under-way': command({ ...happenedAt }, { forceSent: note.optional().meta({ title: '派出警力' }) }),
  arrived: command({ ...happenedAt }, { remarks }),
  'end-emergency': command(
    { outcome: z.enum(['order-restored', 'persons-taken-away', 'calmed-before-arrival', 'no-incident-found']).meta({ title: '处置结果' }), ...happenedAt },
    { measures: note.meta({ title: '采取的措施' }), remarks },
  ),
  'record-110': command(call110, { remarks }),
  'record-false-report': command(
    { reportedAt: instant.optional().meta({ title: '谎报时间' }) },
    { reportedBy: note.meta({ title: '谎报人' }), claim: note.meta({ title: '捏造的事实' }) },
  ),
  'pass-to-punishment': command({ report: seq, punishmentCase: punishmentCase.meta({ title: '治安案件编号' }) }, { remarks }),
  'declare-unfounded': command({ report: seq }, { reason: note.meta({ title: '不属谎报的理由' }) }),
} as const;

export type EmergencyCommand = keyof typeof EMERGENCY_COMMANDS;

/** What 四.7(4) names, and the false report that it turns against. */
const happening = z
  .enum(['violent-resistance', 'storming-the-scene', 'besieging-or-beating', 'destroying-equipment', 'false-report-against-enforcement', 'other'])
  .meta({ title: '警情', description: '暴力抗拒执行、冲击执行现场、围攻殴打执行人员、毁坏执行装备、谎报警情干扰执行、其他妨碍执行' });

const district = z.enum(CITY_PLACES.map(({ id }) => id) as [PlaceId, ...PlaceId[]]).meta({ title: '所在县（市、区）', description: 'Whose police turn out; the court’s own place where it is left out' });

const NO_SUBSTITUTE = 'This is no substitute for calling 110. Call 110 first; that the platform has the alarm does not mean that the police have taken it. ';

const alarmNotice = z.strictObject({
  notice: z.string().meta({ title: '请先拨打 110' }),
  dutyPhone: z.string().nullable().meta({ title: '值班电话', description: 'null: nobody has entered one; call 110' }),
  dutyOffice: z.string(),
  dutyOfficeName: z.string(),
});

/** One call from the field, as short as it can be. */
const raiseAlarmBody = z.strictObject({
  call110: z.strictObject(call110).nullable().meta({ title: '是否已拨打 110', description: 'null: not yet. Call 110 first' }),
  happening,
  place: z
    .strictObject({
      words: note.meta({ title: '地点' }),
      district: district.optional(),
      coordinates: z.strictObject({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) }).optional().meta({ title: '坐标' }),
    })
    .meta({ title: '现场' }),
  officer: z
    .strictObject({ name: note.optional(), phone: phone.optional() })
    .default({})
    .meta({ title: '现场执行人员', description: 'Whoever raises it, with the telephone of the account, where it is left out' }),
  caseNumber: openRequestBody.shape.caseNumber.optional(),
  description: note.optional().meta({ title: '情况说明' }),
});
export type RaiseAlarmBody = z.output<typeof raiseAlarmBody>;

export const readAlarmNotice = route({
  method: 'get',
  path: '/alarms/notice',
  operationId: 'readAlarmNotice',
  tag: 'alarms',
  summary: '报警前必读：请先拨打 110',
  description: `${NO_SUBSTITUTE}What the form shows before anything else.`,
  auth: 'account',
  query: z.strictObject({ district: district.optional() }),
  responses: { 200: { description: 'What to do first, and the number of the police office of that place', body: alarmNotice } },
  refusals: ['not-permitted'],
});

export const raiseAlarm = route({
  method: 'post',
  path: '/alarms',
  operationId: 'raiseAlarm',
  tag: 'alarms',
  summary: '暴力抗法警情（不能代替 110）',
  description: `${NO_SUBSTITUTE}Recorded when the answer comes, whether or not the engine is up; the desk of the police of that place is told at once.`,
  auth: 'account',
  isCommand: true,
  isUrgent: true,
  body: raiseAlarmBody,
  responses: {
    201: {
      description: 'What to do first; then the number of the alarm',
      body: z.strictObject({
        ...alarmNotice.shape,
        call110: z.strictObject({ calledAt: instantText, incidentNumber: z.string().nullable() }).nullable(),
        isDeskTold: z.boolean().meta({ description: 'false: the police office has nobody on the platform who could be told' }),
        matter: z.string(),
      }),
      headers: { Location: 'Where the matter is' },
    },
  },
  refusals: ['not-permitted', 'idempotency-key-reused'],
});
