import { useState } from 'react';
import { ApiError, newActKey } from './client';

const NOT_EVEN_READ = 429;

/** Whether nobody knows if the act was taken: it is sent again as it was, under the same key, or not at all. */
export const isUnsettled = (error: unknown): boolean => error instanceof ApiError && error.isPassing && error.status !== NOT_EVEN_READ;

class ActKey {
  current = newActKey();

  /** Taken, or refused for good: what is sent next is another act. */
  settle(error: unknown): void {
    if (!isUnsettled(error)) this.current = newActKey();
  }
}

/** One key for each act of a person: pressed twice, or sent again after the line was cut, it is done once. */
export function useActKey(): ActKey {
  const [key] = useState(() => new ActKey());
  return key;
}
