'use client';

import { useTranslations } from 'next-intl';
import { ConfirmForm } from '#components/confirm-form.tsx';
import { emptyRecent } from '../actions.ts';

/** Empties the list of what one opened lately. */
export function EmptyRecent() {
  const t = useTranslations('documents.list.recent');
  return (
    <ConfirmForm
      action={emptyRecent}
      fields={{}}
      trigger={{ text: t('empty'), name: t('empty') }}
      question={t('question')}
      confirm={t('confirm')}
    />
  );
}
