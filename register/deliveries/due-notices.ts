import { listenFor, type Notices } from '../notices';
import { DUE_NOTICE } from './outbox';

/** Somebody waits for deliveries to fall due. */
export type DueNotices = Notices;

/** Only a shortcut: while it is broken, deliverers find what is due by looking. */
export function listenForDue(url: string): DueNotices {
  return listenFor(url, DUE_NOTICE);
}
