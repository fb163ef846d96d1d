import type { TaskFeed } from '@plenum/domain/tasks/types';
import { useFormatter, useTranslations } from 'next-intl';

/** When a secret address was made and last read. */
export function FeedDays({ feed: { madeOn, lastUsedOn } }: { feed: TaskFeed }) {
  const t = useTranslations('tasks.calendar');
  const format = useFormatter();
  const say = (day: string) => format.dateTime(new Date(day), { dateStyle: 'medium', timeZone: 'UTC' });
  return lastUsedOn === null
    ? t('unread', { day: say(madeOn) })
    : t('read', { day: say(madeOn), used: say(lastUsedOn) });
}
