import { QueryClient } from '@tanstack/react-query';
import { ChangedMatters } from './changed-matters';

const page = (...numbers: string[]) => ({ items: numbers.map((number) => ({ number })), nextCursor: null });

beforeEach(() => { jest.useFakeTimers(); });
afterEach(() => { jest.useRealTimers(); });

/** Which of them are to be read again. */
function staleOf(queries: QueryClient): string[] {
  return queries.getQueryCache().getAll().filter(({ state }) => state.isInvalidated).map(({ queryKey }) => queryKey.join(' ')).sort();
}

function client(): QueryClient {
  const queries = new QueryClient({ defaultOptions: { queries: { gcTime: Infinity } } });
  queries.setQueryData(['matters', 'short'], { pages: [page('AR-1')], pageParams: [''] });
  queries.setQueryData(['matters', 'long'], { pages: [page('AR-1', 'AR-2'), page('AR-3')], pageParams: ['', 'x'] });
  queries.setQueryData(['matters', 'counts'], {});
  queries.setQueryData(['matter', 'AR-3'], {});
  queries.setQueryData(['matter', 'AR-9'], {});
  queries.setQueryData(['dispute-file', 'AR-3'], {});
  return queries;
}

it('nobody asks at the moment of the change; then the lists are read, and the matter itself, but nothing whose reading is recorded', () => {
  const queries = client();
  new ChangedMatters(queries, () => 0.5).add(['AR-3'], false);
  jest.advanceTimersByTime(999);
  expect(staleOf(queries)).toEqual([]);
  jest.advanceTimersByTime(1);
  expect(staleOf(queries)).toEqual(['matter AR-3', 'matters long', 'matters short']);
});

it('a list of several pages that shows none of what has changed waits half a minute', () => {
  const queries = client();
  new ChangedMatters(queries, () => 0).add(['AR-9'], false);
  jest.advanceTimersByTime(1);
  expect(staleOf(queries)).toEqual(['matter AR-9', 'matters short']);
  jest.advanceTimersByTime(30_000);
  expect(staleOf(queries)).toEqual(['matter AR-9', 'matters long', 'matters short']);
});

it('after a gap everything is read again; after signing out nothing', () => {
  const queries = client();
  const changed = new ChangedMatters(queries, () => 0);
  changed.add(['AR-3'], true);
  changed.forget();
  jest.advanceTimersByTime(60_000);
  expect(staleOf(queries)).toEqual([]);
  changed.add([], true);
  jest.advanceTimersByTime(1);
  expect(staleOf(queries)).toEqual(['matter AR-3', 'matter AR-9', 'matters long', 'matters short']);
});
