import { isClosed } from '../../domain/access/closed-matters';
import type { Side } from '../../domain/access/parties';
import { formatInstant } from '../../domain/calendar/day';
import type { MeasureState } from '../../matters/measures';
import type { MatterInput } from '../../matters/messages';
import type { Position, TermView } from '../../matters/position';

const SIDES: Readonly<Record<Side, string>> = {
  court: '法院',
  unit: '协助单位',
  police: '公安机关',
  procuratorate: '检察机关',
  committee: '政法委',
  opener: '提起方',
  respondent: '相对方',
  matter: '关联事项',
};

const MEASURE_STATES: Readonly<Record<MeasureState, string>> = { 'in-force': '生效中', waiting: '轮候', lifting: '解除中', lifted: '已解除' };

/** What a supervisor reads of a matter in the Temporal UI: who is awaited, until when, and by which article. Codes and dates, no personal data. */
export function describePosition({ matter, ledger }: Pick<MatterInput, 'matter' | 'ledger'>, position: Position): string {
  const { kind, court, unit, procedure } = ledger[0]?.facts ?? {};
  if (isClosed(String(procedure))) return describeClosed(matter, position);
  // The static summary stays behind with the first run; here it goes on.
  const lines = [`### ${matter}`, `- 事项：\`${String(kind)}\` ${String(court)} → ${String(unit)}`, `- 阶段：\`${position.stage}\``];
  if (position.closedAs) lines.push(`- 结果：\`${position.closedAs}\``);
  if (position.links.length > 0) lines.push(`- 关联：${position.links.map(({ matter: number, as }) => `${number}（${as}）`).join('、')}`);
  for (const { kind: measure, state, untilOn } of position.measures ?? []) lines.push(`- 措施：\`${measure}\` ${MEASURE_STATES[state]}${untilOn === undefined ? '' : `，至 ${untilOn}`}`);
  if (position.awaitedSides.length > 0) lines.push(`- 等待：${position.awaitedSides.map((side) => SIDES[side]).join('、')}`);
  for (const term of position.terms.filter((candidate) => candidate.state === 'running')) {
    const force = term.force === 'statutory' ? '规定期限' : '工作目标';
    lines.push(`- ${force} \`${term.name}\`：${describeEnd(term)}`);
    if (term.lateSince !== undefined) lines.push(`  - **已逾期**，自 ${formatInstant(term.lateSince)}`);
  }
  if (position.particulars['contactReachable'] === false) lines.push('- **24 小时联系人除邮件外没有经过测试的联系方式**');
  if (position.nextAlarmAt !== undefined) lines.push(`- 下次提醒：${formatInstant(position.nextAlarmAt)}`);
  return lines.join('\n');
}

/** 二(四): of a closed matter number, stage and dates, and nothing else. */
function describeClosed(matter: string, { stage, terms, nextAlarmAt, closedAt }: Position): string {
  const running = terms.filter(({ state }) => state === 'running');
  return [
    `### ${matter}`,
    `- 阶段：\`${stage}\``,
    ...running.map(({ force, dueOn, dueAt, lateSince }) => `- ${force === 'statutory' ? '规定期限' : '工作目标'}：${dueOn} 届满（${formatInstant(dueAt)}）${lateSince === undefined ? '' : '，**已逾期**'}`),
    ...(nextAlarmAt === undefined ? [] : [`- 下次提醒：${formatInstant(nextAlarmAt)}`]),
    ...(closedAt === undefined ? [] : [`- 办结：${formatInstant(closedAt)}`]),
  ].join('\n');
}

/** What runs by the clock ends at an instant, whatever the calendar says. */
function describeEnd({ length, startAt, startOn, dueAt, dueOn, article, calendarVersion, provisional }: TermView): string {
  if (length.kind === 'hours' || length.kind === 'minutes') return `${formatInstant(dueAt)} 届满（自 ${formatInstant(startAt)} 起按时计算，${article}）`;
  return `${dueOn} 届满（自 ${startOn} 次日起算，${article}，日历第 ${calendarVersion} 版${provisional ? '，暂定' : ''}）`;
}
