'use client';

import { TASK_LIMITS } from '@plenum/domain/tasks/limits';
import type { QuickAdd } from '@plenum/domain/tasks/quick-add/types';
import type { SectionId } from '@plenum/domain/tasks/types';
import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ClipboardEvent, type KeyboardEvent, useId, useState } from 'react';
import { useTasks } from './tasks-context.tsx';
import { Understood } from './understood.tsx';
import { useQuickAdd } from './use-quick-add.ts';

/** As quick add reads at once. */
const MOST_LINES = 500;

/**
 * Adds a task at the end of a section, in the words of quick add, and shows what it understood before it does; several lines that are pasted
 * are as many tasks.
 */
export function AddTask({ sectionId }: { sectionId: SectionId | null }) {
  const t = useTranslations('tasks');
  const { edits, onMissing } = useTasks();
  const [typed, setTyped] = useState('');
  const { read, prepare } = useQuickAdd();
  const id = useId();

  function add(text: string) {
    const { drafts, leftOut, cut } = read(text) ?? plainDrafts(text);
    if (drafts.length > 0) {
      edits.add(drafts, { parentId: null, sectionId, before: null });
      onMissing({ leftOut, cut });
    }
    setTyped('');
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    add(typed);
  }
  function onPaste(event: ClipboardEvent<HTMLInputElement>) {
    const text = event.clipboardData.getData('text/plain');
    if (!text.trim().includes('\n')) return;
    event.preventDefault();
    add(typed + text);
  }

  return (
    <div className="flex min-h-11 items-start">
      <span className="grid size-11 shrink-0 place-items-center text-ink-faint">
        <Plus aria-hidden size={18} />
      </span>
      <div className="min-w-0 flex-1">
        <input
          type="text"
          dir="auto"
          value={typed}
          maxLength={2000}
          enterKeyHint="enter"
          aria-label={t('add')}
          aria-describedby={id}
          placeholder={t('add')}
          onFocus={prepare}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onBlur={() => add(typed)}
          // The ring lies within the field: right above and below it are the lines of other rows, and what it understood.
          className="h-11 w-full rounded-base bg-transparent px-2 placeholder:text-ink-soft focus-visible:-outline-offset-4"
        />
        <div id={id} aria-live="polite" className="px-2">
          {typed !== '' && <Understood lines={read(typed)?.lines ?? []} />}
        </div>
      </div>
    </div>
  );
}

/** While the words of quick add are on their way. */
function plainDrafts(text: string): Pick<QuickAdd, 'drafts' | 'leftOut' | 'cut'> {
  const lines = text.split('\n').flatMap((line) => line.trim() || []);
  return {
    drafts: lines.slice(0, MOST_LINES).map((line) => ({ title: line.slice(0, TASK_LIMITS.title) })),
    leftOut: Math.max(0, lines.length - MOST_LINES),
    cut: lines.slice(0, MOST_LINES).filter(({ length }) => length > TASK_LIMITS.title).length,
  };
}
