import type { AuthorKey, RecentChange } from '@plenum/domain/documents/types';
import { FileText } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { RelativeTime } from '#components/time.tsx';
import { documentHistoryPath, documentPath } from '#lib/paths.ts';
import { usePastName } from './past-author.ts';

/** Documents as they were written in, the latest first; when leads to what changed, who to what else they wrote. */
export function ChangeList({
  changes,
  authorPath,
}: {
  changes: RecentChange[];
  /** Where the changes of one author are. */
  authorPath: (key: AuthorKey) => string;
}) {
  const nameOf = usePastName();
  const t = useTranslations('history.changes');
  return (
    <ul>
      {changes.map(({ id, title, icon, at, edits }) => (
        <li
          key={`${id} ${at.getTime()}`}
          className="flex flex-wrap items-baseline gap-x-3 gap-y-1 border-line py-3 not-first:border-t"
        >
          <Link
            href={documentPath(id)}
            prefetch={false}
            className="flex min-w-0 flex-1 basis-60 items-baseline gap-2.5 font-medium hover:underline"
          >
            <span aria-hidden className="grid size-5 shrink-0 place-items-center self-center text-ink-soft">
              {icon ?? <FileText size={16} />}
            </span>
            <bdi className="min-w-0 break-words">{title}</bdi>
          </Link>
          {edits && (
            <ul aria-label={t('by')} className="flex min-w-0 flex-wrap gap-x-2 text-small">
              {edits.authors.map(({ key, ...author }) => (
                <li key={key} className="min-w-0 break-words">
                  {author.kind === 'system' ? (
                    <span className="text-ink-soft">{nameOf(author)}</span>
                  ) : (
                    <Link href={authorPath(key)} prefetch={false} className="text-ink-soft underline">
                      <bdi>{nameOf(author)}</bdi>
                    </Link>
                  )}
                </li>
              ))}
            </ul>
          )}
          <span className="text-ink-soft text-small">
            {edits ? (
              <Link
                href={documentHistoryPath(id, { at: edits.last, since: edits.first - 1 })}
                prefetch={false}
                className="underline"
              >
                <RelativeTime at={at} />
                <span className="sr-only">{t('compare', { title })}</span>
              </Link>
            ) : (
              <RelativeTime at={at} />
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
