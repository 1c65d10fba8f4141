import type { Json } from '../person';
import { at, hasRung, isBreached, isClosedAs, isDue, isInTime, isRecorded, isStage, isTold, type Story } from '../story';

/** Every name and number in this story is invented. */
function detain(caseNumber: string, debtor: string): Json {
  return {
    kind: 'police.detention',
    unit: 'police',
    caseNumber,
    debtor: { type: 'natural-person', name: debtor },
    capacity: 'debtor',
    purpose: '送拘留所执行司法拘留',
    papers: [{ paper: 'detention-decision', courtSeal: true }],
    preconditions: [{ id: 'health-checked', evidence: '已在市人民医院作初步健康检查' }],
    particulars: { detentionDays: 15 },
  };
}

const told = (instant: string): Json => ({ at: at(instant), channel: 'telephone', told: '拘留所值班所长' });
const notice = (number: number): Json => ({ noticeNumber: `云拘停〔2026〕${number}号`, healthReason: '突发心脏病' });

/** Two detentions: advised against on a Sunday, one is decided on within its hours, the other is left to lie. */
export const detentions: Story = {
  name: 'detention',
  title: {
    zh: '星期日的拘留决定：建议停止执行，法院在二十四小时内决定并通知拘留所',
    en: 'A detention decided on a Sunday: within twenty-four hours, and by nobody but the court',
  },
  from: '2026-03-06T08:30',
  scenes: [
    {
      at: '2026-03-06T09:00',
      by: 'yuncheng.judge',
      does: { open: 'sunday', request: detain('（2026）粤5302执901号', '癸某') },
      says: { zh: '将被拘留人送拘留所，已作初步健康检查', en: 'brings somebody to the detention house, after a first check of health' },
    },
    {
      at: '2026-03-06T10:00',
      by: 'police.desk',
      does: { on: 'sunday', command: 'admit', body: { admittedAt: at('2026-03-06T09:50') } },
      says: { zh: '收拘', en: 'admits' },
      expects: [isStage('sunday', 'admitted'), isInTime('sunday', 'answer'), isTold('yuncheng.judge', 'sunday', 'debtor-admitted')],
    },
    {
      at: '2026-03-06T10:30',
      by: 'xinxing.judge',
      does: { open: 'left', request: detain('（2026）粤5321执902号', '子某') },
      says: { zh: '另一法院送拘', en: 'another court brings somebody' },
    },
    {
      at: '2026-03-06T11:10',
      by: 'police.desk',
      does: { on: 'left', command: 'admit', body: { admittedAt: at('2026-03-06T11:00') } },
      says: { zh: '收拘', en: 'admits' },
    },
    {
      at: '2026-03-08T10:00',
      by: 'police.desk',
      does: { on: 'sunday', command: 'suggest-stop', body: notice(1) },
      says: { zh: '星期日，建议停止执行拘留', en: 'on a Sunday, advises to stop' },
      expects: [isStage('sunday', 'stop-suggested'), isTold('yuncheng.judge', 'sunday', 'stop-suggested'), isTold('intermediate.bureau', 'sunday', 'stop-suggested')],
    },
    {
      at: '2026-03-08T10:10',
      by: 'police.desk',
      does: { on: 'sunday', command: 'decide-stop', body: { stop: true, reason: '情况紧急' }, refused: 'not-permitted' },
      says: { zh: '想代法院决定', en: 'would decide in the court’s place' },
    },
    {
      at: '2026-03-08T11:00',
      by: 'yuncheng.judge',
      does: { on: 'sunday', command: 'sign-notice', body: {} },
      says: { zh: '签收通知书', en: 'signs for the notice' },
      // Twenty-four hours by the clock: Mon 9 at 11:00.
      expects: [isDue('sunday', 'decide-stop', '2026-03-09')],
    },
    {
      at: '2026-03-08T15:00',
      by: 'police.desk',
      does: { on: 'left', command: 'suggest-stop', body: notice(2) },
      says: { zh: '对另一被拘留人也建议停止执行；法院无人签收', en: 'advises to stop the other too; nobody at the court signs' },
    },
    {
      at: '2026-03-08T20:00',
      by: 'yuncheng.judge',
      does: { on: 'sunday', command: 'decide-stop', body: { stop: true, reason: '身体原因不宜继续拘留' } },
      says: { zh: '决定停止执行——还须通知拘留所', en: 'decides to stop; the detention house has yet to be told' },
      expects: [isStage('sunday', 'deciding'), isTold('police.desk', 'sunday', 'stop-decided')],
    },
    {
      at: '2026-03-08T20:10',
      by: 'yuncheng.judge',
      does: { on: 'sunday', command: 'tell-detention-house', body: told('2026-03-08T20:05') },
      says: { zh: '电话通知拘留所', en: 'tells the detention house' },
      expects: [isStage('sunday', 'release-owed'), isInTime('sunday', 'decide-stop')],
    },
    {
      at: '2026-03-08T20:40',
      by: 'police.desk',
      does: { on: 'sunday', command: 'record-release', body: { releasedAt: at('2026-03-08T20:30') } },
      says: { zh: '释放', en: 'sets the person free' },
      expects: [isClosedAs('sunday', 'stopped')],
    },
    {
      at: '2026-03-10T08:00',
      says: { zh: '另一通知书在次一工作日终了视为法院收到，24小时由此起算', en: 'the other notice counts as received at the end of the working day after, and the hours run from there' },
      // Monday 9 at 24:00, and a day by the clock from then.
      expects: [isRecorded('left', 'notice-deemed', '2026-03-10T00:00'), isStage('left', 'deciding'), isDue('left', 'decide-stop', '2026-03-11')],
    },
    {
      at: '2026-03-16T09:00',
      says: { zh: '法院逾期：先告知执行局，再告知政法委；决定仍由法院作出', en: 'the court’s own breach has climbed to its bureau and to the committee; the decision is still the court’s' },
      // After Wed 11: Thu 12 is the first working day, Mon 16 the third.
      expects: [isRecorded('left', 'term-expired', '2026-03-11T00:00'), isBreached('left', 'none', true), hasRung('left', '+3'), isTold('intermediate.bureau', 'left', 'term-expired'), isTold('committee.officer', 'left', 'escalation'), isStage('left', 'deciding')],
    },
    {
      at: '2026-03-16T10:00',
      by: 'xinxing.judge',
      does: { on: 'left', command: 'decide-stop', body: { stop: false, reason: '经复查可以继续执行' } },
      says: { zh: '决定继续执行', en: 'decides to go on' },
    },
    {
      at: '2026-03-16T10:10',
      by: 'xinxing.judge',
      does: { on: 'left', command: 'tell-detention-house', body: told('2026-03-16T10:05') },
      says: { zh: '通知拘留所', en: 'tells the detention house' },
      expects: [isStage('left', 'admitted')],
    },
    {
      at: '2026-03-21T11:30',
      says: { zh: '十五日已过，尚未登记释放', en: 'the fifteen days have passed and nobody has recorded a release' },
      expects: [isRecorded('left', 'release-unrecorded', '2026-03-21T11:00'), isTold('police.desk', 'left', 'release-unrecorded')],
    },
    {
      at: '2026-03-21T11:40',
      by: 'police.desk',
      does: { on: 'left', command: 'record-release', body: { releasedAt: at('2026-03-21T11:00') } },
      says: { zh: '登记释放', en: 'records it' },
      expects: [isClosedAs('left', 'served')],
    },
  ],
};
