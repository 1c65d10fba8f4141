import { Alert } from 'antd';
import { nextStepAfter } from '../words/next-steps';

interface ItemResult {
  readonly matter: string;
  readonly isDone: boolean;
  readonly text: string;
  /** Why it was refused. */
  readonly code?: string;
}

/** What became of each, line by line: what was refused keeps none of the others back. */
export function ItemResults({ results }: { results: readonly ItemResult[] }) {
  const done = results.filter(({ isDone }) => isDone).length;
  return (
    <>
      <p role="status" style={{ marginTop: 0 }}>办成 {done} 件{done < results.length && `，未办成 ${results.length - done} 件`}。</p>
      <ul aria-label="逐件结果" style={{ paddingInlineStart: 0, listStyle: 'none' }}>
        {results.map(({ matter, isDone, text, code }) => (
          <li key={matter}><Alert banner role="none" type={isDone ? 'success' : 'error'} title={`${matter}：${text}`} description={code === undefined ? undefined : nextStepAfter(code)} /></li>
        ))}
      </ul>
    </>
  );
}
