import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, bodyOf } from '../client/client';
import { useAskAgainMs } from './use-live';

const LOOK_AGAIN_MS = 20_000;

/** What the tab of the browser says, and a reader hears when a page opens; on every page with the number of what waits for one's own body and is late, or due today. */
export function useTitle(title: string): void {
  const refetchInterval = useAskAgainMs(LOOK_AGAIN_MS);
  const counts = useQuery({ queryKey: ['matters', 'counts'], queryFn: () => bodyOf(api.GET('/matters/counts')), refetchInterval });
  const pressing = counts.data?.pressing ?? 0;
  useEffect(() => {
    document.title = `${pressing > 0 ? `(${pressing}) ` : ''}${title} · 联动`;
  }, [title, pressing]);
}
