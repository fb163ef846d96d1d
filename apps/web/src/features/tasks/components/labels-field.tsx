'use client';

import type { Task } from '@plenum/domain/tasks/types';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { TextField } from '#components/text-field.tsx';
import { useTasks } from './tasks-context.tsx';

/** The labels of a task, in one line with commas between them. */
export function LabelsField({ task }: { task: Task }) {
  const t = useTranslations('tasks');
  const { edits, mayWrite } = useTasks();
  const field = useRef<HTMLInputElement>(null);
  const shown = task.labels.join(', ');
  useEffect(() => {
    const { current } = field;
    if (current && document.activeElement !== current) current.value = shown;
  }, [shown]);
  const keep = () => {
    const typed = field.current?.value ?? '';
    const labels = typed
      .split(',')
      .map((label) => label.trim().replace(/^#/, '').slice(0, 50))
      .filter((label) => label !== '');
    if (labels.join(', ') !== shown) edits.change(task.id, { labels: [...new Set(labels)] });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) keep();
  };
  return (
    <TextField
      ref={field}
      name="labels"
      label={t('labels')}
      hint={mayWrite ? t('labelsHint') : undefined}
      defaultValue={shown}
      readOnly={!mayWrite}
      onBlur={keep}
      onKeyDown={onKeyDown}
    />
  );
}
