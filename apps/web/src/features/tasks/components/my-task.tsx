'use client';

import type { MyTask } from '@plenum/domain/tasks/types';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { blockPath } from '#lib/paths.ts';
import { MyTaskFacts } from './my-task-facts.tsx';
import { TickForm } from './tick-form.tsx';

/** One of one's own tasks: what is ticked here stays until the page is asked for again. */
export function MyTaskRow({ task, today }: { task: MyTask; today: string }) {
  const t = useTranslations('tasks');
  const [ticked, setTicked] = useState<boolean | null>(null);
  const isDone = ticked ?? task.isDone;
  const { documentId, taskId, title, mayWrite } = task;
  return (
    <li className="flex min-h-11 items-start gap-1 border-line border-b">
      <TickForm
        task={{ documentId, id: taskId, title }}
        isDone={isDone}
        mayTick={mayWrite}
        onTicked={setTicked}
      />
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 py-2">
        <Link
          href={blockPath(documentId, taskId)}
          prefetch={false}
          className={`min-w-0 flex-1 basis-60 break-words ${isDone ? 'text-ink-soft line-through' : ''}`}
        >
          <bdi>{title || t('untitledTask')}</bdi>
        </Link>
        <MyTaskFacts task={{ ...task, isDone }} today={today} />
      </div>
    </li>
  );
}
