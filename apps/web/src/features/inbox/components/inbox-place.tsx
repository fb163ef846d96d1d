import { MOST_COUNTED } from '@plenum/domain/inbox/kinds';
import { Inbox } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import type { Place } from '#components/frame/nav-link.tsx';
import { INBOX_PATH } from '#lib/paths.ts';
import { loadUnreadCount } from '../loaders.ts';

/** The inbox among the places, with how much there is to learn. */
export async function inboxPlace(): Promise<Place> {
  const [count, t] = await Promise.all([loadUnreadCount(), getTranslations('inbox')]);
  return {
    href: INBOX_PATH,
    label: t('title'),
    icon: <Inbox aria-hidden size={18} />,
    covers: [INBOX_PATH],
    ...(count > 0 && {
      news: { shown: count > MOST_COUNTED ? `${MOST_COUNTED}+` : String(count), said: t('count', { count }) },
    }),
  };
}
