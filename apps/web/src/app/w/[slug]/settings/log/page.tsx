import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { PageLinks } from '#components/page-links.tsx';
import { AuditLog } from '#features/workspaces/components/audit-log.tsx';
import { loadAudit, loadWorkspace } from '#features/workspaces/loaders.ts';
import { workspacePath } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';
import { auditPath, workspaceSettingsPath } from '#lib/workspace-paths.ts';

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<{ cursor?: QueryValue }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('workspaces.log'))('title') };
}

export default async function AuditPage({ params, searchParams }: Props) {
  const slug = decodeURIComponent((await params).slug);
  const cursor = firstValue((await searchParams).cursor);
  const { items, next } = await loadAudit(slug, cursor);
  const [workspace, t] = await Promise.all([loadWorkspace(slug), getTranslations('workspaces')]);
  return (
    <>
      <TopBar
        crumbs={[
          { label: workspace.name, href: workspacePath(slug) },
          { label: t('settings.title'), href: workspaceSettingsPath(slug) },
        ]}
        current={t('log.title')}
      />
      <Main>
        <PageHeader title={t('log.title')} intro={t('log.intro')} />
        {items.length > 0 ? <AuditLog entries={items} /> : <p className="text-ink-soft">{t('log.empty')}</p>}
        <PageLinks
          path={auditPath(slug)}
          cursor={cursor}
          next={next}
          labels={{ more: t('log.more'), first: t('log.first') }}
        />
      </Main>
    </>
  );
}
