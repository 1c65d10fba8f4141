import type { AssistanceRequest } from '../../matters/assistance-request';
import { assistanceRequest as procedure } from '../../workflows/assistance-request';
import { signalledAnswer } from '../../workflows/assistance-request/signal';
import type { CaseFile } from '../../workflows/case-file/case-file';
import { onTemporal } from '../../workflows/case-file/on-temporal';
import { ASSISTANCE_REQUEST } from '../../workflows/procedures';

/** A release with a bug: it cannot go on once a receipt is signed. */
async function broken(file: CaseFile<AssistanceRequest>): Promise<void> {
  const next = file.next.bind(file);
  file.next = async (view) => {
    const step = await next(view);
    if (step.type === 'sign-receipt') throw new TypeError('a bug in the procedure');
    return step;
  };
  return procedure(file);
}

export const assistanceRequest = onTemporal({ ...ASSISTANCE_REQUEST, run: broken }, { fromSignal: signalledAnswer });
