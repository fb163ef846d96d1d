'use client';

import type { Orphan } from '@plenum/domain/documents/types';
import { useTranslations } from 'next-intl';
import { ConfirmForm } from '#components/confirm-form.tsx';
import { RelativeTime } from '#components/time.tsx';
import { adopt } from '../actions.ts';

/** Documents whose people are all gone: an admin can take charge of one. */
export function Orphans({ workspaceId, orphans }: { workspaceId: string; orphans: Orphan[] }) {
  const t = useTranslations('workspaces.orphans');
  return (
    <ul className="border-line border-t">
      {orphans.map(({ id, updatedAt }) => (
        <li key={id} className="flex flex-wrap items-center justify-between gap-3 border-line border-b py-3">
          <p>{t.rich('changed', { time: () => <RelativeTime at={updatedAt} /> })}</p>
          <ConfirmForm
            action={adopt}
            fields={{ workspaceId, documentId: id }}
            trigger={{ text: t('adopt'), name: t('adopt') }}
            question={t('question')}
            confirm={t('adopt')}
          />
        </li>
      ))}
    </ul>
  );
}
