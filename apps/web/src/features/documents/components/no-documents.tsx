import { FileText } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { EmptyState } from '#components/empty-state.tsx';

/** A workspace without documents; `make` makes one, for whoever may. */
export function NoDocuments({ make }: { make: ReactNode }) {
  const t = useTranslations('documents.list');
  return (
    <EmptyState icon={FileText} title={t('emptyTitle')} action={make}>
      {t(make ? 'emptyText' : 'emptyReader')}
    </EmptyState>
  );
}
