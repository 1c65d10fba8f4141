import type { Json } from '../person';
import { hasRung, isClosedAs, isInTime, isRecorded, isStage, isTold, type Stage, type Story } from '../story';

/** Every name and number in this story is invented. */
async function stopOf(stage: Stage): Promise<Json> {
  const { ledger } = await stage.matter('watch');
  return { stop: ledger.find(({ type }) => type === 'report-stopped')?.seq ?? 0 };
}

/**
 * 2026: 25–27 September and 1–7 October are holidays. The working day before Thursday 8 October is Wednesday 30 September.
 * 17 October is a Saturday: 22:30 and thirty minutes are 23:00; 22:40 and an hour are 23:40.
 */
export const roadside: Story = {
  name: 'roadside',
  title: {
    zh: '被查封车辆在星期六夜间被查扣，双方确认交接',
    en: 'A sealed vehicle is stopped on a Saturday night and handed over',
  },
  from: '2026-09-24T09:00',
  scenes: [
    {
      at: '2026-09-24T10:00',
      by: 'yuncheng.judge',
      does: {
        open: 'watch',
        request: {
          kind: 'police.vehicle-intercept',
          unit: 'police.traffic',
          caseNumber: '（2026）粤5302执808号',
          debtor: { type: 'natural-person', name: '庚某' },
          capacity: 'debtor',
          purpose: '查扣已查封车辆',
          papers: ['ruling', 'enforcement-notice'].map((paper) => ({ paper, courtSeal: true })),
          preconditions: [{ id: 'vehicle-sealed', evidence: '车辆管理所查封回执' }],
          particulars: { vehicle: { plateNumber: '粤W00002', description: '白色越野车' }, watchUntil: '2026-10-08' },
        },
      },
      says: { zh: '请交警支队路面查扣已查封车辆，至10月8日', en: 'asks the traffic police to look out for a sealed vehicle until 8 October' },
      expects: [isStage('watch', 'awaiting-receipt')],
    },
    {
      at: '2026-09-24T15:00',
      by: 'police.traffic.desk',
      does: { on: 'watch', command: 'sign-receipt', body: {} },
      says: { zh: '签收文书，开始查扣', en: 'signs for the papers; the watch begins' },
      expects: [isStage('watch', 'watching')],
    },
    {
      at: '2026-09-30T09:00',
      says: { zh: '截止日前一个工作日提醒法院', en: 'the court was reminded on the working day before the end' },
      expects: [isRecorded('watch', 'watch-ending', '2026-09-30T08:30'), isTold('yuncheng.judge', 'watch', 'watch-ending')],
    },
    {
      at: '2026-09-30T10:00',
      by: 'yuncheng.judge',
      does: { on: 'watch', command: 'extend-watch', body: { until: '2026-10-31' } },
      says: { zh: '延长至10月31日', en: 'extends the watch to the end of October' },
      expects: [isTold('police.traffic.desk', 'watch', 'watch-extended')],
    },
    {
      at: '2026-10-17T22:40',
      by: 'police.traffic.desk',
      does: { on: 'watch', command: 'report-stopped', body: { stoppedAt: '2026-10-17T22:30:00+08:00', place: '云城区某大道卡口', keptAt: '某停车场' } },
      says: { zh: '星期六夜间查扣车辆，立即通知法院', en: 'has stopped the vehicle, and tells the court' },
      expects: [isStage('watch', 'stopped'), isInTime('watch', 'notify-court'), isTold('yuncheng.judge', 'watch', 'vehicle-stopped'), isTold('intermediate.bureau', 'watch', 'vehicle-stopped')],
    },
    {
      at: '2026-10-17T23:40',
      says: { zh: '一小时内法院未确认知悉：告知执行局', en: 'an hour without a word from the court: its bureau is told' },
      expects: [hasRung('watch', 'missed'), isTold('intermediate.bureau', 'watch', 'target-missed')],
    },
    {
      at: '2026-10-17T23:50',
      by: 'yuncheng.judge',
      does: { on: 'watch', command: 'acknowledge-stop', body: stopOf },
      says: { zh: '确认知悉，前往交接', en: 'knows, and is on the way' },
      expects: [isTold('police.traffic.desk', 'watch', 'stop-acknowledged')],
    },
    {
      at: '2026-10-18T01:30',
      by: 'yuncheng.judge',
      does: { on: 'watch', command: 'confirm-hand-over', body: { handedOverAt: '2026-10-18T01:20:00+08:00' } },
      says: { zh: '确认 1 时 20 分交接', en: 'confirms the hand-over at 01:20' },
      expects: [isTold('police.traffic.desk', 'watch', 'hand-over-confirmed')],
    },
    {
      at: '2026-10-18T01:35',
      by: 'police.traffic.desk',
      does: { on: 'watch', command: 'confirm-hand-over', body: { handedOverAt: '2026-10-18T01:30:00+08:00' }, refused: 'hand-over-times-differ' },
      says: { zh: '登记的时间不一致，平台列出双方时间', en: 'says 01:30, and is shown both times' },
    },
    {
      at: '2026-10-18T01:36',
      by: 'police.traffic.desk',
      does: { on: 'watch', command: 'confirm-hand-over', body: { handedOverAt: '2026-10-18T01:20:00+08:00', agreed: true } },
      says: { zh: '同意法院登记的时间，办结', en: 'agrees to the court’s time, which closes the matter' },
      expects: [isClosedAs('watch', 'handed-over'), isTold('yuncheng.judge', 'watch', 'vehicle-handed-over')],
    },
  ],
};
