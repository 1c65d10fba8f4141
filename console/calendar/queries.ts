import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../client/client';
import type { paths } from '../client/generated/openapi';

type Post<Path extends keyof paths> = paths[Path] extends { post: { responses: { 200: { content: { 'application/json': infer Body } } } } } ? Body : never;
type Put<Path extends keyof paths> = paths[Path] extends { put: { requestBody: { content: { 'application/json': infer Body } } } } ? Body : never;

export type NoticeRead = Post<'/calendar/notice-text'>;
export type YearBody = Put<'/calendar/{year}'>;
export type YearOfDays = paths['/calendar/{year}/days']['get']['responses'][200]['content']['application/json'];
export type Effects = paths['/calendar/proposals/{id}/effects']['get']['responses'][200]['content']['application/json'];
export type Proposal = paths['/calendar/proposals/{id}']['get']['responses'][200]['content']['application/json'];

export const daysQuery = (year: number) => queryOptions({ queryKey: ['calendar', 'days', year], queryFn: () => bodyOf(api.GET('/calendar/{year}/days', { params: { path: { year: String(year) as never } } })), staleTime: 60_000 });
export const noticesQuery = queryOptions({ queryKey: ['calendar', 'years'], queryFn: () => bodyOf(api.GET('/calendar')), staleTime: 60_000 });
export const proposalsQuery = queryOptions({ queryKey: ['calendar', 'proposals'], queryFn: () => bodyOf(api.GET('/calendar/proposals')) });
export const effectsQuery = (id: string) => queryOptions({ queryKey: ['calendar', 'proposals', id, 'effects'], queryFn: () => bodyOf(api.GET('/calendar/proposals/{id}/effects', { params: { path: { id } } })) });

/** What would move, or the year put forward. */
export function putYear(year: number, body: YearBody, dryRun: boolean) {
  return api.PUT('/calendar/{year}', { params: { path: { year: String(year) as never }, query: { dryRun: dryRun ? 'true' : 'false' } }, body });
}
