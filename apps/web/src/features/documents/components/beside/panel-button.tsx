'use client';

import { type LucideIcon, MessageSquare, MessagesSquare, Timer } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '#components/icon-button.tsx';
import { useOpenDocument } from './open-document.tsx';
import type { Panel } from './panels.ts';

const ICONS: Record<Panel, LucideIcon> = { comments: MessageSquare, chat: MessagesSquare, meeting: Timer };

/** Opens a panel beside the text in the place of another, and says how many things wait there. */
export function PanelButton({ panel }: { panel: Panel }) {
  const t = useTranslations('documents.page.panels');
  const { shown, show, counts } = useOpenDocument();
  const count = counts[panel] ?? 0;
  const isShown = shown === panel;
  return (
    <span className="needs-scripting relative">
      <IconButton
        icon={ICONS[panel]}
        label={t(panel, { count })}
        aria-pressed={isShown}
        onClick={() => show(isShown ? null : panel)}
      />
      {count > 0 && (
        <span
          aria-hidden
          className="pointer-events-none absolute end-0 top-0 min-w-4 rounded-full bg-ink px-1 text-center font-semibold text-[0.625rem] text-paper leading-4"
        >
          {count > 99 ? '99+' : count}
        </span>
      )}
    </span>
  );
}
