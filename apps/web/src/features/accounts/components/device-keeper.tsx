'use client';

import { useEffect } from 'react';
import type { Owner } from '#lib/device/copy-record.ts';

/** Milliseconds in which the page becomes usable first. */
const CALM = 1500;

/** Puts this device in order for whoever is signed in; `owner` is null where nobody is. */
export function DeviceKeeper({
  owner,
  workspaces = '',
  keeps = false,
  hasWorker = false,
}: {
  owner: Owner | null;
  /** The ids of the workspaces that they are in, told apart by spaces. */
  workspaces?: string;
  /** Whether documents are kept on it. */
  keeps?: boolean;
  /** Whether this Plenum has a service worker. */
  hasWorker?: boolean;
}) {
  const { id, name = '', colour = 0 } = owner ?? {};
  useEffect(() => {
    const tend = async () => {
      const { tendDevice, tendSignedOutDevice } = await import('#lib/device/tend-device.ts');
      if (id === undefined) await tendSignedOutDevice();
      else
        await tendDevice({
          owner: { id, name, colour },
          workspaces: workspaces.split(' '),
          keeps,
          hasWorker,
        });
    };
    // Without a network the next page does it.
    const timer = setTimeout(() => tend().catch(() => {}), CALM);
    return () => clearTimeout(timer);
  }, [id, name, colour, workspaces, keeps, hasWorker]);
  return null;
}
