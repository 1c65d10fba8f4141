import type { Explained } from '../../matters/wording/explanations';

type Explains = Readonly<Partial<Record<string, Explained>>>;

const STAGES: Explains = {
  returned: 'return',
  'returned-again': 'return',
  answered: 'answer-accepted',
  contested: 'dispute',
  'stop-suggested': 'detention-stop',
  negotiating: 'dispute',
  'with-committee': 'dispute',
  'opinion-issued': 'dispute',
  'decision-received': 'oversight-window',
  'window-closed': 'oversight-window',
  'under-oversight': 'oversight',
};

const ENTRIES: Explains = {
  'receipt-deemed': 'deemed-receipt',
  'decision-receipt-deemed': 'deemed-receipt',
  'request-receipt-deemed': 'deemed-receipt',
  'notice-deemed': 'deemed-receipt',
  'give-delay-notice': 'delay-notice',
  'grant-extension': 'extension',
  'raise-query': 'query',
  'return-papers': 'return',
  'wrong-unit': 'return',
  'accepted-by-silence': 'answer-accepted',
  'open-dispute': 'dispute',
  'submitted-to-committee': 'dispute',
  'term-expired': 'breach',
  'target-missed': 'advisory',
  'asked-by-standing-instruction': 'standing-instruction',
  'revise-instruction': 'standing-instruction',
  'window-closed': 'oversight-window',
  'oversight-told': 'oversight',
  'give-waiting-notice': 'seal-queue',
  'seal-expiring': 'seal-validity',
  'seal-expired': 'seal-validity',
};

const TERMS: Explains = {
  'accept-answer': 'answer-accepted',
  'notify-court': 'locate',
  'decide-stop': 'detention-stop',
  'give-delay-notice': 'delay-notice',
  ask: 'oversight-window',
  'first-result': 'oversight',
  negotiate: 'dispute',
};

/** Which word of the law stands behind what a page says of a stage, an entry or a term; undefined: it explains itself. */
export const explainedIn = {
  stage: (stage: string): Explained | undefined => STAGES[stage],
  entry: (type: string): Explained | undefined => ENTRIES[type],
  term: (name: string): Explained | undefined => TERMS[name],
};
