'use client';

import type { SectionId } from '@plenum/domain/tasks/types';
import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ClipboardEvent, type KeyboardEvent, useState } from 'react';
import { useTasks } from './tasks-context.tsx';

/** Adds a task at the end of a section; several lines that are pasted are as many tasks. */
export function AddTask({ sectionId }: { sectionId: SectionId | null }) {
  const t = useTranslations('tasks');
  const { edits } = useTasks();
  const [typed, setTyped] = useState('');
  const goal = { parentId: null, sectionId, before: null };

  function add(text: string) {
    const titles = text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    if (titles.length > 0)
      edits.add(
        titles.map((title) => ({ title })),
        goal,
      );
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
    <div className="flex min-h-11 items-center gap-1">
      <span className="grid size-11 shrink-0 place-items-center text-ink-faint">
        <Plus aria-hidden size={18} />
      </span>
      <input
        type="text"
        dir="auto"
        value={typed}
        maxLength={500}
        enterKeyHint="enter"
        aria-label={t('add')}
        placeholder={t('add')}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onBlur={() => add(typed)}
        className="h-10 min-w-0 flex-1 rounded-base bg-transparent px-1 placeholder:text-ink-soft"
      />
    </div>
  );
}
