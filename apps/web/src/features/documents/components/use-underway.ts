import type { Editor } from '@tiptap/core';
import { useEffect, useState } from 'react';
import { loadLinkify } from '#lib/late-linkify.ts';
import { afterFirstLetter } from './editor/after-first-letter.ts';
import { loadGapCursor } from './editor/gap-cursor.ts';
import { loadPasteTools } from './editor/paste/clean-paste.ts';

/** Milliseconds in which somebody who wants to write at once can begin. */
const CALM = 1500;

/**
 * Whether what isn't needed for the first letter may come: somebody has written it, or was in no hurry to. `hasBegun`: they have pressed or
 * typed in the text, which what comes later has not seen.
 */
export function useUnderway(editor: Editor | null): { isUnderway: boolean; hasBegun: boolean } {
  const [isUnderway, setUnderway] = useState(false);
  const [hasBegun, setBegun] = useState(false);
  useEffect(() => {
    // An editor that is replaced just now has no view any more.
    if (!editor || editor.isDestroyed || hasBegun) return;
    const { dom } = editor.view;
    const see = () => setBegun(true);
    dom.addEventListener('pointerdown', see, { once: true });
    dom.addEventListener('keydown', see, { once: true });
    return () => {
      dom.removeEventListener('pointerdown', see);
      dom.removeEventListener('keydown', see);
    };
  }, [editor, hasBegun]);
  useEffect(() => {
    if (!editor || isUnderway) return;
    const begin = () => {
      setUnderway(true);
      // Without them what is typed becomes no link by itself, there is no cursor before a table at the beginning, and what is pasted waits.
      for (const load of [loadLinkify, loadGapCursor, loadPasteTools]) load().catch(() => {});
    };
    const timer = setTimeout(begin, CALM);
    const callOff = afterFirstLetter(editor, begin);
    return () => {
      clearTimeout(timer);
      callOff();
    };
  }, [editor, isUnderway]);
  return { isUnderway, hasBegun };
}
