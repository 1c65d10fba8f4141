/** Filters of the inbox as they stand in the address, beside the tab; a saved filter is these and the tab. */
const FILTER_NAMES = ['text', 'kind', 'assigned', 'unread'] as const;

/** What is given of them, as `GET /matters` understands it. */
export function filtersIn(search: URLSearchParams): Readonly<Record<string, string>> {
  return given(search, FILTER_NAMES);
}

/** What is kept under a name. */
export function savedFrom(search: URLSearchParams): Readonly<Record<string, string>> {
  return given(search, ['tab', ...FILTER_NAMES]);
}

function given(search: URLSearchParams, names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.flatMap((name) => { const value = search.get(name); return value ? [[name, value]] : []; }));
}
