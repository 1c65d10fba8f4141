import { lazy, type ReactNode, Suspense, useId, useState } from 'react';
import type { Explained } from '../../matters/wording/explanations';
import './law-term.css';

const Explanation = lazy(() => import('./explanation'));

/** A word of the law, which says what it means and where that stands to whoever asks: by click, touch or keyboard. `of` undefined: a plain word. */
export function LawTerm({ of, children }: { of: Explained | undefined; children: ReactNode }) {
  return of === undefined ? children : <Asked of={of}>{children}</Asked>;
}

function Asked({ of, children }: { of: Explained; children: ReactNode }) {
  const [isAsked, ask] = useState(false);
  const [isOpen, open] = useState(false);
  const id = useId();
  const button = (
    <button
      type="button"
      className="law-term"
      aria-expanded={isOpen}
      aria-controls={isOpen ? id : undefined}
      onClick={() => { ask(true); open(!isOpen); }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return;
        event.stopPropagation();
        open(false);
      }}
    >
      {children}
    </button>
  );
  if (!isAsked) return button;
  return <Suspense fallback={button}><Explanation id={id} of={of} isOpen={isOpen} open={open}>{button}</Explanation></Suspense>;
}
