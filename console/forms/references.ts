import { findKind } from '../../domain/catalogue/kinds';
import { PAPER_NAMES, type PaperId } from '../../domain/catalogue/papers';
import { termName } from '../../matters/wording/words';
import type { Catalogue, Entry, Matter, SealQueue } from '../client/queries';
import { bodiesFor } from '../requests/kinds';
import { choiceName } from '../words/choices';
import { commandName } from '../words/commands';
import { dayText, shortInstant } from '../words/dates';

export interface Choice {
  readonly value: string | number;
  readonly label: string;
}

/** What a field that names something is chosen from. */
export interface Known {
  readonly matter: Matter;
  /** Court or unit of whoever fills in the form. */
  readonly body: string | null;
  readonly catalogue: Catalogue | undefined;
  readonly seals: SealQueue | undefined;
}

/** A field that names a thing of the matter is chosen, never typed: nobody knows its code. By the field, or by command and field. */
const REFERENCES: Readonly<Record<string, (known: Known, command: string) => readonly Choice[]>> = {
  breach: ({ matter }, command) => unique(matter.breaches.filter(({ annulled, contested }) => annulled === null && (command !== 'contest-breach' || contested === null)).map(({ term, at }) => ({ value: term, label: `${termName(term)}（${shortInstant(at)}起逾期）` }))),
  term: ({ matter }) => matter.terms.filter(({ state }) => state === 'running').map(({ id, dueOn }) => ({ value: id, label: `${termName(id)}（至${dayText(dueOn)}）` })),
  unit: ({ catalogue, matter }) => doers(catalogue, matter).filter(({ value }) => value !== (matter.office ?? matter.unit)),
  respondent: ({ catalogue, body }) => [...(catalogue?.courts ?? []).map(({ id, name }) => ({ value: id, label: name })), ...bodies(catalogue)].filter(({ value }) => value !== body),
  paper: ({ matter }) => papersOf(matter.kind),
  seal: ({ seals }) => sealChoices(seals),
  'end-encumbrance.entry': ({ seals }) => (seals?.encumbrances ?? []).filter(({ endedAt }) => endedAt === null).map(({ entry, encumbrance, bookedAt }) => ({ value: entry, label: `${choiceName('', 'encumbrance', encumbrance) ?? ''}（${shortInstant(bookedAt)}登记）` })),
  'accept-proposal.proposal': ({ matter }) => proposalsAwaited(matter),
  'dissent-from-proposal.proposal': ({ matter }) => proposalsAwaited(matter),
  'agree.proposal': ({ matter }) => entriesOf(matter, ({ seq }) => (matter.particulars['proposedTerms'] as { seq?: number } | undefined)?.seq === seq),
  proposal: ({ matter }) => entriesOf(matter, ({ type }) => type === 'propose-service-time'),
  'correct.entry': ({ matter, body }) => entriesOf(matter, ({ words, by }) => words !== null && by.body === body),
  entry: ({ matter }) => entriesOf(matter, () => true),
  query: ({ matter }) => entriesOf(matter, ({ type }) => type === 'raise-query'),
  notice: ({ matter }) => entriesOf(matter, ({ type }) => type === 'give-delay-notice'),
  correction: ({ matter, body }) => entriesOf(matter, ({ type, by }) => type === 'correct' && by.body !== body),
  stop: ({ matter }) => entriesOf(matter, ({ type }) => type === 'report-stopped'),
  report: ({ matter }) => entriesOf(matter, ({ type }) => type === 'record-false-report'),
};

export const isReference = (command: string, field: string): boolean => `${command}.${field}` in REFERENCES || field in REFERENCES;

/** Undefined: it is filled in as it is. */
export function choicesOf(command: string, field: string, known: Known): readonly Choice[] | undefined {
  return (REFERENCES[`${command}.${field}`] ?? REFERENCES[field])?.(known, command);
}

/** The living seals of a queue, in the registry's order. */
export function sealChoices(seals: SealQueue | undefined): Choice[] {
  const living = (seals?.seals ?? []).filter(({ place }) => place !== null);
  return living.sort((a, b) => (a.place ?? 0) - (b.place ?? 0)).map(({ no, place, courtName, caseNumber }) => ({ value: no, label: `第 ${place ?? ''} 顺位 ${courtName ?? '平台外法院'}${caseNumber === null ? '' : ` ${caseNumber}`}` }));
}

function entriesOf(matter: Matter, fits: (entry: Entry) => boolean): Choice[] {
  return matter.ledger.filter(fits).map(({ seq, type, receivedAt }) => ({ value: seq, label: `第 ${seq} 条 ${commandName(type)}（${shortInstant(receivedAt)}）` })).reverse();
}

/** Whoever does the same; of a matter that is no request, anybody. */
function doers(catalogue: Catalogue | undefined, { kind }: Matter): readonly Choice[] {
  const known = findKind(kind ?? '');
  return known ? bodiesFor(known, catalogue) : bodies(catalogue);
}

function bodies(catalogue: Catalogue | undefined): Choice[] {
  return (catalogue?.units ?? []).flatMap(({ id, name, offices }) => [{ value: id, label: name }, ...offices.map((office) => ({ value: office.id, label: office.name }))]);
}

function papersOf(kind: string | null): Choice[] {
  const own = (findKind(kind ?? '')?.papers ?? []).flatMap(({ oneOf }) => oneOf);
  return [...new Set<PaperId>(own)].map((paper) => ({ value: paper, label: PAPER_NAMES[paper] }));
}

function proposalsAwaited({ particulars }: Matter): Choice[] {
  const { proposals = [] } = (particulars['opinion'] ?? {}) as { proposals?: readonly { kind: string; answer: string; workingDays?: number }[] };
  return proposals.flatMap(({ kind, answer, workingDays }, index) => (answer === 'awaited' ? [{ value: index + 1, label: `第 ${index + 1} 项：${choiceName('issue-opinion', 'kind', kind) ?? ''}${workingDays === undefined ? '' : ` ${workingDays} 个工作日`}` }] : []));
}

function unique(choices: readonly Choice[]): Choice[] {
  return choices.filter(({ value }, index) => choices.findIndex((other) => other.value === value) === index);
}
