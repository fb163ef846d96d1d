import { watchForgotten } from '@plenum/editor/tasks/forget-former';
import { useEffect } from 'react';
import type { Doc } from 'yjs';

/** Milliseconds after which a copy is fetched anew, each of many readers at another moment, and no more often whatever somebody changes. */
const PAUSE = { least: 1_000, most: 4_000 } as const;

/** Has a list fetched anew that is read by a link, once something is back in it that its copy was not told. @param doc null for any other list, and until it is in step. */
export function useForgotten(doc: Doc | null, renew: () => void): void {
  useEffect(() => {
    if (!doc) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = watchForgotten(doc, () => {
      timer ??= setTimeout(renew, PAUSE.least + Math.random() * (PAUSE.most - PAUSE.least));
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [doc, renew]);
}
