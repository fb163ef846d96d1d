import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { Section } from '#components/section.tsx';
import { NewWebhookForm } from '#features/webhooks/components/new-webhook-form.tsx';
import { WebhookList } from '#features/webhooks/components/webhook-list.tsx';
import { loadWebhooks } from '#features/webhooks/loaders.ts';
import { loadWorkspace } from '#features/workspaces/loaders.ts';
import { workspacePath } from '#lib/paths.ts';
import { workspaceSettingsPath } from '#lib/workspace-paths.ts';

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('webhooks'))('title') };
}

export default async function WebhooksPage({ params }: Props) {
  const slug = decodeURIComponent((await params).slug);
  const { workspaceId, webhooks } = await loadWebhooks(slug);
  const [workspace, t, settings] = await Promise.all([
    loadWorkspace(slug),
    getTranslations('webhooks'),
    getTranslations('workspaces.settings'),
  ]);
  return (
    <>
      <TopBar
        crumbs={[
          { label: workspace.name, href: workspacePath(slug) },
          { label: settings('title'), href: workspaceSettingsPath(slug) },
        ]}
        current={t('title')}
      />
      <Main>
        <PageHeader title={t('title')} intro={t('intro')} />
        {webhooks.length > 0 ? (
          <WebhookList slug={slug} webhooks={webhooks} />
        ) : (
          <p className="text-ink-soft">{t('none')}</p>
        )}
        <Section title={t('new')}>
          <NewWebhookForm workspaceId={workspaceId} slug={slug} />
        </Section>
      </Main>
    </>
  );
}
