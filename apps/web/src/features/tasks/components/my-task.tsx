'use client';

import type { MyTask } from '@plenum/domain/tasks/types';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { FormProblem } from '#components/form-problem.tsx';
import { useForm } from '#components/use-form.ts';
import { blockPath } from '#lib/paths.ts';
import { tickTask } from '../actions.ts';
import { MyTaskFacts } from './my-task-facts.tsx';

/** One of one's own tasks: what is ticked here stays until the page is asked for again. */
export function MyTaskRow({ task, today }: { task: MyTask; today: string }) {
  const t = useTranslations('tasks');
  const form = useForm(tickTask);
  const isDone = form.state?.status === 'done' ? form.state.result.isDone : task.isDone;
  const { documentId, taskId } = task;
  return (
    <li className="flex min-h-11 items-start gap-1 border-line border-b">
      <form {...form.props}>
        <input type="hidden" name="documentId" value={documentId} />
        <input type="hidden" name="taskId" value={taskId} />
        <input type="hidden" name="isDone" value={String(!isDone)} />
        <button
          type="submit"
          aria-label={t('tick', { title: task.title || t('untitledTask') })}
          aria-pressed={isDone}
          disabled={!task.mayWrite || form.pending}
          className="tick-button"
        />
        <FormProblem state={form.state} />
      </form>
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 py-2">
        <Link
          href={blockPath(documentId, taskId)}
          prefetch={false}
          className={`min-w-0 flex-1 basis-60 break-words ${isDone ? 'text-ink-soft line-through' : ''}`}
        >
          <bdi>{task.title || t('untitledTask')}</bdi>
        </Link>
        <MyTaskFacts task={{ ...task, isDone }} today={today} />
      </div>
    </li>
  );
}
