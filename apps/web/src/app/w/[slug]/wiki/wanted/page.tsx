import { pageNameSchema } from '@plenum/domain/wiki/schema';
import { Link2 } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EmptyState } from '#components/empty-state.tsx';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { LinkReports } from '#features/wiki/components/link-reports.tsx';
import { LinkedPages } from '#features/wiki/components/linked-pages.tsx';
import { WantedNames } from '#features/wiki/components/wanted-names.tsx';
import { loadWanted } from '#features/wiki/loaders.ts';
import { loadWorkspace } from '#features/workspaces/loaders.ts';
import { workspacePath } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';
import { wikiPath, wikiWantedPath } from '#lib/workspace-paths.ts';

type Props = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ name?: QueryValue; cursor?: QueryValue }>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('wiki.links'))('wanted.title') };
}

export default async function WantedPage({ params, searchParams }: Props) {
  const query = await searchParams;
  const { id, name: workspaceName, slug } = await loadWorkspace(decodeURIComponent((await params).slug));
  const cursor = firstValue(query.cursor);
  const name = pageNameSchema.optional().catch(undefined).parse(firstValue(query.name));
  const [view, t, wiki] = await Promise.all([
    loadWanted(id, { name, cursor }),
    getTranslations('wiki.links'),
    getTranslations('wiki'),
  ]);
  const path = wikiWantedPath(slug);
  const crumbs = [
    { label: workspaceName, href: workspacePath(slug) },
    { label: wiki('title'), href: wikiPath(slug) },
  ];
  const empty = (
    <EmptyState icon={Link2} title={t('wanted.none')}>
      {t('wanted.noneText')}
    </EmptyState>
  );
  return (
    <>
      <TopBar crumbs={crumbs} current={t('title')} />
      <Main>
        <PageHeader
          title={t('title')}
          intro={
            <span className="wrap-anywhere">
              {name === undefined ? t('wanted.intro') : t('wanted.by', { name })}
            </span>
          }
        />
        <LinkReports slug={slug} current="wanted" />
        {'names' in view ? (
          <WantedNames slug={slug} names={view.names} cursor={cursor} path={path} empty={empty} />
        ) : (
          <LinkedPages
            pages={view.pages}
            cursor={cursor}
            path={path}
            query={{ name: name ?? '' }}
            empty={empty}
          />
        )}
      </Main>
    </>
  );
}
