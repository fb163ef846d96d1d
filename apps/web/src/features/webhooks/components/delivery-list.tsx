'use client';

import type { DeliveryCard } from '@plenum/domain/webhooks/types';
import { CircleAlert, CircleCheck, Clock } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { LocalTime } from '#components/time.tsx';
import { eventKey } from './webhook-fields.tsx';

/** Milliseconds between two looks at what is on its way. */
const LOOK = 2_000;

/** Milliseconds in which a message has to be due to be looked for: more than a courier's lease, after which one that it has is due again. */
const SOON = 75_000;

/** What was sent, the latest first, and what came of it. While something is on its way the page is looked up again. */
export function DeliveryList({ deliveries }: { deliveries: DeliveryCard[] }) {
  const t = useTranslations('webhooks');
  const router = useRouter();
  useEffect(() => {
    const isSoon = deliveries.some(({ dueAt }) => dueAt !== null && dueAt.getTime() < Date.now() + SOON);
    if (!isSoon) return;
    const timer = setInterval(() => router.refresh(), LOOK);
    return () => clearInterval(timer);
  }, [deliveries, router]);
  return (
    <ol className="border-line border-t">
      {deliveries.map((delivery) => {
        const { Icon, text } = outcomeOf(delivery);
        const what = eventKey(delivery.what);
        return (
          <li key={delivery.id} className="flex gap-3 border-line border-b py-3">
            <Icon aria-hidden size={18} className="mt-0.75 shrink-0 text-ink-soft" />
            <div className="min-w-0">
              <p>
                {t(`event.${what}`)}
                {' · '}
                <LocalTime at={delivery.createdAt} />
              </p>
              <p className="text-ink-soft text-small">
                {text}
                {delivery.attempts > 0 && ` · ${t('attempts', { count: delivery.attempts })}`}
                {delivery.dueAt && delivery.attempts > 0 && (
                  <>
                    {' · '}
                    {t.rich('nextAttempt', { time: () => <LocalTime at={delivery.dueAt ?? new Date()} /> })}
                  </>
                )}
              </p>
            </div>
          </li>
        );
      })}
    </ol>
  );

  function outcomeOf({ deliveredAt, dueAt, failure, status }: DeliveryCard) {
    if (deliveredAt) return { Icon: CircleCheck, text: t('arrived', { status: status ?? 200 }) };
    if (failure) return { Icon: CircleAlert, text: t(`failure.${failure}`, { status: status ?? 0 }) };
    return { Icon: Clock, text: dueAt ? t('waits') : t('givenUp') };
  }
}
