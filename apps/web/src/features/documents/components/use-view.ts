import { useCallback, useState } from 'react';
import { keepView, type ViewPreference } from './view-preferences.ts';

/** How somebody has documents shown, and what changes it, in this browser for good. */
export function useView(
  kept: readonly ViewPreference[],
): [readonly ViewPreference[], (view: ViewPreference[]) => void] {
  const [view, setView] = useState(kept);
  const show = useCallback((next: ViewPreference[]) => {
    keepView(next);
    setView(next);
  }, []);
  return [view, show];
}
