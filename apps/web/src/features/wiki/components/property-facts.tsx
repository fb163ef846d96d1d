import type { DocumentProperties } from '@plenum/domain/documents/types';
import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Badge } from '#components/badge.tsx';

/** What is said of a document, in a row; `empty` where that is nothing. */
export function PropertyFacts({
  properties: { status, owner, reviewOn, isDue },
  empty = null,
}: {
  properties: DocumentProperties;
  empty?: ReactNode;
}) {
  const t = useTranslations('wiki.about');
  const format = useFormatter();
  if (status === null && owner === null && reviewOn === null) return empty;
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-ink-soft text-small">
      {status !== null && <Badge>{t(`status.${status}`)}</Badge>}
      {owner !== null && (
        <span className="min-w-0 break-words">
          {t.rich('lookedAfterBy', { name: () => <bdi>{owner.displayName}</bdi> })}
        </span>
      )}
      {reviewOn !== null && (
        <span className={isDue ? 'font-medium text-ink' : ''}>
          {t(isDue ? 'due' : 'reviewBy', {
            day: format.dateTime(new Date(reviewOn), { dateStyle: 'medium', timeZone: 'UTC' }),
          })}
        </span>
      )}
    </div>
  );
}
