import { useEffect } from 'react';

/** What the tab of the browser says, and a reader hears when a page opens. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · 联动`;
  }, [title]);
}
