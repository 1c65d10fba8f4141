import { ApiError, newActKey, type Problem } from './client';
import type { paths } from './generated/openapi';

export type SheetAnswers = paths['/day-list/answers']['post']['responses'][200]['content']['application/json'];

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Where the list that is shown is to be had as a workbook. */
export function dayListAddress(query: Readonly<Record<string, string>>, title: string): string {
  return `/api/v1/day-list?${new URLSearchParams({ ...query, title }).toString()}`;
}

/** What would become of the answers in a workbook; nothing is done by it. */
export async function checkSheet(file: File): Promise<SheetAnswers> {
  let answer: Response;
  try {
    answer = await fetch('/api/v1/day-list/answers', { method: 'POST', headers: { 'content-type': XLSX, 'idempotency-key': newActKey() }, body: file });
  } catch {
    throw new ApiError(null, null);
  }
  const said: unknown = await answer.json().catch(() => null);
  if (!answer.ok) throw new ApiError(answer.status, said as Problem | null);
  return said as SheetAnswers;
}
