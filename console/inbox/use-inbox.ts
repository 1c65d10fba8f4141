import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, bodyOf } from '../client/client';

const PAGE = '50';
const LOOK_AGAIN_MS = 20_000;

/** Pages of the list, looked at again and again while the page is open. */
export function useInbox(query: Readonly<Record<string, string>>) {
  return useInfiniteQuery({
    queryKey: ['matters', query],
    queryFn: ({ pageParam }) => bodyOf(api.GET('/matters', { params: { query: { ...query, limit: PAGE as never, ...(pageParam === '' ? {} : { cursor: pageParam }) } } })),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_AGAIN_MS,
  });
}

/** How many late or due today: the number in the browser's tab. */
export function useWaitingCount(): number | undefined {
  const counts = useQuery({ queryKey: ['matters', 'counts'], queryFn: () => bodyOf(api.GET('/matters/counts')), refetchInterval: LOOK_AGAIN_MS });
  return counts.data && counts.data.overdue + counts.data.dueToday;
}
