import { hasRole } from '@plenum/domain/access/roles';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTimeZone, getTranslations } from 'next-intl/server';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { ImportTasksForm } from '#features/tasks/components/import-form.tsx';
import { loadWorkspace } from '#features/workspaces/loaders.ts';
import { workspacePath } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';
import { tasksPath } from '#lib/workspace-paths.ts';

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<{ problem?: QueryValue }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('tasks.import'))('title') };
}

export default async function ImportTasksPage({ params, searchParams }: Props) {
  const { id, name, role, slug } = await loadWorkspace(decodeURIComponent((await params).slug));
  if (!hasRole(role, 'editor')) notFound();
  const [t, zone] = await Promise.all([getTranslations('tasks'), getTimeZone()]);
  const problem = firstValue((await searchParams).problem);
  return (
    <>
      <TopBar
        crumbs={[
          { label: name, href: workspacePath(slug) },
          { label: t('lists.title'), href: tasksPath(slug) },
        ]}
        current={t('import.title')}
      />
      <Main>
        <PageHeader title={t('import.title')} intro={t('import.intro')} />
        <ImportTasksForm workspaceId={id} slug={slug} zone={zone} problem={problem} />
      </Main>
    </>
  );
}
