'use client';

import { useSyncExternalStore } from 'react';

/** Whether the page's script runs: false on the server and in the first drawing, which has to be the same. */
export function useScripted(): boolean {
  return useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
}
