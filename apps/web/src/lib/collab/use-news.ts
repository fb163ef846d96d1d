import type { News } from '@plenum/domain/documents/news';
import { useEffect } from 'react';
import type { LiveDocument } from './live-document.ts';

/** Milliseconds between hearing that there is something other and reading it, about; and where people look at nothing else meanwhile. */
const READ_REST = 500;
const URGENT_REST = 150;
/** Before the first that is urgent, so that not everybody asks at once. */
const FIRST_REST = 10;

/**
 * Calls back when there is news of a kind, and when there may have been some while nothing could be heard: a little later than others do,
 * and not at every word of a quick exchange. `onNews` keeps its identity.
 * @param news.isUrgent whether the first of them is read at once, and only those that follow soon wait.
 */
export function useNews(
  live: LiveDocument,
  { news, onNews, isUrgent = false }: { news: News; onNews: () => void; isUrgent?: boolean },
): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last = Number.NEGATIVE_INFINITY;
    const later = () => {
      const isFirst = performance.now() - last > 2 * URGENT_REST;
      const rest = isUrgent ? (isFirst ? FIRST_REST : URGENT_REST) : READ_REST;
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
