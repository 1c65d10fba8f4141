import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../client/client';
import type { paths } from '../client/generated/openapi';

export type Figures = paths['/figures']['get']['responses'][200]['content']['application/json'];
export type Counted = Figures['opened'];
export type Filters = Readonly<Record<string, string>>;

export const figuresQuery = (filters: Filters) => queryOptions({ queryKey: ['figures', filters], queryFn: () => bodyOf(api.GET('/figures', { params: { query: filters } })), placeholderData: keepPreviousData });

/** The page of the matters behind a number. */
export function addressOf(filters: Filters, { list }: Counted): string {
  return `/supervision/matters?${new URLSearchParams({ ...filters, ...(list as Filters) }).toString()}`;
}

/** Of a file to take away. */
export const FORMATS = ['xlsx', 'csv'] as const;
