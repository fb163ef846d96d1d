import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { LocalCopy } from '#lib/device/local-copy.ts';
import type { Opener } from './connection.ts';
import { followGuestCopy } from './guest-copy.ts';
import { type LiveDocument, type LiveState, openLiveDocument } from './live-document.ts';
import type { LostCopy } from './only-here.ts';

/** A document that is open. */
export interface OpenedDocument {
  /** Null until the browser has opened it. */
  live: LiveDocument | null;
  /** How often it has been opened anew. */
  round: number;
  /** Opens it anew, with what the server has. */
  renew(): void;
}

/**
 * A document's connection for as long as the component is there. `canWrite` is what holds when it is opened; from then on the
 * server says what holds. A document that was put back meanwhile is opened anew, and what is not saved of it set aside; where nobody
 * takes that, it stays as it is. A guest's is opened anew, too, see {@link followGuestCopy}.
 */
export function useLiveDocument({
  documentId,
  opener,
  canWrite,
  makeCopy,
  onLost,
  isOffline,
}: {
  documentId: string;
  opener: Opener;
  canWrite: boolean;
  /** The page came without the server. */
  isOffline: boolean;
  /** Where it is kept on this device. */
  makeCopy: () => LocalCopy;
  /** Is handed unsaved edits that would be nowhere any more, also after the component is gone. @returns whether they are taken */
  onLost: (lost: LostCopy) => boolean;
}): OpenedDocument {
  const [live, setLive] = useState<LiveDocument | null>(null);
  const [round, setRound] = useState(0);
  const latest = useRef(onLost);
  useEffect(() => {
    latest.current = onLost;
  });
  const renew = useRef(() => setRound((before) => before + 1)).current;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of access doesn't open the document anew
  useEffect(() => {
    const handOver = (lost: LostCopy) => latest.current(lost);
    const opened = openLiveDocument({
      documentId,
      opener,
      canWrite,
      copy: makeCopy(),
      onLost: handOver,
      isOffline,
    });
    let isRenewed = false;
    const isGuestsTime = 'share' in opener ? followGuestCopy() : () => false;
    const stop = opened.subscribe(() => {
      const state = opened.read();
      const isPutBack = state.link.kind === 'ended' && state.link.why === 'otherEpoch';
      const isToRenew = isGuestsTime(state);
      if (isRenewed || !(isPutBack || isToRenew)) return;
      isRenewed = true;
      if (isPutBack) void opened.setAside().then((isAside) => isAside && renew());
      else renew();
    });
    setLive(opened);
    return () => {
      stop();
      setLive(null);
      opened.leave();
    };
  }, [documentId, 'share' in opener ? opener.share : opener.personId, round]);
  return { live, round, renew };
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
