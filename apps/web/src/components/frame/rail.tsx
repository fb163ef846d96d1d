'use client';

import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef } from 'react';
import { RAIL_ID } from './names.ts';
import { type Place, RailLink } from './nav-link.tsx';
import { CloseRailButton } from './rail-buttons.tsx';

/** The places at the left; on a phone a drawer, which going somewhere closes. */
export function Rail({ head, places, foot }: { head: ReactNode; places: Place[]; foot: ReactNode }) {
  const t = useTranslations('common.frame');
  const rail = useRef<HTMLElement>(null);
  const path = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new path is what closes the drawer
  useEffect(() => {
    if (rail.current?.matches(':popover-open')) rail.current.hidePopover();
  }, [path]);
  return (
    <aside ref={rail} id={RAIL_ID} popover="auto" aria-label={t('rail')} className="rail flex-col p-0">
      <div className="flex h-14 shrink-0 items-center gap-1 px-3">
        <div className="min-w-0 flex-1">{head}</div>
        <CloseRailButton />
      </div>
      <nav aria-label={t('places')} className="min-h-0 flex-1 overflow-y-auto px-3 py-2">
        <ul className="flex flex-col gap-0.5">
          {places.map((place) => (
            <li key={place.href}>
              <RailLink place={place} />
              {place.below}
            </li>
          ))}
        </ul>
      </nav>
      {foot && <div className="shrink-0 border-line border-t p-3">{foot}</div>}
    </aside>
  );
}
