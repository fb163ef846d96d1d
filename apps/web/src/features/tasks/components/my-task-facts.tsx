'use client';

import type { MyTask } from '@plenum/domain/tasks/types';
import { Flag } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '#components/badge.tsx';
import { DueText } from './when-text.tsx';

/** Who has a task that one gave to others, when it is due, how much it matters, its labels, and where it is. */
export function MyTaskFacts({ task, today }: { task: MyTask; today: string }) {
  const t = useTranslations('tasks');
  const { due, priority, labels, isDone } = task;
  return (
    <>
      <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-ink-soft text-small">
        {task.who.length > 0 && <bdi className="break-words">{task.who.join(', ')}</bdi>}
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
      <span className="block basis-full truncate text-ink-soft text-small">
        {t('mine.in', { document: task.document, workspace: task.workspace })}
      </span>
    </>
  );
}
