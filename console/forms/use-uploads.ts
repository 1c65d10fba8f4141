import { useRef, useState } from 'react';
import { ApiError, newActKey } from '../client/client';
import { uploadDocument } from '../client/upload';
import { MEBIBYTES_AT_MOST } from './document-types';

interface UnderWay {
  readonly key: string;
  readonly file: File;
  readonly part: number;
  readonly trouble?: unknown;
}

/** Files on their way to the platform, and those that did not get there. */
export interface Uploads {
  readonly items: readonly UnderWay[];
  readonly begin: (file: File) => void;
  /** The same upload under the same key: what arrived already is not stored twice. */
  readonly again: (upload: UnderWay) => void;
  readonly forget: (key: string) => void;
  /** Why no act may go out yet; undefined: it may. */
  readonly whyNotYet: () => string | undefined;
}

export function useUploads(onDone: (document: string, file: File) => void): Uploads {
  const [items, show] = useState<readonly UnderWay[]>([]);
  // A form that is checked between two renders has to know of the last of them.
  const now = useRef(items);
  const set = (next: readonly UnderWay[]): void => {
    now.current = next;
    show(next);
  };
  const update = (key: string, change: Partial<UnderWay>): void => set(now.current.map((each) => (each.key === key ? { ...each, ...change } : each)));
  const forget = (key: string): void => set(now.current.filter((each) => each.key !== key));
  const upload = async (file: File, key: string): Promise<void> => {
    try {
      if (file.size > MEBIBYTES_AT_MOST * 1_048_576) throw new ApiError(413, { type: '', title: `文件超过 ${MEBIBYTES_AT_MOST} MB`, status: 413, code: 'document-too-large', requestId: '' });
      const document = await uploadDocument(file, key, (part) => update(key, { part }));
      forget(key);
      onDone(document, file);
    } catch (trouble) {
      update(key, { trouble });
    }
  };
  return {
    items,
    begin: (file) => {
      const key = newActKey();
      set([...now.current, { key, file, part: 0 }]);
      void upload(file, key);
    },
    again: ({ key, file }) => {
      update(key, { part: 0, trouble: undefined });
      void upload(file, key);
    },
    forget,
    whyNotYet: () => {
      if (now.current.some(({ trouble }) => trouble === undefined)) return '文书正在上传，请稍候';
      return now.current.length > 0 ? '有文书没有上传成功，请重试或者移除' : undefined;
    },
  };
}
