import { useEffect, useState, useSyncExternalStore } from 'react';
import { type LiveDocument, type LiveState, openLiveDocument } from './live-document.ts';

/**
 * A document's connection for as long as the component is there; null until the browser has opened it. `canWrite` is what
 * holds when it is opened; from then on the server says what holds.
 */
export function useLiveDocument({
  documentId,
  canWrite,
}: {
  documentId: string;
  canWrite: boolean;
}): LiveDocument | null {
  const [live, setLive] = useState<LiveDocument | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of access doesn't open the document anew
  useEffect(() => {
    const opened = openLiveDocument({ documentId, canWrite });
    setLive(opened);
    return () => {
      setLive(null);
      opened.leave();
    };
  }, [documentId]);
  return live;
}

/** A part of a live document's state; `otherwise` while there is none. The part must keep its identity, see {@link LiveState}. */
export function useLivePart<Part>(
  live: LiveDocument | null,
  { select, otherwise }: { select: (state: LiveState) => Part; otherwise: Part },
): Part {
  return useSyncExternalStore(
    live?.subscribe ?? subscribeToNothing,
    () => (live ? select(live.read()) : otherwise),
    () => otherwise,
  );
}

function subscribeToNothing(): () => void {
  return () => {};
}
