import type { WebhookCard } from '@plenum/domain/webhooks/types';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Badge } from '#components/badge.tsx';
import { webhookPath } from '#lib/workspace-paths.ts';

/** The webhooks of a workspace, each leading to what was sent to it. */
export function WebhookList({ slug, webhooks }: { slug: string; webhooks: WebhookCard[] }) {
  const t = useTranslations('webhooks');
  return (
    <ul className="border-line border-t">
      {webhooks.map((webhook) => {
        const state = webhook.state === 'on' && webhook.failingSince ? 'failing' : webhook.state;
        return (
          <li
            key={webhook.id}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-b py-3"
          >
            <div className="min-w-0 flex-1 basis-60">
              <Link
                href={webhookPath(slug, webhook.id)}
                prefetch={false}
                dir="ltr"
                className="wrap-anywhere font-medium underline decoration-line-strong underline-offset-4 hover:decoration-ink"
              >
                {webhook.url}
              </Link>
              <p className="text-ink-soft text-small">
                {t('eventCount', { count: webhook.events.length })}
                {webhook.createdBy && (
                  <>
                    {' · '}
                    <bdi>{t('by', { name: webhook.createdBy })}</bdi>
                  </>
                )}
              </p>
            </div>
            <Badge>{t(`state.${state}`)}</Badge>
          </li>
        );
      })}
    </ul>
  );
}
