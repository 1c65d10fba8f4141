import { bodyFrom, type Schema } from '../forms/schema';

export interface PaperFilled {
  readonly paper: string;
  readonly courtSeal?: boolean;
  readonly documentNumber?: string;
}

/** What one kind of assistance asks for. */
export interface KindFilled {
  readonly units?: readonly string[];
  readonly dataItems?: readonly string[];
  /** By the place of the requirement in the kind's list. */
  readonly papers?: Readonly<Record<string, PaperFilled>>;
  readonly contact24h?: { readonly name: string; readonly phone: string };
  readonly preconditions?: Readonly<Record<string, string>>;
  readonly particulars?: Readonly<Record<string, unknown>>;
  readonly documents?: readonly { readonly document: string; readonly title: string }[];
}

/** The form as it is filled in: one debtor, and what is asked of which units about him. */
export interface Filled {
  readonly kinds: readonly string[];
  readonly of: Readonly<Record<string, KindFilled>>;
  readonly caseNumber: string;
  readonly debtor: { readonly type: string; readonly name: string; readonly idNumber?: string };
  readonly capacity: string;
  readonly purpose: string;
  readonly serviceMode: string;
}

/** A request that comes of the form: each has a number and a clock of its own. */
export interface Wanted {
  readonly kind: string;
  readonly unit: string;
}

export const wantedIn = ({ kinds, of }: Pick<Filled, 'kinds' | 'of'>): Wanted[] => kinds.flatMap((kind) => (of[kind]?.units ?? []).map((unit) => ({ kind, unit })));

/** As `POST /requests` reads it. */
export function bodyOfRequest(filled: Filled, { kind, unit }: Wanted, documents: KindFilled['documents'], particulars: Schema | undefined): Record<string, unknown> {
  const { caseNumber, debtor, capacity, purpose, serviceMode } = filled;
  const own = filled.of[kind] ?? {};
  return {
    kind,
    unit,
    caseNumber,
    capacity,
    purpose,
    serviceMode,
    debtor: { type: debtor.type, name: debtor.name, ...(debtor.idNumber === undefined || debtor.idNumber === '' ? {} : { idNumber: debtor.idNumber }) },
    papers: Object.values(own.papers ?? {}).map(({ paper, courtSeal = false, documentNumber }) => ({ paper, courtSeal, ...(documentNumber === undefined || documentNumber === '' ? {} : { documentNumber }) })),
    dataItems: own.dataItems ?? [],
    ...(own.contact24h === undefined ? {} : { contact24h: own.contact24h }),
    preconditions: Object.entries(own.preconditions ?? {}).map(([id, evidence]) => ({ id, evidence })),
    ...(particulars === undefined ? {} : { particulars: withDocuments(bodyFrom(particulars, own.particulars ?? {}), own.documents ?? [], documents ?? []) }),
    ...(documents === undefined || documents.length === 0 ? {} : { documents }),
  };
}

/** What names a document names the copy that this request carries. */
function withDocuments(value: Record<string, unknown>, given: NonNullable<KindFilled['documents']>, carried: NonNullable<KindFilled['documents']>): Record<string, unknown> {
  const copies = new Map(given.map(({ document }, index) => [document, carried[index]?.document ?? document]));
  const walk = (part: unknown): unknown => {
    if (typeof part === 'string') return copies.get(part) ?? part;
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part === 'object' && part !== null) return Object.fromEntries(Object.entries(part).map(([name, each]) => [name, walk(each)]));
    return part;
  };
  return walk(value) as Record<string, unknown>;
}
