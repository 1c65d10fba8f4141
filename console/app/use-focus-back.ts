import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';

const WINDOW = '.ant-modal';
/** With its mask, and what around it takes the focus for a moment. */
const AROUND_WINDOW = '.ant-modal-root';

/**
 * The focus never falls into nothing, where no key works and a reader begins at the top: when a window closes it returns to what opened it, and on
 * another page it is on its content.
 */
export function useFocusBack(): void {
  const { pathname } = useLocation();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current !== pathname) focusContentIfNowhere();
    before.current = pathname;
  }, [pathname]);
  useEffect(() => {
    let opener: HTMLElement | null = null;
    const remember = ({ target }: FocusEvent): void => {
      if (target instanceof HTMLElement && target.closest(AROUND_WINDOW) === null) opener = target;
    };
    // Windows are children of the body of their own, and empty when they leave it.
    const watcher = new MutationObserver((changes) => {
      const isClosed = changes.some(({ removedNodes }) => removedNodes.length > 0);
      const isOneOpen = [...document.querySelectorAll(WINDOW)].some((other) => other.getClientRects().length > 0);
      if (!isClosed || isOneOpen || document.activeElement !== document.body) return;
      if (opener?.isConnected === true) opener.focus({ preventScroll: true });
      focusContentIfNowhere();
    });
    document.addEventListener('focusin', remember);
    watcher.observe(document.body, { childList: true });
    return () => {
      document.removeEventListener('focusin', remember);
      watcher.disconnect();
    };
  }, []);
}

function focusContentIfNowhere(): void {
  if (document.activeElement === document.body) document.getElementById('content')?.focus({ preventScroll: true });
}
