import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../client/client';
import type { Matter } from '../client/queries';

/** Whoever has the page before his eyes, and not behind another window, has read the matter up to its last entry. That it was noted is not worth a word if it fails. */
export function useMarkRead({ number, isContentShown, isUnread, ledger }: Matter): void {
  const queries = useQueryClient();
  const last = ledger.at(-1)?.seq;
  useEffect(() => {
    if (!isContentShown || !isUnread || last === undefined) return;
    const mark = (): void => {
      if (document.visibilityState !== 'visible') return;
      document.removeEventListener('visibilitychange', mark);
      void api.PUT('/matters/{id}/read', { params: { path: { id: number } }, body: { seq: last } }).then(() => queries.invalidateQueries({ queryKey: ['matters'] })).catch(() => undefined);
    };
    document.addEventListener('visibilitychange', mark);
    mark();
    return () => document.removeEventListener('visibilitychange', mark);
  }, [number, isContentShown, isUnread, last, queries]);
}
