/** Each breach stands in one class alone. On the page and in what is exported by the same name. */
export const BREACH_CLASS_NAMES = { plain: '逾期', 'deemed-receipt': '起算日为视为收到之日', outage: '最后一日平台有故障', contested: '单位有异议', 'to-be-annulled': '待撤销', annulled: '已撤销' } as const;

const CAUSES: Readonly<Record<string, string>> = { none: '未说明理由', 'notice-unanswered': '已说明理由，法院未回复', 'notice-accepted': '法院同意理由', 'notice-contested': '法院不同意理由', 'confirmed-in-time': '双方确认按期办理' };

export const breachCauseName = (cause: string): string => CAUSES[cause] ?? cause;
