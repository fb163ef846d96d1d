import { hasRole } from '@plenum/domain/access/roles';
import { documentFilterSchema } from '@plenum/domain/documents/schema';
import { Trash2 } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '#components/button.tsx';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { PageLinks } from '#components/page-links.tsx';
import { DocumentFilterForm } from '#features/documents/components/document-filter.tsx';
import { DocumentList } from '#features/documents/components/document-list.tsx';
import { NewDocument } from '#features/documents/components/new-document.tsx';
import { NoDocuments } from '#features/documents/components/no-documents.tsx';
import { loadDocuments } from '#features/documents/loaders.ts';
import { loadWorkspace } from '#features/workspaces/loaders.ts';
import { trashPath, workspacePath } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<Record<string, QueryValue>> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadWorkspace(decodeURIComponent((await params).slug))).name };
}

export default async function DocumentsPage({ params, searchParams }: Props) {
  const query = await searchParams;
  const cursor = firstValue(query.cursor);
  const filter = documentFilterSchema.parse({
    words: firstValue(query.words),
    order: firstValue(query.order),
    favourites: firstValue(query.favourites),
  });
  const workspace = await loadWorkspace(decodeURIComponent((await params).slug));
  const [{ items, next }, t] = await Promise.all([
    loadDocuments(workspace, cursor, filter),
    getTranslations('documents.list'),
  ]);
  const path = workspacePath(workspace.slug);
  const mayCreate = hasRole(workspace.role, 'editor');
  const isFiltered = filter.words !== '' || filter.favourites !== undefined;
  const empty = items.length === 0 && cursor === undefined && !isFiltered;
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
          <>
            <DocumentFilterForm path={path} filter={filter} />
            {items.length > 0 ? (
              <DocumentList documents={items} />
            ) : (
              <p role="status" className="text-ink-soft">
                {t(isFiltered ? 'noMatch' : 'pastEnd')}
              </p>
            )}
          </>
        )}
        <PageLinks
          path={path}
          query={{ ...filter, order: filter.order === 'changed' ? undefined : filter.order }}
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
