'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { BAR_ITEM } from './bar-item.ts';
import { LinkSignal } from './waiting.tsx';

/** A place in the product. */
export interface Place {
  href: string;
  label: string;
  icon: ReactNode;
  /** Addresses that belong to it, too, and all below them. */
  covers: string[];
  /** What is new there: as it is shown, and as it is read out. */
  news?: { shown: string; said: string };
  /** What lies in it, shown below its row in the rail. */
  below?: ReactNode;
}

function useIsCurrent({ href, covers }: Place): boolean {
  const path = usePathname();
  return path === href || covers.some((address) => path === address || path.startsWith(`${address}/`));
}

/** A row of the rail. */
export function RailLink({ place }: { place: Place }) {
  return (
    <Link
      href={place.href}
      prefetch={false}
      aria-current={useIsCurrent(place) ? 'page' : undefined}
      className="group flex h-9 items-center gap-2.5 rounded-base px-2.5 text-ink-soft transition-colors hover:bg-hover hover:text-ink aria-[current=page]:bg-hover aria-[current=page]:font-medium aria-[current=page]:text-ink"
    >
      <span className="group-aria-[current=page]:text-accent">{place.icon}</span>
      <span dir="auto" className="min-w-0 truncate text-left">
        {place.label}
      </span>
      {place.news && <News {...place.news} />}
      <LinkSignal shape="list" />
    </Link>
  );
}

function News({ shown, said }: { shown: string; said: string }) {
  return (
    <span
      data-news
      className="ms-auto shrink-0 rounded-full bg-accent-soft px-1.5 font-medium text-ink text-small tabular-nums"
    >
      <span aria-hidden>{shown}</span>
      <span className="sr-only">{said}</span>
    </span>
  );
}

/** A column of the bar at the foot of a phone's screen. */
export function BarLink({ place }: { place: Place }) {
  return (
    <Link
      href={place.href}
      prefetch={false}
      aria-current={useIsCurrent(place) ? 'page' : undefined}
      className={`${BAR_ITEM} aria-[current=page]:font-medium aria-[current=page]:text-ink`}
    >
      <span className="relative group-aria-[current=page]:text-accent">
        {place.icon}
        {place.news && <span className="-end-1 -top-0.5 absolute size-2 rounded-full bg-accent" />}
      </span>
      <span className="max-w-full truncate px-1">
        {place.label}
        {place.news && (
          <span data-news className="sr-only">
            {' '}
            {place.news.said}
          </span>
        )}
      </span>
      <LinkSignal shape="list" />
    </Link>
  );
}
