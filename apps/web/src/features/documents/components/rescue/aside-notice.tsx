'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Notice } from '#components/notice.tsx';
import { readCopyContent } from '#lib/device/copy-content.ts';
import { type CopyRecord, unsavedEditsIn } from '#lib/device/copy-record.ts';
import { unsavedHere } from '#lib/device/unsaved-here.ts';
import { deleteKept, deleteOpened } from './delete-kept.ts';
import { RescueActions } from './rescue-actions.tsx';

/** What became of a document that was put back: a copy with edits that the server hasn't, until the person decides. */
export function AsideNotice({ documentId, workspaceId }: { documentId: string; workspaceId: string }) {
  const t = useTranslations('documents.page.ended.otherEpoch');
  const [kept, setKept] = useState<readonly CopyRecord[]>([]);
  const [decided, setDecided] = useState<ReadonlySet<unknown>>(new Set());
  const decide = (copy: unknown) => setDecided((before) => new Set(before).add(copy));
  useEffect(() => {
    void unsavedHere().then((copies) =>
      setKept((copies ?? []).filter(({ document, aside }) => aside && document === documentId)),
    );
  }, [documentId]);
  return (
    <>
      {kept
        .filter((copy) => !decided.has(copy))
        .map((copy) => (
          <div key={copy.epoch} className="no-print mb-8">
            <Notice
              tone="problem"
              actions={
                <RescueActions
                  title={copy.title}
                  workspaceId={workspaceId}
                  read={() => readCopyContent(copy)}
                  onOpened={() => void deleteOpened(copy)}
                  onDiscard={() => deleteKept(copy).then(() => decide(copy))}
                />
              }
            >
              <p className="font-semibold">{t('title')}</p>
              <p>{t('text', { edits: unsavedEditsIn(copy) })}</p>
            </Notice>
          </div>
        ))}
    </>
  );
}
