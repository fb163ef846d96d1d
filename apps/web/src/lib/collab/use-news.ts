import type { News } from '@plenum/domain/documents/news';
import { useEffect } from 'react';
import type { LiveDocument } from './live-document.ts';

/** Milliseconds between hearing that there is something other and reading it, about. */
const READ_REST = 500;
/** The same for what is urgent, so that not everybody asks at once; and between two readings of it. */
const URGENT_REST = 20;
const BETWEEN_URGENT = 100;

/**
 * Calls back when there is news of a kind, and when there may have been some while nothing could be heard: a little later than others do,
 * and not at every word of a quick exchange. `onNews` keeps its identity.
 * @param news.isUrgent whether it is read at once, and waits only where something was read just before.
 */
export function useNews(
  live: LiveDocument,
  { news, onNews, isUrgent = false }: { news: News; onNews: () => void; isUrgent?: boolean },
): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last = Number.NEGATIVE_INFINITY;
    const later = () => {
      const urgentRest = Math.max(URGENT_REST, last + BETWEEN_URGENT - performance.now());
      const rest = isUrgent ? urgentRest : READ_REST;
      timer ??= setTimeout(
        () => {
          timer = undefined;
          last = performance.now();
          onNews();
        },
        rest * (0.5 + Math.random()),
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
  }, [live, news, onNews, isUrgent]);
}
