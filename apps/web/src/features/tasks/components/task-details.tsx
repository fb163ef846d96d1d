'use client';

import type { Priority, Task, TaskId } from '@plenum/domain/tasks/types';
import { Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { Button } from '#components/button.tsx';
import { SelectField } from '#components/select-field.tsx';
import { SidePanel } from '#features/documents/components/beside/side-panel.tsx';
import { Activity } from './activity/activity.tsx';
import { AssigneesField } from './assignees-field.tsx';
import { DescriptionField } from './description-field.tsx';
import { LabelsField } from './labels-field.tsx';
import { RelationsFields } from './relations-fields.tsx';
import { RemindersField } from './reminders-field.tsx';
import { RepeatField } from './repeat-field.tsx';
import { useTasks } from './tasks-context.tsx';
import { TickBox } from './tick-box.tsx';
import { focusTask } from './use-row-keys.ts';
import { WhenField } from './when-field.tsx';

const PRIORITIES: readonly Priority[] = [0, 1, 2, 3, 4];

/** A task with all that belongs to it, beside the list. */
export function TaskDetails({ id }: { id: TaskId }) {
  const t = useTranslations('tasks');
  const { tasks, sections, edits, mayWrite, comments, open, remove } = useTasks();
  const task = tasks.get(id);
  const isGone = !task;
  useEffect(() => {
    if (isGone) open(null);
  }, [isGone, open]);
  const panel = useRef<HTMLElement>(null);
  const before = useRef(id);
  useEffect(() => {
    // What was pressed to come here from another task is gone with that; the box says which one this is.
    if (before.current !== id && document.activeElement === document.body) {
      panel.current?.querySelector<HTMLElement>('input[type=checkbox]')?.focus();
    }
    before.current = id;
  }, [id]);
  if (!task) return null;
  const parts = [...tasks.values()].filter(({ parentId }) => parentId === id);
  const parent = task.parentId === null ? undefined : tasks.get(task.parentId);
  return (
    <SidePanel ref={panel} panel="task" title={t('task')} close={t('close')} onClose={() => focusTask(id)}>
      <div className="-ms-3 flex items-start">
        <TickBox task={task} />
        <TitleField key={id} task={task} />
      </div>
      {parent && (
        <p className="text-ink-soft text-small">
          {t('partOf')}{' '}
          <button type="button" className="text-start underline" onClick={() => open(parent.id)}>
            <bdi>{parent.title || t('untitledTask')}</bdi>
          </button>
        </p>
      )}
      <AssigneesField task={task} />
      <WhenField
        label={t('due')}
        value={task.due}
        disabled={!mayWrite}
        onChange={(due) => edits.change(id, { due })}
      />
      <WhenField
        label={t('start')}
        value={task.start}
        disabled={!mayWrite}
        onChange={(start) => edits.change(id, { start })}
      />
      <RemindersField task={task} />
      <RepeatField task={task} />
      <SelectField
        name="priority"
        label={t('priority.label')}
        value={String(task.priority)}
        disabled={!mayWrite}
        choices={PRIORITIES.map((one) => ({ value: String(one), label: t(`priority.${one}`) }))}
        onChange={(event) => {
          const priority = PRIORITIES.find((one) => String(one) === event.target.value);
          if (priority !== undefined) edits.change(id, { priority });
        }}
      />
      {!parent && sections.length > 0 && (
        <SelectField
          name="section"
          label={t('section')}
          value={sections.some((section) => section.id === task.sectionId) ? (task.sectionId ?? '') : ''}
          disabled={!mayWrite}
          choices={[
            { value: '', label: t('noSection') },
            ...sections.map(({ id: value, title }) => ({ value, label: title || t('untitledSection') })),
          ]}
          onChange={(event) =>
            edits.move([id], { parentId: null, sectionId: event.target.value || null, before: null })
          }
        />
      )}
      <LabelsField key={`labels ${id}`} task={task} />
      <DescriptionField key={`description ${id}`} id={id} />
      <Parts task={task} parts={parts} />
      <RelationsFields key={`relations ${id}`} task={task} />
      {comments?.of(task)}
      <Activity key={`activity ${id}`} task={task} />
      {mayWrite && (
        <div>
          <Button look="quiet" size="small" onClick={() => remove([id])}>
            <Trash2 aria-hidden size={16} />
            {t('remove')}
          </Button>
        </div>
      )}
    </SidePanel>
  );
}

/** The title, written in place; kept when one leaves it or presses Enter. */
function TitleField({ task }: { task: Task }) {
  const t = useTranslations('tasks');
  const { edits, mayWrite } = useTasks();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    // Somebody else's title, unless one of our own is being written.
    const { current } = field;
    if (current && document.activeElement !== current) current.value = task.title;
  }, [task.title]);
  const keep = () => {
    const title = field.current?.value.replace(/\s+/g, ' ').trim() ?? '';
    if (title !== '' && title !== task.title) edits.change(task.id, { title });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    keep();
  };
  return (
    <textarea
      ref={field}
      rows={1}
      dir="auto"
      defaultValue={task.title}
      readOnly={!mayWrite}
      maxLength={500}
      aria-label={t('title')}
      onBlur={keep}
      onKeyDown={onKeyDown}
      className="field-sizing-content min-h-11 min-w-0 flex-1 resize-none rounded-base bg-transparent py-2.5 font-semibold"
    />
  );
}

function Parts({ task, parts }: { task: Task; parts: readonly Task[] }) {
  const t = useTranslations('tasks');
  const { edits, mayWrite, open } = useTasks();
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const title = event.currentTarget.value.trim();
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || title === '') return;
    event.preventDefault();
    event.currentTarget.value = '';
    edits.add([{ title }], { parentId: task.id, sectionId: null, before: null });
  };
  if (parts.length === 0 && !mayWrite) return null;
  return (
    <section aria-label={t('partsTitle')}>
      <h3 className="font-medium">{t('partsTitle')}</h3>
      <ul className="-ms-3">
        {parts.map((part) => (
          <li key={part.id} className="flex items-start">
            <TickBox task={part} />
            <button
              type="button"
              onClick={() => open(part.id)}
              className={`min-h-11 min-w-0 flex-1 py-2 text-start ${part.isDone ? 'text-ink-soft line-through' : ''}`}
            >
              <bdi className="break-words">{part.title || t('untitledTask')}</bdi>
            </button>
          </li>
        ))}
      </ul>
      {mayWrite && (
        <div className="-ms-3 flex items-center">
          <span className="grid size-11 shrink-0 place-items-center text-ink-faint">
            <Plus aria-hidden size={18} />
          </span>
          <input
            type="text"
            dir="auto"
            maxLength={500}
            aria-label={t('addPart')}
            placeholder={t('addPart')}
            onKeyDown={onKeyDown}
            className="h-10 min-w-0 flex-1 rounded-base bg-transparent placeholder:text-ink-soft"
          />
        </div>
      )}
    </section>
  );
}
