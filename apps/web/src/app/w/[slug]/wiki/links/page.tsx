import { linkReportSchema } from '@plenum/domain/wiki/schema';
import { Link2 } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EmptyState } from '#components/empty-state.tsx';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { LinkReports } from '#features/wiki/components/link-reports.tsx';
import { LinkedPages } from '#features/wiki/components/linked-pages.tsx';
import { loadLinkReport } from '#features/wiki/loaders.ts';
import { loadWorkspace } from '#features/workspaces/loaders.ts';
import { workspacePath } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';
import { wikiLinksPath, wikiPath } from '#lib/workspace-paths.ts';

type Props = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ report?: QueryValue; cursor?: QueryValue }>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('wiki.links'))('title') };
}

export default async function LinkReportPage({ params, searchParams }: Props) {
  const query = await searchParams;
  const { id, name, slug } = await loadWorkspace(decodeURIComponent((await params).slug));
  const cursor = firstValue(query.cursor);
  const report = linkReportSchema.catch('broken').parse(firstValue(query.report));
  const [pages, t, wiki] = await Promise.all([
    loadLinkReport(id, { report, cursor }),
    getTranslations('wiki.links'),
    getTranslations('wiki'),
  ]);
  const path = wikiLinksPath(slug);
  const crumbs = [
    { label: name, href: workspacePath(slug) },
    { label: wiki('title'), href: wikiPath(slug) },
  ];
  return (
    <>
      <TopBar crumbs={crumbs} current={t('title')} />
      <Main>
        <PageHeader title={t('title')} intro={t(`${report}.intro`)} />
        <LinkReports slug={slug} current={report} />
        <LinkedPages
          pages={pages}
          cursor={cursor}
          path={path}
          query={{ report }}
          empty={
            <EmptyState icon={Link2} title={t(`${report}.none`)}>
              {t(`${report}.noneText`)}
            </EmptyState>
          }
        />
      </Main>
    </>
  );
}
