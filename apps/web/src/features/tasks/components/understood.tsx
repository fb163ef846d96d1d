'use client';

import type { QuickAddLine } from '@plenum/domain/tasks/quick-add/types';
import { CalendarDays, Flag, Repeat, Tag, User, Users } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRepeatWords } from './repeat-words.ts';
import { useTasks } from './tasks-context.tsx';
import { DueText } from './when-text.tsx';

/** What quick add has understood of a line, before it becomes a task. */
export function Understood({ lines }: { lines: readonly QuickAddLine[] }) {
  const t = useTranslations('tasks');
  const { today } = useTasks();
  const repeatWords = useRepeatWords();
  const [line] = lines;
  if (!line || line.understood.length === 0) return null;
  const {
    title,
    people = [],
    groups = [],
    names = {},
    labels = [],
    due,
    start,
    priority = 0,
    repeat,
  } = line.draft;
  const facts = [
    ...people.map((id) => ({ key: id, icon: User, text: names[id] ?? '' })),
    ...groups.map((id) => ({ key: id, icon: Users, text: names[id] ?? '' })),
    ...labels.map((label) => ({ key: `#${label}`, icon: Tag, text: label })),
    ...(priority > 0 ? [{ key: '!', icon: Flag, text: t(`priority.${priority}`) }] : []),
    ...(repeat ? [{ key: 'repeat', icon: Repeat, text: repeatWords(repeat) }] : []),
  ];
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 pb-2 text-ink-soft text-small">
      <bdi className="text-ink">{title}</bdi>
      {facts.map(({ key, icon: Icon, text }) => (
        <span key={key} className="inline-flex items-center gap-1">
          <Icon aria-hidden size={14} />
          <bdi>{text}</bdi>
        </span>
      ))}
      {start && (
        <span className="inline-flex items-center gap-1">
          <CalendarDays aria-hidden size={14} />
          {t('from', { day: start.slice(0, 10) })}
        </span>
      )}
      {due && <DueText due={due} today={today} isDone={false} />}
    </p>
  );
}
