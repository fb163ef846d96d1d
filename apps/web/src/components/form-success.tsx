'use client';

import type { ReactNode } from 'react';
import type { FormState } from '#lib/form-action.ts';
import { Notice } from './notice.tsx';
import { useChanges } from './use-changes.ts';

/**
 * What a form has done. The live region is there from the start, and each success puts something new into it: screen readers
 * read neither a region that comes together with its text nor a text that stays. `quiet` where it can be seen anyway.
 */
export function FormSuccess({
  state,
  quiet = false,
  children,
}: {
  state: FormState<unknown>;
  quiet?: boolean;
  children: ReactNode;
}) {
  const changes = useChanges(state);
  const done = state?.status === 'done';
  if (quiet) {
    return (
      <p role="status" className="sr-only">
        {done && <span key={changes}>{children}</span>}
      </p>
    );
  }
  // Empty it takes no place, not even a gap; hidden it would be no live region.
  return (
    <div role="status" className="empty:absolute">
      {done && (
        <Notice key={changes} tone="success">
          {children}
        </Notice>
      )}
    </div>
  );
}
