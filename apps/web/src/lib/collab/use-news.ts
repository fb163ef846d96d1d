import type { News } from '@plenum/domain/documents/news';
import { useEffect } from 'react';
import type { LiveDocument } from './live-document.ts';

/** Milliseconds between hearing that there is something other and reading it, about. */
const READ_REST = 500;

/**
 * Calls back when there is news of a kind, and when there may have been some while nothing could be heard: a little later than others do,
 * and not at every word of a quick exchange. `onNews` keeps its identity.
 */
export function useNews(live: LiveDocument, { news, onNews }: { news: News; onNews: () => void }): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = () => {
      timer ??= setTimeout(
        () => {
          timer = undefined;
          onNews();
        },
        READ_REST * (0.5 + Math.random()),
      );
    };
    const stop = live.onNews(news, later);
    let wasLive = live.read().link.kind === 'live';
    const stopWatching = live.subscribe(() => {
      const isLive = live.read().link.kind === 'live';
      if (isLive && !wasLive) later();
      wasLive = isLive;
    });
    return () => {
      clearTimeout(timer);
      stop();
      stopWatching();
    };
  }, [live, news, onNews]);
}
