'use client';

import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Button } from '#components/button.tsx';
import { MenuButton } from '#components/menu.tsx';
import { Popover } from '#components/popover.tsx';
import { BLOCK_ICONS } from './block-icons.ts';
import { type BlockKind, TEXT_STYLES } from './blocks.ts';
import { ToolButton } from './tool-button.tsx';

/** A button for each of some kinds of blocks. */
export function BlockTools({ editor, kinds }: { editor: Editor; kinds: readonly BlockKind[] }) {
  const t = useTranslations('documents.page.blocks');
  const active = useEditorState({
    editor,
    selector: () => kinds.filter((kind) => kind.isActive(editor)).map(({ name }) => name),
  });
  return kinds.map((kind) => (
    <ToolButton
      key={kind.name}
      icon={BLOCK_ICONS[kind.name]}
      name={t(kind.name)}
      {...(kind.keys && { keys: kind.keys })}
      aria-pressed={active.includes(kind.name)}
      onClick={() => kind.apply(editor.chain().focus()).run()}
    />
  ));
}

/** The style of the line at the cursor, and the others to choose from. */
export function StyleMenu({ editor }: { editor: Editor }) {
  const t = useTranslations('documents.page');
  const id = useId();
  const active = useEditorState({
    editor,
    selector: () => TEXT_STYLES.findLast((kind) => kind.isActive(editor))?.name ?? null,
  });
  const shown = active ? t(`blocks.${active}`) : t('otherStyle');
  return (
    <>
      <Button
        look="quiet"
        size="small"
        popoverTarget={id}
        aria-label={`${t('style')}: ${shown}`}
        onMouseDown={(event) => event.preventDefault()}
      >
        {shown}
        <ChevronDown aria-hidden size={14} />
      </Button>
      <Popover id={id} label={t('style')}>
        {TEXT_STYLES.map((kind) => (
          <MenuButton
            key={kind.name}
            icon={BLOCK_ICONS[kind.name]}
            aria-current={kind.name === active ? 'true' : undefined}
            popoverTarget={id}
            popoverTargetAction="hide"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => kind.apply(editor.chain().focus()).run()}
          >
            {t(`blocks.${kind.name}`)}
          </MenuButton>
        ))}
      </Popover>
    </>
  );
}
