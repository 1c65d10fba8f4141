import { queryOptions } from '@tanstack/react-query';
import { usePages } from '../app/use-pages';
import { api, bodyOf } from '../client/client';
import type { paths } from '../client/generated/openapi';

export type CardView = paths['/cards/{id}']['get']['responses'][200]['content']['application/json'];
export type Proposal = paths['/cards/proposals']['get']['responses'][200]['content']['application/json']['items'][number];

const PAGE = '20';

/** All that the reader may see, page by page; of one number, that one. */
export const useCards = (number: string | undefined) => usePages(['cards', 'list', number], (after) => bodyOf(api.GET('/cards', { params: { query: { limit: PAGE as never, ...(number === undefined ? {} : { number }), ...after } } })));
export const proposalsQuery = queryOptions({ queryKey: ['cards', 'proposals'], queryFn: () => bodyOf(api.GET('/cards/proposals')) });
