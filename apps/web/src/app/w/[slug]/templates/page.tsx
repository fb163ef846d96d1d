import { hasRole } from '@plenum/domain/access/roles';
import { LayoutTemplate } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EmptyState } from '#components/empty-state.tsx';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { TemplateList } from '#features/templates/components/template-list.tsx';
import { loadTemplates } from '#features/templates/loaders.ts';
import { loadWorkspace } from '#features/workspaces/loaders.ts';
import { workspacePath } from '#lib/paths.ts';

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('documents.templates'))('title') };
}

export default async function TemplatesPage({ params }: Props) {
  const { id, name, role, slug } = await loadWorkspace(decodeURIComponent((await params).slug));
  const [templates, t] = await Promise.all([loadTemplates(id), getTranslations('documents.templates')]);
  const parts = [
    { title: t('own'), items: templates.filter(({ isOwn }) => isOwn) },
    { title: t('shared', { workspace: name }), items: templates.filter(({ isOwn }) => !isOwn) },
  ].filter(({ items }) => items.length > 0);
  return (
    <>
      <TopBar crumbs={[{ label: name, href: workspacePath(slug) }]} current={t('title')} />
      <Main>
        <PageHeader title={t('title')} intro={t('intro')} />
        {parts.length === 0 && (
          <EmptyState icon={LayoutTemplate} title={t('empty')}>
            {t('emptyText')}
          </EmptyState>
        )}
        <div className="flex flex-col gap-10">
          {parts.map(({ title, items }) => (
            <TemplateList
              key={title}
              title={title}
              templates={items}
              workspaceId={id}
              mayUse={hasRole(role, 'editor')}
            />
          ))}
        </div>
      </Main>
    </>
  );
}
