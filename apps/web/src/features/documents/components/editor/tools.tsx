'use client';

import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { Redo2, Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { RefObject } from 'react';
import { closePopover } from '#components/open-popovers.ts';
import { BlockMenuButton } from './block-menu.tsx';
import { BlockTools, StyleMenu } from './block-tools.tsx';
import { FILE, LISTS, RULE, TABLE, WRAPPERS } from './blocks.ts';
import { FormatMenu } from './format-menu.tsx';
import { MarkTools } from './mark-tools.tsx';
import { TableMenu } from './table-menu.tsx';
import { ToolButton } from './tool-button.tsx';
import { useRovingFocus } from './use-roving-focus.ts';

/** All that can be done to the text. */
export function Tools({
  ref,
  editor,
  documentPath,
  onLink,
}: {
  ref: RefObject<HTMLDivElement | null>;
  editor: Editor;
  /** Null for a guest, whose address is nobody else's. */
  documentPath: string | null;
  onLink: () => void;
}) {
  const t = useTranslations('documents.page');
  const inTable = useEditorState({ editor, selector: () => TABLE.isActive(editor) });
  const onArrows = useRovingFocus(ref);
  return (
    <div
      ref={ref}
      role="toolbar"
      aria-label={t('toolbar')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return onArrows(event);
        event.preventDefault();
        if (!closePopover()) editor.commands.focus();
      }}
      className="toolbar-row"
    >
      <HistoryTools editor={editor} />
      <Divider />
      <StyleMenu editor={editor} />
      <MarkTools editor={editor} onLink={onLink} />
      <FormatMenu editor={editor} />
      <Divider />
      <BlockTools editor={editor} kinds={LISTS} />
      <BlockTools editor={editor} kinds={WRAPPERS} />
      <Divider />
      {inTable ? <TableMenu editor={editor} /> : <BlockTools editor={editor} kinds={[TABLE]} />}
      <BlockTools editor={editor} kinds={[FILE, RULE]} />
      <Divider />
      <BlockMenuButton editor={editor} documentPath={documentPath} />
    </div>
  );
}

function HistoryTools({ editor }: { editor: Editor }) {
  const t = useTranslations('documents.page');
  const { canUndo, canRedo } = useEditorState({
    editor,
    selector: () => ({ canUndo: editor.can().undo(), canRedo: editor.can().redo() }),
  });
  // Not "disabled", which would drop the focus of whoever undoes the last step by keyboard.
  return (
    <>
      <ToolButton
        icon={Undo2}
        name={t('undo')}
        keys="Mod-z"
        aria-disabled={!canUndo}
        onClick={() => editor.commands.undo()}
      />
      <ToolButton
        icon={Redo2}
        name={t('redo')}
        keys="Mod-Shift-z"
        aria-disabled={!canRedo}
        onClick={() => editor.commands.redo()}
      />
    </>
  );
}

function Divider() {
  return <span aria-hidden className="mx-1 h-5 w-px shrink-0 bg-line" />;
}
