'use client';

import type { MyTask } from '@plenum/domain/tasks/types';
import { Flag } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Badge } from '#components/badge.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { useForm } from '#components/use-form.ts';
import { blockPath } from '#lib/paths.ts';
import { tickTask } from '../actions.ts';
import { DueText } from './when-text.tsx';

/** One of one's own tasks: what is ticked here stays until the page is asked for again. */
export function MyTaskRow({ task, today }: { task: MyTask; today: string }) {
  const t = useTranslations('tasks');
  const form = useForm(tickTask);
  const isDone = form.state?.status === 'done' ? form.state.result.isDone : task.isDone;
  const { documentId, taskId, due, priority, labels } = task;
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
        <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-ink-soft text-small">
          {due && <DueText due={due} today={today} isDone={isDone} />}
          {priority > 0 && (
            <span className="inline-flex items-center gap-1">
              <Flag aria-hidden size={14} />
              {t(`priority.${priority}`)}
            </span>
          )}
          {labels.map((label) => (
            <Badge key={label}>
              <bdi className="max-w-40 truncate">{label}</bdi>
            </Badge>
          ))}
        </span>
        <p className="basis-full truncate text-ink-soft text-small">
          {t('mine.in', { document: task.document, workspace: task.workspace })}
        </p>
      </div>
    </li>
  );
}
