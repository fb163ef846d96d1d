import type { DocumentId } from '@plenum/domain/ids';
import type { Ancestor } from '@plenum/domain/wiki/types';
import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { addressOf } from '#components/page-links.tsx';
import type { OpenTree } from '../loaders.ts';
import { toggled } from './open-pages.ts';

/**
 * Chooses the page below which another is to lie, out of a tree that opens by its address, or a further part of one of its levels; where it
 * lies now is always among them, the page itself and what lies below it never.
 */
export function PlaceChoice({
  tree,
  isPart,
  path,
  moving,
  chosen,
}: {
  tree: OpenTree;
  /** Only the first level is shown, wherever it lies. */
  isPart: boolean;
  /** Of the page that shows it. */
  path: string;
  moving: DocumentId;
  chosen: Ancestor | null;
}) {
  const t = useTranslations('wiki');
  const top = isPart ? (tree.levels[0]?.parentId ?? null) : null;
  const isChosenShown = chosen === null || shown(tree, top).includes(chosen.id);
  const level = (parentId: DocumentId | null) => {
    const found = tree.levels.find((other) => other.parentId === parentId);
    const pages = found?.pages.filter(({ id }) => id !== moving) ?? [];
    if (!found || (pages.length === 0 && found.next === null)) return null;
    return (
      <ul className={parentId === top ? undefined : 'ms-4 border-line border-s ps-2'}>
        {pages.map(({ id, title, icon, hasChildren }) => (
          <li key={id}>
            <div className="flex min-w-0 items-center rounded-base hover:bg-hover">
              {hasChildren ? (
                <Link
                  href={`${path}?${isPart ? `below=${id}` : `open=${toggled(tree.open, id).join(',')}`}`}
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
              <Choice value={id} isChosen={id === chosen?.id}>
                <Named icon={icon} title={title} />
              </Choice>
            </div>
            {!isPart && level(id)}
          </li>
        ))}
        {found.next !== null && (
          <li className="ps-8">
            <Link
              href={addressOf(path, { below: parentId ?? undefined, cursor: found.next })}
              prefetch={false}
              className="inline-flex min-h-9 items-center underline"
            >
              {t('more')}
            </Link>
          </li>
        )}
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
      {chosen && !isChosenShown && (
        <div className="flex ps-8">
          <Choice value={chosen.id} isChosen>
            <Named {...chosen} />
          </Choice>
        </div>
      )}
      {level(top)}
      {isPart && (
        <Link href={path} prefetch={false} className="ms-8 inline-flex min-h-9 items-center underline">
          {t('all')}
        </Link>
      )}
    </fieldset>
  );
}

/** The pages that can be chosen, from a level downwards. */
function shown({ levels, open }: OpenTree, parentId: DocumentId | null): DocumentId[] {
  const pages = levels.find((level) => level.parentId === parentId)?.pages ?? [];
  return pages.flatMap(({ id }) => [id, ...(open.includes(id) ? shown({ levels, open }, id) : [])]);
}

function Named({ icon, title }: Pick<Ancestor, 'icon' | 'title'>) {
  return (
    <>
      {icon && <span aria-hidden>{icon} </span>}
      {title}
    </>
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
