'use client';

import { useCallback, useEffect, useState } from 'react';
import { listLinks, type ShareLink } from '../actions.ts';

type Links = { status: 'loading' } | { status: 'failed' } | { status: 'loaded'; items: ShareLink[] };

/** A document's share links in force, and the way to load them anew. What is shown stays until the new list is there. */
export function useShareLinks(documentId: string): { links: Links; load: () => void } {
  const [links, setLinks] = useState<Links>({ status: 'loading' });
  const load = useCallback(() => {
    setLinks((shown) => (shown.status === 'failed' ? { status: 'loading' } : shown));
    listLinks(documentId).then(
      (items) => setLinks({ status: 'loaded', items }),
      () => setLinks({ status: 'failed' }),
    );
  }, [documentId]);
  useEffect(load, [load]);
  return { links, load };
}
