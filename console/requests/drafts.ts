import { queryOptions } from '@tanstack/react-query';
import dayjs from 'dayjs';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api, ApiError, bodyOf } from '../client/client';
import type { paths } from '../client/generated/openapi';
import type { Filled } from './filled';

export type Draft = paths['/drafts']['get']['responses'][200]['content']['application/json']['items'][number];

/** Read anew whenever the page is opened, and never under the hands of whoever fills in. */
export const draftsQuery = queryOptions({ queryKey: ['drafts'], queryFn: () => bodyOf(api.GET('/drafts')), gcTime: 0, refetchOnWindowFocus: false, refetchOnReconnect: false });

/** What a draft holds: the form, and which of its requests have been opened already, by kind and unit. */
export interface DraftContent {
  readonly filled: Partial<Filled>;
  readonly opened: Readonly<Record<string, string>>;
  /** Sent, and it is not known whether they were opened: until that is known the form stands as it was sent. */
  readonly unsettled?: readonly string[];
}

const QUIET_MS = 800;
const A_DAY = '$day';

/** Days and instants of the form are objects of a library; a draft is JSON. */
function packed(value: unknown): unknown {
  if (dayjs.isDayjs(value)) return { [A_DAY]: value.format('YYYY-MM-DDTHH:mm:ss') };
  if (Array.isArray(value)) return value.map(packed);
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined).map(([name, each]) => [name, packed(each)]));
  return value;
}

export function unpacked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unpacked);
  if (typeof value !== 'object' || value === null) return value;
  const day = (value as Record<string, unknown>)[A_DAY];
  return typeof day === 'string' ? dayjs(day) : Object.fromEntries(Object.entries(value).map(([name, each]) => [name, unpacked(each)]));
}

/** How it stands with keeping; `trouble` is what the last attempt met. */
export interface Keeping {
  readonly state: 'nothing' | 'waiting' | 'kept' | 'failed' | 'changed-elsewhere';
  readonly trouble?: unknown;
}

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 60_000;
/** A browser lets no more go out behind a page that is gone. */
const MOST_BYTES_BEHIND = 60_000;

interface InHand {
  version: number;
  /** As it goes out. */
  next: Record<string, unknown> | null;
  /** Sent, and no answer: it goes out again before anything newer, so that the platform can tell it from another browser's. */
  unanswered: Record<string, unknown> | null;
  retryMs: number;
  timer: ReturnType<typeof setTimeout> | undefined;
  sending: Promise<void> | null;
  isOver: boolean;
}

/** Keeps a draft with the platform a moment after the last key was pressed, and at once when the page is left; what could not be kept is tried again. */
export function useDraft(id: string, version: number): { keeping: Keeping; keep: (content: DraftContent) => void; throwAway: () => Promise<void> } {
  const [keeping, say] = useState<Keeping>({ state: version === 0 ? 'nothing' : 'kept' });
  const state = useRef<InHand>({ version, next: null, unanswered: null, retryMs: FIRST_RETRY_MS, timer: undefined, sending: null, isOver: false });
  const again = useRef<() => void>(() => undefined);

  const send = useCallback(async (): Promise<void> => {
    const draft = state.current;
    clearTimeout(draft.timer);
    while (!draft.isOver && (draft.unanswered ?? draft.next) !== null) {
      const content = draft.unanswered ?? draft.next ?? {};
      if (draft.unanswered === null) draft.next = null;
      try {
        const kept = await bodyOf(api.PUT('/drafts/{id}', { params: { path: { id } }, body: { version: draft.version, content }, keepalive: new Blob([JSON.stringify(content)]).size < MOST_BYTES_BEHIND }));
        draft.version = kept.version;
        draft.unanswered = null;
        draft.retryMs = FIRST_RETRY_MS;
        say({ state: 'kept' });
      } catch (trouble) {
        const isElsewhere = trouble instanceof ApiError && trouble.code === 'draft-changed';
        say({ state: isElsewhere ? 'changed-elsewhere' : 'failed', trouble });
        draft.isOver = isElsewhere;
        draft.unanswered = trouble instanceof ApiError && trouble.isPassing ? content : null;
        if (draft.unanswered === null) {
          if (draft.next !== null) continue;
          // What the platform will not keep now waits for the next key, or for the page to be left.
          draft.next = content;
          return;
        }
        draft.timer = setTimeout(() => again.current(), draft.retryMs);
        draft.retryMs = Math.min(draft.retryMs * 2, LONGEST_RETRY_MS);
        return;
      }
    }
  }, [id]);

  const sendInTurn = useCallback((): Promise<void> => {
    state.current.sending ??= send().finally(() => { state.current.sending = null; });
    return state.current.sending;
  }, [send]);

  const keep = useCallback((content: DraftContent): void => {
    const draft = state.current;
    if (draft.isOver) return;
    draft.next = packed(content) as Record<string, unknown>;
    say({ state: 'waiting' });
    clearTimeout(draft.timer);
    draft.timer = setTimeout(() => void sendInTurn(), QUIET_MS);
  }, [sendInTurn]);

  const throwAway = useCallback(async (): Promise<void> => {
    const draft = state.current;
    draft.next = null;
    draft.isOver = true;
    clearTimeout(draft.timer);
    await draft.sending;
    await api.DELETE('/drafts/{id}', { params: { path: { id } } });
  }, [id]);

  useEffect(() => {
    const draft = state.current;
    const now = (): void => void sendInTurn();
    again.current = now;
    window.addEventListener('online', now);
    // The tab is closed within the moment after the last key.
    window.addEventListener('pagehide', now);
    return () => {
      window.removeEventListener('online', now);
      window.removeEventListener('pagehide', now);
      // Gone from the page: what still cannot be kept is not tried for ever.
      again.current = () => undefined;
      void sendInTurn().finally(() => clearTimeout(draft.timer));
    };
  }, [sendInTurn]);
  return { keeping, keep, throwAway };
}
