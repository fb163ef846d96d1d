import type { DocumentId, WorkspaceId } from '@plenum/domain/ids';
import type { TreeLevel, TreePage } from '@plenum/domain/wiki/types';
import { useState } from 'react';
import { keepOpen, toggled } from './open-pages.ts';

/** Milliseconds until asking for a level is given up. */
const PATIENCE = 10_000;

/** A tree as the server drew it, and what this browser opens of it since. */
export interface Levels {
  at: (parentId: DocumentId | null) => TreeLevel | undefined;
  isOpen: (id: DocumentId) => boolean;
  /** Has a page open from the next drawing on. */
  open: (id: DocumentId) => void;
  /** Opens or closes a page; resolves once what lies below it is there. */
  toggle: (id: DocumentId) => Promise<void>;
  more: (level: TreeLevel) => Promise<void>;
  /** All that is to be seen, in order, with how deep it lies. */
  rows: { page: TreePage; depth: number }[];
  failed: boolean;
}

/** Holds the levels of a tree; those that are opened are asked for then. What the server draws anew replaces them. */
export function useLevels(
  workspaceId: WorkspaceId,
  drawn: { levels: readonly TreeLevel[]; open: readonly DocumentId[] },
): Levels {
  const [seen, setSeen] = useState(drawn.levels);
  const [levels, setLevels] = useState(() => mapOf(drawn.levels));
  const [open, setOpen] = useState(drawn.open);
  const [failed, setFailed] = useState(false);
  if (seen !== drawn.levels) {
    setSeen(drawn.levels);
    setLevels(mapOf(drawn.levels));
    setOpen(drawn.open);
  }
  const at = (parentId: DocumentId | null) => levels.get(parentId);
  const isOpen = (id: DocumentId) => open.includes(id);
  async function load(parentId: DocumentId | null, before?: TreeLevel): Promise<void> {
    const level = await fetchLevel(workspaceId, { parentId, cursor: before?.next ?? null });
    setFailed(level === null);
    if (!level) return;
    const pages = [...(before?.pages ?? []), ...level.pages];
    setLevels((all) => new Map(all).set(parentId, { ...level, pages }));
  }
  async function toggle(id: DocumentId): Promise<void> {
    const next = toggled(open, id);
    keepOpen(next);
    setOpen(next);
    if (next.includes(id) && !at(id)) await load(id);
  }
  function openNext(id: DocumentId): void {
    if (!isOpen(id)) keepOpen(toggled(open, id));
  }
  const rows: Levels['rows'] = [];
  const list = (parentId: DocumentId | null, depth: number): void => {
    for (const page of at(parentId)?.pages ?? []) {
      rows.push({ page, depth });
      if (isOpen(page.id)) list(page.id, depth + 1);
    }
  };
  list(null, 0);
  return { at, isOpen, open: openNext, toggle, more: (level) => load(level.parentId, level), rows, failed };
}

function mapOf(levels: readonly TreeLevel[]): Map<DocumentId | null, TreeLevel> {
  return new Map(levels.map((level) => [level.parentId, level]));
}

async function fetchLevel(
  workspaceId: WorkspaceId,
  { parentId, cursor }: { parentId: DocumentId | null; cursor: string | null },
): Promise<TreeLevel | null> {
  const asked = new URLSearchParams({
    limit: '200',
    ...(parentId && { parentId }),
    ...(cursor && { cursor }),
  });
  try {
    const answer = await fetch(`/api/v1/workspaces/${workspaceId}/pages?${asked}`, {
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (!answer.ok) return null;
    const { items, next }: { items: TreePage[]; next: string | null } = await answer.json();
    return { parentId, pages: items, next };
  } catch {
    return null;
  }
}
