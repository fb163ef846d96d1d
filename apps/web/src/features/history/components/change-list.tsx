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
        <li key={`${id} ${at.getTime()}`} className="flex flex-col border-line py-2 not-first:border-t">
          <Link
            href={documentPath(id)}
            prefetch={false}
            className="flex min-w-0 gap-2.5 py-1 font-medium hover:underline"
          >
            <span aria-hidden className="grid size-5 shrink-0 place-items-center text-ink-soft">
              {icon ?? <FileText size={16} />}
            </span>
            <bdi className="min-w-0 break-words">{title}</bdi>
          </Link>
          <div className="flex flex-wrap gap-x-3 ps-7.5 text-ink-soft text-small">
            {edits ? (
              <Link
                href={documentHistoryPath(id, { at: edits.last, since: edits.first - 1 })}
                prefetch={false}
                className="py-1 underline"
              >
                <RelativeTime at={at} />
                <span className="sr-only">{t('compare', { title })}</span>
              </Link>
            ) : (
              <RelativeTime at={at} />
            )}
            {edits && (
              <ul aria-label={t('by')} className="flex min-w-0 flex-wrap gap-x-3">
                {edits.authors.map(({ key, ...author }) => (
                  <li key={key} className="min-w-0 break-words py-1">
                    {author.kind === 'system' ? (
                      nameOf(author)
                    ) : (
                      <Link href={authorPath(key)} prefetch={false} className="underline">
                        <bdi>{nameOf(author)}</bdi>
                      </Link>
                    )}
                  </li>
                ))}
              </ul>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
