import type { DocumentId } from '@plenum/domain/ids';
import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { OpenTree } from '../loaders.ts';
import { toggled } from './open-pages.ts';

/** Chooses the page below which another is to lie, out of a tree that opens by its address; the page itself and what lies below it is none. */
export function PlaceChoice({
  tree,
  path,
  moving,
  chosen,
}: {
  tree: OpenTree;
  /** Of the page that shows it. */
  path: string;
  moving: DocumentId;
  chosen: DocumentId | null;
}) {
  const t = useTranslations('wiki');
  const level = (parentId: DocumentId | null) => {
    const found = tree.levels.find((other) => other.parentId === parentId);
    const pages = found?.pages.filter(({ id }) => id !== moving) ?? [];
    if (pages.length === 0) return null;
    return (
      <ul className={parentId === null ? undefined : 'ms-4 border-line border-s ps-2'}>
        {pages.map(({ id, title, icon, hasChildren }) => (
          <li key={id}>
            <div className="flex min-w-0 items-center rounded-base hover:bg-hover">
              {hasChildren ? (
                <Link
                  href={`${path}?open=${toggled(tree.open, id).join(',')}`}
                  prefetch={false}
                  scroll={false}
                  aria-label={t(tree.open.includes(id) ? 'close' : 'open', { title })}
                  className="grid size-8 shrink-0 place-items-center rounded-small text-ink-soft hover:text-ink"
                >
                  <ChevronRight
                    aria-hidden
                    size={16}
                    className={tree.open.includes(id) ? 'rotate-90' : 'rtl:-scale-x-100'}
                  />
                </Link>
              ) : (
                <span className="size-8 shrink-0" />
              )}
              <Choice value={id} isChosen={id === chosen}>
                {icon && <span aria-hidden>{icon} </span>}
                {title}
              </Choice>
            </div>
            {level(id)}
          </li>
        ))}
      </ul>
    );
  };
  return (
    <fieldset className="max-h-96 overflow-y-auto rounded-base border border-line p-2">
      <legend className="sr-only">{t('place.makePageWhere')}</legend>
      <div className="flex ps-8">
        <Choice value="" isChosen={chosen === null}>
          {t('place.top')}
        </Choice>
      </div>
      {level(null)}
    </fieldset>
  );
}

function Choice({
  value,
  isChosen,
  children,
}: {
  value: string;
  isChosen: boolean;
  children: React.ReactNode;
}) {
  return (
    <label className="flex min-h-9 min-w-0 flex-1 items-center gap-2.5 pe-2">
      <input
        type="radio"
        name="parentId"
        value={value}
        defaultChecked={isChosen}
        className="size-4 shrink-0 accent-ink"
      />
      <span dir="auto" className="min-w-0 truncate text-left">
        {children}
      </span>
    </label>
  );
}
