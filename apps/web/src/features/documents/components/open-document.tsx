'use client';

import type { DocumentId } from '@plenum/domain/ids';
import type { Editor } from '@tiptap/core';
import { createContext, useCallback, useContext, useState } from 'react';
import type { LiveDocument } from '#lib/collab/live-document.ts';

/** What stands beside the text. */
interface Beside {
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  /** How many things wait there, for the button that opens it. */
  count: number;
  onCount: (count: number) => void;
  /** Grows whenever somebody asks to comment on what is selected. */
  asked: number;
  ask: () => void;
}

/** The document that is open, for what stands beside its text. */
export interface OpenDocument extends Beside {
  documentId: DocumentId;
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
  const [isOpen, onOpen] = useState(false);
  const [count, onCount] = useState(0);
  const [asked, setAsked] = useState(0);
  const ask = useCallback(() => setAsked((before) => before + 1), []);
  return { isOpen, onOpen, count, onCount, asked, ask };
}
