import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { LocalCopy } from '#lib/device/local-copy.ts';
import { type LiveDocument, type LiveState, openLiveDocument } from './live-document.ts';

/** Unsaved edits that the server does not take, and that are nowhere but in this page. */
export interface LostCopy {
  edits: number;
  /** The whole document as it was, as a Yjs update (V1). */
  update: Uint8Array;
}

/** A document that is open. */
export interface OpenedDocument {
  /** Null until the browser has opened it. */
  live: LiveDocument | null;
  /** What was parted with because the server's document was put back, and could not be kept on this device. */
  lost: readonly LostCopy[];
  /** How often it has been opened anew. */
  round: number;
  /** Opens it anew, with what the server has. */
  renew(): void;
}

/**
 * A document's connection for as long as the component is there. `canWrite` is what holds when it is opened; from then on the
 * server says what holds. A document that was put back meanwhile is opened anew, and what is not saved of it set aside.
 */
export function useLiveDocument({
  documentId,
  personId,
  canWrite,
  makeCopy,
  isOffline,
}: {
  documentId: string;
  personId: string;
  canWrite: boolean;
  /** The page came without the server. */
  isOffline: boolean;
  /** Where it is kept on this device. */
  makeCopy: () => LocalCopy;
}): OpenedDocument {
  const [live, setLive] = useState<LiveDocument | null>(null);
  const [lost, setLost] = useState<readonly LostCopy[]>([]);
  const [round, setRound] = useState(0);
  const renew = useRef(() => setRound((before) => before + 1)).current;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of access doesn't open the document anew
  useEffect(() => {
    const opened = openLiveDocument({ documentId, personId, canWrite, copy: makeCopy(), isOffline });
    let isPutBack = false;
    const stop = opened.subscribe(() => {
      const { link, save } = opened.read();
      if (isPutBack || link.kind !== 'ended' || link.why !== 'otherEpoch') return;
      isPutBack = true;
      const edits = 'edits' in save ? save.edits : 0;
      void opened.setAside().then((update) => {
        if (update) setLost((before) => [...before, { edits, update }]);
        renew();
      });
    });
    setLive(opened);
    return () => {
      stop();
      setLive(null);
      opened.leave();
    };
  }, [documentId, personId, round]);
  return { live, lost, round, renew };
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
