'use client';

import { jsonFromUpdate } from '@plenum/editor/yjs/json-from-update';
import { useTranslations } from 'next-intl';
import { Notice } from '#components/notice.tsx';
import { letGo, markTaken, type OnlyHere } from '#lib/collab/only-here.ts';
import { RescueActions } from './rescue-actions.tsx';

/** Copies with edits that are only in this tab, until the person has decided about each. */
export function OnlyHereNotices({ copies }: { copies: readonly OnlyHere[] }) {
  const t = useTranslations('documents.page');
  return (
    <div className="no-print mx-auto flex w-full max-w-(--column) flex-col gap-4 px-5 pt-6 md:px-8">
      {copies.map((copy, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: nothing else tells them apart
        <Notice key={index} tone="problem">
          <p className="font-semibold">
            <bdi>{copy.title}</bdi>: {t(`ended.${copy.why}.title`)}
          </p>
          <p>
            {t('unsaved', { edits: copy.edits })} {t('rescue.onlyHere')}
          </p>
          <RescueActions
            title={copy.title}
            workspaceId={copy.why === 'notSignedIn' ? null : copy.workspaceId}
            read={async () => jsonFromUpdate(copy.update)}
            onDownloaded={() => markTaken(copy)}
            onOpened={() => markTaken(copy)}
            onDiscard={async () => letGo(copy)}
          />
        </Notice>
      ))}
    </div>
  );
}
