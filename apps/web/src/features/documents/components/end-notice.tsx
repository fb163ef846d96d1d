'use client';

import type { Editor } from '@tiptap/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/button.tsx';
import { Notice } from '#components/notice.tsx';
import type { LiveDocument } from '#lib/collab/live-document.ts';
import { useLivePart } from '#lib/collab/use-live-document.ts';
import { documentPath, signInStart } from '#lib/paths.ts';
import { copyText, downloadText } from './rescue.ts';

/** Why nothing is saved any more and what to do about it, with the text to take along. Nothing while all is well. */
export function EndNotice({
  live,
  editor,
  documentId,
}: {
  live: LiveDocument | null;
  editor: Editor | null;
  documentId: string;
}) {
  const t = useTranslations('documents.page');
  const link = useLivePart(live, { select: (state) => state.link, otherwise: null });
  const save = useLivePart(live, { select: (state) => state.save, otherwise: null });
  const ended = link?.kind === 'ended';
  const edits = save && 'edits' in save ? save.edits : 0;
  const stranded = save?.kind === 'readOnly' && edits > 0;
  if (!live || !(ended || stranded)) return null;
  const why = ended ? link.why : 'forbidden';
  return (
    <div className="no-print sticky top-16 z-5 mb-8 rounded-base bg-paper">
      <Notice tone="problem">
        <p className="font-semibold">{t(`ended.${why}.title`)}</p>
        <p>
          {t(`ended.${why}.text`)} {edits > 0 && t('unsaved', { edits })}
        </p>
        <div className="mt-3 flex flex-wrap gap-2">
          {why === 'notSignedIn' && (
            <Button size="small" onClick={() => openTab(signInStart(documentPath(documentId)))}>
              {t('signIn')}
            </Button>
          )}
          {why === 'outdated' && (
            <Button size="small" onClick={() => window.location.reload()}>
              {t('reload')}
            </Button>
          )}
          {ended && why !== 'outdated' && (
            <Button size="small" onClick={live.connect}>
              {t('tryAgain')}
            </Button>
          )}
          {editor && <Rescue editor={editor} />}
        </div>
      </Notice>
    </div>
  );
}

function Rescue({ editor }: { editor: Editor }) {
  const t = useTranslations('documents.page');
  const [copied, setCopied] = useState(false);
  return (
    <>
      <Button size="small" onClick={async () => setCopied(await copyText(editor))}>
        <span aria-live="polite">{copied ? t('copied') : t('copyText')}</span>
      </Button>
      <Button size="small" onClick={() => downloadText(editor)}>
        {t('downloadText')}
      </Button>
    </>
  );
}

/** Beside this page, which still holds what isn't saved. */
function openTab(path: string): void {
  window.open(path, '_blank', 'noopener');
}
