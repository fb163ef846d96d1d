import type { NoticeKind } from '@plenum/domain/inbox/kinds';
import type { InboxEntry } from '@plenum/domain/inbox/types';
import {
  AlarmClock,
  AtSign,
  CalendarClock,
  ListTodo,
  type LucideIcon,
  MessageSquare,
  Pencil,
} from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { RelativeTime } from '#components/time.tsx';
import { documentAboutPath, documentHistoryPath } from '#lib/paths.ts';
import { MarkRead } from './mark-read.tsx';
import { placeOf } from './place-of.ts';
import { calledTask, sayingOf } from './saying-of.ts';

const ICONS: Record<NoticeKind, LucideIcon> = {
  changed: Pencil,
  mentioned: AtSign,
  addressed: AtSign,
  commented: MessageSquare,
  review: CalendarClock,
  assigned: ListTodo,
  due: AlarmClock,
};

/** What somebody is to learn; each leads to where it is. */
export function InboxList({ entries }: { entries: InboxEntry[] }) {
  const t = useTranslations('inbox');
  const locale = useLocale();
  return (
    <ul>
      {entries.map((entry) => {
        const { id, kind, title, icon, workspace, documentId, task, at, isUnread, change } = entry;
        const Icon = ICONS[kind];
        const { key, when } = sayingOf(entry, locale);
        const called = calledTask(task, t('untitledTask'));
        return (
          <li
            key={id}
            className="flex flex-wrap items-center gap-x-3 border-line py-2 not-first:border-t"
            data-unread={isUnread || undefined}
          >
            <div className="min-w-0 flex-1 basis-56">
              <Link
                href={placeOf(entry)}
                prefetch={false}
                className={`flex min-w-0 gap-2.5 py-1 hover:underline ${isUnread ? 'font-medium' : 'text-ink-soft'}`}
              >
                <Icon aria-hidden size={16} className={`mt-1 shrink-0 ${isUnread ? 'text-accent' : ''}`} />
                <span className="min-w-0 break-words">
                  {isUnread && <span className="sr-only">{t('unread')} </span>}
                  {t.rich(`what.${key}`, {
                    when,
                    task: () => <bdi>{called}</bdi>,
                    title: () => (
                      <bdi>
                        {icon} {title}
                      </bdi>
                    ),
                  })}
                </span>
              </Link>
              <div className="flex flex-wrap gap-x-3 ps-6.5 text-ink-soft text-small">
                <bdi className="min-w-0 break-words py-1">{workspace}</bdi>
                <span className="py-1">
                  <RelativeTime at={at} />
                </span>
                {change && (
                  <Link
                    href={documentHistoryPath(documentId, { at: change.last, since: change.since })}
                    prefetch={false}
                    className="py-1 underline"
                  >
                    {t('whatChanged')}
                    <span className="sr-only">{t('in', { title })}</span>
                  </Link>
                )}
                {kind === 'review' && (
                  <Link href={documentAboutPath(documentId)} prefetch={false} className="py-1 underline">
                    {t('nextReview')}
                    <span className="sr-only">{t('in', { title })}</span>
                  </Link>
                )}
              </div>
            </div>
            {isUnread && (
              <MarkRead
                until={at}
                entry={{
                  id,
                  about: t.markup(`what.${key}`, { when, task: () => called, title: () => title }),
                }}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}
