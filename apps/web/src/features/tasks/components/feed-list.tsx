'use client';

import type { TaskFeed } from '@plenum/domain/tasks/types';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ConfirmForm } from '#components/confirm-form.tsx';
import { documentCalendarPath } from '#lib/paths.ts';
import { endFeed } from '../actions.ts';
import { FeedDays } from './feed-days.tsx';

/** The secret addresses of somebody's lists, each with what takes it away. */
export function FeedList({ feeds }: { feeds: readonly TaskFeed[] }) {
  const t = useTranslations('tasks.calendar');
  return (
    <ul className="border-line border-t">
      {feeds.map((feed) => {
        const { id, documentId, title } = feed;
        return (
          <li key={id} className="flex min-h-14 items-center gap-3 border-line border-b py-3">
            <div className="min-w-0 flex-1">
              {documentId !== null && title !== null ? (
                <Link href={documentCalendarPath(documentId)} prefetch={false} className="underline">
                  {title}
                </Link>
              ) : (
                t('lost')
              )}
              <p className="text-ink-soft text-small">
                <FeedDays feed={feed} />
              </p>
            </div>
            <ConfirmForm
              action={endFeed}
              fields={{ feedId: id }}
              trigger={{ text: t('end'), name: t('endName', { title: title ?? t('lost') }) }}
              question={t('endQuestion')}
              confirm={t('end')}
            />
          </li>
        );
      })}
    </ul>
  );
}
