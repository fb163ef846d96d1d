'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { type CopyRecord, unsavedEditsIn } from '#lib/device/copy-record.ts';
import { unsavedHere } from '#lib/device/unsaved-here.ts';
import { deleteKept, deleteOpened } from '../rescue/delete-kept.ts';
import { RescueActions } from '../rescue/rescue-actions.tsx';

/** Documents of which only this device has some edits, wherever they are; nothing where there are none. */
export function UnsavedDocuments() {
  const t = useTranslations('documents.device');
  const [copies, setCopies] = useState<readonly CopyRecord[] | null>([]);
  useEffect(() => {
    void unsavedHere().then(setCopies);
  }, []);
  if (copies === null) return <p>{t('unread')}</p>;
  if (copies.length === 0) return null;
  return (
    <div>
      <h3 className="font-semibold">{t('unsaved')}</h3>
      <ul>
        {copies.map((copy) => (
          <li key={`${copy.document} ${copy.epoch}`} className="border-line py-4 not-first:border-t">
            <a
              href={`/d/${copy.document}`}
              dir="auto"
              className="block break-words text-left font-medium hover:underline"
            >
              {copy.title}
            </a>
            <span className="text-ink-soft text-small">{t('edits', { edits: unsavedEditsIn(copy) })}</span>
            <RescueActions
              title={copy.title}
              workspaceId={copy.workspace.id}
              read={async () => (await import('#lib/device/copy-content.ts')).readCopyContent(copy)}
              onOpened={() => void deleteOpened(copy)}
              onDiscard={async () => {
                await deleteKept(copy);
                setCopies((before) => before?.filter((one) => one !== copy) ?? null);
              }}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
