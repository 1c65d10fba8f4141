import { Button } from 'antd';
import type { MatterSummary } from '../client/queries';
import type { InboxAct } from './acts';

interface Props {
  readonly acts: readonly InboxAct[];
  readonly chosen: readonly MatterSummary[];
  readonly start: (act: InboxAct, matters: readonly MatterSummary[]) => void;
}

/** What can be done with the lines chosen, each for those that it fits. */
export function Toolbar({ acts, chosen, start }: Props) {
  return acts.map((act) => {
    const fitting = chosen.filter(act.fits);
    const isReady = act.isSingle ? fitting.length === 1 : fitting.length > 0;
    if (act.isSingle && fitting.length === 0) return null;
    return (
      <Button key={act.name} type={act.name === 'sign' ? 'primary' : 'default'} disabled={!isReady} aria-keyshortcuts={act.key} onClick={() => start(act, fitting)}>
        {act.label}所选（{fitting.length}）
      </Button>
    );
  });
}
