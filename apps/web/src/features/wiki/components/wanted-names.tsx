import type { Page } from '@plenum/domain/page';
import type { WantedName } from '@plenum/domain/wiki/types';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ButtonLink } from '#components/button.tsx';
import { PageLinks } from '#components/page-links.tsx';
import { documentPath } from '#lib/paths.ts';
import { wikiNamePath } from '#lib/workspace-paths.ts';

/** Names of pages that are yet to be written, a page of the list at a time: which documents want each, and the way to write it. */
export function WantedNames({
  slug,
  names: { items, next },
  cursor,
  path,
  empty,
}: {
  slug: string;
  names: Page<WantedName>;
  cursor: string | undefined;
  /** Of the page that shows it. */
  path: string;
  empty: ReactNode;
}) {
  const t = useTranslations('wiki.links');
  return (
    <>
      {items.length === 0 && (cursor === undefined ? empty : <p>{t('pastEnd')}</p>)}
      <ul className="divide-y divide-line">
        {items.map(({ name, count, documents }) => (
          <li key={name} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-3">
            <div className="min-w-0 flex-1 basis-56">
              <bdi className="block font-medium wrap-anywhere">{name}</bdi>
              <p className="text-ink-soft text-small wrap-anywhere">
                {documents.map(({ id, title }, index) => (
                  <span key={id}>
                    {index > 0 && ', '}
                    <Link href={documentPath(id)} prefetch={false} className="underline">
                      <bdi>{title}</bdi>
                    </Link>
                  </span>
                ))}
                {count > documents.length && (
                  <>
                    {', '}
                    <Link
                      href={`${path}?${new URLSearchParams({ name })}`}
                      prefetch={false}
                      className="underline"
                    >
                      {t('wanted.others', { count: count - documents.length })}
                    </Link>
                  </>
                )}
              </p>
            </div>
            <ButtonLink href={wikiNamePath(slug, { name })} look="secondary">
              {t('wanted.write')}
              <span className="sr-only"> {t('wanted.writeWhich', { name })}</span>
            </ButtonLink>
          </li>
        ))}
      </ul>
      <PageLinks path={path} cursor={cursor} next={next} labels={{ more: t('more'), first: t('first') }} />
    </>
  );
}
