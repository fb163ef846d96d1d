import type { DocumentKind } from '@plenum/domain/documents/schema';
import type { DocumentListItem } from '@plenum/domain/documents/types';
import { BookOpen, FileText, ListChecks, Lock, Star } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LinkSignal } from '#components/frame/waiting.tsx';
import { RelativeTime } from '#components/time.tsx';
import { documentPath } from '#lib/paths.ts';

const ICONS = { pad: FileText, wiki: BookOpen, tasks: ListChecks } satisfies Record<DocumentKind, unknown>;

/** What stands beside a document in a list. */
type Beside = (document: Pick<DocumentListItem, 'id' | 'title'>) => ReactNode;

/** Documents, each with its kind, its title, when it was changed and who made it. */
export function DocumentList({
  documents,
  before,
  after,
}: {
  documents: DocumentListItem[];
  before?: Beside | undefined;
  after?: Beside;
}) {
  const t = useTranslations('documents');
  return (
    <ul className="-mx-3 flex flex-col">
      {documents.map(({ id, kind, title, scopeId, updatedAt, createdBy, isFavourite }) => {
        const Icon = ICONS[kind];
        return (
          <li
            key={id}
            data-document={id}
            className="flex border-line not-first:border-t data-pressed:bg-hover"
          >
            {before?.({ id, title })}
            <Link
              href={documentPath(id)}
              prefetch={false}
              className="flex min-w-0 flex-1 items-start gap-3 rounded-base px-3 py-3.5 transition-colors hover:bg-hover"
            >
              <Icon
                aria-label={t(`kinds.${kind}`)}
                role="img"
                size={18}
                className="mt-0.75 shrink-0 text-ink-faint"
              />
              <span className="min-w-0 flex-1">
                <span dir="auto" className="line-clamp-2 break-words font-medium text-left">
                  {title}
                </span>
                <span className="flex flex-wrap gap-x-1.5 text-ink-soft text-small">
                  <span className="shrink-0">
                    <RelativeTime at={updatedAt} />
                  </span>
                  {isFavourite && (
                    <>
                      <span aria-hidden>·</span>
                      <span className="flex shrink-0 items-center gap-1">
                        <Star aria-hidden size={13} />
                        {t('list.favourite')}
                      </span>
                    </>
                  )}
                  {scopeId !== null && (
                    <>
                      <span aria-hidden>·</span>
                      <span className="flex shrink-0 items-center gap-1">
                        <Lock aria-hidden size={13} />
                        {t('list.restricted')}
                      </span>
                    </>
                  )}
                  {createdBy && (
                    <>
                      <span aria-hidden>·</span>
                      <bdi className="min-w-0 truncate">{t('list.by', { name: createdBy })}</bdi>
                    </>
                  )}
                </span>
              </span>
              {after?.({ id, title })}
              <LinkSignal shape="text" />
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
