import type { FormState } from '#lib/form-action.ts';
import { Notice } from './notice.tsx';

/** What a form as a whole was refused for. */
export function FormProblem({ state }: { state: FormState<unknown> }) {
  return state?.status === 'failed' ? <Notice tone="problem">{state.message}</Notice> : null;
}
