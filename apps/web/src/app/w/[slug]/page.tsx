import { hasRole } from '@plenum/domain/access/roles';
import { documentFilterSchema } from '@plenum/domain/documents/schema';
import { Archive, LayoutTemplate, Paperclip, Tag, Trash2 } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '#components/button.tsx';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { addressOf, PageLinks } from '#components/page-links.tsx';
import { DocumentFilterForm } from '#features/documents/components/document-filter.tsx';
import { DocumentList } from '#features/documents/components/document-list.tsx';
import { ListParts } from '#features/documents/components/list-parts.tsx';
import { NewDocument } from '#features/documents/components/new-document.tsx';
import { NoDocuments } from '#features/documents/components/no-documents.tsx';
import { loadDocuments } from '#features/documents/loaders.ts';
import { Choice } from '#features/overview/components/choice.tsx';
import { ChooseByPress } from '#features/overview/components/choose-by-press.tsx';
import { EmptyRecent } from '#features/overview/components/empty-recent.tsx';
import { Here, HereProvider } from '#features/overview/components/here.tsx';
import { Several } from '#features/overview/components/several.tsx';
import { loadPresent, loadTargets } from '#features/overview/loaders.ts';
import { loadTemplates } from '#features/templates/loaders.ts';
import { loadWorkspace } from '#features/workspaces/loaders.ts';
import { workspacePath } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';
import {
  archivePath,
  importPath,
  mediaPath,
  tagsPath,
  templatesPath,
  trashPath,
} from '#lib/workspace-paths.ts';

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<Record<string, QueryValue>> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadWorkspace(decodeURIComponent((await params).slug))).name };
}

export default async function DocumentsPage({ params, searchParams }: Props) {
  const query = await searchParams;
  const cursor = firstValue(query.cursor);
  const choosing = firstValue(query.choose);
  const filter = documentFilterSchema.parse({
    words: firstValue(query.words),
    order: firstValue(query.order),
    only: firstValue(query.only),
  });
  const workspace = await loadWorkspace(decodeURIComponent((await params).slug));
  const mayCreate = hasRole(workspace.role, 'editor');
  const [{ items, next }, templates, targets, t] = await Promise.all([
    loadDocuments(workspace, cursor, filter),
    mayCreate ? loadTemplates(workspace.id) : [],
    choosing === undefined ? [] : loadTargets(workspace.id),
    getTranslations('documents.list'),
  ]);
  const ids = items.map(({ id }) => id);
  const path = workspacePath(workspace.slug);
  const isAsking = filter.words !== '' || filter.only !== undefined;
  const empty = items.length === 0 && cursor === undefined && !isAsking && choosing === undefined;
  const newDocument = mayCreate && (
    <NewDocument
      workspaceId={workspace.id}
      beginnings={{
        templates,
        href: templatesPath(workspace.slug),
        importHref: importPath(workspace.slug),
      }}
    />
  );
  const asked = { ...filter, order: filter.order === 'changed' ? undefined : filter.order };
  const list = (
    <HereProvider workspaceId={workspace.id} documentIds={ids} present={await loadPresent(workspace.id, ids)}>
      <DocumentList
        documents={items}
        after={({ id }) => <Here documentId={id} />}
        {...(choosing !== undefined && {
          before: ({ id, title }) => (
            <Choice id={id} title={title} isChosen={choosing === 'all' || choosing === id} />
          ),
        })}
      />
    </HereProvider>
  );
  return (
    <>
      <TopBar crumbs={[]} current={workspace.name} />
      <Main>
        <PageHeader title={t('title')} actions={!empty && newDocument} />
        {empty ? (
          <NoDocuments make={newDocument} />
        ) : (
          <>
            <div className="flex flex-wrap items-center justify-between gap-x-4">
              <ListParts path={path} only={filter.only} />
              <div className="-mx-3 flex flex-wrap items-center gap-1">
                {filter.only === 'recent' && items.length > 0 && <EmptyRecent />}
                {items.length > 0 && choosing === undefined && (
                  <ButtonLink
                    look="quiet"
                    size="small"
                    href={addressOf(path, { ...asked, cursor, choose: 'some' })}
                  >
                    {t('choose')}
                  </ButtonLink>
                )}
              </div>
            </div>
            <DocumentFilterForm path={path} filter={filter} />
            {choosing !== undefined && (
              <Several
                key={choosing}
                workspaceId={workspace.id}
                targets={targets}
                links={{
                  all: addressOf(path, { ...asked, cursor, choose: 'all' }),
                  end: addressOf(path, { ...asked, cursor }),
                }}
              >
                {list}
              </Several>
            )}
            {items.length > 0 && choosing === undefined && (
              <ChooseByPress path={path} query={{ ...asked, cursor }}>
                {list}
              </ChooseByPress>
            )}
            {items.length === 0 && (
              <p role="status" className="text-ink-soft">
                {t(filter.only === 'recent' ? 'noRecent' : isAsking ? 'noMatch' : 'pastEnd')}
              </p>
            )}
          </>
        )}
        <PageLinks
          path={path}
          query={{ ...asked, choose: choosing && 'some' }}
          cursor={cursor}
          next={next}
          labels={{ more: t('more'), first: t('first') }}
        />
        <div className="-ms-3 mt-8 flex flex-wrap">
          <ButtonLink look="quiet" size="small" href={mediaPath(workspace.slug)}>
            <Paperclip aria-hidden size={16} />
            {t('files')}
          </ButtonLink>
          <ButtonLink look="quiet" size="small" href={tagsPath(workspace.slug)}>
            <Tag aria-hidden size={16} />
            {t('tags')}
          </ButtonLink>
          <ButtonLink look="quiet" size="small" href={archivePath(workspace.slug)}>
            <Archive aria-hidden size={16} />
            {t('archive')}
          </ButtonLink>
          {mayCreate && (
            <>
              <ButtonLink look="quiet" size="small" href={templatesPath(workspace.slug)}>
                <LayoutTemplate aria-hidden size={16} />
                {t('templates')}
              </ButtonLink>
              <ButtonLink look="quiet" size="small" href={trashPath(workspace.slug)}>
                <Trash2 aria-hidden size={16} />
                {t('trash')}
              </ButtonLink>
            </>
          )}
        </div>
      </Main>
    </>
  );
}
