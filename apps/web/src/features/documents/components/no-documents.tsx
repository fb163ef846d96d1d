import { FileText } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { EmptyState } from '#components/empty-state.tsx';
import { NewDocument } from './new-document.tsx';

/** A workspace without documents; `workspaceId` is null for whoever may not make one. */
export function NoDocuments({ workspaceId }: { workspaceId: string | null }) {
  const t = useTranslations('documents.list');
  return (
    <EmptyState
      icon={FileText}
      title={t('emptyTitle')}
      action={workspaceId && <NewDocument workspaceId={workspaceId} />}
    >
      {t(workspaceId ? 'emptyText' : 'emptyReader')}
    </EmptyState>
  );
}
