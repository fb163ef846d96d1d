import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { PageLinks } from '#components/page-links.tsx';
import { Section } from '#components/section.tsx';
import { ChangeWebhookForm } from '#features/webhooks/components/change-webhook-form.tsx';
import { DeliveryList } from '#features/webhooks/components/delivery-list.tsx';
import { SecretForm } from '#features/webhooks/components/secret-form.tsx';
import { WebhookState } from '#features/webhooks/components/webhook-state.tsx';
import { loadWebhook } from '#features/webhooks/loaders.ts';
import { workspacePath } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';
import { webhookPath, webhooksPath } from '#lib/workspace-paths.ts';

type Props = {
  params: Promise<{ webhook: string }>;
  searchParams: Promise<{ cursor?: QueryValue }>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('webhooks'))('one') };
}

export default async function WebhookPage({ params, searchParams }: Props) {
  const cursor = firstValue((await searchParams).cursor);
  const { webhook, workspace, deliveries } = await loadWebhook((await params).webhook, cursor);
  const t = await getTranslations('webhooks');
  const { slug, name } = workspace;
  return (
    <>
      <TopBar
        crumbs={[
          { label: name, href: workspacePath(slug) },
          { label: t('title'), href: webhooksPath(slug) },
        ]}
        current={t('one')}
      />
      <Main>
        <PageHeader
          title={t('one')}
          intro={
            <span dir="ltr" className="wrap-anywhere">
              {webhook.url}
            </span>
          }
        />
        <WebhookState webhook={webhook} />
        <Section title={t('deliveries')} about={t('deliveriesAbout')}>
          {deliveries.items.length > 0 ? (
            <DeliveryList deliveries={deliveries.items} />
          ) : (
            <p className="text-ink-soft">{t('noDeliveries')}</p>
          )}
          <PageLinks
            path={webhookPath(slug, webhook.id)}
            cursor={cursor}
            next={deliveries.next}
            labels={{ more: t('more'), first: t('first') }}
          />
        </Section>
        <Section title={t('change')}>
          <ChangeWebhookForm webhook={webhook} />
        </Section>
        <Section title={t('secret.title')} about={t('secret.about')}>
          <SecretForm webhookId={webhook.id} />
        </Section>
      </Main>
    </>
  );
}
