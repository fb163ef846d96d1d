'use client';

import type { Task } from '@plenum/domain/tasks/types';
import { countBefore } from '@plenum/editor/tasks/relations';
import { Flag, Hourglass, ListTree, MessageSquare } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { AvatarStack } from '#components/avatar-stack.tsx';
import { Badge } from '#components/badge.tsx';
import { RepeatMark } from './repeat-mark.tsx';
import { useTasks } from './tasks-context.tsx';
import { DueText } from './when-text.tsx';

/** What is to be seen of a task at a glance: when it is due, how much it matters, its labels and who has it. */
export function TaskFacts({ task, done, parts }: { task: Task; done: number; parts: number }) {
  const t = useTranslations('tasks');
  const { today, assignable, tasks, comments } = useTasks();
  const { due, priority, labels, repeat, isDone } = task;
  const people = task.people.map((id) => {
    const known = assignable.people.find((person) => person.id === id);
    return { id, name: known?.displayName ?? task.names[id] ?? t('somebody'), colour: known?.colour ?? 0 };
  });
  const groups = task.groups.map((id) => ({
    id,
    name: assignable.groups.find((group) => group.id === id)?.name ?? task.names[id] ?? t('aGroup'),
  }));
  const before = countBefore(tasks, task);
  const said = comments?.countOf(task.id) ?? 0;
  const named = labels.length + people.length + groups.length;
  if (!due && priority === 0 && named + parts + before + said === 0) return null;
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 pb-1 text-ink-soft text-small">
      {parts > 0 && (
        <span className="inline-flex items-center gap-1">
          <ListTree aria-hidden size={14} />
          <span className="sr-only">{t('parts', { done, parts })}</span>
          <span aria-hidden>
            {done}/{parts}
          </span>
        </span>
      )}
      {before > 0 && (
        <span className="inline-flex items-center gap-1">
          <Hourglass aria-hidden size={14} />
          <span className="sr-only">{t('relations.before', { count: before })}</span>
          <span aria-hidden>{before}</span>
        </span>
      )}
      {said > 0 && (
        <span className="inline-flex items-center gap-1">
          <MessageSquare aria-hidden size={14} />
          <span className="sr-only">{t('comments', { count: said })}</span>
          <span aria-hidden>{said}</span>
        </span>
      )}
      {repeat && <RepeatMark repeat={repeat} />}
      {due && <DueText due={due} today={today} isDone={isDone} />}
      {priority > 0 && (
        <span className="inline-flex items-center gap-1">
          <Flag aria-hidden size={14} />
          {t(`priority.${priority as 1 | 2 | 3 | 4}`)}
        </span>
      )}
      {labels.map((label) => (
        <Badge key={label}>
          <bdi className="max-w-40 truncate">{label}</bdi>
        </Badge>
      ))}
      {groups.map(({ id, name }) => (
        <Badge key={id}>
          <bdi className="max-w-40 truncate">{name}</bdi>
        </Badge>
      ))}
      <AvatarStack people={people} />
    </span>
  );
}
