import { useQueries } from '@tanstack/react-query';
import { matterQuery, type MatterSummary } from '../client/queries';
import { documentsQuery } from '../matter/documents';
import { ANSWERS } from './binder';

/** Whether all that goes into the file has been read: what is half read is no file, and looks like one on paper. */
export function useCompleteness(items: readonly MatterSummary[]): { isWhole: boolean; failed: number } {
  const matters = useQueries({ queries: items.map(({ number }) => ({ ...matterQuery(number), refetchInterval: false as const })) });
  const answered = matters.flatMap(({ data }) => (data?.isContentShown === true && data.ledger.some(({ type }) => ANSWERS.includes(type)) ? [data.number] : []));
  const documents = useQueries({ queries: answered.map((number) => documentsQuery(number)) });
  const all = [...matters, ...documents];
  return { isWhole: all.every(({ isSuccess }) => isSuccess), failed: all.filter(({ isError }) => isError).length };
}
