import { changeFilterSchema } from '@plenum/domain/documents/schema';
import { History } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '#components/button.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { addressOf, PageLinks } from '#components/page-links.tsx';
import { ChangeList } from '#features/history/components/change-list.tsx';
import { loadChanges } from '#features/history/loaders.ts';
import { loadWorkspace } from '#features/workspaces/loaders.ts';
import { workspacePath } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';
import { changesPath } from '#lib/workspace-paths.ts';

const { kind, below, author } = changeFilterSchema.shape;
/** What an address asks for; what makes no sense is not asked. */
const filterSchema = changeFilterSchema.extend({
  kind: kind.catch(undefined),
  below: below.catch(undefined),
  author: author.catch(undefined),
});

type Props = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Partial<Record<'kind' | 'below' | 'author' | 'cursor', QueryValue>>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('history.changes'))('title') };
}

export default async function ChangesPage({ params, searchParams }: Props) {
  const query = await searchParams;
  const { id, name, slug } = await loadWorkspace(decodeURIComponent((await params).slug));
  const filter = filterSchema.parse({
    kind: firstValue(query.kind),
    below: firstValue(query.below),
    author: firstValue(query.author),
  });
  const cursor = firstValue(query.cursor);
  const [{ changes, below }, t] = await Promise.all([
    loadChanges(id, { ...filter, cursor }),
    getTranslations('history.changes'),
  ]);
  const path = changesPath(slug);
  const { items, next } = changes;
  const isAsking = cursor !== undefined || Object.values(filter).some((value) => value !== undefined);
  const empty = next !== null ? 'emptySoFar' : isAsking ? 'emptyOfThese' : 'empty';
  const kinds = [undefined, 'wiki', 'pad'] as const;
  return (
    <>
      <TopBar crumbs={[{ label: name, href: workspacePath(slug) }]} current={t('title')} />
      <Main>
        <PageHeader title={t('title')} intro={t('intro')} />
        <nav aria-label={t('show')} className="mb-6 flex flex-wrap gap-2">
          {kinds.map((one) => (
            <ButtonLink
              key={one ?? 'all'}
              href={addressOf(path, { ...filter, kind: one })}
              look={one === filter.kind ? 'secondary' : 'quiet'}
              aria-current={one === filter.kind ? 'page' : undefined}
            >
              {t(one ?? 'all')}
            </ButtonLink>
          ))}
          {below !== null && (
            <ButtonLink href={addressOf(path, { ...filter, below: undefined })} look="quiet">
              {t('everywhere', { title: below })}
            </ButtonLink>
          )}
          {filter.author !== undefined && (
            <ButtonLink href={addressOf(path, { ...filter, author: undefined })} look="quiet">
              {t('everybody')}
            </ButtonLink>
          )}
        </nav>
        {items.length === 0 && (
          <EmptyState icon={History} title={t(empty)}>
            {t(`${empty}Text`)}
          </EmptyState>
        )}
        <ChangeList changes={items} authorPath={(key) => addressOf(path, { ...filter, author: key })} />
        <PageLinks
          path={path}
          query={filter}
          cursor={cursor}
          next={next}
          labels={{ more: t('more'), first: t('first') }}
        />
      </Main>
    </>
  );
}
