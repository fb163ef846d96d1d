'use client';

import type { FormState } from '#lib/form-action.ts';
import { Notice } from './notice.tsx';
import { useChanges } from './use-changes.ts';

/** What a form as a whole was refused for, announced anew at each refusal. */
export function FormProblem({ state }: { state: FormState<unknown> }) {
  const changes = useChanges(state);
  if (state?.status !== 'failed') return null;
  return (
    <Notice key={changes} tone="problem">
      {state.message}
    </Notice>
  );
}
