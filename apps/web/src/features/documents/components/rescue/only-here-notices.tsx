'use client';

import { jsonFromUpdate } from '@plenum/editor/yjs/json-from-update';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Notice } from '#components/notice.tsx';
import { letGo, markTaken, type OnlyHere } from '#lib/collab/only-here.ts';
import { RescueActions } from './rescue-actions.tsx';

/** Copies with edits that are only in this tab, until the person has decided about each. */
export function OnlyHereNotices({ copies }: { copies: readonly OnlyHere[] }) {
  const t = useTranslations('documents.page');
  const opened = useRef(new Set<OnlyHere>());
  const path = usePathname();
  // Its notice leads to the new document, and is no longer needed on the page after.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is what it is about
  useEffect(() => {
    const { current } = opened;
    return () => {
      for (const copy of current) letGo(copy);
    };
  }, [path]);
  return (
    <div className="no-print mx-auto flex w-full max-w-(--column) flex-col gap-4 px-5 pt-6 md:px-8">
      {copies.map((copy) => (
        <Notice
          key={copy.id}
          tone="problem"
          actions={
            <RescueActions
              title={copy.title}
              workspaceId={copy.why === 'notSignedIn' ? null : copy.workspaceId}
              read={async () => jsonFromUpdate(copy.update)}
              onDownloaded={() => markTaken(copy)}
              onOpened={() => {
                markTaken(copy);
                opened.current.add(copy);
              }}
              onDiscard={async () => letGo(copy)}
            />
          }
        >
          <p className="font-semibold">
            <bdi>{copy.title}</bdi>: {t(`ended.${copy.why}.title`)}
          </p>
          <p>
            {t('unsaved', { edits: copy.edits })} {t('rescue.onlyHere')}
          </p>
        </Notice>
      ))}
    </div>
  );
}
