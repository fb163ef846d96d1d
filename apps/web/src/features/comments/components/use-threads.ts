import type { ThreadCard } from '@plenum/domain/comments/types';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { LiveDocument } from '#lib/collab/live-document.ts';
import { useNews } from '#lib/collab/use-news.ts';
import { loadThreads } from '../actions.ts';

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
  useNews(live, { news: 'commented', onNews: reload });
  return { threads, failed, reload };
}
