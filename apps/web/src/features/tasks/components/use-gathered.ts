import type { GatheredHome } from '@plenum/domain/tasks/gathered';
import { readSources, SOURCES_NAME } from '@plenum/editor/tasks/sources';
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Doc } from 'yjs';
import type { LiveDocument } from '#lib/collab/live-document.ts';
import { useNews } from '#lib/collab/use-news.ts';
import { Asking } from './asking.ts';
import { askForGathered } from './gathered.ts';

/** The tasks of other homes that a list shows. */
export interface Gathered {
  homes: readonly GatheredHome[];
  /** There are more homes than are shown at once. */
  hasMore: boolean;
  /** The last question had no answer; what is shown is what was there before. */
  failed: boolean;
  /** Another one after each answer. */
  version: number;
  reload: () => void;
}

const NOTHING = { homes: [], hasMore: false, failed: false, version: 0 };

/** The ids of the homes, and of the workspace, that a list names, with blanks between them: the same text as long as they are the same. */
export function useSources(doc: Doc): string {
  const subscribe = useCallback(
    (listener: () => void) => {
      const map = doc.getMap(SOURCES_NAME);
      map.observe(listener);
      return () => map.unobserve(listener);
    },
    [doc],
  );
  return useSyncExternalStore(
    subscribe,
    () => readSources(doc).join(' '),
    () => '',
  );
}

/** The tasks of other homes that a list shows, read again whenever they are other ones. */
export function useGathered(
  live: LiveDocument,
  { listId, sources }: { listId: string; sources: string },
): Gathered {
  const [gathered, setGathered] = useState<Omit<Gathered, 'reload'>>(NOTHING);
  const shown = useRef<string[]>([]);
  const asking = useRef<Asking | null>(null);
  const reload = useCallback(() => asking.current?.renew(), []);
  const hear = useCallback(() => asking.current?.ask(), []);
  useEffect(() => {
    if (sources === '') return setGathered(NOTHING);
    const now = new Asking(async (signal) => {
      try {
        const asked = { sources: sources.split(' '), shown: shown.current, signal };
        const { items: homes, next } = await askForGathered(listId, asked);
        if (signal.aborted) return;
        shown.current = homes.map(({ documentId }) => documentId);
        const hasMore = next !== null;
        setGathered(({ version }) => ({ homes, hasMore, failed: false, version: version + 1 }));
      } catch {
        if (!signal.aborted) setGathered((before) => ({ ...before, failed: true }));
      }
    });
    asking.current = now;
    now.ask();
    return () => {
      asking.current = null;
      now.end();
    };
  }, [listId, sources]);
  useNews(live, { news: 'gathered', onNews: hear, isUrgent: true });
  return { ...gathered, reload };
}
