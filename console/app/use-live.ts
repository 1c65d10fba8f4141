import { useEffect, useSyncExternalStore } from 'react';
import { Live } from '../client/live';
import { queryClient } from '../client/queries';

const live = new Live(queryClient);

/** Listens for as long as somebody is signed in. */
export function useListening(): void {
  useEffect(() => {
    const over = new AbortController();
    live.listen(over.signal);
    return () => over.abort();
  }, []);
}

/** How often a page asks by itself: only while nobody tells it. */
export function useAskAgainMs(everyMs: number): number | false {
  const isLive = useSyncExternalStore(live.watch, () => live.isLive);
  return isLive ? false : everyMs;
}
