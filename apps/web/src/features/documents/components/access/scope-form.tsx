'use client';

import { useTranslations } from 'next-intl';
import { ConfirmForm } from '#components/confirm-form.tsx';
import { changeScope } from '../../actions.ts';

/** Restricts a document to some, or opens it again to all who see where it lies. */
export function ScopeForm({ documentId, isOwn }: { documentId: string; isOwn: boolean }) {
  const t = useTranslations('documents.access');
  const which = isOwn ? 'open' : 'restrict';
  return (
    <div className="-ms-3">
      <ConfirmForm
        action={changeScope}
        fields={{ documentId, scope: isOwn ? 'inherited' : 'own' }}
        trigger={{ text: t(`${which}.button`), name: t(`${which}.button`) }}
        question={t(`${which}.question`)}
        confirm={t(`${which}.confirm`)}
      />
    </div>
  );
}
