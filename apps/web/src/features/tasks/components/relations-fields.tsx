'use client';

import type { Task } from '@plenum/domain/tasks/types';
import { type Relation, relationsOf, tasksToTie, untied } from '@plenum/editor/tasks/relations';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, type Ref, useId, useMemo, useRef } from 'react';
import { IconButton } from '#components/icon-button.tsx';
import { TaskFinder } from './task-finder.tsx';
import { useTasks } from './tasks-context.tsx';

/** Tasks that are offered at once. */
const MOST = 8;

const FIELDS = { waitsFor: 'blockedBy', belongsWith: 'relatesTo' } as const;

/** What a task waits for, what waits for it, and what belongs with it. */
export function RelationsFields({ task }: { task: Task }) {
  const t = useTranslations('tasks');
  const { tasks, version } = useTasks();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tasks are the same map, which the version says has changed
  const { waitsFor, holdsUp, belongsWith } = useMemo(() => relationsOf(tasks, task), [tasks, version, task]);
  return (
    <>
      <TiedTasks task={task} relation="waitsFor" others={waitsFor} />
      {holdsUp.length > 0 && <TaskLinks title={t('relations.holdsUp')} others={holdsUp} />}
      <TiedTasks task={task} relation="belongsWith" others={belongsWith} />
    </>
  );
}

function TiedTasks({ task, relation, others }: { task: Task; relation: Relation; others: readonly Task[] }) {
  const t = useTranslations('tasks');
  const { tasks, edits, mayWrite } = useTasks();
  const section = useRef<HTMLElement>(null);
  const field = FIELDS[relation];
  if (!mayWrite && others.length === 0) return null;
  const untie = (other: Task) => {
    for (const [id, changes] of untied(task, other, relation)) edits.change(id, changes);
    // The button that was pressed goes.
    section.current?.querySelector('input')?.focus();
  };
  return (
    <TaskLinks
      ref={section}
      title={t(`relations.${relation}`)}
      others={others}
      onRemove={mayWrite ? untie : undefined}
    >
      {mayWrite && (
        <TaskFinder
          label={t(`relations.add.${relation}`)}
          find={(typed) => tasksToTie(tasks, task, { relation, typed, most: MOST })}
          onChoose={(other) => edits.change(task.id, { [field]: [...task[field], other.id] })}
        />
      )}
    </TaskLinks>
  );
}

/** Tasks by their titles, each of which opens it. */
function TaskLinks({
  ref,
  title,
  others,
  onRemove,
  children,
}: {
  ref?: Ref<HTMLElement>;
  title: string;
  others: readonly Task[];
  onRemove?: ((other: Task) => void) | undefined;
  children?: ReactNode;
}) {
  const t = useTranslations('tasks');
  const { open } = useTasks();
  const id = useId();
  return (
    <section ref={ref} aria-labelledby={id} className="flex flex-col gap-1.5">
      <h3 id={id} className="font-medium">
        {title}
      </h3>
      {others.length > 0 && (
        <ul>
          {others.map((other) => (
            <li key={other.id} className="flex min-h-9 items-center gap-2">
              <button
                type="button"
                onClick={() => open(other.id)}
                className={`min-h-9 min-w-0 flex-1 rounded-small text-start underline decoration-line-strong underline-offset-4 ${other.isDone ? 'text-ink-soft' : ''}`}
              >
                <bdi className="break-words">{other.title || t('untitledTask')}</bdi>
                {other.isDone && <span className="text-small">{t('done')}</span>}
              </button>
              {onRemove && (
                <IconButton
                  icon={X}
                  label={t('relations.remove', { title: other.title || t('untitledTask') })}
                  onClick={() => onRemove(other)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {children}
    </section>
  );
}
