import type { Services } from '../services';
import { writeSubmissions } from './write-submissions';
import { writeWaitingNotices } from './write-waiting-notices';

const EVERY_MS = 5_000;

/** Papers that the law has written without anybody asking. Looks every few seconds. Returns what ends it. */
export function keepWriting(services: Services): () => void {
  let isBusy = false;
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    void writeSubmissions(services)
      .then(() => writeWaitingNotices(services))
      .catch((error: unknown) => services.log.error({ err: error }, 'papers'))
      .finally(() => {
        isBusy = false;
      });
  }, EVERY_MS);
  return () => clearInterval(timer);
}
