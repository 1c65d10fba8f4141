import { useQuery } from '@tanstack/react-query';
import type { Kind } from '../../domain/catalogue/kinds';
import type { Schema } from '../forms/schema';

interface Document {
  readonly paths: Readonly<Record<string, { readonly post: { readonly requestBody: { readonly content: { readonly 'application/json': { readonly schema: Schema } } } } } | undefined>>;
}

/** What a kind asks for beside what every request says, from the API's own document; undefined where it asks for nothing. */
export function useParticulars(kind: Kind | undefined): Schema | undefined {
  const document = useQuery({
    queryKey: ['openapi'],
    queryFn: async () => (await (await fetch('/api/v1/openapi.json')).json()) as Document,
    staleTime: Infinity,
    enabled: kind !== undefined,
  });
  const body = document.data?.paths['/requests']?.post.requestBody.content['application/json'].schema;
  const shapes = body?.properties?.['particulars']?.anyOf ?? [];
  return shapes.find(({ title }) => title === kind?.id) ?? shapes.find(({ title }) => title === kind?.procedure);
}
