import type { CountedView, FigureNumber, Figures } from '../../contract/figures';
import { breachCauseName, BREACH_CLASS_NAMES } from '../../matters/wording/breaches';
import { ANSWERED_WORDS } from '../../matters/wording/figures';
import { dayText } from '../../matters/wording/dates';
import { courtName, kindName, termName, unitName } from '../../matters/wording/words';
import type { Cell } from './csv';

const SIDES: Readonly<Record<string, string>> = { unit: '协助单位', court: '法院' };
type Row = readonly Cell[];

/** The figures as a table: what, more exactly, how many. */
export function tableOf(figures: Figures): Row[] {
  const { statutory, workingDays } = figures;
  const row = (what: string, which: string, { count }: FigureNumber): Row => [what, which, count];
  const rate = (what: string, force: 'statutory' | 'advisory', { inTime, late, owed, share }: Figures['advisory'] = figures[force]): Row[] => [
    row(what, ANSWERED_WORDS[force].inTime, inTime),
    row(what, ANSWERED_WORDS[force].late, late),
    row(what, ANSWERED_WORDS[force].owed, owed),
    [what, '按期率', share === null ? null : `${(share * 100).toFixed(1)}%`],
  ];
  return [
    ['统计期间', '', `${dayText(figures.from)}至${dayText(figures.to)}`],
    ['指标', '分项', '数目'],
    row('收到', '', figures.opened),
    row('办复', '', figures.answered),
    row('未结', '', figures.open),
    ...rate('规定期限', 'statutory'),
    row('规定期限', '已撤销或确认按期', statutory.setAside),
    ...rate('工作目标', 'advisory'),
    ['办理用时（工作日）', '件数', workingDays.measured],
    ['办理用时（工作日）', '中位数', workingDays.median],
    ['办理用时（工作日）', '90分位数', workingDays.ninetieth],
    ...figures.breaches.map((breach) => row(`逾期（${SIDES[breach.side] ?? breach.side}）`, `${BREACH_CLASS_NAMES[breach.class]}；${breachCauseName(breach.cause)}`, breach)),
    ...figures.missedTargets.map((missed) => row('超过工作目标', SIDES[missed.side] ?? missed.side, missed)),
    ...figures.returned.map((returned) => row('退回', `期限${returned.of}个工作日的第${returned.onDay}日`, returned)),
    ...figures.openBy.map((open) => row(`未结（${open.unitName}）`, open.kindName, open)),
    ...figures.months.flatMap((month) => [
      row(month.month, '收到', month.opened),
      row(month.month, '办复', month.answered),
      row(month.month, `规定期限：${ANSWERED_WORDS.statutory.inTime}`, month.inTime),
      row(month.month, `规定期限：${ANSWERED_WORDS.statutory.late}`, month.late),
      ...month.breaches.map((breach) => row(month.month, `协助单位逾期：${BREACH_CLASS_NAMES[breach.class]}`, breach)),
    ]),
    ...(figures.closedMatters ? [row('不公开事项', '收到', figures.closedMatters.opened), row('不公开事项', '未结', figures.closedMatters.open)] : []),
  ];
}

export const MATTER_COLUMNS: Row = ['编号', '事项', '请求法院', '协助单位', '执行案号', '期限', '时间', '用时（工作日）', '状态', '收到时间', '办结时间'];

export function rowOfCounted({ matter, term, at, workingDays }: CountedView): Row {
  const { number, kind, court, unit, office, caseNumber, openedAt } = matter;
  return [
    number,
    kind === null ? matter.kindName : kindName(kind),
    court && courtName(court),
    unit && unitName(unit, office ?? undefined, openedAt.slice(0, 10)),
    caseNumber,
    term && termName(term),
    timeText(at),
    workingDays,
    matter.closedAt === null ? '未办结' : '已办结',
    timeText(openedAt),
    matter.closedAt && timeText(matter.closedAt),
  ];
}

/** '2026-03-02 09:00', which a spreadsheet takes for a time. */
function timeText(instant: string): string {
  return instant.slice(0, 16).replace('T', ' ');
}
