'use client';

import { useTranslations } from 'next-intl';
import { type ComponentProps, startTransition, useActionState, useEffect, useRef } from 'react';
import type { FormState } from '#lib/form-action.ts';
import { type FormAction, survivingAction } from './surviving-action.ts';

/** A form in progress. */
export interface Form<Result> {
  state: FormState<Result>;
  pending: boolean;
  /** For the form element. */
  props: Pick<ComponentProps<'form'>, 'ref' | 'action' | 'onSubmit'>;
  /** What is wrong with a field. */
  problem: (name: string) => string | undefined;
  /** What was typed into a field before. */
  typed: (name: string) => string | undefined;
}

/** How a form behaves. */
interface FormOptions {
  /** Empties the form once it has worked, for a form that is sent again and again. */
  empties?: boolean;
  /** Changes what is sent, where the browser knows more than the form. */
  prepare?: (form: FormData) => void;
}

/**
 * Runs a form by a server action: without scripting as an ordinary form, with it without leaving the page. What was typed
 * stays where it failed, also where the server was not reached, and the first field with a problem gets the focus.
 */
export function useForm<Result>(
  action: FormAction<Result>,
  { empties = false, prepare }: FormOptions = {},
): Form<Result> {
  const t = useTranslations('common');
  // Only the server's own action can be rendered as an ordinary form, and only in a browser can it go astray.
  const attempt = isBrowser ? survivingAction(action, t('notReached')) : action;
  const [state, dispatch, pending] = useActionState(attempt, null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (state?.status === 'done' && empties) form.current?.reset();
    if (state?.status === 'failed') form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [state, empties]);
  const failed = state?.status === 'failed' ? state : null;
  return {
    state,
    pending,
    props: {
      ref: form,
      action: dispatch,
      // React empties a form whose action has run, also when it has failed; sent by hand, it keeps what was typed.
      onSubmit(event) {
        event.preventDefault();
        if (pending) return;
        const data = new FormData(event.currentTarget, submitter(event.nativeEvent));
        prepare?.(data);
        startTransition(() => dispatch(data));
      },
    },
    problem: (name) => failed?.fields[name],
    typed: (name) => failed?.values[name],
  };
}

const isBrowser = typeof window !== 'undefined';

function submitter(event: Event): HTMLElement | null {
  return event instanceof SubmitEvent ? event.submitter : null;
}
