'use client';

import { FRAGMENT_NAME } from '@plenum/editor/schema/schema';
import { jsonFromFragment } from '@plenum/editor/yjs/json-from-update';
import type { ComponentProps } from 'react';
import type { LiveDocument } from '#lib/collab/live-document.ts';
import { RescueActions } from './rescue-actions.tsx';

/** What an open document has that the server does not take; with what reads it, which nobody else on the page needs. */
export function LiveRescue({
  live,
  ...rest
}: { live: LiveDocument } & Omit<ComponentProps<typeof RescueActions>, 'read'>) {
  const read = async () => jsonFromFragment(live.doc.getXmlFragment(FRAGMENT_NAME));
  return <RescueActions {...rest} read={read} />;
}
