import { queryOptions, useQuery } from '@tanstack/react-query';
import { Space } from 'antd';
import { Trouble } from '../app/trouble';
import { api, bodyOf } from '../client/client';
import { sizeText } from './size-text';

export const documentsQuery = (id: string) => queryOptions({ queryKey: ['matter', id, 'documents'], queryFn: () => bodyOf(api.GET('/matters/{id}/documents', { params: { path: { id } } })), staleTime: 30_000 });

/** What an entry carries; each download is recorded. */
export function Documents({ matter, entry }: { matter: string; entry: number }) {
  const documents = useQuery(documentsQuery(matter));
  const carried = (documents.data?.items ?? []).filter((each) => each.entry === entry);
  if (carried.length === 0) return null;
  return (
    <Space wrap>
      {carried.map(({ document, title, name, bytes, sha256 }) => (
        <a key={document} href={`/api/v1/matters/${matter}/documents/${document}`} download title={`SHA-256 ${sha256}`}>
          {title ?? name ?? '文书'}（{sizeText(bytes)}）
        </a>
      ))}
    </Space>
  );
}

/** Said once for a matter: what could not be read is not the same as no documents. */
export function DocumentsTrouble({ matter }: { matter: string }) {
  const documents = useQuery(documentsQuery(matter));
  return documents.isError ? <Trouble error={documents.error} again={() => void documents.refetch()} /> : null;
}
