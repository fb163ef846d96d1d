'use client';

import { useLinkStatus } from 'next/link';
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import { PageSkeleton, type Shape } from './page-skeleton.tsx';

/** How long a page may be on its way before something else stands in place of the one that is left. */
const PATIENCE_MS = 200;

const WaitingContext = createContext<{
  /** What the page on its way looks like; null while none is, or only for a moment. */
  shape: Shape | null;
  /** A page is on its way; what it returns says that it no longer is. */
  begin: (shape: Shape) => () => void;
}>({ shape: null, begin: () => () => {} });

/**
 * Knows whether a page is on its way. The link tells it, where Next has a loading.tsx for that: with one, a page asked for
 * by its address would have no status of its own and would show nothing without scripting.
 */
export function WaitingState({ children }: { children: ReactNode }) {
  const [shape, setShape] = useState<Shape | null>(null);
  const begin = useCallback((next: Shape) => {
    const timer = setTimeout(() => setShape(next), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setShape(null);
    };
  }, []);
  const state = useMemo(() => ({ shape, begin }), [shape, begin]);
  return <WaitingContext value={state}>{children}</WaitingContext>;
}

/** Stands in a link, and tells when what it leads to is on its way. */
export function LinkSignal({ shape }: { shape: Shape }) {
  const { pending } = useLinkStatus();
  const { begin } = use(WaitingContext);
  useEffect(() => (pending ? begin(shape) : undefined), [pending, begin, shape]);
  return null;
}

/** A page, or in its place the skeleton of the next; the page is only hidden, since it may still have something to save. */
export function PageOrSkeleton({ children }: { children: ReactNode }) {
  const { shape } = use(WaitingContext);
  return (
    <>
      {shape && <PageSkeleton shape={shape} />}
      <div className={shape ? 'hidden' : 'contents'}>{children}</div>
    </>
  );
}
