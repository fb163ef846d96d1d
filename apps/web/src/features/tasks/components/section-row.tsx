'use client';

import type { Section } from '@plenum/domain/tasks/types';
import { CircleCheck, Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { IconButton } from '#components/icon-button.tsx';
import { MenuButton } from '#components/menu.tsx';
import { Popover } from '#components/popover.tsx';
import { useTasks } from './tasks-context.tsx';
import { useSectionDrop } from './use-task-drag.ts';

/** The head of a section, with what can be done to it. */
export function SectionRow({ section, count }: { section: Section; count: number }) {
  const t = useTranslations('tasks');
  const { edits, mayWrite } = useTasks();
  const [renaming, setRenaming] = useState(false);
  const { ref, isOver } = useSectionDrop(section.id, mayWrite);
  const id = useId();
  const hide = { popoverTarget: id, popoverTargetAction: 'hide' } as const;
  return (
    <div
      ref={ref}
      data-over={isOver || undefined}
      className="task-section flex min-h-11 items-center gap-2 border-line border-b pt-4 data-over:border-ink"
    >
      {renaming ? (
        <SectionTitle section={section} onEnd={() => setRenaming(false)} />
      ) : (
        <h2 dir="auto" className="min-w-0 flex-1 break-words font-semibold">
          {section.title || t('untitledSection')}{' '}
          <span className="font-normal text-ink-soft text-small">{count}</span>
        </h2>
      )}
      {mayWrite && (
        <>
          <IconButton icon={Ellipsis} label={t('sectionMenu', { title: section.title })} popoverTarget={id} />
          <Popover id={id} label={t('sectionMenu', { title: section.title })} align="end">
            <MenuButton icon={Pencil} {...hide} onClick={() => setRenaming(true)}>
              {t('rename')}
            </MenuButton>
            <MenuButton
              icon={CircleCheck}
              aria-pressed={section.isForDone}
              {...hide}
              onClick={() => edits.changeSection(section.id, { isForDone: !section.isForDone })}
            >
              {t('forDone')}
            </MenuButton>
            <MenuButton icon={Trash2} {...hide} onClick={() => edits.removeSection(section.id)}>
              {t('removeSection')}
            </MenuButton>
          </Popover>
        </>
      )}
    </div>
  );
}

/** Renames a section in its place: Enter keeps the name, Escape the one before. */
export function SectionTitle({ section, onEnd }: { section: Section; onEnd: () => void }) {
  const t = useTranslations('tasks');
  const { edits } = useTasks();
  const ended = useRef(false);
  const end = (title: string | null) => {
    if (ended.current) return;
    ended.current = true;
    if (title?.trim()) edits.changeSection(section.id, { title: title.trim() });
    onEnd();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') end(event.currentTarget.value);
    if (event.key === 'Escape') end(null);
  };
  return (
    <input
      ref={(field) => field?.select()}
      type="text"
      dir="auto"
      defaultValue={section.title}
      maxLength={100}
      aria-label={t('sectionTitle')}
      onKeyDown={onKeyDown}
      onBlur={(event) => end(event.currentTarget.value)}
      className="h-9 min-w-0 flex-1 rounded-base bg-transparent font-semibold"
    />
  );
}
