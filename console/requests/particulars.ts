import { useQuery } from '@tanstack/react-query';
import type { Kind } from '../../domain/catalogue/kinds';
import type { Schema } from '../forms/schema';

interface Document {
  readonly paths: Readonly<Record<string, { readonly post: { readonly requestBody: { readonly content: { readonly 'application/json': { readonly schema: Schema } } } } } | undefined>>;
}

/** The API's own document. */
export function useOpenApi(isWanted: boolean) {
  return useQuery({
    queryKey: ['openapi'],
    queryFn: async () => (await (await fetch('/api/v1/openapi.json')).json()) as Document,
    staleTime: Infinity,
    enabled: isWanted,
  });
}

/** What `POST /requests` reads. */
export const requestBodyIn = (document: Document | undefined): Schema | undefined => document?.paths['/requests']?.post.requestBody.content['application/json'].schema;

/** What a kind asks for beside what every request says; undefined where it asks for nothing. */
export function particularsIn(document: Document | undefined, { id, procedure }: Pick<Kind, 'id' | 'procedure'>): Schema | undefined {
  const shapes = requestBodyIn(document)?.properties?.['particulars']?.anyOf ?? [];
  return shapes.find(({ title }) => title === id) ?? shapes.find(({ title }) => title === procedure);
}

export function useParticulars(kind: Kind): Schema | undefined {
  const document = useOpenApi(true);
  return particularsIn(document.data, kind);
}
