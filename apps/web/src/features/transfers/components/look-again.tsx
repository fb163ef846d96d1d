'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** Milliseconds between two looks. */
const LOOK = 2_000;

/** Has the page looked up again now and then, as long as it is there. */
export function LookAgain() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), LOOK);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
