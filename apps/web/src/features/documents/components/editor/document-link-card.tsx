'use client';

import type { DocumentId } from '@plenum/domain/ids';
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { ExternalLink, FilePlus, Unlink } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/button.tsx';
import { makeForLink } from './make-for-link.ts';
import { ToolButton } from './tool-button.tsx';

/** Where the link to a document at the cursor leads, and what can be done about it: of a page that is not written yet, to write it. */
export function DocumentLinkCard({
  editor,
  at,
  documentId,
}: {
  editor: Editor;
  at: number;
  /** In which it stands; null where no page can be made. */
  documentId: DocumentId | null;
}) {
  const t = useTranslations('documents.page.documentLink');
  const link = useTranslations('documents.page.link');
  const [said, setSaid] = useState<string | null>(null);
  const [isMaking, setMaking] = useState(false);
  const shown = useEditorState({ editor, selector: () => shownAt(editor, at) });
  if (!shown) return null;
  const { title, href, isWanted } = shown;
  const make = async (into: DocumentId) => {
    setMaking(true);
    setSaid(t('making'));
    setSaid(await makeForLink(editor, { at, documentId: into, noAnswer: t('noAnswer') }));
    setMaking(false);
  };
  return (
    <>
      <span role="status" className="min-w-0 max-w-64 truncate px-2 text-ink-soft text-small">
        {said ?? (isWanted ? t('wanted') : <bdi>{title}</bdi>)}
      </span>
      {isWanted && documentId && (
        <Button look="quiet" disabled={isMaking} onClick={() => void make(documentId)}>
          <FilePlus aria-hidden size={17} />
          {t('make')}
        </Button>
      )}
      {href && !isWanted && (
        <ToolButton
          icon={ExternalLink}
          name={link('open')}
          onClick={() => window.open(href, '_blank', 'noopener,noreferrer')}
        />
      )}
      <ToolButton
        icon={Unlink}
        name={link('remove')}
        onClick={() =>
          editor
            .chain()
            .focus()
            .insertContentAt({ from: at, to: at + 1 }, { type: 'text', text: title })
            .run()
        }
      />
    </>
  );
}

/** What the text shows of the link at a place; null where there is none any more. */
function shownAt(
  editor: Editor,
  at: number,
): { title: string; href: string | null; isWanted: boolean } | null {
  const dom = editor.view.nodeDOM(at);
  if (!(dom instanceof HTMLElement) || !dom.matches('a.document-link')) return null;
  return {
    title: dom.textContent,
    href: dom.getAttribute('href'),
    isWanted: dom.classList.contains('wanted'),
  };
}
