'use client';

import type { FormState } from '#lib/form-action.ts';
import { Notice } from './notice.tsx';
import { useChanges } from './use-changes.ts';

/**
 * What a form as a whole was refused for, announced anew at each refusal.
 * @param unseen names of fields that nobody sees, of which it says itself what is wrong with them.
 */
export function FormProblem({
  state,
  unseen = [],
}: {
  state: FormState<unknown>;
  unseen?: readonly string[];
}) {
  const changes = useChanges(state);
  if (state?.status !== 'failed') return null;
  return (
    <Notice key={changes} tone="problem">
      {unseen.map((name) => state.fields[name]).find((text) => text !== undefined) ?? state.message}
    </Notice>
  );
}
