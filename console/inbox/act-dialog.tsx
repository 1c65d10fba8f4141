import type { MatterSummary } from '../client/queries';
import type { InboxAct } from './acts';
import { AnswerDialog } from './answer-dialog';
import { ShareDialog } from './share-dialog';
import { SignDialog } from './sign-dialog';

/** What is asked before an act on lines of the inbox; loaded when the first is opened. */
export default function ActDialog({ act, matters, close }: { act: InboxAct['name']; matters: readonly MatterSummary[]; close: (isDone: boolean) => void }) {
  if (act === 'sign') return <SignDialog matters={matters} close={close} />;
  if (act === 'answer') return <AnswerDialog matters={matters} close={() => close(false)} />;
  return <ShareDialog act={act} matters={matters} close={close} />;
}
