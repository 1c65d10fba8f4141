import { bodyFrom, type Schema } from '../forms/schema';

export interface PaperFilled {
  readonly paper: string;
  readonly courtSeal?: boolean;
  readonly documentNumber?: string;
}

/** The form as it is filled in. */
export interface Filled {
  readonly kind: string;
  readonly units: readonly string[];
  readonly caseNumber: string;
  readonly debtor: { readonly type: string; readonly name: string; readonly idNumber?: string };
  readonly capacity: string;
  readonly purpose: string;
  readonly dataItems?: readonly string[];
  /** By the place of the requirement in the kind's list. */
  readonly papers?: Readonly<Record<string, PaperFilled>>;
  readonly serviceMode: string;
  readonly contact24h?: { readonly name: string; readonly phone: string };
  readonly preconditions?: Readonly<Record<string, string>>;
  readonly particulars?: Readonly<Record<string, unknown>>;
  readonly documents?: readonly { readonly document: string; readonly title: string }[];
}

/** As `POST /requests` reads it, for one of the units. */
export function bodyOfRequest(filled: Filled, unit: string, particulars: Schema | undefined): Record<string, unknown> {
  const { kind, caseNumber, debtor, capacity, purpose, papers, serviceMode, contact24h, preconditions, documents } = filled;
  return {
    kind,
    unit,
    caseNumber,
    capacity,
    purpose,
    serviceMode,
    debtor: { type: debtor.type, name: debtor.name, ...(debtor.idNumber === undefined || debtor.idNumber === '' ? {} : { idNumber: debtor.idNumber }) },
    papers: Object.values(papers ?? {}).map(({ paper, courtSeal = false, documentNumber }) => ({ paper, courtSeal, ...(documentNumber === undefined || documentNumber === '' ? {} : { documentNumber }) })),
    dataItems: filled.dataItems ?? [],
    ...(contact24h === undefined ? {} : { contact24h }),
    preconditions: Object.entries(preconditions ?? {}).map(([id, evidence]) => ({ id, evidence })),
    ...(particulars === undefined ? {} : { particulars: bodyFrom(particulars, filled.particulars ?? {}) }),
    ...(documents === undefined || documents.length === 0 ? {} : { documents }),
  };
}
