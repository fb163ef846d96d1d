'use client';

import type { Editor } from '@tiptap/core';
import { late } from '#lib/late.tsx';

// They come when they are asked for.
const LinkDialog = late(async () => (await import('./link-dialog.tsx')).LinkDialog);
const FindBar = late(async () => (await import('./find-bar.tsx')).FindBar);
const CountsDialog = late(async () => (await import('./counts-dialog.tsx')).CountsDialog);
const KeysDialog = late(async () => (await import('./keys-dialog.tsx')).KeysDialog);

/** What is asked for about the text. */
export type DialogName = 'link' | 'find' | 'counts' | 'shortcuts';

/** What was asked for about the text, one thing at a time. */
export function EditorDialogs({
  shown,
  editor,
  mayWrite,
  onClose,
}: {
  shown: DialogName | null;
  editor: Editor;
  mayWrite: boolean;
  onClose: () => void;
}) {
  if (shown === 'link') return mayWrite && <LinkDialog editor={editor} onClose={onClose} />;
  if (shown === 'find') return <FindBar editor={editor} mayWrite={mayWrite} onClose={onClose} />;
  if (shown === 'counts') return <CountsDialog editor={editor} onClose={onClose} />;
  return shown && <KeysDialog onClose={onClose} />;
}
