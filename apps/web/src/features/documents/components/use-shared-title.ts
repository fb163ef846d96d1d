import type { DocumentId } from '@plenum/domain/ids';
import { useEffect, useState } from 'react';
import type { LiveDocument } from '#lib/collab/live-document.ts';

/** How often the title is read anew at most, in milliseconds. */
const REST = 1000;
/** Milliseconds that the server may take to answer. */
const PATIENCE = 10_000;

/**
 * The title as it is saved, here or by others, and the way to show one that was just saved. Only the title is read from the server,
 * since a page that is drawn anew takes the cursor out of the text.
 */
export function useSharedTitle(
  live: LiveDocument | null,
  { id, title }: { id: DocumentId; title: string },
): { title: string; show: (title: string) => void } {
  const [saved, setSaved] = useState(title);
  useEffect(() => setSaved(title), [title]);
  useEffect(() => {
    if (!live) return;
    let readAt = Number.NEGATIVE_INFINITY;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let reading = new AbortController();
    const read = async () => {
      timer = undefined;
      readAt = performance.now();
      reading.abort();
      reading = new AbortController();
      const { signal } = reading;
      const limit = setTimeout(() => reading.abort(), PATIENCE);
      const news = await readTitle(id, signal).catch(() => null);
      clearTimeout(limit);
      if (news !== null && !signal.aborted) setSaved(news);
    };
    const stop = live.onNews('renamed', () => {
      timer ??= setTimeout(read, Math.max(0, readAt + REST - performance.now()));
    });
    return () => {
      stop();
      clearTimeout(timer);
      reading.abort();
    };
  }, [live, id]);
  return { title: saved, show: setSaved };
}

async function readTitle(id: DocumentId, signal: AbortSignal): Promise<string | null> {
  const answer = await fetch(`/api/v1/documents/${id}`, { signal });
  if (!answer.ok) return null;
  const document: unknown = await answer.json();
  const isNamed = typeof document === 'object' && document !== null && 'title' in document;
  return isNamed && typeof document.title === 'string' ? document.title : null;
}
