import { useCallback, useRef, useState } from 'react';
import { findKind } from '../../domain/catalogue/kinds';
import { isUnsettled } from '../client/act-key';
import { api, ApiError, bodyOf } from '../client/client';
import { openRequest } from '../client/requests';
import { bodyOfRequest, type Filled, type KindFilled, type Wanted, wantedIn } from './filled';
import { particularsIn, useOpenApi } from './particulars';

/** How far one of the requests has come. */
export type Progress = { readonly state: 'waiting' | 'under-way' } | { readonly state: 'opened'; readonly number: string } | { readonly state: 'refused'; readonly error: unknown };

/** What has become of the form's requests so far, as its draft keeps it. */
export interface Outcome {
  readonly opened: Readonly<Record<string, string>>;
  readonly unsettled: readonly string[];
}

export const outcomeOf = (progress: ReadonlyMap<string, Progress>): Outcome => ({
  opened: Object.fromEntries([...progress].flatMap(([name, each]) => (each.state === 'opened' ? [[name, each.number]] : []))),
  unsettled: [...progress].flatMap(([name, each]) => (each.state === 'refused' && isUnsettled(each.error) ? [name] : [])),
});

export const nameOf = ({ kind, unit }: Wanted): string => `${kind} ${unit}`;

/**
 * Opens every request of the form, one after another, each under a key of the draft's: pressed twice, or again after the line was cut or the
 * page was closed, each is opened once. What was refused stops none of the others, and is tried again with the rest left alone. The same key
 * stands for the same words: while it is not known of one whether it was opened, nothing in the form may change.
 */
export function useOpening(draft: string, before: Outcome) {
  const [progress, setProgress] = useState<ReadonlyMap<string, Progress>>(() => new Map([
    ...Object.entries(before.opened).map(([name, number]): [string, Progress] => [name, { state: 'opened', number }]),
    ...before.unsettled.map((name): [string, Progress] => [name, { state: 'refused', error: new ApiError(null, null) }]),
  ]));
  const [isRunning, run] = useState(false);
  const isAtWork = useRef(false);
  const document = useOpenApi(true);

  const openAll = useCallback(async (filled: Filled, onProgress: (outcome: Outcome) => void): Promise<boolean> => {
    // Pressed twice before the button could say that it is at work.
    if (isAtWork.current) return false;
    isAtWork.current = true;
    const wanted = wantedIn(filled);
    const opened: Record<string, string> = { ...outcomeOf(progress).opened };
    const unsettled = new Set(wanted.map(nameOf).filter((name) => opened[name] === undefined));
    const tell = (): void => onProgress({ opened: { ...opened }, unsettled: [...unsettled] });
    const say = (name: string, each: Progress): void => setProgress((before) => new Map(before).set(name, each));
    run(true);
    setProgress(new Map([...wanted.map((each): [string, Progress] => [nameOf(each), { state: 'waiting' }]), ...Object.entries(opened).map(([name, number]): [string, Progress] => [name, { state: 'opened', number }])]));
    // Before the first goes out: the page may be closed before its answer comes.
    tell();
    let isWell = true;
    for (const each of wanted) {
      const name = nameOf(each);
      if (opened[name] !== undefined) continue;
      say(name, { state: 'under-way' });
      try {
        const documents = await documentsFor(draft, each, filled.of[each.kind]);
        const kind = findKind(each.kind);
        const number = await openRequest(bodyOfRequest(filled, each, documents, kind && particularsIn(document.data, kind)), `${draft}:${name.replace(' ', ':')}`);
        opened[name] = number;
        unsettled.delete(name);
        say(name, { state: 'opened', number });
      } catch (error) {
        isWell = false;
        if (!isUnsettled(error)) unsettled.delete(name);
        say(name, { state: 'refused', error });
      }
      tell();
    }
    isAtWork.current = false;
    run(false);
    return isWell;
  }, [progress, draft, document.data]);

  return { progress, isRunning, openAll };
}

/** Each request carries documents of its own: where several units get the same, each gets a copy. */
async function documentsFor(draft: string, { unit }: Wanted, own: KindFilled | undefined): Promise<KindFilled['documents']> {
  const given = own?.documents ?? [];
  if ((own?.units ?? []).length < 2) return given;
  const copies: { document: string; title: string }[] = [];
  for (const { document, title } of given) {
    const { document: copy } = await bodyOf(api.POST('/documents/{document}/copy', { params: { path: { document }, header: { 'Idempotency-Key': `${draft}:${unit}:${document}` } } }));
    copies.push({ document: copy, title });
  }
  return copies;
}
