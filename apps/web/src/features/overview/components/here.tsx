'use client';

import type { PresentInDocument } from '@plenum/domain/documents/types';
import type { DocumentId, WorkspaceId } from '@plenum/domain/ids';
import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { AvatarStack } from '#components/avatar-stack.tsx';

/** Milliseconds between two questions who is where. */
const PACE = 20_000;

type Presence = readonly PresentInDocument[];

const Context = createContext<Presence>([]);

/** Knows who is in the documents of a list: as the page came, and where there is scripting as it is, while the page can be seen. */
export function HereProvider({
  workspaceId,
  documentIds,
  present,
  children,
}: {
  workspaceId: WorkspaceId;
  documentIds: readonly DocumentId[];
  present: Presence;
  children: ReactNode;
}) {
  const [shown, setShown] = useState(present);
  useEffect(() => setShown(present), [present]);
  const documents = documentIds.join(',');
  useEffect(() => {
    if (documents === '') return;
    const address = `/api/v1/workspaces/${workspaceId}/presence?${new URLSearchParams({ documents })}`;
    const stop = new AbortController();
    const ask = async () => {
      if (document.visibilityState !== 'visible') return;
      const known = await askFor(address, stop.signal);
      if (known) setShown(known);
    };
    const timer = setInterval(() => void ask(), PACE);
    return () => {
      clearInterval(timer);
      stop.abort();
    };
  }, [workspaceId, documents]);
  return <Context value={shown}>{children}</Context>;
}

/** Null where nobody can say at the moment. */
async function askFor(address: string, signal: AbortSignal): Promise<Presence | null> {
  try {
    const answer = await fetch(address, { signal });
    return answer.ok ? (await answer.json()).items : null;
  } catch {
    return null;
  }
}

/** Who is in a document just now. */
export function Here({ documentId }: { documentId: DocumentId }) {
  const t = useTranslations('documents.list');
  const here = useContext(Context).find((present) => present.documentId === documentId);
  if (!here) return null;
  const people = here.people.map(({ name, ...person }) => ({ ...person, name: name || t('guest') }));
  return <AvatarStack people={people} most={3} count={here.count} />;
}
