import type { Me } from '../client/queries';

interface Tab {
  readonly key: string;
  readonly label: string;
  /** As `GET /matters` understands it. */
  readonly query: Readonly<Record<string, string>>;
}

/** What a day at the desk is made of; each is a question to the server, soonest first. */
export function tabsFor(me: Me): readonly Tab[] {
  const today = me.now.slice(0, 10);
  const isCourt = me.body?.startsWith('court.') === true;
  return [
    ...(me.body === null ? [] : [{ key: 'mine', label: '我的', query: { assigned: 'me', open: 'true', order: 'due' } }]),
    { key: 'waiting', label: me.body === null ? '办理中' : '本单位', query: me.body === null ? { open: 'true', order: 'due' } : { waitsForMe: 'true', order: 'due' } },
    { key: 'today', label: '今日到期', query: { open: 'true', overdue: 'false', dueBefore: today, order: 'due' } },
    { key: 'overdue', label: '已逾期', query: { overdue: 'true', order: 'due' } },
    { key: 'others', label: isCourt ? '等待协助单位' : '等待法院', query: { open: 'true', awaiting: isCourt ? 'unit' : 'court', order: 'due' } },
    { key: 'closed', label: '已办结', query: { open: 'false', order: 'newest' } },
  ];
}

/** Where one begins: what waits for one's own body, whoever of it has it. */
export const FIRST_TAB = 'waiting';
