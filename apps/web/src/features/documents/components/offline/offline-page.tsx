'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { PageSkeleton } from '#components/frame/page-skeleton.tsx';
import type { CopyRecord, Owner } from '#lib/device/copy-record.ts';
import { documentIn, OFFLINE_PATH } from '#lib/paths.ts';
import { KeptDocument } from './kept-document.tsx';
import { KeptList } from './kept-list.tsx';

/** What is asked for and what is here. */
interface Here {
  /** The address. */
  path: string;
  owner: Owner | null;
  copies: readonly CopyRecord[];
}

/**
 * Without a network: the document that is asked for where this device has it, else the list of those that it has.
 * @param list what stands in the place of a text where that is a list of tasks
 */
export function OfflinePage({ list }: { list: ReactNode }) {
  const [here, setHere] = useState<Here | null>(null);
  useEffect(() => {
    const path = window.location.pathname;
    void readHere().then((device) => setHere({ path, ...device }));
  }, []);
  if (!here) return <PageSkeleton shape="text" />;
  const { path, owner, copies } = here;
  const wanted = documentIn(path);
  const copy = copies.find(({ document }) => document === wanted);
  return owner && copy ? (
    <KeptDocument copy={copy} owner={owner} list={list} />
  ) : (
    <KeptList
      copies={copies}
      asked={wanted !== null ? 'document' : path === OFFLINE_PATH ? 'list' : 'page'}
    />
  );
}

const NOTHING = { owner: null, copies: [] };

async function readHere(): Promise<Omit<Here, 'path'>> {
  try {
    const [{ withDeviceDatabase }, { readShown }] = await Promise.all([
      import('#lib/device/device-database.ts'),
      import('#lib/device/whole-device.ts'),
    ]);
    return (await withDeviceDatabase(readShown)) ?? NOTHING;
  } catch {
    return NOTHING;
  }
}
