'use client';

import type { DocumentId } from '@plenum/domain/ids';
import type { Editor } from '@tiptap/core';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Button, ButtonLink } from '#components/button.tsx';
import { Notice } from '#components/notice.tsx';
import type { LiveDocument } from '#lib/collab/live-document.ts';
import { useLivePart } from '#lib/collab/use-live-document.ts';
import { late } from '#lib/late.tsx';
import { documentPath, signInStart } from '#lib/paths.ts';
import { copyText } from './rescue/copy-text.ts';

const LiveRescue = late(async () => (await import('./rescue/live-rescue.tsx')).LiveRescue);

/** Why nothing is saved any more and what to do about it, with the text to take along. Nothing while all is well. */
export function EndNotice({
  live,
  editor,
  document: { id, title },
  workspaceId,
  onForgotten,
}: {
  live: LiveDocument | null;
  editor: Editor | null;
  document: { id: string; title: string };
  /** Where a document can be made of the copy; null for nowhere. */
  workspaceId: string | null;
  /** What the server doesn't take has been deleted here, or is a document of its own. */
  onForgotten: () => void;
}) {
  const t = useTranslations('documents.page');
  const [opened, setOpened] = useState<DocumentId | null>(null);
  const link = useLivePart(live, { select: (state) => state.link, otherwise: null });
  const save = useLivePart(live, { select: (state) => state.save, otherwise: null });
  const edits = save && 'edits' in save ? save.edits : 0;
  const ended = link?.kind === 'ended';
  const why = ended ? link.why : 'forbidden';
  const isStranded = save?.kind === 'readOnly' && edits > 0;
  // A document that was put back is opened anew at once, unless what is not saved is nowhere else.
  const isPutBack = why === 'otherEpoch';
  const isRenewed = isPutBack && (edits === 0 || workspaceId !== null);
  if (!live || !(ended || isStranded) || isRenewed) return opened && <Opened id={opened} />;
  const forget = async () => {
    // Opened anew, a copy that is still there would go into the document.
    if (!(await live.forget())) throw new Error('The copy could not be deleted.');
    onForgotten();
  };
  return (
    <div className="no-print sticky top-16 z-5 mb-8 rounded-base bg-paper">
      <Notice
        tone="problem"
        actions={
          <>
            <div className="mt-3 flex flex-wrap gap-2">
              {why === 'notSignedIn' && (
                <Button size="small" onClick={() => openTab(signInStart(documentPath(id)))}>
                  {t('signIn')}
                </Button>
              )}
              {why === 'outdated' && (
                <Button size="small" onClick={() => window.location.reload()}>
                  {t('reload')}
                </Button>
              )}
              {ended && why !== 'outdated' && !isPutBack && (
                <Button size="small" onClick={live.connect}>
                  {t('tryAgain')}
                </Button>
              )}
              {editor && <CopyButton editor={editor} />}
              {opened && edits === 0 && (
                <ButtonLink size="small" href={documentPath(opened)}>
                  {t('rescue.goThere')}
                </ButtonLink>
              )}
            </div>
            {edits > 0 && (
              <LiveRescue
                live={live}
                title={title}
                workspaceId={why === 'notSignedIn' ? null : workspaceId}
                onOpened={(made) => {
                  setOpened(made);
                  forget().catch(() => {});
                }}
                onDiscard={forget}
              />
            )}
          </>
        }
      >
        <p className="font-semibold">{t(`ended.${why}.title`)}</p>
        <p>
          {t(`ended.${why}.text`, { edits })} {edits > 0 && !isPutBack && t('unsaved', { edits })}
        </p>
      </Notice>
    </div>
  );
}

/** Stands where what was pressed is gone. */
function Opened({ id }: { id: DocumentId }) {
  const t = useTranslations('documents.page.rescue');
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.querySelector('a')?.focus(), []);
  return (
    <div ref={place} className="no-print mb-8">
      <Notice
        tone="success"
        actions={
          <ButtonLink size="small" href={documentPath(id)}>
            {t('goThere')}
          </ButtonLink>
        }
      >
        <p role="status">{t('opened')}</p>
      </Notice>
    </div>
  );
}

function CopyButton({ editor }: { editor: Editor }) {
  const t = useTranslations('documents.page');
  const [copied, setCopied] = useState(false);
  return (
    <Button size="small" onClick={async () => setCopied(await copyText(editor))}>
      <span aria-live="polite">{copied ? t('copied') : t('copyText')}</span>
    </Button>
  );
}

/** Beside this page, which still holds what isn't saved. */
function openTab(path: string): void {
  window.open(path, '_blank', 'noopener');
}
