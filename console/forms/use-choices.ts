import { useQuery } from '@tanstack/react-query';
import { useMe } from '../app/signed-in-as';
import { catalogueQuery, type Matter, sealsQuery } from '../client/queries';
import { type Choice, choicesOf, isReference } from './references';

/** What a field that names something is chosen from; undefined: it is filled in as it is, or there is no matter yet. */
export function useChoices(command: string, field: string, matter: Matter | undefined): readonly Choice[] | undefined {
  const { body } = useMe();
  const { data: catalogue } = useQuery(catalogueQuery);
  const isQueue = matter?.kind === 'seal-queue';
  const { data: seals } = useQuery({ ...sealsQuery(matter?.number ?? ''), enabled: isQueue && isReference(command, field) });
  return matter === undefined ? undefined : choicesOf(command, field, { matter, body, catalogue, seals });
}
