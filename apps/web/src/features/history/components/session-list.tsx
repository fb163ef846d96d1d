'use client';

import type { AuthorKey, EditSession } from '@plenum/domain/documents/types';
import type { DocumentId } from '@plenum/domain/ids';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { LinkSignal } from '#components/frame/waiting.tsx';
import { LocalTime } from '#components/time.tsx';
import { documentHistoryPath } from '#lib/paths.ts';
import { usePastName } from './past-author.ts';

/** When a document was written in, and by whom; each leads to what it became then, compared with what it was before. */
export function SessionList({
  documentId,
  sessions,
  shown,
  author,
}: {
  documentId: DocumentId;
  sessions: EditSession[];
  /** The row that is looked at. */
  shown: number | null;
  /** Whose edits alone are listed. */
  author: AuthorKey | undefined;
}) {
  const t = useTranslations('history');
  const format = useFormatter();
  const nameOf = usePastName();
  return (
    <ul className="-mx-3 flex flex-col">
      {sessions.map(({ first, last, from, to, authors }) => (
        <li key={first} className="border-line not-first:border-t">
          <Link
            href={documentHistoryPath(documentId, { at: last, since: first - 1, author })}
            prefetch={false}
            aria-current={shown !== null && shown >= first && shown <= last ? 'true' : undefined}
            className="flex flex-col rounded-base px-3 py-3 transition-colors hover:bg-hover aria-[current]:bg-hover"
          >
            <span className="font-medium">
              {from.getTime() === to.getTime() ? (
                <LocalTime at={to} />
              ) : (
                t.rich('until', { from: () => <LocalTime at={from} />, to: () => <LocalTime at={to} /> })
              )}
            </span>
            <bdi className="break-words text-ink-soft text-small">
              {format.list([...new Set(authors.map(nameOf))])}
            </bdi>
            <LinkSignal shape="text" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
