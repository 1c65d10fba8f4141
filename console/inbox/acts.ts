import { isDistributor } from '../../domain/access/assignment';
import type { Me, MatterSummary } from '../client/queries';

/** What is done to lines of the inbox, each under a key of its own. */
export interface InboxAct {
  readonly name: 'claim' | 'sign' | 'answer' | 'assign' | 'hand-over' | 'give-back';
  readonly key: string;
  readonly label: string;
  /** Of the lines chosen, those that it is for. */
  readonly fits: (item: MatterSummary) => boolean;
  /** One line at a time. */
  readonly isSingle?: true;
}

/** Who signs for papers, and answers. */
const RECEIVERS = ['liaison', 'desk-officer', 'prosecutor'];
const IN_ANSWER = ['awaiting-receipt', 'awaiting-answer', 'contested'];

/** What this officer can do from the list; the API decides on each. */
export function actsFor(me: Me): readonly InboxAct[] {
  if (me.body === null) return [];
  const isReceiver = me.roles.some((role) => RECEIVERS.includes(role));
  const isOpen = (item: MatterSummary): boolean => item.closedAt === null && item.isContentShown;
  const isMine = (item: MatterSummary): boolean => isOpen(item) && item.assignee?.account === me.accountId;
  return [
    { name: 'claim', key: 'c', label: '认领', fits: ({ mayClaim }) => mayClaim },
    ...(isReceiver ? [{ name: 'sign', key: 's', label: '签收', fits: (item: MatterSummary) => item.stage === 'awaiting-receipt' } as const] : []),
    ...(isReceiver ? [{ name: 'answer', key: 'r', label: '答复', fits: (item: MatterSummary) => isOpen(item) && IN_ANSWER.includes(item.stage), isSingle: true } as const] : []),
    ...(isDistributor(me.roles) ? [{ name: 'assign', key: 'a', label: '分派', fits: isOpen } as const] : []),
    { name: 'hand-over', key: 'h', label: '移交', fits: isMine },
    { name: 'give-back', key: 'b', label: '退回本单位', fits: isMine },
  ];
}
