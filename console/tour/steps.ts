import type { Role } from '../../domain/access/permissions';

export interface Step {
  readonly title: string;
  readonly text: string;
  /** What it points at, where that is on the page. */
  readonly at?: string;
  /** Left out: for everybody. */
  readonly roles?: readonly Role[];
}

const link = (path: string): string => `nav[aria-label='主菜单'] a[href='${path}']`;

/** What there is to know on the first day, each in two sentences. */
export const STEPS: readonly Step[] = [
  { title: '欢迎使用“联动”演练', text: '这里的单位、人员和案件都是虚构的，可以放心试用。下面用一分钟看看您每天用到的地方；按 Esc 可随时跳过，以后不再显示。' },
  { title: '待办', text: '等您或者本单位办理的事项都在这里，先到期的在前。列表中按 J、K 上下移动，按 X 选择，回车打开。', at: link('/inbox') },
  { title: '发起协助', text: '选好事项，所需的文书、办理单位和预计到期日会自动出现；填到一半的草稿会保存，换一台电脑也能继续。', at: link('/requests/new'), roles: ['court-officer', 'enforcement-bureau'] },
  { title: '案件', text: '按执行案号查看各单位的答复，以及还没有查询过的事项。', at: link('/cases'), roles: ['court-officer', 'enforcement-bureau'] },
  { title: '督办', text: '按期率、用时、逾期的性质和未结件数；每个数字都可以点开，看到具体是哪些事项。', at: link('/supervision'), roles: ['committee-officer', 'enforcement-bureau', 'unit-head', 'supervisor'] },
  { title: '平台管理', text: '账号、单位、通知渠道和运行设置。“演练时钟”可以把时间拨到下一个到期的时点，看看逾期和提醒如何发生。', at: link('/operator'), roles: ['operator'] },
  { title: '工作日历', text: '期限按国务院办公厅的放假通知计算。每个期限旁的“为什么是这一天”，会逐日说明如何算出。', at: link('/calendar') },
  { title: '帮助', text: '带点状下划线的用语可以点开看说明和条文。帮助页汇总了全部用语和期限，也可以再看一遍导览。', at: link('/help') },
];
