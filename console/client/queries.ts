import { QueryClient, queryOptions } from '@tanstack/react-query';
import { api, ApiError, bodyOf } from './client';
import type { paths } from './generated/openapi';

type Answer<Path extends keyof paths> = paths[Path] extends { get: { responses: { 200: { content: { 'application/json': infer Body } } } } } ? Body : never;

export type Me = Answer<'/me'>;
export type Matter = Answer<'/matters/{id}'>;
export type MatterSummary = Answer<'/matters'>['items'][number];
export type Term = Matter['terms'][number];
export type Entry = Matter['ledger'][number];
export type Catalogue = Answer<'/units'>;
export type WhyThisDay = Answer<'/matters/{id}/terms/{term}/why'>;
export type DisputeFile = Answer<'/matters/{id}/file'>;
export type ListedQueue = Answer<'/seals'>['items'][number];
export type ListedDispute = Answer<'/disputes'>['items'][number];
export type ListedWindow = Answer<'/oversight-windows'>['items'][number];
export type OversightDraft = Answer<'/matters/{id}/oversight-draft'>;
export type SealQueue = Answer<'/matters/{id}/seals'>;

const A_MINUTE = 60_000;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 5_000, refetchOnWindowFocus: true, retry: (count, error) => count < 2 && error instanceof ApiError && error.isPassing },
    // An act is sent again by the person who sees that it failed, with the same key.
    mutations: { retry: false },
  },
});

/** Who is signed in; null: nobody. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async (): Promise<Me | null> => {
    try {
      return await bodyOf(api.GET('/me'));
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: A_MINUTE,
  // It says what time it is, by which pages tell how much is left.
  refetchInterval: A_MINUTE,
});

export const catalogueQuery = queryOptions({ queryKey: ['units'], queryFn: () => bodyOf(api.GET('/units')), staleTime: 10 * A_MINUTE });

export const matterQuery = (id: string) => queryOptions({ queryKey: ['matter', id], queryFn: () => bodyOf(api.GET('/matters/{id}', { params: { path: { id } } })), refetchInterval: A_MINUTE });

/** One line of the list; null: it does not exist for whoever asks. */
export const summaryQuery = (number: string) =>
  queryOptions({ queryKey: ['matters', 'one', number], queryFn: async () => (await bodyOf(api.GET('/matters', { params: { query: { text: number, limit: '1' as never } } }))).items[0] ?? null, staleTime: A_MINUTE });

export const whyQuery = (id: string, term: string) =>
  queryOptions({ queryKey: ['matter', id, 'why', term], queryFn: () => bodyOf(api.GET('/matters/{id}/terms/{term}/why', { params: { path: { id, term } } })), staleTime: A_MINUTE });

export const sealsQuery = (id: string) => queryOptions({ queryKey: ['matter', id, 'seals'], queryFn: () => bodyOf(api.GET('/matters/{id}/seals', { params: { path: { id } } })) });

/** As data: the same address also has it as a page to print. Each reading is recorded, so it is read again only after an act of one's own, or when asked for: its key is none of the matter's, which are read again whenever something happens. */
export const disputeFileQuery = (id: string) =>
  queryOptions({
    queryKey: ['dispute-file', id],
    queryFn: async () => (await bodyOf(api.GET('/matters/{id}/file', { params: { path: { id }, query: { format: 'json' } } }))) as DisputeFile,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });

/** Each reading is recorded, as with a dispute's file. */
export const oversightDraftQuery = (id: string) =>
  queryOptions({ queryKey: ['oversight-draft', id], queryFn: () => bodyOf(api.GET('/matters/{id}/oversight-draft', { params: { path: { id } } })), staleTime: Infinity, refetchOnWindowFocus: false });

export const unreadQuery = queryOptions({ queryKey: ['notifications', 'unread'], queryFn: () => bodyOf(api.GET('/notifications', { params: { query: { limit: '1' as never, unread: 'true' } } })), refetchInterval: A_MINUTE });
