'use client';

import type { DocumentId } from '@plenum/domain/ids';
import type { TreeLevel, TreePage } from '@plenum/domain/wiki/types';
import { ChevronRight, Ellipsis, FileText, Lock, Plus } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type DragEvent, useId, useState } from 'react';
import { documentPath, documentPlacePath } from '#lib/paths.ts';
import { placeOfDrop, type Side, sideAt } from './drop-place.ts';
import { toggled } from './open-pages.ts';
import type { Levels } from './use-levels.ts';

/** What is dragged: a kind of our own, so that no other page takes it for a link. */
const DRAGGED = 'application/x-plenum-page';

/** How a tree shows its rows, the same for all of them. */
interface Look {
  levels: Levels;
  path: string;
  open: readonly DocumentId[];
  current: DocumentId | undefined;
  narrow: boolean;
  isScripted: boolean;
  /** The row that Tab leads to. */
  stop: DocumentId | null;
  label: string;
  /** The form that a row's button for a new page sends; null for who may make none. */
  newForm: string | null;
  onFocus: (id: DocumentId) => void;
  onDrop: ((id: DocumentId, place: { parentId: string; after: string }) => void) | undefined;
}

/** One level of a tree, with what is open below it. */
export function TreeList({
  level,
  depth,
  look,
  id,
}: {
  level: TreeLevel | undefined;
  depth: number;
  look: Look;
  /** By which the row above says that these are below it. */
  id?: string;
}) {
  const t = useTranslations('wiki');
  if (!level) return null;
  const more = new URLSearchParams({
    ...(level.parentId && { below: level.parentId }),
    cursor: level.next ?? '',
  });
  const list = (
    <ul
      id={id}
      role={look.isScripted ? (depth === 0 ? 'tree' : 'group') : undefined}
      aria-label={depth === 0 ? look.label : undefined}
      className={depth === 0 ? undefined : 'ms-3.5 border-line border-s ps-1'}
    >
      {level.pages.map((page) => (
        <TreeRow key={page.id} page={page} level={level} depth={depth} look={look} />
      ))}
    </ul>
  );
  if (level.next === null) return list;
  return (
    <>
      {list}
      <a
        href={`${look.path}?${more}`}
        className="block rounded-base px-2.5 py-1.5 text-ink-soft text-small hover:bg-hover hover:text-ink"
        onClick={(event) => {
          event.preventDefault();
          void look.levels.more(level);
        }}
      >
        {t('more')}
      </a>
    </>
  );
}

