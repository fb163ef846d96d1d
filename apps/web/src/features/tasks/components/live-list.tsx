'use client';

import './tasks.css';
import { useEffect } from 'react';
import { useOpenDocument } from '#features/documents/components/beside/open-document.tsx';
import { useLivePart } from '#lib/collab/use-live-document.ts';
import { OpenList } from './open-list.tsx';
import { ReadList } from './read-list.tsx';
import type { TaskListProps } from './task-list-props.ts';
import { useTaskList } from './use-task-list.ts';

const CONNECTING = { kind: 'connecting' } as const;

/** The tasks of the open document; until it is open, the list as the server read it. */
export function LiveList({ html, isWhole = true, others, comments, load }: TaskListProps) {
  const { live, documentId } = useOpenDocument();
  const link = useLivePart(live, { select: (state) => state.link, otherwise: CONNECTING });
  const mayWrite = useLivePart(live, { select: (state) => state.mayWrite, otherwise: false });
  const list = useTaskList(live?.doc ?? null);
  useEffect(() => {
    if (list) live?.onShown();
  }, [live, list]);
  const isThere = link.kind === 'live' || link.kind === 'offline' || link.kind === 'ended';
  if (!live || !list || (!isThere && list.version === 0))
    return <ReadList html={html} isWhole={isWhole} others={others} />;
  return (
    <OpenList
      key={documentId}
      list={list}
      documentId={documentId}
      mayWrite={mayWrite && link.kind !== 'ended'}
      comments={comments}
      load={load}
      others={others}
    />
  );
}
