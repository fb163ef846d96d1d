import { FolderInput } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { MemberFrame } from '#app/member-frame.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { MoveForm } from '#features/documents/components/move-form.tsx';
import { loadMoveTargets } from '#features/documents/loaders.ts';
import { documentPath, workspacePath } from '#lib/paths.ts';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('documents.move'))('title') };
}

export default async function MovePage({ params }: Props) {
  const { id } = await params;
  const [{ document, workspace, targets }, t] = await Promise.all([
    loadMoveTargets(id),
    getTranslations('documents.move'),
  ]);
  return (
    <MemberFrame workspace={workspace}>
      <TopBar
        crumbs={[
          { label: workspace.name, href: workspacePath(workspace.slug) },
          { label: document.title, href: documentPath(id) },
        ]}
        current={t('title')}
      />
      <Main>
        <PageHeader title={t('title')} intro={t('intro')} />
        {document.scopeId !== null && <p className="mb-6">{t('restricted')}</p>}
        {targets.length > 0 ? (
          <MoveForm documentId={id} targets={targets.map(({ id, name }) => ({ id, name }))} />
        ) : (
          <EmptyState icon={FolderInput} title={t('none')}>
            {t('noneText')}
          </EmptyState>
        )}
      </Main>
    </MemberFrame>
  );
}
