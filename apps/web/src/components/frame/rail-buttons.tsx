'use client';

import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '../icon-button.tsx';
import { useRail } from './rail-state.tsx';

/** Puts the rail away; it stands in the rail. */
export function CloseRailButton() {
  const t = useTranslations('common.frame');
  const { toggle } = useRail();
  return (
    <span className="needs-scripting max-md:hidden">
      <IconButton icon={PanelLeftClose} label={t('closeRail')} onClick={toggle} />
    </span>
  );
}

/** Brings the rail back; it stands in the top bar while the rail is away. */
export function OpenRailButton() {
  const t = useTranslations('common.frame');
  const { closed, toggle } = useRail();
  if (!closed) return null;
  return (
    <span className="needs-scripting -ms-2 max-md:hidden">
      <IconButton icon={PanelLeftOpen} label={t('openRail')} onClick={toggle} />
    </span>
  );
}
