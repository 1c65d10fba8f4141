import { api, bodyOf } from './client';
import type { paths } from './generated/openapi';

type Body = paths['/requests']['post']['requestBody']['content']['application/json'];

/** Opens a request; the same key opens it once. Returns its number. */
export async function openRequest(body: Record<string, unknown>, key: string): Promise<string> {
  const { matter } = await bodyOf(api.POST('/requests', { params: { header: { 'Idempotency-Key': key } }, body: body as unknown as Body }));
  return matter;
}
