'use client';

import { useTranslations } from 'next-intl';
import { ConfirmForm } from '#components/confirm-form.tsx';
import { deleteGroup } from '../actions.ts';

/** Ends a group, after asking. */
export function DeleteGroup({ groupId, name }: { groupId: string; name: string }) {
  const t = useTranslations('groups.delete');
  return (
    <div>
      <ConfirmForm
        action={deleteGroup}
        fields={{ groupId }}
        trigger={{ text: t('submit'), name: t('submit') }}
        question={t('question', { name })}
        confirm={t('submit')}
      />
    </div>
  );
}
