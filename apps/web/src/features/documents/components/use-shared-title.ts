import { useRouter } from 'next/navigation';
import { useCallback, useEffect } from 'react';
import type { LiveDocument } from '#lib/collab/live-document.ts';

/** The field of an awareness state that says when its person last gave the document another title. */
const FIELD = 'renamed';

/**
 * Tells the others that the title has changed, and reads it anew when one of them says so. Only the fact travels, never
 * the title, since everybody who reads may send awareness.
 * @returns to be called after a new title was saved
 */
export function useSharedTitle(live: LiveDocument | null): () => void {
  const router = useRouter();
  useEffect(() => {
    if (!live) return;
    const { awareness } = live;
    let known = latest(awareness.getStates());
    const look = () => {
      const now = latest(awareness.getStates());
      if (now === known) return;
      const news = now > known;
      known = now;
      if (news) router.refresh();
    };
    awareness.on('change', look);
    return () => awareness.off('change', look);
  }, [live, router]);
  return useCallback(() => live?.awareness.setLocalStateField(FIELD, Date.now()), [live]);
}

function latest(states: ReadonlyMap<number, Record<string, unknown>>): number {
  const times = [...states.values()].map((state) => state[FIELD]).filter((time) => typeof time === 'number');
  return Math.max(0, ...times);
}
