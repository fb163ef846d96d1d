'use client';

import { jsonFromUpdate } from '@plenum/editor/yjs/json-from-update';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useState } from 'react';
import { Notice } from '#components/notice.tsx';
import type { LostCopy } from '#lib/collab/use-live-document.ts';
import { readCopyContent } from '#lib/device/copy-content.ts';
import { type CopyRecord, unsavedEditsIn } from '#lib/device/copy-record.ts';
import { deleteCopy } from '#lib/device/copy-transactions.ts';
import { withDeviceDatabase } from '#lib/device/device-database.ts';
import { unsavedHere } from '#lib/device/unsaved-here.ts';
import { RescueActions } from './rescue-actions.tsx';

/** What became of a document that was put back: a copy with edits that the server hasn't, until the person decides. */
export function AsideNotice({
  documentId,
  title,
  workspaceId,
  lost,
}: {
  documentId: string;
  title: string;
  workspaceId: string;
  /** Those that are not on this device. */
  lost: readonly LostCopy[];
}) {
  const [kept, setKept] = useState<readonly CopyRecord[]>([]);
  const [decided, setDecided] = useState<ReadonlySet<unknown>>(new Set());
  const decide = (copy: unknown) => setDecided((before) => new Set(before).add(copy));
  useEffect(() => {
    void unsavedHere().then((copies) =>
      setKept((copies ?? []).filter(({ document, aside }) => aside && document === documentId)),
    );
  }, [documentId]);
  const onlyHere = lost.filter((copy) => !decided.has(copy));
  useLeaveWarning(onlyHere.length > 0);
  return (
    <>
      {kept
        .filter((copy) => !decided.has(copy))
        .map((copy) => (
          <OneCopy key={copy.epoch} edits={unsavedEditsIn(copy)}>
            <RescueActions
              title={copy.title}
              workspaceId={workspaceId}
              read={() => readCopyContent(copy)}
              onOpened={() => void remove(copy)}
              onDiscard={() => void remove(copy).then(() => decide(copy))}
            />
          </OneCopy>
        ))}
      {onlyHere.map((copy, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they only ever become more
        <OneCopy key={index} edits={copy.edits} isOnlyHere>
          <RescueActions
            title={title}
            workspaceId={workspaceId}
            read={async () => jsonFromUpdate(copy.update)}
            onOpened={() => {}}
            onDiscard={() => decide(copy)}
          />
        </OneCopy>
      ))}
    </>
  );
}

function OneCopy({
  edits,
  isOnlyHere = false,
  children,
}: {
  edits: number;
  isOnlyHere?: boolean;
  children: ReactNode;
}) {
  const t = useTranslations('documents.page');
  return (
    <div className="no-print mb-8">
      <Notice tone="problem">
        <p className="font-semibold">{t('ended.otherEpoch.title')}</p>
        <p>
          {t('ended.otherEpoch.text', { edits })} {isOnlyHere && t('rescue.onlyHere')}
        </p>
        {children}
      </Notice>
    </div>
  );
}

function useLeaveWarning(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isOn]);
}

function remove(copy: CopyRecord): Promise<void> {
  return withDeviceDatabase((database) => deleteCopy(database, copy)).catch(() => {});
}
