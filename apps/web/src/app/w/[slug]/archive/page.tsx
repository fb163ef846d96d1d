import { Archive } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DocumentRow } from '#components/document-row.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { PageLinks } from '#components/page-links.tsx';
import { RelativeTime } from '#components/time.tsx';
import { loadArchive } from '#features/structure/loaders.ts';
import { loadWorkspace } from '#features/workspaces/loaders.ts';
import { documentItselfPath, documentPath, workspacePath } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';
import { archivePath } from '#lib/workspace-paths.ts';

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<{ cursor?: QueryValue }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('structure.archived'))('title') };
}

export default async function ArchivePage({ params, searchParams }: Props) {
  const cursor = firstValue((await searchParams).cursor);
  const { id, name, slug } = await loadWorkspace(decodeURIComponent((await params).slug));
  const [{ items, next }, t] = await Promise.all([
    loadArchive(id, cursor),
    getTranslations('structure.archived'),
  ]);
  return (
    <>
      <TopBar crumbs={[{ label: name, href: workspacePath(slug) }]} current={t('title')} />
      <Main>
        <PageHeader title={t('title')} intro={t('intro')} />
        {items.length > 0 ? (
          <ul className="flex flex-col">
            {items.map(({ id, title, icon, archivedAt, isMerged }) => (
              <li key={id}>
                <DocumentRow
                  href={isMerged ? documentItselfPath(id) : documentPath(id)}
                  title={title}
                  icon={icon}
                  after={
                    <span className="ms-auto shrink-0 text-ink-soft text-small">
                      <RelativeTime at={archivedAt} />
                    </span>
                  }
                />
              </li>
            ))}
          </ul>
        ) : (
          <EmptyState icon={Archive} title={t('empty')}>
            {t('emptyText')}
          </EmptyState>
        )}
        <PageLinks
          path={archivePath(slug)}
          cursor={cursor}
          next={next}
          labels={{ more: t('more'), first: t('first') }}
        />
      </Main>
    </>
  );
}
