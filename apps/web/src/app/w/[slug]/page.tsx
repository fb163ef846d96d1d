import { hasRole } from '@plenum/domain/access/roles';
import { Trash2 } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '#components/button.tsx';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { PageLinks } from '#components/page-links.tsx';
import { DocumentList } from '#features/documents/components/document-list.tsx';
import { NewDocument } from '#features/documents/components/new-document.tsx';
import { NoDocuments } from '#features/documents/components/no-documents.tsx';
import { loadDocuments } from '#features/documents/loaders.ts';
import { loadWorkspace } from '#features/workspaces/loaders.ts';
import { trashPath, workspacePath } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<{ cursor?: QueryValue }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadWorkspace(decodeURIComponent((await params).slug))).name };
}

export default async function DocumentsPage({ params, searchParams }: Props) {
  const cursor = firstValue((await searchParams).cursor);
  const workspace = await loadWorkspace(decodeURIComponent((await params).slug));
  const [{ items, next }, t] = await Promise.all([
    loadDocuments(workspace, cursor),
    getTranslations('documents.list'),
  ]);
  const mayCreate = hasRole(workspace.role, 'editor');
  const empty = items.length === 0 && cursor === undefined;
  return (
    <>
      <TopBar crumbs={[]} current={workspace.name} />
      <Main>
        <PageHeader
          title={t('title')}
          actions={mayCreate && !empty && <NewDocument workspaceId={workspace.id} />}
        />
        {empty ? (
          <NoDocuments workspaceId={mayCreate ? workspace.id : null} />
        ) : (
          <DocumentList documents={items} />
        )}
        <PageLinks
          path={workspacePath(workspace.slug)}
          cursor={cursor}
          next={next}
          labels={{ more: t('more'), first: t('first') }}
        />
        {mayCreate && (
          <div className="-ms-3 mt-8">
            <ButtonLink look="quiet" size="small" href={trashPath(workspace.slug)}>
              <Trash2 aria-hidden size={16} />
              {t('trash')}
            </ButtonLink>
          </div>
        )}
      </Main>
    </>
  );
}
