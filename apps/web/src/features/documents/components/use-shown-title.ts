import { useEffect, useState } from 'react';

/** The title as it is being typed, for the bar; a title that came from the server replaces it. */
export function useShownTitle(title: string): { title: string; show: (title: string) => void } {
  const [shown, setShown] = useState(title);
  useEffect(() => setShown(title), [title]);
  return { title: shown, show: setShown };
}
