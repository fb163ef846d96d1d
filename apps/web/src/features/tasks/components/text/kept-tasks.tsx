'use client';

import { byPosition } from '@plenum/editor/tasks/order';
import type { Editor } from '@tiptap/core';
import { Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { Doc } from 'yjs';
import { IconButton } from '#components/icon-button.tsx';
import { todayHere } from '../days.ts';
import { useTaskList } from '../use-task-list.ts';
import { DueText } from '../when-text.tsx';
import { linesAmong } from './task-line.ts';

const NONE: ReadonlySet<string> = new Set();

/** The tasks of a text that have no line in it any more: ticked, or deleted for good. */
export function KeptTasks({ doc, editor, mayWrite }: { doc: Doc; editor: Editor | null; mayWrite: boolean }) {
  const t = useTranslations('tasks');
  const list = useTaskList(doc);
  const inText = useLines(editor, list?.tasks ?? null);
  const tasks = [...(list?.tasks.values() ?? [])].filter(({ id }) => !inText.has(id)).sort(byPosition);
  if (!list || tasks.length === 0) return null;
  return (
    <section aria-label={t('line.kept')} className="mt-8">
      <h2 className="font-semibold">{t('line.kept')}</h2>
      <ul className="-ms-3">
        {tasks.map(({ id, title, isDone, due, people, names }) => (
          <li key={id} id={`block-${id}`} className="flex min-h-11 items-start border-line border-b">
            <label className="grid size-11 shrink-0 cursor-pointer place-items-center">
              <input
                type="checkbox"
                checked={isDone}
                disabled={!mayWrite}
                aria-label={t('tick', { title: title || t('untitledTask') })}
                onChange={(event) => list.edits.tick([id], event.target.checked)}
                className="size-4.5 accent-ink"
              />
            </label>
            <p className={`min-w-0 flex-1 break-words py-2.5 ${isDone ? 'text-ink-soft line-through' : ''}`}>
              <bdi>{title || t('untitledTask')}</bdi>{' '}
              <span className="text-ink-soft text-small">
                {people.map((one) => (
                  <bdi key={one} className="me-2">
                    @{names[one] ?? t('somebody')}
                  </bdi>
                ))}
                {due && <DueText due={due} today={todayHere()} isDone={isDone} />}
              </span>
            </p>
            {mayWrite && (
              <IconButton
                icon={Trash2}
                label={t('line.remove', { title: title || t('untitledTask') })}
                onClick={() => list.edits.remove([id])}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Which of some tasks are lines of the text that is open, as it is now. */
function useLines(editor: Editor | null, tasks: ReadonlyMap<string, unknown> | null): ReadonlySet<string> {
  const [lines, setLines] = useState(NONE);
  const count = tasks?.size ?? 0;
  useEffect(() => {
    if (!editor || !tasks || count === 0) return;
    const look = () => {
      const found = linesAmong(editor.state.doc, new Set(tasks.keys()));
      setLines((before) => (isSame(found, before) ? before : found));
    };
    look();
    editor.on('update', look);
    return () => {
      editor.off('update', look);
    };
  }, [editor, tasks, count]);
  return lines;
}

function isSame(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return some.size === others.size && [...some].every((one) => others.has(one));
}
