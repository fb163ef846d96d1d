import { useSyncExternalStore } from 'react';

/** As wide as a phone, where a month has no room for a week in a line. */
const NARROW = '(width < 48rem)';

/** Whether the window is as narrow as a phone, at every moment. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(NARROW).matches,
    () => false,
  );
}

function subscribe(onChange: () => void): () => void {
  const media = window.matchMedia(NARROW);
  media.addEventListener('change', onChange);
  return () => media.removeEventListener('change', onChange);
}
