import { ChevronRight, Menu } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Fragment, type ReactNode } from 'react';
import { RAIL_ID } from './names.ts';
import { OpenRailButton } from './rail-buttons.tsx';
import { LinkSignal } from './waiting.tsx';

/** A step of the way here. */
interface Crumb {
  label: string;
  href: string;
}

/**
 * Where one is, and what there is to do about it: save state, people, Share, more. With nothing to do, a phone leaves it out,
 * since the page's heading says where one is.
 */
export function TopBar({
  crumbs,
  current,
  bare = false,
  children,
}: {
  crumbs: Crumb[];
  /** The page itself, last on the way; text, or a control that renames it. */
  current: ReactNode;
  /** There is no rail that it could open. */
  bare?: boolean;
  children?: ReactNode;
}) {
  const t = useTranslations('common.frame');
  return (
    <header
      className={`no-print sticky top-0 z-10 flex h-14 shrink-0 items-center gap-3 bg-paper px-4 md:px-6 ${children ? '' : 'max-md:hidden'}`}
    >
      {!bare && (
        <>
          <button
            type="button"
            popoverTarget={RAIL_ID}
            aria-label={t('menu')}
            className="drawer-button -ms-2 size-9 shrink-0 place-items-center rounded-base text-ink-soft hover:bg-hover hover:text-ink"
          >
            <Menu aria-hidden size={20} />
          </button>
          <OpenRailButton />
        </>
      )}
      <nav aria-label={t('breadcrumb')} className="min-w-0 flex-1">
        <ol className="flex min-w-0 items-center gap-1 text-ink-soft text-small">
          {crumbs.map(({ label, href }) => (
            <Fragment key={href}>
              <li className="min-w-0 shrink-[2] max-sm:hidden">
                <Link
                  href={href}
                  prefetch={false}
                  dir="auto"
                  className="block truncate rounded-small px-1 py-0.5 hover:bg-hover hover:text-ink"
                >
                  {label}
                  <LinkSignal shape="list" />
                </Link>
              </li>
              <li aria-hidden className="shrink-0 text-ink-faint max-sm:hidden">
                <ChevronRight size={14} className="rtl:-scale-x-100" />
              </li>
            </Fragment>
          ))}
          <li aria-current="page" dir="auto" className="min-w-0 truncate px-1 font-medium text-ink">
            {current}
          </li>
        </ol>
      </nav>
      <div className="flex shrink-0 items-center gap-2">{children}</div>
    </header>
  );
}
