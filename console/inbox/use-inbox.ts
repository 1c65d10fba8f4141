import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useAskAgainMs } from '../app/use-live';
import { api, bodyOf } from '../client/client';
import type { MatterSummary } from '../client/queries';

const PAGE = '50';
/** While the platform does not tell by itself. */
const LOOK_AGAIN_MS = 20_000;

/** Pages of the list; read again when the platform says that something has changed. */
export function useInbox(query: Readonly<Record<string, string>>) {
  const everyMs = useAskAgainMs(LOOK_AGAIN_MS);
  return useInfiniteQuery({
    queryKey: ['matters', query],
    queryFn: ({ pageParam }) => bodyOf(api.GET('/matters', { params: { query: { ...query, limit: PAGE as never, ...(pageParam === '' ? {} : { cursor: pageParam }) } } })),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    // Each page is a question of its own.
    refetchInterval: ({ state }) => everyMs !== false && everyMs * Math.max(1, state.data?.pages.length ?? 1),
  });
}

/** One paper holds no more. */
const MOST_PRINTED = 1_000;
const PRINTED_PAGE = '100';

/** The list as it goes onto paper: all of it, not the pages that happen to be on the screen. */
export async function readForPrint(query: Readonly<Record<string, string>>): Promise<{ items: MatterSummary[]; isWhole: boolean }> {
  const items: MatterSummary[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: MatterSummary[]; nextCursor: string | null } = await bodyOf(api.GET('/matters', { params: { query: { ...query, limit: PRINTED_PAGE as never, ...(cursor === null ? {} : { cursor }) } } }));
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && items.length < MOST_PRINTED);
  return { items, isWhole: cursor === null };
}
