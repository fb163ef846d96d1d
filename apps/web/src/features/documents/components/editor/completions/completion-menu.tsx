'use client';

import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { AtSign, CalendarDays, FileText, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { BLOCK_ICONS } from '../block-icons.ts';
import { BLOCKS } from '../blocks.ts';
import { textAnchor, useFloating } from '../use-floating.ts';
import type { CompletionName, CompletionOption } from './completion.ts';
import {
  COMPLETION_LIST_ID,
  completionKey,
  completionOptionId,
  type CompletionMenu as Menu,
  takeOption,
} from './completion-plugin.ts';

/** The list that what is typed has opened. The focus stays in the text, which says by ARIA what is chosen. */
export function CompletionMenu({ editor }: { editor: Editor }) {
  const menu = useEditorState({
    editor,
    selector: ({ editor: { state } }) => completionKey.getState(state) ?? null,
  });
  return menu && menu.found.length > 0 && <OpenMenu editor={editor} menu={menu} />;
}

function OpenMenu({ editor, menu }: { editor: Editor; menu: Menu }) {
  const t = useTranslations('documents.page.completions');
  const list = useRef<HTMLDivElement>(null);
  const { from, chosen, found, completion } = menu;
  useFloating({ editor, element: list, anchor: textAnchor({ from, to: from }, 'below') });
  const option = found[chosen];
  useEffect(() => {
    if (option) document.getElementById(completionOptionId(chosen))?.scrollIntoView({ block: 'nearest' });
  }, [option, chosen]);
  return (
    <div
      ref={list}
      id={COMPLETION_LIST_ID}
      role="listbox"
      aria-label={t(completion.name)}
      className="floating fixed top-0 left-0 z-20 flex max-h-[min(26rem,50dvh)] w-64 flex-col overflow-y-auto rounded-base border border-line bg-raised p-1.5 shadow-overlay"
    >
      {found.map((one, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the text, which names the active option
        // biome-ignore lint/a11y/useKeyWithClickEvents: the text handles the keyboard
        <div
          key={one.id}
          id={completionOptionId(index)}
          role="option"
          aria-selected={index === chosen}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => takeOption(editor, one)}
          className="flex min-h-9 shrink-0 cursor-pointer items-center gap-2.5 rounded-small px-2.5 hover:bg-hover aria-selected:bg-pressed"
        >
          <Icon name={completion.name} option={one} />
          <bdi className="min-w-0 truncate">{one.label}</bdi>
          {one.hint && <bdi className="ms-auto shrink-0 text-ink-soft text-small">{one.hint}</bdi>}
        </div>
      ))}
    </div>
  );
}

/** What stands for the options of a list; a block has its own. */
const ICONS: Record<Exclude<CompletionName, 'blocks' | 'emoji'>, LucideIcon> = {
  dates: CalendarDays,
  people: AtSign,
  pages: FileText,
};

function Icon({ name, option: { id, symbol } }: { name: CompletionName; option: CompletionOption }) {
  if (symbol !== undefined || name === 'emoji') return <span aria-hidden>{symbol}</span>;
  const block = BLOCKS.find((one) => one.name === id);
  const Picture = name === 'blocks' ? block && BLOCK_ICONS[block.name] : ICONS[name];
  return Picture && <Picture aria-hidden size={17} className="shrink-0 text-ink-soft" />;
}
