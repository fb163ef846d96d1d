'use client';

import { ListTodo, type LucideIcon, MessageSquare, MessagesSquare, PanelBottom, Timer } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { IconButton } from '#components/icon-button.tsx';
import { MenuButton } from '#components/menu.tsx';
import { Popover } from '#components/popover.tsx';
import { useOpenDocument } from './open-document.tsx';
import type { Panel } from './panels.ts';

const ICONS: Record<Panel, LucideIcon> = {
  comments: MessageSquare,
  chat: MessagesSquare,
  meeting: Timer,
  task: ListTodo,
};

/** Opens the panels beside the text: a button each, and on a phone, which has no room for several, a menu of them. */
export function PanelButtons({ panels }: { panels: readonly Panel[] }) {
  const isMenu = panels.length > 1;
  return (
    <>
      {panels.map((panel) => (
        <PanelButton key={panel} panel={panel} isWideOnly={isMenu} />
      ))}
      {isMenu && <PanelMenu panels={panels} />}
    </>
  );
}

/** Opens a panel in the place of another, and says how many things wait there. */
function PanelButton({ panel, isWideOnly }: { panel: Panel; isWideOnly: boolean }) {
  const t = useTranslations('documents.page.panels');
  const { shown, show, counts } = useOpenDocument();
  const count = counts[panel] ?? 0;
  const isShown = shown === panel;
  return (
    <span className={`needs-scripting relative ${isWideOnly ? 'max-md:hidden' : ''}`}>
      <IconButton
        icon={ICONS[panel]}
        label={t(panel, { count })}
        aria-pressed={isShown}
        onClick={() => show(isShown ? null : panel)}
      />
      <Count count={count} />
    </span>
  );
}

function PanelMenu({ panels }: { panels: readonly Panel[] }) {
  const t = useTranslations('documents.page.panels');
  const { shown, show, counts } = useOpenDocument();
  const id = useId();
  const all = panels.reduce((sum, panel) => sum + (counts[panel] ?? 0), 0);
  return (
    <span className="needs-scripting relative md:hidden">
      <IconButton icon={PanelBottom} label={t('menu', { count: all })} popoverTarget={id} />
      <Count count={all} />
      <Popover id={id} label={t('menu', { count: 0 })} align="end">
        {panels.map((panel) => (
          <MenuButton
            key={panel}
            icon={ICONS[panel]}
            aria-pressed={shown === panel}
            popoverTarget={id}
            popoverTargetAction="hide"
            onClick={() => show(shown === panel ? null : panel)}
          >
            {t(panel, { count: counts[panel] ?? 0 })}
          </MenuButton>
        ))}
      </Popover>
    </span>
  );
}

function Count({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span
      aria-hidden
      className="pointer-events-none absolute end-0 top-0 min-w-4 rounded-full bg-ink px-1 text-center font-semibold text-[0.625rem] text-paper leading-4"
    >
      {count > 99 ? '99+' : count}
    </span>
  );
}
