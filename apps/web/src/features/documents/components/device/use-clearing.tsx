'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import type { CopyRecord } from '#lib/device/copy-record.ts';
import { late } from '#lib/late.tsx';
import { whatWouldBeLost } from './what-would-be-lost.ts';

const ClearingDialog = late(async () => (await import('./clearing-dialog.tsx')).ClearingDialog);

/** What ends the keeping of documents. */
export type Clearing = 'signOut' | 'nothing';

/**
 * Clears this device before something, and asks first where edits would be lost, or may be.
 * @returns the way to begin, which resolves to whether the device is clear, and the dialog to show
 */
export function useClearing(why: Clearing): { clear: () => Promise<boolean>; dialog: ReactNode } {
  const t = useTranslations('documents.device.clearing.unknown');
  const [asked, setAsked] = useState<{ copies: CopyRecord[]; answer: (yes: boolean) => void } | null>(null);

  async function clear(): Promise<boolean> {
    const copies = await whatWouldBeLost();
    // The browser's own question: the dialog's script may be as far away as the one that looks.
    const isWanted = copies === null ? window.confirm(t(why)) : copies.length === 0 || (await ask(copies));
    if (!isWanted) return false;
    try {
      await (await import('#lib/device/tend-device.ts')).clearDevice();
    } catch {
      // Without a network not even the script for it may be had; the server's answer clears the device, too, or the next page.
    }
    return true;
  }

  async function ask(copies: CopyRecord[]): Promise<boolean> {
    const yes = await new Promise<boolean>((answer) => setAsked({ copies, answer }));
    setAsked(null);
    return yes;
  }

  return {
    clear,
    dialog: asked && <ClearingDialog why={why} copies={asked.copies} onAnswer={asked.answer} />,
  };
}
