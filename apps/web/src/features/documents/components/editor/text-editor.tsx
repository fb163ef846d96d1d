'use client';

import './editor.css';
import type { DocumentId, WorkspaceId } from '@plenum/domain/ids';
import { decisionTitle } from '@plenum/editor/schema/decision-words';
import type { FileUrl } from '@plenum/editor/schema/files';
import { FRAGMENT_NAME } from '@plenum/editor/schema/schema';
import { hasUnknownParts } from '@plenum/editor/yjs/unknown-parts';
import { authorColour } from '@plenum/protocol/author-colours';
import { Editor } from '@tiptap/core';
import { useLocale, useTranslations } from 'next-intl';
import { memo, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { dayInWords } from '#i18n/day.ts';
import type { LiveDocument } from '#lib/collab/live-document.ts';
import { showBlock } from './block-anchor.ts';
import { decisionWordsIn } from './decision-words.ts';
import { useDrawings } from './drawings/use-drawings.ts';
import { editorExtensions } from './editor-extensions.ts';
import type { FileTaker } from './file-keys.ts';
import { firstPlaceToWrite } from './first-place-to-write.ts';
import { KeptReadingView } from './kept-reading-view.tsx';
import type { EditorKeys } from './page-keys.ts';
import { ReadingView } from './reading-view.tsx';

interface TextEditorProps {
  live: LiveDocument;
  /** The name of the Y.XmlFragment that is written in, where that is not the document's text. */
  field?: string;
  /** How it is called for those who do not see it. */
  label?: string;
  me: { name: string; colour: number };
  mayWrite: boolean;
  /** The connection has ended: the text stays, but nothing is added to it. */
  locked: boolean;
  /** It has ended because somebody wrote what this page does not know. */
  outdated: boolean;
  html: string;
  /** The server's text is all of it. */
  isWhole: boolean;
  /** Puts the cursor into the text. */
  startWriting: boolean;
  keys: EditorKeys;
  /** Where the document's files are. */
  fileUrl: FileUrl;
  files: FileTaker;
  documentId: DocumentId;
  /** Null for a guest. */
  workspaceId: WorkspaceId | null;
  onEditor: (editor: Editor | null) => void;
}

/**
 * The live text; until the editor is there, and where the document has what it would destroy, the text as the server read it,
 * in the same place and size. A page that came without the server reads it itself.
 */
export function TextEditor(props: TextEditorProps) {
  const { live, html, isWhole, field = FRAGMENT_NAME } = props;
  const isKnown = useMemo(() => !hasUnknownParts(live.doc.getXmlFragment(field)), [live, field]);
  useEffect(() => {
    if (!isKnown) live.end('outdated');
  }, [live, isKnown]);
  if (isKnown) return <KnownText {...props} />;
  return isWhole ? <ReadingView html={html} /> : <KeptReadingView live={live} />;
}

/** Pixels between the line that is written and the window's edges, where the bars are: the page's and, below it or at the bottom, the tools. */
const BARS = { top: 114, bottom: 80, left: 5, right: 5 };

/** Once it is outdated it stays as it is: an editor that was built again would draw what it does not know. */
const KnownText = memo(LiveText, (before, { live }) => before.outdated && before.live === live);

function LiveText({
  live,
  field = FRAGMENT_NAME,
  label: said,
  me,
  mayWrite,
  locked,
  html,
  isWhole,
  startWriting,
  keys,
  fileUrl,
  files,
  documentId,
  workspaceId,
  onEditor,
}: TextEditorProps) {
  const t = useTranslations('documents.page');
  const parts = useTranslations('documents.parts');
  const locale = useLocale();
  const { name, colour } = me;
  // A page that is asked for again brings the same words anew, for which nobody's editor may be built again.
  const words = useRef(t);
  const partWords = useRef(parts);
  useEffect(() => {
    words.current = t;
    partWords.current = parts;
  }, [t, parts]);
  const extensions = useMemo(
    () =>
      editorExtensions({
        live,
        field,
        me: { name, colour, color: authorColour(colour) },
        mayWrite,
        keys,
        fileUrl,
        locale,
        documentId,
        workspaceId,
        files,
        texts: {
          placeholder: words.current('placeholder'),
          guest: words.current('guest'),
          task: (text) => words.current('task', { text }),
          decision: (outcome) => decisionTitle(outcome, decisionWordsIn(partWords.current)),
          callout: (kind) => partWords.current(kind),
          date: (date) => dayInWords(locale, date),
          wanted: partWords.current('wanted'),
          fold: partWords.current('fold'),
          part: (name) => partWords.current(name),
          block: ({ name: block }) => words.current(`blocks.${block}`),
          blockWords: ({ name: block }) => words.current(`blockWords.${block}`),
          today: words.current('completions.today'),
          tomorrow: words.current('completions.tomorrow'),
          pages: {
            wantedPage: (title) => words.current('completions.wantedPage', { title }),
            newPage: (title) => words.current('completions.newPage', { title }),
            making: words.current('completions.makingPage'),
            noAnswer: words.current('completions.noAnswer'),
          },
        },
      }),
    [live, field, name, colour, mayWrite, keys, fileUrl, locale, documentId, workspaceId, files],
  );
  const place = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor | null>(null);
  const label = said ?? t('text');
  // Drawn once, before it comes into the page: React's part of Tiptap draws it anew there. Whether it is locked, and how it
  // is called, is no reason to build it again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useLayoutEffect(() => {
    const made = new Editor({
      extensions,
      injectCSS: false,
      editable: mayWrite && !locked,
      editorProps: {
        scrollThreshold: BARS,
        scrollMargin: BARS,
        attributes: {
          class: 'prose',
          'aria-label': label,
          ...(mayWrite ? { role: 'textbox', 'aria-multiline': 'true' } : { role: 'document' }),
        },
      },
    });
    const { dom } = made.view;
    letReactBe(dom);
    place.current?.append(dom);
    setEditor(made);
    onEditor(made);
    const first = startWriting && firstPlaceToWrite(made.state.doc);
    if (first) made.chain().setTextSelection(first).focus().run();
    return () => {
      setEditor(null);
      // Before anything else is drawn: one that is destroyed has no view.
      onEditor(null);
      made.destroy();
    };
  }, [extensions]);

  useDrawings(editor);
  useEffect(() => {
    if (editor && window.location.hash) showBlock(editor, window.location.hash);
  }, [editor]);

  useEffect(() => {
    editor?.setEditable(mayWrite && !locked, false);
  }, [editor, mayWrite, locked]);

  return (
    <>
      {!editor && <ReadingView html={html} isWhole={isWhole} />}
      <div ref={place} />
    </>
  );
}

/**
 * Hides from React that something can be written in. Whenever it changes anything on the page, it would count the letters
 * before and behind the cursor, all through the text, to put the cursor back, which the editor does by itself.
 */
function letReactBe(dom: HTMLElement): void {
  Object.defineProperty(dom, 'contentEditable', { value: 'inherit' });
}
