import { hasRole } from '@plenum/domain/access/roles';
import { TRASH_DAYS } from '@plenum/domain/documents/schema';
import { Trash2 } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EmptyState } from '#components/empty-state.tsx';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { PageLinks } from '#components/page-links.tsx';
import { TrashList } from '#features/documents/components/trash-list.tsx';
import { loadTrash } from '#features/documents/loaders.ts';
import { loadWorkspace } from '#features/workspaces/loaders.ts';
import { workspacePath } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';
import { trashPath } from '#lib/workspace-paths.ts';

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<{ cursor?: QueryValue }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('documents.trash'))('title') };
}

export default async function TrashPage({ params, searchParams }: Props) {
  const cursor = firstValue((await searchParams).cursor);
  const { id, name, role, slug } = await loadWorkspace(decodeURIComponent((await params).slug));
  const [{ items, next }, t] = await Promise.all([loadTrash(id, cursor), getTranslations('documents.trash')]);
  return (
    <>
      <TopBar crumbs={[{ label: name, href: workspacePath(slug) }]} current={t('title')} />
      <Main>
        <PageHeader title={t('title')} intro={t('intro', { count: TRASH_DAYS })} />
        {items.length > 0 ? (
          <TrashList documents={items} workspaceId={id} mayDelete={hasRole(role, 'admin')} />
        ) : (
          <EmptyState icon={Trash2} title={t('empty')}>
            {t('emptyText')}
          </EmptyState>
        )}
        <PageLinks
          path={trashPath(slug)}
          cursor={cursor}
          next={next}
          labels={{ more: t('more'), first: t('first') }}
        />
      </Main>
    </>
  );
}
