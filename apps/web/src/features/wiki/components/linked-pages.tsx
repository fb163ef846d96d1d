import type { Page } from '@plenum/domain/page';
import type { LinkedPage } from '@plenum/domain/wiki/types';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { DocumentRow } from '#components/document-row.tsx';
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
            <DocumentRow href={documentPath(id)} title={title} icon={icon} />
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
