'use client';

import type { DocumentId } from '@plenum/domain/ids';
import { type Editor, posToDOMRect } from '@tiptap/core';
import type { EditorView } from '@tiptap/pm/view';
import { useEditorState } from '@tiptap/react';
import { MessageSquarePlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode, RefObject } from 'react';
import { closePopover } from '#components/open-popovers.ts';
import { BlockTools, StyleMenu } from './block-tools.tsx';
import { LISTS } from './blocks.ts';
import { type BubbleSubject, bubbleSubject } from './bubble-subject.ts';
import { DocumentLinkCard } from './document-link-card.tsx';
import { FormatMenu } from './format-menu.tsx';
import { LinkCard } from './link-card.tsx';
import { MarkTools } from './mark-tools.tsx';
import { PartCard } from './part-card.tsx';
import { TableMenu } from './table-menu.tsx';
import { ToolButton } from './tool-button.tsx';
import { useAtWork } from './use-at-work.ts';
import { type Anchor, textAnchor, useFloating } from './use-floating.ts';
import { useRovingFocus } from './use-roving-focus.ts';

/** What can be done at the cursor, beside it: to selected text, a link, a table, or another part. `quiet` where a toolbar is shown. */
export function Bubble({
  ref,
  editor,
  quiet,
  hasBegun,
  documentId,
  onLink,
  onComment,
}: {
  ref: RefObject<HTMLDivElement | null>;
  editor: Editor;
  quiet: boolean;
  /** Somebody has pressed or typed in the text before this came. */
  hasBegun: boolean;
  /** Null for a guest, who makes no pages. */
  documentId: DocumentId | null;
  onLink: () => void;
  onComment?: () => void;
}) {
  const t = useTranslations('documents.page');
  const subject = useEditorState({ editor, selector: () => bubbleSubject(editor.state) });
  const atWork = useAtWork({ editor, bubble: ref, hasBegun });
  const isInToolbar = subject?.kind === 'text' || subject?.kind === 'table';
  if (!subject || !atWork || (quiet && isInToolbar)) return null;
  return (
    <OpenBubble ref={ref} editor={editor} subject={subject}>
      {subject.kind === 'link' && <LinkCard editor={editor} href={subject.href} onEdit={onLink} />}
      {subject.kind === 'table' && <TableMenu editor={editor} />}
      {subject.kind === 'part' && subject.name === 'documentLink' && (
        <DocumentLinkCard key={subject.at} editor={editor} at={subject.at} documentId={documentId} />
      )}
      {subject.kind === 'part' && subject.name !== 'documentLink' && (
        <PartCard key={subject.at} editor={editor} subject={subject} />
      )}
      {subject.kind === 'text' && (
        <>
          <StyleMenu editor={editor} />
          <MarkTools editor={editor} onLink={onLink} />
          <FormatMenu editor={editor} />
          <BlockTools editor={editor} kinds={LISTS} />
          {onComment && <ToolButton icon={MessageSquarePlus} name={t('comment')} onClick={onComment} />}
        </>
      )}
    </OpenBubble>
  );
}

function OpenBubble({
  ref,
  editor,
  subject,
  children,
}: {
  ref: RefObject<HTMLDivElement | null>;
  editor: Editor;
  subject: BubbleSubject;
  children: ReactNode;
}) {
  const t = useTranslations('documents.page');
  const onArrows = useRovingFocus(ref);
  useFloating({
    editor,
    element: ref,
    anchor: 'at' in subject ? blockAnchor(subject.at) : textAnchor(subject, 'above'),
  });
  return (
    <div
      ref={ref}
      role="toolbar"
      aria-label={t(`bubbles.${subject.kind}`)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return onArrows(event);
        event.preventDefault();
        if (!closePopover()) editor.commands.focus();
      }}
      className={`floating no-print fixed top-0 left-0 z-10 flex max-w-[calc(100vw-1rem)] items-center gap-0.5 rounded-base border border-line bg-raised p-1 shadow-overlay ${subject.kind === 'text' || subject.kind === 'table' ? 'max-md:hidden' : ''}`}
    >
      {children}
    </div>
  );
}

/** At the end of a block's upper edge, where the line above it seldom reaches. */
function blockAnchor(at: number): Anchor {
  const rect = (view: EditorView) => {
    const block = view.nodeDOM(at);
    return block instanceof HTMLElement ? block.getBoundingClientRect() : posToDOMRect(view, at, at);
  };
  return { rect, prefer: 'above', align: 'end' };
}
