import { hasRole } from '@plenum/domain/access/roles';
import { FILE_KINDS, IMPORT_NAMES } from '@plenum/formats/format-names';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { ImportForm } from '#features/formats/components/import-form.tsx';
import { loadWorkspace } from '#features/workspaces/loaders.ts';
import { workspacePath } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<{ problem?: QueryValue }> };

const ACCEPT = IMPORT_NAMES.flatMap((name) => FILE_KINDS[name].endings.map((ending) => `.${ending}`)).join(
  ',',
);

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('formats.import'))('title') };
}

export default async function ImportPage({ params, searchParams }: Props) {
  const { id, name, role, slug } = await loadWorkspace(decodeURIComponent((await params).slug));
  if (!hasRole(role, 'editor')) notFound();
  const t = await getTranslations('formats.import');
  const problem = firstValue((await searchParams).problem);
  return (
    <>
      <TopBar crumbs={[{ label: name, href: workspacePath(slug) }]} current={t('title')} />
      <Main>
        <PageHeader title={t('title')} intro={t('intro', { workspace: name })} />
        <ImportForm workspaceId={id} slug={slug} accept={ACCEPT} problem={problem} />
      </Main>
    </>
  );
}
