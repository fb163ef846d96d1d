import { Inbox } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import type { Place } from '#components/frame/nav-link.tsx';
import { INBOX_PATH } from '#lib/paths.ts';
import { loadUnreadCount } from '../loaders.ts';

/** More than these are not counted out. */
const MOST_SAID = 99;

/** The inbox among the places, with how much there is to learn. */
export async function inboxPlace(): Promise<Place> {
  const [count, t] = await Promise.all([loadUnreadCount(), getTranslations('inbox')]);
  return {
    href: INBOX_PATH,
    label: t('title'),
    icon: <Inbox aria-hidden size={18} />,
    covers: [INBOX_PATH],
    ...(count > 0 && {
      news: { shown: count > MOST_SAID ? `${MOST_SAID}+` : String(count), said: t('count', { count }) },
    }),
  };
}
