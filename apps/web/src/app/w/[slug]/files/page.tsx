import { hasRole } from '@plenum/domain/access/roles';
import { mediaFilterSchema } from '@plenum/domain/files/schema';
import { Paperclip } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EmptyState } from '#components/empty-state.tsx';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { PageLinks } from '#components/page-links.tsx';
import { MediaFilterForm } from '#features/files/components/media-filter.tsx';
import { MediaList } from '#features/files/components/media-list.tsx';
import { loadMedia } from '#features/files/loaders.ts';
import { loadWorkspace } from '#features/workspaces/loaders.ts';
import { workspacePath } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';
import { mediaPath } from '#lib/workspace-paths.ts';

type Props = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Partial<Record<'words' | 'kind' | 'only' | 'cursor', QueryValue>>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('files.media'))('title') };
}

export default async function MediaPage({ params, searchParams }: Props) {
  const query = await searchParams;
  const { id, name, role, slug } = await loadWorkspace(decodeURIComponent((await params).slug));
  const filter = mediaFilterSchema.parse({
    words: firstValue(query.words),
    kind: firstValue(query.kind),
    only: firstValue(query.only),
  });
  const cursor = firstValue(query.cursor);
  const [{ items, next }, t, files] = await Promise.all([
    loadMedia(id, cursor, filter),
    getTranslations('files.media'),
    getTranslations('files'),
  ]);
  const isAsking = filter.words !== '' || filter.kind !== undefined || filter.only !== undefined;
  const isEmpty = items.length === 0 && cursor === undefined && !isAsking;
  const path = mediaPath(slug);
  return (
    <>
      <TopBar crumbs={[{ label: name, href: workspacePath(slug) }]} current={t('title')} />
      <Main>
        <PageHeader title={t('title')} intro={t('intro')} />
        {isEmpty ? (
          <EmptyState icon={Paperclip} title={t('empty')}>
            {t('emptyText')}
          </EmptyState>
        ) : (
          <>
            <MediaFilterForm path={path} filter={filter} />
            {items.length === 0 && (
              <EmptyState icon={Paperclip} title={t('noMatch')}>
                {t('noMatchText')}
              </EmptyState>
            )}
            <MediaList media={items} mayDelete={hasRole(role, 'editor')} />
            <PageLinks
              path={path}
              query={{ ...filter }}
              cursor={cursor}
              next={next}
              labels={{ more: files('more'), first: files('first') }}
            />
          </>
        )}
      </Main>
    </>
  );
}
