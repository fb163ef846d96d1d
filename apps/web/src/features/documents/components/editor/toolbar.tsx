'use client';

import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { Redo2, Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type RefObject, useRef } from 'react';
import { BlockTools, StyleMenu } from './block-tools.tsx';
import { LISTS, RULE, TABLE, WRAPPERS } from './blocks.ts';
import { MarkTools } from './mark-tools.tsx';
import { TableMenu } from './table-menu.tsx';
import { ToolButton } from './tool-button.tsx';
import { useAboveKeyboard } from './use-above-keyboard.ts';
import { useRovingFocus } from './use-roving-focus.ts';

/**
 * All that can be done to the text: above the keyboard on a phone, below the top bar elsewhere when `shown`. Its place is
 * kept while there is no editor yet, so that nothing moves.
 */
export function Toolbar({
  ref,
  editor,
  shown,
  onLink,
}: {
  ref: RefObject<HTMLDivElement | null>;
  editor: Editor | null;
  shown: boolean;
  onLink: () => void;
}) {
  const t = useTranslations('documents.page');
  const onArrows = useRovingFocus(ref);
  const place = useRef<HTMLElement>(null);
  useAboveKeyboard(place);
  return (
    <section
      ref={place}
      aria-label={t('toolbar')}
      data-takes-bottom
      className={`toolbar needs-scripting no-print ${shown ? '' : 'md:hidden'}`}
    >
      <div
        ref={ref}
        role="toolbar"
        aria-label={t('toolbar')}
        onKeyDown={(event) => {
          if (event.key === 'Escape') editor?.commands.focus();
          else onArrows(event);
        }}
        className="toolbar-row"
      >
        {editor && <Tools editor={editor} onLink={onLink} />}
      </div>
    </section>
  );
}

function Tools({ editor, onLink }: { editor: Editor; onLink: () => void }) {
  const inTable = useEditorState({ editor, selector: () => TABLE.isActive(editor) });
  return (
    <>
      <HistoryTools editor={editor} />
      <Divider />
      <StyleMenu editor={editor} />
      <MarkTools editor={editor} onLink={onLink} />
      <Divider />
      <BlockTools editor={editor} kinds={LISTS} />
      <BlockTools editor={editor} kinds={WRAPPERS} />
      <Divider />
      {inTable ? <TableMenu editor={editor} /> : <BlockTools editor={editor} kinds={[TABLE]} />}
      <BlockTools editor={editor} kinds={[RULE]} />
    </>
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
