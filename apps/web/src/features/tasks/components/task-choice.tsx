'use client';

import type { MyTask } from '@plenum/domain/tasks/types';
import { useTranslations } from 'next-intl';
import { use } from 'react';
import { ChangedTasks } from './changed-tasks.ts';
import { MyTaskFacts } from './my-task-facts.tsx';
import { SEVERAL_TASKS } from './several-tasks.tsx';
import { taskKey } from './task-key.ts';

/** Chooses one of one's own tasks for the form about several, by a press anywhere on it. */
export function TaskChoice({ task, today, isChosen }: { task: MyTask; today: string; isChosen: boolean }) {
  const t = useTranslations('tasks');
  const now = { ...task, ...use(ChangedTasks).get(taskKey(task)) };
  return (
    <li className="border-line border-b">
      <label className="flex min-h-11 cursor-pointer items-start gap-1 has-disabled:cursor-default">
        <span className="grid size-11 shrink-0 place-items-center">
          <input
            type="checkbox"
            form={SEVERAL_TASKS}
            name="tasks"
            value={taskKey(task)}
            defaultChecked={isChosen && task.mayWrite}
            disabled={!task.mayWrite}
            className="size-4.5 accent-ink"
          />
        </span>
        <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 py-2">
          <span
            className={`min-w-0 flex-1 basis-60 break-words ${now.isDone ? 'text-ink-soft line-through' : ''}`}
          >
            <bdi>{task.title || t('untitledTask')}</bdi>
          </span>
          <MyTaskFacts task={now} today={today} />
        </span>
      </label>
    </li>
  );
}
