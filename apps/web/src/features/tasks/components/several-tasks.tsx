'use client';

import type { MyTask } from '@plenum/domain/tasks/types';
import { Check, RotateCcw } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { FormProblem } from '#components/form-problem.tsx';
import { Select } from '#components/select-field.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextField } from '#components/text-field.tsx';
import { type Form, useForm } from '#components/use-form.ts';
import type { SeveralOutcome } from '#lib/several-tasks.ts';
import { changeSeveral, takeBack } from '../actions.ts';
import { ChangedTasks, type Shown, withShown } from './changed-tasks.ts';
import { SeveralResults } from './several-results.tsx';
import { taskKey } from './task-key.ts';

/** The form that choices of tasks belong to, by the id of its element. */
export const SEVERAL_TASKS = 'several-tasks';

const PRIORITIES = [0, 1, 2, 3, 4] as const;

/** Does something with the tasks that are chosen in the list within. */
export function SeveralTasks({
  tasks,
  links,
  children,
}: {
  tasks: readonly MyTask[];
  /** The same page with all chosen, and without choosing. */
  links: { all: string; end: string };
  children: ReactNode;
}) {
  const t = useTranslations('tasks');
  const form = useForm(changeSeveral);
  const undo = useForm(takeBack);
  const { outcome, shown, key } = useOutcomes(form, undo);
  const list = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState(0);
  const boxes = () => [
    ...(list.current?.querySelectorAll<HTMLInputElement>('input[name=tasks]:enabled') ?? []),
  ];
  const count = () => setChosen(boxes().filter(({ checked }) => checked).length);
  // A page may come with some chosen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the boxes are those of the children
  useEffect(count, [children]);
  const titles = new Map(tasks.map((task) => [taskKey(task), task.title || t('untitledTask')]));
  return (
    <ChangedTasks value={shown}>
      <form
        {...form.props}
        id={SEVERAL_TASKS}
        aria-label={t('several.title')}
        // Opened on a phone it would cover what is chosen.
        className="sticky top-0 z-10 -mx-3 mb-4 flex flex-col gap-2.5 border-line border-b bg-paper px-3 py-2.5 max-md:has-[details[open]]:static"
      >
        <FormProblem state={form.state} unseen={['tasks', 'due', 'priority', 'label']} />
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-small">
          <p role="status" className="needs-scripting font-medium">
            {t('several.chosen', { count: chosen })}
          </p>
          <Link
            href={links.all}
            prefetch={false}
            className="underline underline-offset-4"
            onClick={(event) => {
              event.preventDefault();
              const all = boxes();
              const isAll = all.every(({ checked }) => checked);
              for (const box of all) box.checked = !isAll;
              count();
            }}
          >
            {t('several.all')}
          </Link>
          <Link href={links.end} prefetch={false} className="underline underline-offset-4">
            {t('several.end')}
          </Link>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <SubmitButton size="small" name="what" value="done" pending={form.pending}>
            <Check aria-hidden size={15} />
            {t('several.done')}
          </SubmitButton>
          <SubmitButton size="small" name="what" value="open" pending={form.pending}>
            <RotateCcw aria-hidden size={15} />
            {t('several.open')}
          </SubmitButton>
        </div>
        <details className="text-small">
          <summary className="inline-block cursor-pointer py-1 text-ink-soft underline underline-offset-4">
            {t('several.more')}
          </summary>
          <div className="mt-2 grid gap-3 sm:grid-cols-3">
            <Change what="due" submit={t('several.setDue')} pending={form.pending}>
              <TextField type="date" name="due" label={t('due')} hint={t('several.dueHint')} />
            </Change>
            <Change what="priority" submit={t('several.setPriority')} pending={form.pending}>
              <span className="font-medium">{t('priority.label')}</span>
              <Select
                name="priority"
                aria-label={t('priority.label')}
                defaultValue="1"
                choices={PRIORITIES.map((value) => ({ value: String(value), label: t(`priority.${value}`) }))}
              />
            </Change>
            <Change what="label" submit={t('several.addLabel')} pending={form.pending}>
              <TextField name="label" label={t('several.label')} maxLength={51} autoComplete="off" />
            </Change>
          </div>
        </details>
      </form>
      <div ref={list} onChange={count}>
        {children}
      </div>
      <div
        role="status"
        className="sticky bottom-[calc(4.5rem+env(safe-area-inset-bottom))] z-10 mt-4 empty:hidden md:bottom-4"
      >
        {outcome && <SeveralResults key={key} outcome={outcome} undo={undo} titles={titles} />}
      </div>
    </ChangedTasks>
  );
}

/** A value that the chosen tasks get, with the button that gives it to them. */
function Change({
  what,
  submit,
  pending,
  children,
}: {
  what: 'due' | 'priority' | 'label';
  submit: string;
  pending: boolean;
  children: ReactNode;
}) {
  return (
    <div className="flex min-w-0 flex-col items-start gap-2 *:max-w-full [&>:not(button)]:w-full">
      <div className="flex flex-col gap-1.5">{children}</div>
      <SubmitButton size="small" name="what" value={what} pending={pending}>
        {submit}
      </SubmitButton>
    </div>
  );
}

/**
 * What the form that was sent last has done, and how all tasks are by now; `key` is another each time. The page itself hears of a change only
 * when the documents have been read again.
 */
function useOutcomes(
  form: Form<SeveralOutcome>,
  undo: Form<SeveralOutcome>,
): { outcome: SeveralOutcome | null; shown: Shown; key: number } {
  const [seen, setSeen] = useState(() => ({
    form: form.state,
    undo: undo.state,
    outcome: outcomeOf(undo) ?? outcomeOf(form),
    shown: withShown(new Map(), outcomeOf(undo) ?? outcomeOf(form)),
    key: 0,
  }));
  const latest = undo.state !== seen.undo ? undo : form.state !== seen.form ? form : null;
  if (!latest) return seen;
  const outcome = outcomeOf(latest);
  const now = {
    form: form.state,
    undo: undo.state,
    outcome,
    shown: withShown(seen.shown, outcome),
    key: seen.key + 1,
  };
  setSeen(now);
  return now;
}

function outcomeOf({ state }: Form<SeveralOutcome>): SeveralOutcome | null {
  return state?.status === 'done' ? state.result : null;
}
