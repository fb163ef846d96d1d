'use client';

import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { BLOCK_ICONS } from './block-icons.ts';
import { type SlashMenu as Menu, SLASH_LIST_ID, slashKey, slashOptionId, takeBlock } from './slash-plugin.ts';
import { textAnchor, useFloating } from './use-floating.ts';

/** The list of blocks that a slash opens. The focus stays in the text, which says by ARIA what is chosen. */
export function SlashMenu({ editor }: { editor: Editor }) {
  const menu = useEditorState({
    editor,
    selector: ({ editor: { state } }) => slashKey.getState(state) ?? null,
  });
  return menu && <OpenMenu editor={editor} menu={menu} />;
}

function OpenMenu({ editor, menu }: { editor: Editor; menu: NonNullable<Menu> }) {
  const t = useTranslations('documents.page');
  const list = useRef<HTMLDivElement>(null);
  const { from, chosen, found } = menu;
  useFloating({ editor, element: list, anchor: textAnchor({ from, to: from }, 'below') });
  const option = found[chosen];
  useEffect(() => {
    if (option) document.getElementById(slashOptionId(option))?.scrollIntoView({ block: 'nearest' });
  }, [option]);
  return (
    <div
      ref={list}
      id={SLASH_LIST_ID}
      role="listbox"
      aria-label={t('slashMenu')}
      className="floating fixed top-0 left-0 z-20 flex max-h-[min(26rem,50dvh)] w-64 flex-col overflow-y-auto rounded-base border border-line bg-raised p-1.5 shadow-overlay"
    >
      {found.map((block, index) => {
        const { name } = block;
        const Icon = BLOCK_ICONS[name];
        return (
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the text, which names the active option
          // biome-ignore lint/a11y/useKeyWithClickEvents: the text handles the keyboard
          <div
            key={name}
            id={slashOptionId(block)}
            role="option"
            aria-selected={index === chosen}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => takeBlock(editor, block)}
            className="flex min-h-9 shrink-0 cursor-pointer items-center gap-2.5 rounded-small px-2.5 hover:bg-hover aria-selected:bg-pressed"
          >
            <Icon aria-hidden size={17} className="shrink-0 text-ink-soft" />
            {t(`blocks.${name}`)}
          </div>
        );
      })}
    </div>
  );
}
