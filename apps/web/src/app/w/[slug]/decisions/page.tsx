import { decisionFilterSchema } from '@plenum/domain/meetings/schema';
import { Gavel } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EmptyState } from '#components/empty-state.tsx';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { PageLinks } from '#components/page-links.tsx';
import { Register, RegisterFilter } from '#features/meetings/components/register.tsx';
import { loadDecisions } from '#features/meetings/loaders.ts';
import { loadWorkspace } from '#features/workspaces/loaders.ts';
import { workspacePath } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';
import { decisionsPath } from '#lib/workspace-paths.ts';

type Props = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ words?: QueryValue; result?: QueryValue; cursor?: QueryValue }>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('meetings.register'))('title') };
}

export default async function DecisionsPage({ params, searchParams }: Props) {
  const query = await searchParams;
  const { id, name, slug } = await loadWorkspace(decodeURIComponent((await params).slug));
  const filter = decisionFilterSchema.parse({
    words: firstValue(query.words),
    result: firstValue(query.result),
  });
  const cursor = firstValue(query.cursor);
  const [{ items, next }, t] = await Promise.all([
    loadDecisions(id, cursor, filter),
    getTranslations('meetings.register'),
  ]);
  const isAsking = filter.words !== '' || filter.result !== undefined;
  const isEmpty = items.length === 0 && cursor === undefined && !isAsking;
  const path = decisionsPath(slug);
  return (
    <>
      <TopBar crumbs={[{ label: name, href: workspacePath(slug) }]} current={t('title')} />
      <Main>
        <PageHeader title={t('title')} intro={t('intro')} />
        {isEmpty ? (
          <EmptyState icon={Gavel} title={t('empty')}>
            {t('emptyText')}
          </EmptyState>
        ) : (
          <>
            <RegisterFilter path={path} filter={filter} />
            {items.length === 0 && (
              <EmptyState icon={Gavel} title={t('noMatch')}>
                {t('noMatchText')}
              </EmptyState>
            )}
            <Register decisions={items} />
            <PageLinks
              path={path}
              query={{ words: filter.words, result: filter.result }}
              cursor={cursor}
              next={next}
              labels={{ more: t('more'), first: t('first') }}
            />
          </>
        )}
      </Main>
    </>
  );
}
