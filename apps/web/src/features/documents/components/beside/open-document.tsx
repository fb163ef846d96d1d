'use client';

import type { DocumentId, WorkspaceId } from '@plenum/domain/ids';
import type { Editor } from '@tiptap/core';
import { createContext, useCallback, useContext, useState } from 'react';
import type { LiveDocument } from '#lib/collab/live-document.ts';
import type { Panel } from './panels.ts';

/** What stands beside the text: one panel at a time. */
export interface Beside {
  /** The panel that is open. */
  shown: Panel | null;
  show: (panel: Panel | null) => void;
  /** How many things wait in the panels, for the buttons that open them. */
  counts: Partial<Record<Panel, number>>;
  onCount: (panel: Panel, count: number) => void;
  /** Whether somebody asks to comment on what is selected: the panel that answers may have to come first. */
  asked: boolean;
  ask: () => void;
  /** Whoever answers says so. */
  answer: () => void;
}

/** The document that is open, for what stands beside its text. */
export interface OpenDocument extends Beside {
  documentId: DocumentId;
  /** Null for a guest, who sees nothing of it. */
  workspaceId: WorkspaceId | null;
  /** Whose page it is. */
  me: { name: string; colour: number };
  /** Of the link by which a guest came. */
  token: string | undefined;
  live: LiveDocument | null;
  editor: Editor | null;
}

const Context = createContext<OpenDocument | null>(null);

export const OpenDocumentProvider = Context.Provider;

/** The document around. @throws an Error outside one. */
export function useOpenDocument(): OpenDocument {
  const open = useContext(Context);
  if (!open) throw new Error('there is no open document around');
  return open;
}

/** Keeps what stands beside the text of a page. */
export function useBeside(): Beside {
  const [shown, show] = useState<Panel | null>(null);
  const [counts, setCounts] = useState<Beside['counts']>({});
  const [asked, setAsked] = useState(false);
  const onCount = useCallback(
    (panel: Panel, count: number) =>
      setCounts((before) => (before[panel] === count ? before : { ...before, [panel]: count })),
    [],
  );
  const ask = useCallback(() => setAsked(true), []);
  const answer = useCallback(() => setAsked(false), []);
  return { shown, show, counts, onCount, asked, ask, answer };
}
