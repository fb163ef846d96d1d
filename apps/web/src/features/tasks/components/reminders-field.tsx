'use client';

import { TASK_LIMITS } from '@plenum/domain/tasks/limits';
import type { Reminder, Task } from '@plenum/domain/tasks/types';
import { Bell, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { IconButton } from '#components/icon-button.tsx';
import { Select } from '#components/select-field.tsx';
import { reminderUnit, USUAL_REMINDERS } from './reminder-words.ts';
import { useTasks } from './tasks-context.tsx';

/** When whoever has a task is reminded of it; nothing for a task that is due on no day. */
export function RemindersField({ task }: { task: Task }) {
  const t = useTranslations('tasks.reminders');
  const { edits, mayWrite } = useTasks();
  const id = useId();
  const { due, reminders } = task;
  if (due === null || (!mayWrite && reminders.length === 0)) return null;
  const change = (next: Reminder[]) => edits.change(task.id, { reminders: next });
  const words = (minutes: Reminder) => {
    const { unit, count } = reminderUnit(minutes);
    return unit === 'atTime' ? t('atTime') : t(unit, { count });
  };
  const others = USUAL_REMINDERS.filter((minutes) => !reminders.includes(minutes));
  return (
    <section aria-labelledby={id} className="flex flex-col gap-1.5">
      <h3 id={id} className="font-medium">
        {t('label')}
      </h3>
      {reminders.length > 0 && (
        <ul>
          {reminders.map((minutes) => (
            <li key={minutes} className="flex min-h-9 items-center gap-2">
              <Bell aria-hidden size={16} className="shrink-0 text-ink-soft" />
              <span className="min-w-0 flex-1">{words(minutes)}</span>
              {mayWrite && (
                <IconButton
                  icon={X}
                  label={t('remove', { when: words(minutes) })}
                  onClick={() => change(reminders.filter((one) => one !== minutes))}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {mayWrite && others.length > 0 && reminders.length < TASK_LIMITS.reminders && (
        <Select
          name="reminder"
          aria-label={t('add')}
          aria-describedby={`${id}-who`}
          value=""
          choices={[
            { value: '', label: t('add') },
            ...others.map((minutes) => ({ value: String(minutes), label: words(minutes) })),
          ]}
          onChange={(event) => {
            const chosen = others.find((minutes) => String(minutes) === event.target.value);
            if (chosen !== undefined) change([...reminders, chosen]);
          }}
        />
      )}
      <p id={`${id}-who`} className="text-ink-soft text-small">
        {reminders.length === 0 ? t('none') : due.length === 10 ? t('whoOfDay') : t('who')}
      </p>
    </section>
  );
}
