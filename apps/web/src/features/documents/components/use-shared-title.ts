import { useRouter } from 'next/navigation';
import { useCallback, useEffect } from 'react';
import type { LiveDocument } from '#lib/collab/live-document.ts';
import { RENAMED, RenameMarks } from './rename-marks.ts';

/** How often the title is read anew at most, whatever others send. */
const REST_MS = 1000;

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
    const marks = new RenameMarks();
    let readAt = Number.NEGATIVE_INFINITY;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = () => {
      timer = undefined;
      readAt = performance.now();
      router.refresh();
    };
    const look = () => {
      if (!marks.take(awareness.getStates())) return;
      timer ??= setTimeout(read, Math.max(0, readAt + REST_MS - performance.now()));
    };
    awareness.on('change', look);
    return () => {
      awareness.off('change', look);
      clearTimeout(timer);
    };
  }, [live, router]);
  return useCallback(() => live?.awareness.setLocalStateField(RENAMED, Date.now()), [live]);
}
