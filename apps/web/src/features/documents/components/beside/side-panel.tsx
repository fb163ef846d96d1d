'use client';

import { X } from 'lucide-react';
import { type ReactNode, type Ref, type UIEventHandler, useCallback } from 'react';
import { IconButton } from '#components/icon-button.tsx';
import { closePopover } from '#components/open-popovers.ts';
import { useOpenDocument } from './open-document.tsx';
import type { Panel } from './panels.ts';

/**
 * The frame of what stands beside the text, on a phone below it. Escape leads back into the text, and closing does. What is in it scrolls;
 * `foot` stays below.
 */
export function SidePanel({
  ref,
  panel,
  title,
  close,
  foot,
  content,
  isFromEnd = false,
  onScroll,
  onClose,
  children,
}: {
  ref?: Ref<HTMLElement>;
  panel: Panel;
  title: string;
  /** Names the button that closes it. */
  close: string;
  foot?: ReactNode;
  /** What scrolls. */
  content?: Ref<HTMLDivElement>;
  /** Its end is shown first, and stays where more comes; `scrollTop` counts from there. */
  isFromEnd?: boolean;
  onScroll?: UIEventHandler<HTMLDivElement>;
  /** Where there is no text to lead back into. */
  onClose?: () => void;
  children: ReactNode;
}) {
  const { shown, show, editor } = useOpenDocument();
  const toText = useCallback(() => editor?.commands.focus(), [editor]);
  return (
    <aside
      ref={ref}
      // Hidden and not gone, so that what is half written stays.
      hidden={shown !== panel}
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        if (closePopover()) return;
        if (onClose) {
          show(null);
          onClose();
        } else toText();
      }}
      className="no-print fixed inset-x-0 bottom-0 z-20 flex max-h-[60dvh] flex-col border-line border-t bg-paper md:inset-x-auto md:inset-y-0 md:end-0 md:max-h-none md:w-84 md:border-s md:border-t-0"
    >
      <header className="flex h-14 shrink-0 items-center justify-between px-5">
        <h2 className="font-semibold">{title}</h2>
        <IconButton
          icon={X}
          label={close}
          onClick={() => {
            show(null);
            (onClose ?? toText)();
          }}
        />
      </header>
      <div
        ref={content}
        onScroll={onScroll}
        className={`flex min-h-0 flex-1 overflow-y-auto px-5 pt-1 pb-6 ${isFromEnd ? 'flex-col-reverse' : 'flex-col'}`}
      >
        <div className={`flex flex-col gap-4 ${isFromEnd ? 'mb-auto' : ''}`}>{children}</div>
      </div>
      {foot}
    </aside>
  );
}
