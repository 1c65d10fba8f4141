import { useQuery } from '@tanstack/react-query';
import { type Catalogue, catalogueQuery } from '../client/queries';

/** Names of courts, units, offices and kinds; a code that the catalogue of today does not know is shown as it is. */
export function useNames(): { court(id: string | null): string; body(id: string | null, office?: string | null): string; kind(id: string): string } {
  const { data } = useQuery(catalogueQuery);
  return {
    court: (id) => (id === null ? '' : (data?.courts.find((court) => court.id === id)?.name ?? id)),
    body: (id, office) => (id === null ? '' : bodyName(data, id, office ?? null)),
    kind: (id) => data?.kinds.find((kind) => kind.id === id)?.name ?? id,
  };
}

function bodyName(catalogue: Catalogue | undefined, id: string, office: string | null): string {
  const unit = catalogue?.units.find((each) => each.id === id || each.offices.some((part) => part.id === id));
  const part = unit?.offices.find((each) => each.id === (office ?? id));
  return part?.name ?? unit?.shortName ?? catalogue?.courts.find((court) => court.id === id)?.name ?? id;
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** For filters: what there is today. */
export function useCatalogueChoices(): { kinds: Choice[]; units: Choice[]; courts: Choice[] } {
  const { data } = useQuery(catalogueQuery);
  const choice = ({ id, name }: { id: string; name: string }): Choice => ({ value: id, label: name });
  return { kinds: (data?.kinds ?? []).map(choice), units: (data?.units ?? []).map(choice), courts: (data?.courts ?? []).map(choice) };
}
