import { searchKindSchema } from '@plenum/domain/search/schema';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { SearchPage } from '#features/search/components/search-page.tsx';
import { loadFoundIn } from '#features/search/loaders.ts';
import { loadWorkspace } from '#features/workspaces/loaders.ts';
import { workspacePath } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';

type Props = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ q?: QueryValue; kind?: QueryValue; cursor?: QueryValue }>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('search'))('title') };
}

export default async function SearchWorkspacePage({ params, searchParams }: Props) {
  const query = await searchParams;
  const workspace = await loadWorkspace(decodeURIComponent((await params).slug));
  const typed = firstValue(query.q) ?? '';
  const kind = searchKindSchema.optional().catch(undefined).parse(firstValue(query.kind));
  const cursor = firstValue(query.cursor);
  const [found, t] = await Promise.all([
    loadFoundIn(workspace.id, { typed, kind, cursor }),
    getTranslations('search'),
  ]);
  return (
    <>
      <TopBar
        crumbs={[{ label: workspace.name, href: workspacePath(workspace.slug) }]}
        current={t('title')}
      />
      <Main>
        <PageHeader title={t('title')} intro={t('intro')} />
        <SearchPage question={{ typed, kind, cursor, workspace }} workspaces={[workspace]} found={found} />
      </Main>
    </>
  );
}
