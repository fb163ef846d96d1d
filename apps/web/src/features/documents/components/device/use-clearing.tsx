'use client';

import dynamic from 'next/dynamic';
import { type ReactNode, useState } from 'react';
import type { CopyRecord } from '#lib/device/copy-record.ts';

const ClearingDialog = dynamic(async () => (await import('./clearing-dialog.tsx')).ClearingDialog);

/** What ends the keeping of documents. */
export type Clearing = 'signOut' | 'nothing';

/** Milliseconds that edits on their way to the server get before somebody is asked about them. */
const ON_THEIR_WAY = 1000;

/**
 * Clears this device before something, and asks first where edits would be lost.
 * @returns the way to begin, which resolves to whether the device is clear, and the dialog to show
 */
export function useClearing(why: Clearing): { clear: () => Promise<boolean>; dialog: ReactNode } {
  const [asked, setAsked] = useState<{ copies: CopyRecord[]; answer: (yes: boolean) => void } | null>(null);

  async function clear(): Promise<boolean> {
    try {
      const { unsavedHere } = await import('#lib/device/unsaved-here.ts');
      let copies = await unsavedHere();
      if (copies.length > 0 && navigator.onLine) {
        await new Promise((resolve) => setTimeout(resolve, ON_THEIR_WAY));
        copies = await unsavedHere();
      }
      if (copies.length > 0 && !(await ask(copies))) return false;
      await (await import('#lib/device/tend-device.ts')).clearDevice();
    } catch {
      // Without a network not even the script for it may be had; the server's answer clears the device, too.
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
