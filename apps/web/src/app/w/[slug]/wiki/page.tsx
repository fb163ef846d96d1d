import { hasRole } from '@plenum/domain/access/roles';
import { isId } from '@plenum/domain/ids';
import { BookOpen } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '#components/button.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { PageLinks } from '#components/page-links.tsx';
import { NewPage } from '#features/wiki/components/new-page.tsx';
import { PageTree } from '#features/wiki/components/page-tree.tsx';
import { PlainTree } from '#features/wiki/components/plain-tree.tsx';
import { loadLevel, loadStartPage, loadTree } from '#features/wiki/loaders.ts';
import { loadWorkspace } from '#features/workspaces/loaders.ts';
import { documentPath, workspacePath } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';
import {
  archivePath,
  propertiesPath,
  tagsPath,
  transfersPath,
  wikiLinksPath,
  wikiPath,
  wikiReplacePath,
} from '#lib/workspace-paths.ts';

type Props = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ open?: QueryValue; below?: QueryValue; cursor?: QueryValue }>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('wiki'))('title') };
}

export default async function WikiPage({ params, searchParams }: Props) {
  const query = await searchParams;
  const { id, name, slug, role } = await loadWorkspace(decodeURIComponent((await params).slug));
  const [cursor, below] = [firstValue(query.cursor), firstValue(query.below)];
  const t = await getTranslations('wiki');
  const path = wikiPath(slug);
  const mayChange = hasRole(role, 'editor');
  const crumbs = [{ label: name, href: workspacePath(slug) }];
  if (cursor !== undefined) {
    const parentId = below !== undefined && isId(below) ? below : null;
    const level = await loadLevel(id, { parentId, cursor });
    return (
      <>
        <TopBar crumbs={crumbs} current={t('title')} />
        <Main>
          <PageHeader title={t('title')} />
          {level.pages.length > 0 ? (
            <PlainTree levels={[{ ...level, parentId: null }]} label={t('tree')} />
          ) : (
            <p className="text-ink-soft">{t('pastEnd')}</p>
          )}
          <PageLinks
            path={path}
            query={{ ...(parentId && { below: parentId }) }}
            cursor={cursor}
            next={level.next}
            labels={{ more: t('more'), first: t('all') }}
          />
        </Main>
      </>
    );
  }
  const [tree, start] = await Promise.all([
    loadTree(id, { open: firstValue(query.open) }),
    loadStartPage(id),
  ]);
  const isEmpty = tree.levels[0]?.pages.length === 0;
  const newPage = mayChange && <NewPage workspaceId={id}>{t('newPage')}</NewPage>;
  return (
    <>
      <TopBar crumbs={crumbs} current={t('title')} />
      <Main>
        <PageHeader
          title={t('title')}
          intro={t('intro')}
          actions={
            !isEmpty && (
              <>
                {start && (
                  <ButtonLink look="quiet" href={documentPath(start.id)}>
                    {t('startPage')}
                  </ButtonLink>
                )}
                <ButtonLink look="quiet" href={tagsPath(slug)}>
                  {t('tags.title')}
                </ButtonLink>
                <ButtonLink look="quiet" href={propertiesPath(slug)}>
                  {t('properties.title')}
                </ButtonLink>
                <ButtonLink look="quiet" href={archivePath(slug)}>
                  {t('archive')}
                </ButtonLink>
                <ButtonLink look="quiet" href={wikiLinksPath(slug)}>
                  {t('links.title')}
                </ButtonLink>
                {mayChange && (
                  <>
                    <ButtonLink look="quiet" href={wikiReplacePath(slug)}>
                      {t('replace.title')}
                    </ButtonLink>
                    <ButtonLink look="quiet" href={transfersPath(slug)}>
                      {t('transfers')}
                    </ButtonLink>
                  </>
                )}
                {newPage}
              </>
            )
          }
        />
        {isEmpty ? (
          <EmptyState
            icon={BookOpen}
            title={t('emptyTitle')}
            action={
              mayChange && (
                <div className="flex flex-wrap gap-2">
                  {newPage}
                  <ButtonLink href={transfersPath(slug)}>{t('transfers')}</ButtonLink>
                </div>
              )
            }
          >
            {t('emptyText')} {!mayChange && t('emptyReader')}
          </EmptyState>
        ) : (
          <>
            <PageTree workspaceId={id} path={path} {...tree} mayChange={mayChange} />
            {mayChange && (
              <p className="needs-scripting mt-6 max-w-[60ch] text-ink-soft text-small max-md:hidden">
                {t('keys')}
              </p>
            )}
          </>
        )}
      </Main>
    </>
  );
}
