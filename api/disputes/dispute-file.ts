import { formatInstant } from '../../contract/common';
import type { DisputeFile } from '../../contract/dispute-file';
import { dayOf } from '../../domain/calendar/day';
import { workingDaysOf } from '../../domain/deadlines/due';
import type { Opening } from '../../matters/dispute';
import type { Entry } from '../../matters/ledger';
import { entryName } from '../../matters/wording/entry-names';
import { courtName, kindName, questionName, unitName } from '../../matters/wording/words';
import { type EntryHead, loadEntryHeads, loadLedger } from '../../register/matters/entries';
import type { MatterRow } from '../../register/matters/queries';
import { openWords, type Words } from '../../register/matters/words';
import type { Services } from '../services';

/** A ledger that goes on for ever. */
const NEVER = Number.MAX_SAFE_INTEGER;

interface Sources {
  row: MatterRow;
  ledger: readonly Entry[];
  disputed: readonly Entry[];
  heads: readonly EntryHead[];
  words: ReadonlyMap<string, Words>;
}

/** 三(四): what goes to the committee in writing, put together from the ledgers as they stood when it was sent; what was said later stands apart. With the sealed words that it was put together from. */
export async function assembleDisputeFile({ db, keyRing }: Pick<Services, 'db' | 'keyRing'>, row: MatterRow): Promise<{ file: DisputeFile; madeFrom: readonly string[] }> {
  const ledger = await loadLedger(db, row.number);
  const { origin } = openingOf(ledger);
  const recordedUntil = submissionIn(ledger)?.recordedAt ?? NEVER;
  const disputed = (await loadLedger(db, origin.matter)).filter(({ recordedAt }) => recordedAt <= recordedUntil);
  const heads = await loadEntryHeads(db, origin.matter, recordedUntil);
  const references = [...ledger, ...disputed.filter(({ facts }) => facts.documents)].flatMap(({ facts }) => facts.words ?? []);
  const words = await openWords(db, keyRing, references);
  return { file: fileOf({ row, ledger, disputed, heads, words }), madeFrom: references.map(({ ref }) => ref) };
}

function fileOf({ row, ledger, disputed, heads, words }: Sources): DisputeFile {
  const opening = openingOf(ledger);
  const submission = submissionIn(ledger);
  const talks = row.position.terms.find(({ id }) => id === 'negotiate');
  const on = dayOf(row.opened_at);
  const saidAs = (type: string) => ledger.filter((entry) => entry.type === type && entry.facts.words).map((entry) => said(entry, submission, words));
  return {
    number: row.number,
    question: opening.question,
    questionName: questionName(opening.question),
    caseNumber: row.case_number,
    // The seven days run from the act, whenever the engine could record it.
    openedAt: formatInstant(opening.raisedAt ?? row.opened_at),
    talksDueOn: talks?.dueOn ?? '',
    talksProlongedBy: (talks?.grants ?? []).map(workingDaysOf),
    submittedAt: submission ? formatInstant(Number(submission.facts['submittedAt'])) : null,
    because: (submission?.facts['because'] as DisputeFile['because'] | undefined) ?? null,
    sides: opening.parties.map(({ side, body, office }) => ({ side, body, office: office ?? null, name: unitName(body, office, on) })),
    disputed: {
      matter: opening.origin.matter,
      kindName: kindName(opening.disputedKind),
      courtName: courtName(opening.court),
      unitName: unitName(opening.unit, opening.office, on),
      entry: opening.entry ?? null,
      term: opening.term ?? null,
    },
    claim: textsOf(ledger[0], words),
    positions: saidAs('state-position'),
    termsProposed: saidAs('agree'),
    documents: [...documentsOf(row.number, ledger, words), ...documentsOf(opening.origin.matter, disputed, words)],
    ledger: heads.map(({ seq, type, by, receivedAt, recordedAt, hash }) => ({ seq, type, name: entryName(type), body: by.body, receivedAt: formatInstant(receivedAt), recordedAt: formatInstant(recordedAt), hash })),
  };
}

function openingOf(ledger: readonly Entry[]): Opening {
  return ledger[0]?.facts as unknown as Opening;
}

function submissionIn(ledger: readonly Entry[]): Entry | undefined {
  return ledger.find(({ type }) => type === 'submitted-to-committee');
}

function said(entry: Entry, submission: Entry | undefined, words: ReadonlyMap<string, Words>): DisputeFile['positions'][number] {
  return {
    entry: entry.seq,
    side: entry.by.side ?? null,
    body: entry.by.body,
    at: formatInstant(entry.receivedAt),
    afterSubmission: submission !== undefined && entry.seq > submission.seq,
    text: textsOf(entry, words),
  };
}

/** Everything that somebody wrote in an entry; null where it was erased. */
function textsOf(entry: Entry | undefined, words: ReadonlyMap<string, Words>): string[] | null {
  const found = words.get(entry?.facts.words?.ref ?? '');
  return found ? Object.values(found).filter((value) => typeof value === 'string') : null;
}

function documentsOf(matter: string, ledger: readonly Entry[], words: ReadonlyMap<string, Words>): DisputeFile['documents'] {
  return ledger.flatMap((entry) => {
    const titles = words.get(entry.facts.words?.ref ?? '')?.['documents'] as readonly { document: string; title: string }[] | undefined;
    return (entry.facts.documents ?? []).map(({ document, sha256, bytes, mediaType }) => ({
      matter,
      document,
      sha256,
      bytes,
      mediaType: mediaType as DisputeFile['documents'][number]['mediaType'],
      entry: entry.seq,
      entryType: entry.type,
      attachedAt: formatInstant(entry.receivedAt),
      title: titles?.find((titled) => titled.document === document)?.title ?? null,
    }));
  });
}
