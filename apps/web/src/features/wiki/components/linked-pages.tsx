import type { Page } from '@plenum/domain/page';
import type { LinkedPage } from '@plenum/domain/wiki/types';
import { FileText } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PageLinks } from '#components/page-links.tsx';
import { documentPath } from '#lib/paths.ts';

/** Documents that are named for their links, a page of the list at a time; `empty` is shown where there are none at all. */
export function LinkedPages({
  pages,
  cursor,
  path,
  query,
  empty,
}: {
  pages: Page<LinkedPage>;
  cursor: string | undefined;
  /** Of the page that shows it. */
  path: string;
  query?: Record<string, string>;
  empty: ReactNode;
}) {
  const t = useTranslations('wiki.links');
  return (
    <>
      {pages.items.length === 0 && (cursor === undefined ? empty : <p>{t('pastEnd')}</p>)}
      <ul>
        {pages.items.map(({ id, title, icon }) => (
          <li key={id}>
            <Link
              href={documentPath(id)}
              prefetch={false}
              className="flex min-h-11 min-w-0 items-center gap-2.5 rounded-base px-2 hover:bg-hover"
            >
              <span aria-hidden className="grid size-5 shrink-0 place-items-center text-ink-soft">
                {icon ?? <FileText size={16} />}
              </span>
              <span dir="auto" className="min-w-0 truncate text-left">
                {title}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <PageLinks
        path={path}
        {...(query && { query })}
        cursor={cursor}
        next={pages.next}
        labels={{ more: t('more'), first: t('first') }}
      />
    </>
  );
}
