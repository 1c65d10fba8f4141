import { lazy, Suspense, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useMe } from '../app/signed-in-as';

const Tour = lazy(() => import('./tour'));

/** In a rehearsal whoever comes for the first time is shown around, and whoever asks for it again. */
export function FirstVisit() {
  const { isRehearsal, hasBeenShownAround } = useMe();
  const [search, setSearch] = useSearchParams();
  const [hasLeft, leave] = useState(false);
  const isAsked = search.get('tour') !== null;
  if (!isRehearsal || (!isAsked && (hasBeenShownAround || hasLeft))) return null;
  const end = (): void => {
    leave(true);
    setSearch((before) => {
      const next = new URLSearchParams(before);
      next.delete('tour');
      return next;
    }, { replace: true });
  };
  return <Suspense><Tour end={end} /></Suspense>;
}
