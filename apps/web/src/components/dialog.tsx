'use client';

import { setNonce } from 'get-nonce';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Dialog as Radix } from 'radix-ui';
import { type ReactNode, type RefObject, useRef } from 'react';
import { IconButton } from './icon-button.tsx';
import { closePopover } from './open-popovers.ts';

/** A window over the page that holds the focus until it is closed. */
export function Dialog({
  open,
  onOpenChange,
  title,
  intro,
  firstFocus,
  children,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  intro: string;
  /** What has the focus at first; else the first that can have it. */
  firstFocus?: RefObject<HTMLElement | null>;
  children: ReactNode;
}) {
  const t = useTranslations('common');
  const opener = useRef<Element | null>(null);
  allowScrollLock();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="dialog-backdrop fixed inset-0 z-20" />
        <Radix.Content
          onEscapeKeyDown={closePopoverFirst}
          onOpenAutoFocus={(event) => {
            opener.current = document.activeElement;
            if (!firstFocus?.current) return;
            event.preventDefault();
            firstFocus.current.focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (opener.current instanceof HTMLElement) opener.current.focus();
          }}
          className="dialog fixed inset-x-0 bottom-0 z-20 mx-auto flex max-h-[92dvh] w-full max-w-140 flex-col rounded-t-large border border-line bg-paper shadow-overlay outline-none sm:top-[12dvh] sm:bottom-auto sm:max-h-[76dvh] sm:rounded-large"
        >
          <header className="flex items-start justify-between gap-4 px-6 pt-5 pb-3">
            <div className="min-w-0">
              <Radix.Title className="font-semibold text-heading">{title}</Radix.Title>
              <Radix.Description className="text-ink-soft">{intro}</Radix.Description>
            </div>
            <Radix.Close asChild>
              <IconButton icon={X} label={t('close')} />
            </Radix.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-6 pt-1 pb-6">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Escape closes what lies on top: a popover inside the dialog before the dialog. */
function closePopoverFirst(event: KeyboardEvent): void {
  if (closePopover()) event.preventDefault();
}

/** Radix locks scrolling by a style element, which the content security policy lets in only with the page's nonce. */
function allowScrollLock(): void {
  if (typeof document === 'undefined') return;
  const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce;
  if (nonce) setNonce(nonce);
}
