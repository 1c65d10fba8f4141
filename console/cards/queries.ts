import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../client/client';
import type { paths } from '../client/generated/openapi';

export type CardView = paths['/cards/{id}']['get']['responses'][200]['content']['application/json'];
export type Proposal = paths['/cards/proposals']['get']['responses'][200]['content']['application/json']['items'][number];

export const cardsQuery = queryOptions({ queryKey: ['cards'], queryFn: () => bodyOf(api.GET('/cards', { params: { query: { limit: '100' as never } } })) });
export const proposalsQuery = queryOptions({ queryKey: ['cards', 'proposals'], queryFn: () => bodyOf(api.GET('/cards/proposals')) });
