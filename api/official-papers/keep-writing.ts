import { type Repeated, repeat } from '../../register/repeat';
import type { Services } from '../services';
import { writeOversightRequests } from './write-oversight-requests';
import { writeSubmissions } from './write-submissions';
import { writeWaitingNotices } from './write-waiting-notices';

const EVERY_MS = 5_000;

/** Papers that the law has written without anybody asking. Looks every few seconds, until it is stopped. */
export function keepWriting(services: Services): Repeated {
  const write = async (): Promise<void> => {
    await writeSubmissions(services);
    await writeWaitingNotices(services);
    await writeOversightRequests(services);
  };
  return repeat(EVERY_MS, write, (error) => services.log.error({ err: error }, 'papers'));
}
