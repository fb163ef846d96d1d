/** What happens to the page that a live document cares about. */
export interface PageLife {
  /** The browser says that its network has changed: a socket over the old one may be dead without knowing it. */
  onNetworkChange(): void;
  /** Somebody looks at the page again, as after a phone was asleep. */
  onReturn(): void;
  /** The page goes to the background; it may never come back. */
  onHide(): void;
  /** Whether leaving the page now would lose something. */
  wouldLose(): boolean;
}

/** Watches the page. @returns the way to stop */
export function watchPage({ onNetworkChange, onReturn, onHide, wouldLose }: PageLife): () => void {
  const ends = new AbortController();
  const { signal } = ends;
  window.addEventListener('online', onNetworkChange, { signal });
  window.addEventListener('offline', onNetworkChange, { signal });
  window.addEventListener('pageshow', onReturn, { signal });
  window.addEventListener('pagehide', onHide, { signal });
  document.addEventListener('resume', onReturn, { signal });
  document.addEventListener('freeze', onHide, { signal });
  document.addEventListener(
    'visibilitychange',
    () => (document.visibilityState === 'visible' ? onReturn() : onHide()),
    { signal },
  );
  window.addEventListener(
    'beforeunload',
    (event) => {
      if (wouldLose()) event.preventDefault();
    },
    { signal },
  );
  return () => ends.abort();
}
