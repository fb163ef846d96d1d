import type { ThreadCard } from '@plenum/domain/comments/types';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { LiveDocument } from '#lib/collab/live-document.ts';
import { loadThreads } from '../actions.ts';

/** Milliseconds between hearing that there are other comments and reading them, about. */
const READ_REST = 500;

/** The threads of a document, read again whenever there are others. */
export function useThreads({
  live,
  documentId,
  token,
}: {
  live: LiveDocument;
  documentId: string;
  token: string | undefined;
}): { threads: readonly ThreadCard[]; failed: boolean; reload: () => void } {
  const [threads, setThreads] = useState<readonly ThreadCard[]>([]);
  const [failed, setFailed] = useState(false);
  const questions = useRef(0);
  const reload = useCallback(async () => {
    questions.current += 1;
    const question = questions.current;
    const loaded = await loadThreads(documentId, token).catch(() => null);
    // What was asked later has the newer answer.
    if (question !== questions.current) return;
    setFailed(loaded === null);
    if (loaded) setThreads(loaded);
  }, [documentId, token]);
  useEffect(() => {
    void reload();
    return () => {
      questions.current += 1;
    };
  }, [reload]);
  // A little later than the others, and not at every word of a quick exchange.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = () => {
      timer ??= setTimeout(
        () => {
          timer = undefined;
          void reload();
        },
        READ_REST * (0.5 + Math.random()),
      );
    };
    const stop = live.onNews('commented', later);
    // What was said while nothing could be heard.
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
  }, [live, reload]);
  return { threads, failed, reload };
}