function TreeRow({
  page,
  level,
  depth,
  look,
}: {
  page: TreePage;
  level: TreeLevel;
  depth: number;
  look: Look;
}) {
  const { id, title, icon, hasChildren, isRestricted } = page;
  const { levels, isScripted, narrow } = look;
  const t = useTranslations('wiki');
  const name = useId();
  const below = useId();
  const [side, setSide] = useState<Side | null>(null);
  const isOpen = hasChildren && levels.isOpen(id);
  const quiet = isScripted ? { tabIndex: -1 } : {};
  const tool =
    'grid size-8 shrink-0 place-items-center rounded-base text-ink-soft transition-colors hover:bg-hover hover:text-ink';
  const asItem = isScripted && {
    role: 'treeitem',
    'data-page': id,
    tabIndex: look.stop === id ? 0 : -1,
    'aria-labelledby': name,
    'aria-level': depth + 1,
    'aria-current': look.current === id ? ('page' as const) : undefined,
    'aria-expanded': hasChildren ? isOpen : undefined,
    'aria-owns': isOpen ? below : undefined,
  };
  const drag = look.onDrop && isScripted && dragging({ page, level, look, setSide });
  return (
    <li role={isScripted ? 'none' : undefined}>
      {/* What lies below it is beside it, so that it is called by its own title alone. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it is an item of the tree, see asItem */}
      <div
        {...asItem}
        {...drag}
        onFocus={(event) => event.target === event.currentTarget && look.onFocus(id)}
        data-side={side ?? undefined}
        data-current={look.current === id || undefined}
        className="group flex min-w-0 items-center rounded-base border-transparent border-y-2 transition-colors hover:bg-hover data-[side=inside]:bg-pressed data-[side=before]:border-t-accent data-[side=behind]:border-b-accent data-[current]:bg-hover data-[current]:font-medium"
      >
        {hasChildren ? (
          <Link
            href={`${look.path}?open=${toggled(look.open, id).join(',')}`}
            prefetch={false}
            scroll={false}
            aria-label={t(isOpen ? 'close' : 'open', { title })}
            {...quiet}
            className="grid size-7 shrink-0 place-items-center rounded-small text-ink-soft hover:text-ink"
            onClick={(event) => {
              event.preventDefault();
              void levels.toggle(id);
            }}
          >
            <ChevronRight aria-hidden size={16} className={isOpen ? 'rotate-90' : 'rtl:-scale-x-100'} />
          </Link>
        ) : (
          <span className="size-7 shrink-0" />
        )}
        <Link
          id={name}
          href={documentPath(id)}
          prefetch={false}
          draggable={false}
          data-link={id}
          aria-current={!isScripted && look.current === id ? 'page' : undefined}
          {...quiet}
          className={`flex min-w-0 flex-1 items-center gap-2 pe-2 ${narrow ? 'min-h-8' : 'min-h-9'}`}
        >
          {icon ? (
            <span aria-hidden className="w-5 shrink-0 text-center">
              {icon}
            </span>
          ) : (
            <FileText aria-hidden size={16} className="mx-0.5 shrink-0 text-ink-faint" />
          )}
          <span dir="auto" className="min-w-0 truncate text-left">
            {title}
          </span>
          {isRestricted && (
            <Lock role="img" aria-label={t('restricted')} size={13} className="shrink-0 text-ink-soft" />
          )}
        </Link>
        {look.newForm !== null && (
          <>
            <button
              type="submit"
              form={look.newForm}
              name="parentId"
              value={id}
              aria-label={t('newBelow', { title })}
              title={t('newBelowShort')}
              {...quiet}
              className={tool}
            >
              <Plus aria-hidden size={16} />
            </button>
            <Link
              href={documentPlacePath(id)}
              prefetch={false}
              aria-label={t('placeOf', { title })}
              title={t('placeShort')}
              {...quiet}
              className={tool}
            >
              <Ellipsis aria-hidden size={16} />
            </Link>
          </>
        )}
      </div>
      {isOpen && <TreeList id={below} level={levels.at(id)} depth={depth + 1} look={look} />}
    </li>
  );
}

function dragging({
  page,
  level,
  look,
  setSide,
}: {
  page: TreePage;
  level: TreeLevel;
  look: Look;
  setSide: (side: Side | null) => void;
}) {
  const sideOf = (event: DragEvent<HTMLElement>) => {
    const { top, height } = event.currentTarget.getBoundingClientRect();
    return sideAt(event.clientY - top, height);
  };
  return {
    draggable: true,
    onDragStart(event: DragEvent<HTMLElement>) {
      event.dataTransfer.setData(DRAGGED, page.id);
      event.dataTransfer.effectAllowed = 'move';
    },
    onDragOver(event: DragEvent<HTMLElement>) {
      if (!event.dataTransfer.types.includes(DRAGGED)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'move';
      setSide(sideOf(event));
    },
    onDragLeave: () => setSide(null),
    onDrop(event: DragEvent<HTMLElement>) {
      const moving = event.dataTransfer.getData(DRAGGED);
      setSide(null);
      if (!moving || moving === page.id) return;
      event.preventDefault();
      look.onDrop?.(moving, placeOfDrop(page, { side: sideOf(event), level, moving }));
    },
  };
}
