import type { Filled } from './filled';

/** For as long as the tab is open and not in the clear for the next person at the desk: a debtor's name is nothing to keep in a browser. */
const KEY = 'liandong.new-request';

export function keepDraft(filled: Partial<Filled>): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ ...filled, documents: undefined, particulars: undefined }));
  } catch {
    // A browser that keeps nothing still opens requests.
  }
}

export function draftOf(): Partial<Filled> {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as Partial<Filled>;
  } catch {
    return {};
  }
}

export function forgetDraft(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // As above.
  }
}
