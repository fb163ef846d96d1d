import { Tag } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EmptyState } from '#components/empty-state.tsx';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { PageLinks } from '#components/page-links.tsx';
import { LinkedPages } from '#features/wiki/components/linked-pages.tsx';
import { TagLink } from '#features/wiki/components/tag-link.tsx';
import { loadTags } from '#features/wiki/loaders.ts';
import { loadWorkspace } from '#features/workspaces/loaders.ts';
import { workspacePath } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';
import { tagPath, tagsPath } from '#lib/workspace-paths.ts';

type Props = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ tag?: QueryValue; cursor?: QueryValue }>;
};

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const tag = firstValue((await searchParams).tag);
  return { title: tag || (await getTranslations('wiki.tags'))('title') };
}

export default async function TagsPage({ params, searchParams }: Props) {
  const query = await searchParams;
  const { id, name, slug } = await loadWorkspace(decodeURIComponent((await params).slug));
  const cursor = firstValue(query.cursor);
  const [view, t] = await Promise.all([
    loadTags(id, { tag: firstValue(query.tag), cursor }),
    getTranslations('wiki.tags'),
  ]);
  const path = tagsPath(slug);
  const here = { label: name, href: workspacePath(slug) };
  if (view.tag !== null) {
    return (
      <>
        <TopBar crumbs={[here, { label: t('title'), href: path }]} current={view.tag} />
        <Main>
          <PageHeader title={t('with', { tag: view.tag })} intro={t('withIntro')} />
          <LinkedPages
            pages={view.pages}
            cursor={cursor}
            path={path}
            query={{ tag: view.tag }}
            empty={
              <EmptyState icon={Tag} title={t('noneWith')}>
                {t('noneWithText')}
              </EmptyState>
            }
          />
        </Main>
      </>
    );
  }
  const { items, next } = view.tags;
  return (
    <>
      <TopBar crumbs={[here]} current={t('title')} />
      <Main>
        <PageHeader title={t('title')} intro={t('intro')} />
        {items.length === 0 && (
          <EmptyState icon={Tag} title={t('none')}>
            {t('noneText')}
          </EmptyState>
        )}
        <ul className="flex flex-wrap gap-2">
          {items.map(({ tag, documents }) => (
            <li key={tag} className="flex min-w-0 max-w-full">
              <TagLink
                href={tagPath(slug, tag)}
                after={<span className="shrink-0 text-ink-soft">{t('count', { count: documents })}</span>}
              >
                {tag}
              </TagLink>
            </li>
          ))}
        </ul>
        <PageLinks path={path} cursor={cursor} next={next} labels={{ more: t('more'), first: t('first') }} />
      </Main>
    </>
  );
}
