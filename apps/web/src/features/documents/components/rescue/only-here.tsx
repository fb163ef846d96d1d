'use client';

import { useSyncExternalStore } from 'react';
import { type OnlyHere as Copy, listenToHeld, readHeld } from '#lib/collab/only-here.ts';
import { late } from '#lib/late.tsx';

const OnlyHereNotices = late(async () => (await import('./only-here-notices.tsx')).OnlyHereNotices);

/** Shows on every page the copies that are only in this tab. */
export function OnlyHere() {
  const copies = useSyncExternalStore(listenToHeld, readHeld, () => NONE);
  return copies.length > 0 && <OnlyHereNotices copies={copies} />;
}

const NONE: readonly Copy[] = [];
