import { Menu } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { BAR_ITEM } from './bar-item.ts';
import { RAIL_ID } from './names.ts';
import { BarLink, type Place } from './nav-link.tsx';

/** The nearest places under the thumb, and the way to the rest. A page's own toolbar (`data-takes-bottom`) replaces it. */
export function BottomBar({ places }: { places: Place[] }) {
  const t = useTranslations('common.frame');
  return (
    <nav
      aria-label={t('shortcuts')}
      className="bottom-bar fixed inset-x-0 bottom-0 z-10 flex border-line border-t bg-sunken pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {places.map((place) => (
        <BarLink key={place.href} place={place} />
      ))}
      <button type="button" popoverTarget={RAIL_ID} className={BAR_ITEM}>
        <Menu aria-hidden size={20} />
        {t('menu')}
      </button>
    </nav>
  );
}
