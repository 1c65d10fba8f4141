import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../client/client';
import type { paths } from '../client/generated/openapi';

type Rules = paths['/rule-sets/{id}']['get']['responses'][200]['content']['application/json'];
export type DutyRule = Rules['duties'][number];

export const rulesQuery = (id: string) => queryOptions({ queryKey: ['rule-sets', id], queryFn: () => bodyOf(api.GET('/rule-sets/{id}', { params: { path: { id } } })), staleTime: 10 * 60_000 });
