import type { Json } from '../person';
import { hasRung, isClosedAs, isDue, isRecorded, isStage, isTold, type Stage, type Story } from '../story';

/** Every name and number in this story is invented. */
async function punishmentOf(stage: Stage): Promise<Json> {
  const { ledger } = await stage.matter('alarm');
  return { report: ledger.find(({ type }) => type === 'record-false-report')?.seq ?? 0, punishmentCase: '罗公（城）受案字〔2026〕88号' };
}

/**
 * A Saturday night. From the alarm at 21:00: three minutes are 21:03, five more 21:08; ten minutes to turn out are 21:10.
 * Monday 9 March 2026 is a working day, which matters to nobody here.
 */
export const alarm: Story = {
  name: 'alarm',
  title: {
    zh: '星期六夜间的暴力抗法警情：无人接警、到场处置、谎报移交处罚（平台不能代替 110）',
    en: 'Violence on a Saturday night: nobody answers, the police come, a false report is punished (the platform is no substitute for 110)',
  },
  from: '2026-03-07T20:30',
  scenes: [
    {
      at: '2026-03-07T21:00',
      by: 'luoding.judge',
      does: { open: 'alarm', through: '/alarms', request: { call110: null, happening: 'besieging-or-beating', place: { words: '罗定市某镇某村村口' }, officer: { phone: '13800000000' }, description: '十余人围堵执行车辆' } },
      says: { zh: '一次提交发出警情；应答首先要求拨打 110', en: 'raises the alarm in one call; the answer says first that 110 must be called' },
      expects: [isStage('alarm', 'unacknowledged'), isDue('alarm', 'turn-out', '2026-03-07'), isTold('police.luoding.desk', 'alarm', 'alarm-raised'), isTold('intermediate.bureau', 'alarm', 'alarm-raised')],
    },
    {
      at: '2026-03-07T21:02',
      by: 'luoding.judge',
      does: { on: 'alarm', command: 'record-110', body: { calledAt: '2026-03-07T21:01:00+08:00', incidentNumber: 'J445381-0307-21' } },
      says: { zh: '登记 110 报警时间和警情编号', en: 'records when 110 was called, and the number of the incident' },
      expects: [isTold('police.luoding.desk', 'alarm', 'call-110-recorded')],
    },
    {
      at: '2026-03-07T21:03',
      says: { zh: '三分钟无人接警：呼叫值班席，并请法院再次拨打 110', en: 'three minutes and no answer: the duty desk is rung, the court is told to call 110 again' },
      expects: [isRecorded('alarm', 'duty-desk-rung', '2026-03-07T21:03'), isTold('police.luoding.desk', 'alarm', 'alarm-unacknowledged'), isTold('luoding.judge', 'alarm', 'call-110-again')],
    },
    {
      at: '2026-03-07T21:08',
      says: { zh: '又过五分钟：呼叫单位负责人', en: 'five more: the head is rung' },
      expects: [isRecorded('alarm', 'head-rung', '2026-03-07T21:08'), isTold('police.head', 'alarm', 'alarm-unacknowledged'), isTold('intermediate.bureau', 'alarm', 'call-110-again')],
    },
    {
      at: '2026-03-07T21:09',
      by: 'police.luoding.desk',
      does: { on: 'alarm', command: 'acknowledge-alarm', body: {} },
      says: { zh: '接警', en: 'takes the alarm' },
      expects: [isStage('alarm', 'acknowledged'), isTold('luoding.judge', 'alarm', 'alarm-acknowledged')],
    },
    {
      at: '2026-03-07T21:10',
      by: 'police.luoding.desk',
      does: { on: 'alarm', command: 'arrived', body: { at: '2026-03-07T21:20:00+08:00' }, refused: 'time-out-of-range' },
      says: { zh: '想预先登记到场时间；“立即”的十分钟目标同时届满', en: 'would say beforehand when he arrives; meanwhile the ten minutes of “immediately” are over' },
      expects: [hasRung('alarm', 'missed'), isTold('police.head', 'alarm', 'target-missed')],
    },
    {
      at: '2026-03-07T21:12',
      by: 'police.luoding.desk',
      does: { on: 'alarm', command: 'under-way', body: { at: '2026-03-07T21:11:00+08:00', forceSent: '两车六人' } },
      says: { zh: '出警', en: 'is under way' },
      expects: [isStage('alarm', 'under-way')],
    },
    {
      at: '2026-03-07T21:25',
      by: 'police.luoding.desk',
      does: { on: 'alarm', command: 'arrived', body: {} },
      says: { zh: '到达现场，核实执行人员身份', en: 'arrives, and makes sure who the officers are' },
      expects: [isStage('alarm', 'arrived'), isTold('luoding.judge', 'alarm', 'police-arrived')],
    },
    {
      at: '2026-03-07T21:40',
      by: 'luoding.judge',
      does: { on: 'alarm', command: 'record-false-report', body: { reportedAt: '2026-03-07T20:50:00+08:00', reportedBy: '被执行人之弟', claim: '谎称有人持械抢劫' } },
      says: { zh: '登记被执行人一方的谎报警情', en: 'records that the debtor’s side had made up a robbery' },
      expects: [isTold('police.luoding.desk', 'alarm', 'false-report-recorded')],
    },
    {
      at: '2026-03-07T22:30',
      by: 'police.luoding.desk',
      does: { on: 'alarm', command: 'end-emergency', body: { outcome: 'persons-taken-away', measures: '劝离围观人员，将两名阻碍人员带离' } },
      says: { zh: '处置结束；谎报未处理完，事项不办结', en: 'it is over; the false report keeps the matter open' },
      expects: [isStage('alarm', 'ended'), isTold('luoding.judge', 'alarm', 'emergency-ended')],
    },
    {
      at: '2026-03-09T10:00',
      by: 'police.luoding.desk',
      does: { on: 'alarm', command: 'pass-to-punishment', body: punishmentOf },
      says: { zh: '谎报移交治安处罚，登记案件编号，办结', en: 'passes the false report on for punishment, with its case number, which closes the matter' },
      expects: [isClosedAs('alarm', 'ended'), isTold('luoding.judge', 'alarm', 'false-report-passed')],
    },
  ],
};
