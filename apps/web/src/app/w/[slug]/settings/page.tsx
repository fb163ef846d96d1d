import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '#components/button.tsx';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { Section } from '#components/section.tsx';
import { DeleteWorkspaceForm } from '#features/workspaces/components/delete-workspace-form.tsx';
import { Motions } from '#features/workspaces/components/motions.tsx';
import { Orphans } from '#features/workspaces/components/orphans.tsx';
import { WorkspaceForm } from '#features/workspaces/components/workspace-form.tsx';
import { loadWorkspace, loadWorkspaceSettings } from '#features/workspaces/loaders.ts';
import { workspacePath } from '#lib/paths.ts';
import { auditPath, transfersPath, webhooksPath } from '#lib/workspace-paths.ts';

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('workspaces.settings'))('title') };
}

export default async function WorkspaceSettingsPage({ params }: Props) {
  const slug = decodeURIComponent((await params).slug);
  const { settings, motions, orphans } = await loadWorkspaceSettings(slug);
  const [workspace, t] = await Promise.all([loadWorkspace(slug), getTranslations('workspaces')]);
  const deletion = motions.filter(({ kind }) => kind === 'deleteWorkspace');
  return (
    <>
      <TopBar crumbs={[{ label: workspace.name, href: workspacePath(slug) }]} current={t('settings.title')} />
      <Main>
        <PageHeader
          title={t('settings.title')}
          actions={
            <>
              <ButtonLink size="small" href={transfersPath(slug)}>
                {t('transfers')}
              </ButtonLink>
              <ButtonLink size="small" href={webhooksPath(slug)}>
                {t('webhooks')}
              </ButtonLink>
              <ButtonLink size="small" href={auditPath(slug)}>
                {t('log.title')}
              </ButtonLink>
            </>
          }
        />
        <WorkspaceForm workspaceId={workspace.id} settings={settings} />
        {orphans.length > 0 && (
          <Section title={t('orphans.title')} about={t('orphans.about')}>
            <Orphans workspaceId={workspace.id} orphans={orphans} />
          </Section>
        )}
        <Section title={t('delete.title')} about={t('delete.about')}>
          {deletion.length > 0 ? (
            <Motions workspaceId={workspace.id} motions={deletion} />
          ) : (
            <DeleteWorkspaceForm workspaceId={workspace.id} name={workspace.name} />
          )}
        </Section>
      </Main>
    </>
  );
}
