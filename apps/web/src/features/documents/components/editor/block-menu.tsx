'use client';

import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { useEditorState } from '@tiptap/react';
import { ArrowDown, ArrowUp, CopyPlus, GripVertical, Link2, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { MenuButton, MenuDivider } from '#components/menu.tsx';
import { Popover } from '#components/popover.tsx';
import { blockFragment } from './block-anchor.ts';
import { BLOCK_ICONS } from './block-icons.ts';
import { type Block, deleteBlock, duplicateBlock, moveBlock, selectedBlock } from './block-moves.ts';
import { TURN_INTO } from './blocks.ts';
import { ToolButton } from './tool-button.tsx';

/** What can be done with a block as a whole; `blockNow` is the one that it is about when something is chosen. */
export function BlockMenu({
  id,
  editor,
  documentPath,
  blockNow,
  isQuiet = false,
}: {
  id: string;
  editor: Editor;
  /** Where the document is read, for a link to the block; null where nobody else could follow it. */
  documentPath: string | null;
  blockNow: () => Block | null;
  /** Nobody was writing, and the keyboard of a phone stays away. */
  isQuiet?: boolean;
}) {
  const t = useTranslations('documents.page');
  const close = {
    popoverTarget: id,
    popoverTargetAction: 'hide',
    onMouseDown: (event: { preventDefault(): void }) => event.preventDefault(),
  } as const;
  const act = (change: (block: Block) => void) => () => {
    const block = blockNow();
    if (block) change(block);
    if (!isQuiet) editor.commands.focus();
  };
  const { dispatch } = editor.view;
  return (
    <Popover id={id} label={t('block.menu')}>
      <MenuButton
        icon={ArrowUp}
        {...close}
        onClick={act((block) => {
          const tr = moveBlock(editor.state, block, -1);
          if (tr) dispatch(tr);
        })}
      >
        {t('block.moveUp')}
      </MenuButton>
      <MenuButton
        icon={ArrowDown}
        {...close}
        onClick={act((block) => {
          const tr = moveBlock(editor.state, block, 1);
          if (tr) dispatch(tr);
        })}
      >
        {t('block.moveDown')}
      </MenuButton>
      <MenuButton
        icon={CopyPlus}
        {...close}
        onClick={act((block) => dispatch(duplicateBlock(editor.state, block)))}
      >
        {t('block.duplicate')}
      </MenuButton>
      {documentPath !== null && (
        <MenuButton icon={Link2} {...close} onClick={act((block) => copyLink(documentPath, block))}>
          {t('block.copyLink')}
        </MenuButton>
      )}
      <MenuDivider />
      {TURN_INTO.map((kind) => (
        <MenuButton
          key={kind.name}
          icon={BLOCK_ICONS[kind.name]}
          {...close}
          onClick={act(({ at }) => {
            const { doc, tr } = editor.state;
            dispatch(tr.setSelection(TextSelection.near(doc.resolve(at + 1))));
            kind.apply(editor.chain()).run();
          })}
        >
          {t(`blocks.${kind.name}`)}
        </MenuButton>
      ))}
      <MenuDivider />
      <MenuButton
        icon={Trash2}
        {...close}
        onClick={act((block) => dispatch(deleteBlock(editor.state, block)))}
      >
        {t('block.delete')}
      </MenuButton>
    </Popover>
  );
}

/** The same for the block at the cursor, among the tools: where there is no pointer that could rest beside a block. */
export function BlockMenuButton({ editor, documentPath }: { editor: Editor; documentPath: string | null }) {
  const t = useTranslations('documents.page.block');
  const id = useId();
  const hasBlock = useEditorState({ editor, selector: () => selectedBlock(editor.state) !== null });
  return (
    <>
      <ToolButton icon={GripVertical} name={t('menu')} popoverTarget={id} disabled={!hasBlock} />
      <BlockMenu
        id={id}
        editor={editor}
        documentPath={documentPath}
        blockNow={() => selectedBlock(editor.state)}
      />
    </>
  );
}

/** Without a secure context there is no clipboard, and the address bar has it instead. */
function copyLink(documentPath: string, { node }: Block): void {
  const link = new URL(documentPath, window.location.href);
  link.hash = blockFragment(String(node.attrs.id));
  window.history.replaceState(window.history.state, '', link.hash);
  navigator.clipboard?.writeText(link.href).catch(() => {});
}
