'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import { Confirm } from './confirm.tsx';
import { FormProblem } from './form-problem.tsx';
import { SubmitButton } from './submit-button.tsx';
import type { FormAction } from './surviving-action.ts';
import { useForm } from './use-form.ts';

/** A form that asks once more, beside the button, before it does something. */
export function ConfirmForm({
  action,
  fields,
  trigger,
  question,
  confirm,
  onDone,
  children,
}: {
  action: FormAction<undefined>;
  /** What it is about, as hidden fields. */
  fields: Record<string, string>;
  /** What the button says; `name` tells it from others of its kind. */
  trigger: { text: string; name: string };
  question: ReactNode;
  /** What the button says that does it. */
  confirm: string;
  onDone?: () => void;
  /** What else is asked for. */
  children?: ReactNode;
}) {
  const form = useForm(action);
  const content = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // What was asked is answered; the button may ask something else by now.
    if (form.state?.status !== 'done') return;
    content.current?.closest<HTMLElement>('[popover]')?.hidePopover();
    onDone?.();
  }, [form.state, onDone]);
  return (
    <Confirm trigger={trigger} question={question}>
      <form {...form.props} className="flex flex-col gap-3">
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div ref={content} className="contents">
          {children}
        </div>
        <FormProblem state={form.state} />
        <SubmitButton size="small" wide pending={form.pending}>
          {confirm}
        </SubmitButton>
      </form>
    </Confirm>
  );
}
