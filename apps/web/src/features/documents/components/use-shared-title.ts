import type { DocumentId } from '@plenum/domain/ids';
import { useCallback, useEffect, useState } from 'react';
import type { LiveDocument } from '#lib/collab/live-document.ts';
import { RENAMED, RenameMarks } from './rename-marks.ts';

/** How often the title is read anew at most, whatever others send. */
const REST_MS = 1000;

/**
 * The title as it is saved, and the way to tell the others of one that was saved here. Only the fact travels, never the title,
 * since everybody who reads may send awareness; the title is then read from the server, and nothing else is, since a page that is
 * drawn anew takes the cursor out of the text.
 */
export function useSharedTitle(
  live: LiveDocument | null,
  { id, title }: { id: DocumentId; title: string },
): { title: string; announce: (title: string) => void } {
  const [saved, setSaved] = useState(title);
  useEffect(() => setSaved(title), [title]);
  useEffect(() => {
    if (!live) return;
    const { awareness } = live;
    const marks = new RenameMarks();
    let readAt = Number.NEGATIVE_INFINITY;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let reading = new AbortController();
    const read = async () => {
      timer = undefined;
      readAt = performance.now();
      reading.abort();
      reading = new AbortController();
      const { signal } = reading;
      const news = await readTitle(id, signal).catch(() => null);
      if (news !== null && !signal.aborted) setSaved(news);
    };
    const look = () => {
      if (!marks.take(awareness.getStates())) return;
      timer ??= setTimeout(read, Math.max(0, readAt + REST_MS - performance.now()));
    };
    awareness.on('change', look);
    return () => {
      awareness.off('change', look);
      clearTimeout(timer);
      reading.abort();
    };
  }, [live, id]);
  const announce = useCallback(
    (wanted: string) => {
      setSaved(wanted);
      live?.awareness.setLocalStateField(RENAMED, Date.now());
    },
    [live],
  );
  return { title: saved, announce };
}

async function readTitle(id: DocumentId, signal: AbortSignal): Promise<string | null> {
  const answer = await fetch(`/api/v1/documents/${id}`, { signal });
  if (!answer.ok) return null;
  const document: unknown = await answer.json();
  const isNamed = typeof document === 'object' && document !== null && 'title' in document;
  return isNamed && typeof document.title === 'string' ? document.title : null;
}
