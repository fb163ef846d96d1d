'use client';

import { useState } from 'react';

/** How often a value has changed: a key by which what is shown about it is new each time, and so is announced each time. */
export function useChanges(value: unknown): number {
  const [seen, setSeen] = useState({ value, count: 0 });
  if (seen.value === value) return seen.count;
  const next = { value, count: seen.count + 1 };
  setSeen(next);
  return next.count;
}
