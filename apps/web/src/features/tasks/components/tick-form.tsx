'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { FormProblem } from '#components/form-problem.tsx';
import { useForm } from '#components/use-form.ts';
import { tickTask } from '../actions.ts';

/** Says that a task is done, or is not, wherever it is. */
export function TickForm({
  task,
  isDone,
  mayTick,
  onTicked,
}: {
  task: { documentId: string; id: string; title: string };
  isDone: boolean;
  mayTick: boolean;
  onTicked: (isDone: boolean) => void;
}) {
  const t = useTranslations('tasks');
  const form = useForm(tickTask);
  const told = useRef(form.state);
  useEffect(() => {
    if (form.state === told.current) return;
    told.current = form.state;
    if (form.state?.status === 'done') onTicked(form.state.result.isDone);
  }, [form.state, onTicked]);
  // Others may have told meanwhile that it is done already.
  const [asked, setAsked] = useState(isDone);
  const isShownDone = form.pending ? asked : isDone;
  return (
    <form
      {...form.props}
      onSubmit={(event) => {
        if (!form.pending) setAsked(!isDone);
        form.props.onSubmit?.(event);
      }}
    >
      <input type="hidden" name="documentId" value={task.documentId} />
      <input type="hidden" name="taskId" value={task.id} />
      <input type="hidden" name="isDone" value={String(!isDone)} />
      <button
        type="submit"
        aria-label={t('tick', { title: task.title || t('untitledTask') })}
        aria-pressed={isShownDone}
        disabled={!mayTick}
        className="tick-button"
      />
      <FormProblem state={form.state} />
    </form>
  );
}
