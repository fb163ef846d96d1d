import { pageNameSchema } from '@plenum/domain/wiki/schema';
import { FilePlus } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { DocumentRow } from '#components/document-row.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { NamedPage } from '#features/wiki/components/named-page.tsx';
import { loadNamed } from '#features/wiki/loaders.ts';
import { loadWorkspace } from '#features/workspaces/loaders.ts';
import { documentPath, workspacePath } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';
import { wikiPath } from '#lib/workspace-paths.ts';

type Props = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ name?: QueryValue; from?: QueryValue }>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('wiki.named'))('title') };
}

/** Where the name of a page leads: to the one that has it, to a choice of several, or to a form that makes it. */
export default async function NamePage({ params, searchParams }: Props) {
  const query = await searchParams;
  const { id, name: workspaceName, slug } = await loadWorkspace(decodeURIComponent((await params).slug));
  const { success, data: name } = pageNameSchema.safeParse(firstValue(query.name));
  if (!success) notFound();
  const [{ pages, below, from, mayCreate }, t, wiki] = await Promise.all([
    loadNamed(id, { name, from: firstValue(query.from) }),
    getTranslations('wiki.named'),
    getTranslations('wiki'),
  ]);
  const [only] = pages;
  if (only && pages.length === 1) redirect(documentPath(only.id));
  const crumbs = [
    { label: workspaceName, href: workspacePath(slug) },
    { label: wiki('title'), href: wikiPath(slug) },
  ];
  return (
    <>
      <TopBar crumbs={crumbs} current={t('title')} />
      <Main narrow>
        <PageHeader title={name} intro={t(only ? 'several' : 'none')} />
        <ul>
          {pages.map(({ id: page, title, icon }) => (
            <li key={page}>
              <DocumentRow href={documentPath(page)} title={title} icon={icon} />
            </li>
          ))}
        </ul>
        {!only && mayCreate && (
          <NamedPage workspaceId={id} name={name} from={from} below={below?.title ?? null} />
        )}
        {!only && !mayCreate && (
          <EmptyState icon={FilePlus} title={t('notYours')}>
            {t('notYoursText')}
          </EmptyState>
        )}
      </Main>
    </>
  );
}
