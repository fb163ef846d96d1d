import { hasRole } from '@plenum/domain/access/roles';
import { isId } from '@plenum/domain/ids';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { PageLinks } from '#components/page-links.tsx';
import { Section } from '#components/section.tsx';
import { loadDocument } from '#features/documents/loaders.ts';
import { ExportForm } from '#features/transfers/components/export-form.tsx';
import { SendForm } from '#features/transfers/components/send-form.tsx';
import { TransferList } from '#features/transfers/components/transfer-list.tsx';
import { loadTransfers } from '#features/transfers/loaders.ts';
import { loadTree } from '#features/wiki/loaders.ts';
import { loadWorkspace } from '#features/workspaces/loaders.ts';
import { workspacePath } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';
import { transfersPath } from '#lib/workspace-paths.ts';

type Props = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ page?: QueryValue; cursor?: QueryValue; problem?: QueryValue }>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('transfers'))('title') };
}

export default async function TransfersPage({ params, searchParams }: Props) {
  const query = await searchParams;
  const { id, name, role, slug } = await loadWorkspace(decodeURIComponent((await params).slug));
  if (!hasRole(role, 'editor')) notFound();
  const cursor = firstValue(query.cursor);
  const chosen = firstValue(query.page) ?? '';
  const [t, view, tree, page] = await Promise.all([
    getTranslations('transfers'),
    loadTransfers(id, cursor),
    loadTree(id, { open: undefined }),
    isId(chosen) ? loadDocument(chosen) : null,
  ]);
  const pages = (tree.levels[0]?.pages ?? []).map(({ id: value, title, icon }) => ({
    value,
    label: icon === null ? title : `${icon} ${title}`,
  }));
  // It may lie deeper.
  const own = page?.document.workspaceId === id ? page.document : null;
  if (own && !pages.some(({ value }) => value === own.id)) pages.unshift({ value: own.id, label: own.title });
  const { transfers } = view;
  return (
    <>
      <TopBar crumbs={[{ label: name, href: workspacePath(slug) }]} current={t('title')} />
      <Main>
        <PageHeader title={t('title')} intro={t('intro')} />
        {(transfers.items.length > 0 || cursor !== undefined) && (
          <Section title={t('yours')} about={t('yoursAbout')}>
            <TransferList slug={slug} transfers={transfers.items} />
            <PageLinks
              path={transfersPath(slug)}
              cursor={cursor}
              next={transfers.next}
              labels={{ more: t('more'), first: t('first') }}
            />
          </Section>
        )}
        <Section title={t('export.title')} about={t('export.intro')}>
          <ExportForm
            workspaceId={id}
            pages={[{ value: '', label: t('export.all') }, ...pages]}
            chosen={own?.id ?? ''}
            makesPdf={view.makesPdf}
          />
        </Section>
        <Section title={t('import.title')} about={t('import.intro')}>
          <SendForm
            workspaceId={id}
            slug={slug}
            pages={[{ value: '', label: t('import.top') }, ...pages]}
            chosen={own?.id ?? ''}
            isAdmin={view.isAdmin}
            problem={firstValue(query.problem)}
          />
        </Section>
      </Main>
    </>
  );
}
