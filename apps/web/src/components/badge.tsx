import type { ReactNode } from 'react';

/** A short fact beside a name. */
export function Badge({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex h-6 shrink-0 items-center rounded-full border border-line px-2 text-ink-soft text-small">
      {children}
    </span>
  );
}
