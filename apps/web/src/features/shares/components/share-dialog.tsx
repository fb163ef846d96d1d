'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useState } from 'react';
import { Dialog } from '#components/dialog.tsx';
import { ErrorState } from '#components/error-state.tsx';
import { ListSkeleton } from '#components/skeleton.tsx';
import { Guests } from './guests.tsx';
import { NewLinkForm } from './new-link-form.tsx';
import { ShareLinkList } from './share-link-list.tsx';
import { useShareLinks } from './use-share-links.ts';

/** A document's share links: make one, copy it, open it, revoke it. */
export function ShareDialog({
  documentId,
  open,
  onOpenChange,
}: {
  documentId: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations('shares');
  const { links, load } = useShareLinks(documentId);
  const [newest, setNewest] = useState<string | null>(null);
  const onCreated = useCallback(
    (linkId: string) => {
      setNewest(linkId);
      load();
    },
    [load],
  );
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('title')} intro={t('intro')}>
      <div className="flex flex-col gap-6">
        <NewLinkForm documentId={documentId} onCreated={onCreated} />
        {links.status === 'loading' && <ListSkeleton rows={2} />}
        {links.status === 'failed' && <ErrorState message={t('failed')} retry={load} />}
        {links.status === 'loaded' && links.items.length === 0 && (
          <p className="border-line border-t pt-5 text-ink-soft">{t('none')}</p>
        )}
        {links.status === 'loaded' && links.items.length > 0 && (
          <ShareLinkList links={links.items} newest={newest} onChanged={load} />
        )}
        {links.status === 'loaded' && links.items.some(({ role }) => role !== 'reader') && (
          <Guests documentId={documentId} />
        )}
      </div>
    </Dialog>
  );
}
