'use client';

import type { AuthorKey, Contributor } from '@plenum/domain/documents/types';
import type { DocumentId } from '@plenum/domain/ids';
import { useFormatter, useTranslations } from 'next-intl';
import { ConfirmForm } from '#components/confirm-form.tsx';
import { forgetAuthor } from '../actions.ts';
import { usePastName } from './past-author.ts';

/** Who wrote how much of a document's text, and the way to have a name taken off. */
export function ContributorList({
  documentId,
  contributors,
  forgettable,
}: {
  documentId: DocumentId;
  contributors: Contributor[];
  /** Whose names may be taken off. */
  forgettable: AuthorKey[];
}) {
  const t = useTranslations('history.authors');
  const format = useFormatter();
  const nameOf = usePastName();
  const whole = contributors.reduce((sum, { length }) => sum + length, 0);
  const percent = (length: number) =>
    format.number(length / whole, { style: 'percent', maximumFractionDigits: 1 });
  return (
    <ul className="flex flex-col">
      {contributors.map((contributor) => (
        <li
          key={contributor.key}
          className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line py-3 not-first:border-t"
        >
          <div className="flex min-w-0 flex-1 basis-60 flex-col gap-1.5">
            <p className="flex items-baseline gap-3">
              <bdi className="min-w-0 flex-1 break-words font-medium">{nameOf(contributor)}</bdi>
              <span className="tabular-nums">{percent(contributor.length)}</span>
            </p>
            <svg aria-hidden="true" className="h-1.5 w-full rounded-full bg-pressed">
              <rect
                data-author={contributor.colour ?? undefined}
                width={`${(100 * contributor.length) / whole}%`}
                height="100%"
                className={contributor.colour === null ? 'fill-ink-soft' : 'fill-author'}
              />
            </svg>
            <p className="text-ink-soft text-small">{t('length', { length: contributor.length })}</p>
          </div>
          {forgettable.includes(contributor.key) && (
            <ConfirmForm
              action={forgetAuthor}
              fields={{ documentId, author: contributor.key }}
              trigger={{
                text: t('forget'),
                name: t('forgetName', { name: nameOf(contributor) }),
              }}
              question={t('forgetQuestion')}
              confirm={t('forgetConfirm')}
            />
          )}
        </li>
      ))}
    </ul>
  );
}
