'use client';

import './editor.css';
import { FRAGMENT_NAME } from '@plenum/editor/schema/schema';
import { jsonFromFragment } from '@plenum/editor/yjs/json-from-update';
import { authorColour } from '@plenum/protocol/author-colours';
import type { Editor } from '@tiptap/core';
import { EditorContent, useEditor } from '@tiptap/react';
import { useTranslations } from 'next-intl';
import { useEffect, useMemo, useRef } from 'react';
import type { LiveDocument } from '#lib/collab/live-document.ts';
import { type EditorKeys, editorExtensions } from './editor-extensions.ts';
import { firstPlaceToWrite } from './first-place-to-write.ts';
import { ReadingView } from './reading-view.tsx';

/** The live text; until the editor is there, the text as the server read it, in the same place and size. */
export function TextEditor({
  live,
  me,
  mayWrite,
  locked,
  html,
  startWriting,
  keys,
  onEditor,
}: {
  live: LiveDocument;
  me: { name: string; colour: number };
  mayWrite: boolean;
  /** The connection has ended: the text stays, but nothing is added to it. */
  locked: boolean;
  html: string;
  /** Puts the cursor into the text. */
  startWriting: boolean;
  keys: EditorKeys;
  onEditor: (editor: Editor | null) => void;
}) {
  const t = useTranslations('documents.page');
  const { name, colour } = me;
  // A page that is asked for again brings the same words anew, for which nobody's editor may be built again.
  const words = useRef(t);
  useEffect(() => {
    words.current = t;
  }, [t]);
  const extensions = useMemo(
    () =>
      editorExtensions({
        live,
        me: { name, colour, color: authorColour(colour) },
        mayWrite,
        keys,
        texts: {
          placeholder: words.current('placeholder'),
          guest: words.current('guest'),
          task: (text) => words.current('task', { text }),
          wordsOf: ({ name: block }) =>
            `${words.current(`blocks.${block}`)} ${words.current(`blockWords.${block}`)}`,
        },
      }),
    [live, name, colour, mayWrite, keys],
  );
  // What y-tiptap is about to draw, so that the selection it keeps is one that the text has.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each editor begins with what is there then
  const content = useMemo(() => jsonFromFragment(live.doc.getXmlFragment(FRAGMENT_NAME)), [live, extensions]);
  const editor = useEditor(
    {
      extensions,
      content,
      immediatelyRender: false,
      injectCSS: false,
      editable: mayWrite && !locked,
      editorProps: {
        attributes: {
          class: 'prose',
          'aria-label': t('text'),
          ...(mayWrite ? { role: 'textbox', 'aria-multiline': 'true' } : { role: 'document' }),
        },
      },
    },
    [extensions],
  );

  useEffect(() => {
    onEditor(editor);
    return () => onEditor(null);
  }, [editor, onEditor]);

  useEffect(() => {
    editor?.setEditable(mayWrite && !locked, false);
  }, [editor, mayWrite, locked]);

  useEffect(() => {
    if (!editor || !startWriting) return;
    editor.chain().setTextSelection(firstPlaceToWrite(editor.state.doc)).focus().run();
  }, [editor, startWriting]);

  return editor ? <EditorContent editor={editor} /> : <ReadingView html={html} />;
}
