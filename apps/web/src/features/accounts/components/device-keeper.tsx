'use client';

import { useEffect } from 'react';
import type { Owner } from '#lib/device/copy-record.ts';

/** Milliseconds in which the page becomes usable first. */
const CALM = 1500;

/** Puts this device in order for whoever is signed in; `owner` is null where nobody is. */
export function DeviceKeeper({
  owner,
  keeps = false,
  hasWorker = false,
}: {
  owner: Owner | null;
  /** Whether documents are kept on it. */
  keeps?: boolean;
  /** Whether this Plenum has a service worker. */
  hasWorker?: boolean;
}) {
  const { id, name = '', colour = 0 } = owner ?? {};
  useEffect(() => {
    const control = new AbortController();
    const tend = async () => {
      const [{ tendDevice, tendSignedOutDevice }, { listReadable }] = await Promise.all([
        import('#lib/device/tend-device.ts'),
        import('#lib/device/list-readable.ts'),
      ]);
      if (id === undefined) await tendSignedOutDevice();
      else
        await tendDevice({
          owner: { id, name, colour },
          listReadable: (documents) => listReadable(id, documents),
          keeps,
          hasWorker,
          signal: control.signal,
        });
    };
    // Without a network the next page does it.
    const timer = setTimeout(() => tend().catch(() => {}), CALM);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [id, name, colour, keeps, hasWorker]);
  return null;
}
