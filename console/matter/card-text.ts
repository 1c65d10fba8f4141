import { isClosed } from '../../domain/access/closed-matters';
import { findKind } from '../../domain/catalogue/kinds';
import type { MatterSummary } from '../client/queries';
import { dayText } from '../words/dates';
import { stageName } from '../words/stages';

export type Told = Pick<MatterSummary, 'number' | 'kind' | 'kindName' | 'stage' | 'dueOn' | 'provisional'>;

/**
 * For a work messenger, which may be read by anybody: number, kind, stage, last day and link; no name, no case, no number of a person. 二(四): of a closed
 * matter not even the kind, whoever copies it.
 */
export function cardText({ number, kind, kindName, stage, dueOn, provisional }: Told, origin: string): string {
  const isClosedKind = kind !== null && isClosed(findKind(kind)?.procedure ?? kind);
  return [`【联动】${isClosedKind ? '不公开事项' : kindName} ${number}`, `阶段：${stageName(stage)}`, ...(dueOn === null ? [] : [`到期：${dayText(dueOn)}${provisional ? '（暂定）' : ''}`]), `${origin}/matters/${number}`].join('\n');
}
