import { hasRole } from '@plenum/domain/access/roles';
import { ListTodo } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '#components/button.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { PageLinks } from '#components/page-links.tsx';
import { DocumentList } from '#features/documents/components/document-list.tsx';
import { NewTaskList } from '#features/tasks/components/new-task-list.tsx';
import { loadTaskLists } from '#features/tasks/loaders.ts';
import { loadTemplates } from '#features/templates/loaders.ts';
import { loadWorkspace } from '#features/workspaces/loaders.ts';
import { workspacePath } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';
import { importTasksPath, tasksPath, templatesPath } from '#lib/workspace-paths.ts';

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<{ cursor?: QueryValue }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('tasks.lists'))('title') };
}

export default async function TaskListsPage({ params, searchParams }: Props) {
  const cursor = firstValue((await searchParams).cursor);
  const workspace = await loadWorkspace(decodeURIComponent((await params).slug));
  const [{ items, next }, templates, t] = await Promise.all([
    loadTaskLists(workspace.id, cursor),
    loadTemplates(workspace.id),
    getTranslations('tasks.lists'),
  ]);
  const mayCreate = hasRole(workspace.role, 'editor');
  const isEmpty = items.length === 0 && cursor === undefined;
  const make = mayCreate && (
    <div className="flex flex-wrap items-start gap-2">
      <ButtonLink href={importTasksPath(workspace.slug)}>{t('import')}</ButtonLink>
      <NewTaskList
        workspaceId={workspace.id}
        templates={templates.filter(({ kind }) => kind === 'tasks').map(({ id, title }) => ({ id, title }))}
        templatesHref={templatesPath(workspace.slug)}
      />
    </div>
  );
  return (
    <>
      <TopBar
        crumbs={[{ label: workspace.name, href: workspacePath(workspace.slug) }]}
        current={t('title')}
      />
      <Main>
        <PageHeader title={t('title')} intro={t('intro')} actions={!isEmpty && make} />
        {isEmpty ? (
          <EmptyState icon={ListTodo} title={t('emptyTitle')} action={make}>
            {t(mayCreate ? 'emptyText' : 'emptyReader')}
          </EmptyState>
        ) : (
          <DocumentList documents={items} />
        )}
        <PageLinks
          path={tasksPath(workspace.slug)}
          query={{}}
          cursor={cursor}
          next={next}
          labels={{ more: t('more'), first: t('first') }}
        />
      </Main>
    </>
  );
}
