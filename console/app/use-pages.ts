import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';

interface Page<Item> {
  readonly items: Item[];
  readonly nextCursor: string | null;
}

const LOOK_AGAIN_MS = 60_000;

/** A list of the server's, page by page, looked at again while it is open. `after` is where the last page ended; empty at the first. */
export function usePages<Item>(key: readonly unknown[], read: (after: { cursor?: string }) => Promise<Page<Item>>) {
  return useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => read(pageParam === '' ? {} : { cursor: pageParam }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    // Each page is a question of its own: a longer list asks less often, and no more in all.
    refetchInterval: ({ state }) => LOOK_AGAIN_MS * Math.max(1, state.data?.pages.length ?? 1),
  });
}
