'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '#components/button.tsx';
import { Dialog } from '#components/dialog.tsx';
import { Problem } from '#components/problem.tsx';
import { type CopyRecord, unsavedEditsIn } from '#lib/device/copy-record.ts';
import type { Clearing } from './use-clearing.tsx';

/** Asks before edits are deleted that only this device has, and lets them be taken along. */
export function ClearingDialog({
  why,
  copies,
  onAnswer,
}: {
  why: Clearing;
  copies: CopyRecord[];
  onAnswer: (yes: boolean) => void;
}) {
  const t = useTranslations('documents.device');
  const [taken, setTaken] = useState<'notYet' | 'taken' | 'failed'>('notYet');
  // What is asked for in a menu is hidden by it, which lies above everything.
  useEffect(() => {
    for (const open of document.querySelectorAll<HTMLElement>(':popover-open')) open.hidePopover();
  }, []);

  async function takeAlong() {
    try {
      const [{ readCopyContent }, { downloadTogether }] = await Promise.all([
        import('#lib/device/copy-content.ts'),
        import('#lib/device/download-markdown.ts'),
      ]);
      const texts = copies.map(async (copy) => ({ title: copy.title, content: await readCopyContent(copy) }));
      downloadTogether(t('clearing.fileName'), await Promise.all(texts));
      setTaken('taken');
    } catch {
      setTaken('failed');
    }
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onAnswer(false);
      }}
      title={t('clearing.title')}
      intro={t(`clearing.${why}`)}
    >
      <ul className="mb-5 flex flex-col">
        {copies.map((copy) => (
          <li key={`${copy.document} ${copy.epoch}`} className="border-line py-2 not-first:border-t">
            <span dir="auto" className="block break-words text-left font-medium">
              {copy.title}
            </span>
            <span className="text-ink-soft text-small">{t('edits', { edits: unsavedEditsIn(copy) })}</span>
          </li>
        ))}
      </ul>
      {taken === 'failed' && <Problem role="alert">{t('clearing.failed')}</Problem>}
      <div className="flex flex-wrap gap-2">
        <Button look="primary" onClick={takeAlong}>
          <span aria-live="polite">
            {t(taken === 'taken' ? 'clearing.downloadAgain' : 'clearing.download')}
          </span>
        </Button>
        <Button onClick={() => onAnswer(true)}>
          {t(why === 'signOut' ? 'clearing.deleteAndSignOut' : 'clearing.delete')}
        </Button>
        <Button onClick={() => onAnswer(false)}>{t('clearing.cancel')}</Button>
      </div>
    </Dialog>
  );
}
