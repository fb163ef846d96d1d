import { type RefCallback, useCallback, useMemo, useRef, useState } from 'react';
import type { FileTaker } from './editor/file-keys.ts';

/** Files for the text, which wait for what sends them: it is wanted from the first of them on, and comes into `uploads`. */
export function useFileTaker(): { files: FileTaker; uploads: RefCallback<FileTaker>; isWanted: boolean } {
  const taker = useRef<FileTaker>(null);
  const waiting = useRef<((taker: FileTaker) => void)[]>([]);
  const [isWanted, setWanted] = useState(false);
  const uploads = useCallback((next: FileTaker | null) => {
    taker.current = next;
    if (next) for (const give of waiting.current.splice(0)) give(next);
  }, []);
  const files = useMemo<FileTaker>(() => {
    const hand = (give: (taker: FileTaker) => void) => {
      if (taker.current) return give(taker.current);
      waiting.current.push(give);
      setWanted(true);
    };
    return {
      onFiles(some, position) {
        hand((one) => one.onFiles(some, position));
        return true;
      },
      onAsk: () => hand((one) => one.onAsk()),
    };
  }, []);
  return { files, uploads, isWanted };
}
