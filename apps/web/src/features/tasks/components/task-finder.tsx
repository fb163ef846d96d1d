'use client';

import type { Task } from '@plenum/domain/tasks/types';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { TextField } from '#components/text-field.tsx';

/**
 * Finds a task of the list by a part of its title. What is found stands below the field and not over it, so that the panel around scrolls
 * to it; the arrow keys offer tasks before anything is typed.
 */
export function TaskFinder({
  label,
  find,
  onChoose,
}: {
  label: string;
  find: (typed: string) => readonly Task[];
  onChoose: (task: Task) => void;
}) {
  const t = useTranslations('tasks');
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState(0);
  const id = useId();
  const found = isOpen ? find(typed) : [];
  const current = found[Math.min(chosen, found.length - 1)];
  const optionId = (task: Task) => `${id}-${task.id}`;
  const currentId = current && optionId(current);
  useEffect(() => {
    if (currentId !== undefined) document.getElementById(currentId)?.scrollIntoView({ block: 'nearest' });
  }, [currentId]);
  const close = () => {
    setOpen(false);
    setTyped('');
    setChosen(0);
  };
  const choose = (task: Task) => {
    close();
    onChoose(task);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && !isOpen) setOpen(true);
    else if (step !== 0 && current) setChosen((found.indexOf(current) + step + found.length) % found.length);
    else if (event.key === 'Enter' && current) choose(current);
    // Closes what is offered, and not the panel around.
    else if (event.key === 'Escape' && isOpen) close();
    else return;
    event.preventDefault();
  };
  return (
    <div>
      <TextField
        name="task"
        label={label}
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={found.length > 0 ? `${id}-list` : undefined}
        aria-autocomplete="list"
        aria-activedescendant={currentId}
        autoComplete="off"
        placeholder={t('relations.find')}
        maxLength={200}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setOpen(event.target.value !== '');
          setChosen(0);
        }}
        onBlur={close}
        onKeyDown={onKeyDown}
      />
      <p role="status" className={isOpen && found.length === 0 ? 'mt-1 text-ink-soft text-small' : 'sr-only'}>
        {isOpen && t('relations.found', { count: found.length })}
      </p>
      {found.length > 0 && (
        <div
          id={`${id}-list`}
          role="listbox"
          aria-label={label}
          className="mt-1 rounded-base border border-line bg-raised p-1"
        >
          {found.map((task) => (
            <div
              key={task.id}
              id={optionId(task)}
              role="option"
              tabIndex={-1}
              aria-selected={task === current}
              // The field keeps the focus.
              onMouseDown={(event) => {
                event.preventDefault();
                choose(task);
              }}
              className="flex min-h-9 cursor-pointer items-center rounded-small px-2 py-1.5 hover:bg-hover aria-selected:bg-hover"
            >
              <bdi className={`min-w-0 break-words ${task.isDone ? 'text-ink-soft line-through' : ''}`}>
                {task.title || t('untitledTask')}
              </bdi>
              {task.isDone && <span className="sr-only">{t('done')}</span>}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
