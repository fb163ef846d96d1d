import type { Editor } from '@tiptap/core';
import { useEffect, useState } from 'react';
import { loadLinkify } from '#lib/late-linkify.ts';

/** Milliseconds in which somebody who wants to write at once can begin. */
const CALM = 1500;

/** Whether what isn't needed for the first letter may come: somebody has written it, or was in no hurry to. */
export function useUnderway(editor: Editor | null): boolean {
  const [isUnderway, setUnderway] = useState(false);
  useEffect(() => {
    if (!editor || isUnderway) return;
    const begin = () => {
      setUnderway(true);
      // Without it what is typed becomes no link by itself.
      loadLinkify().catch(() => {});
    };
    const timer = setTimeout(begin, CALM);
    editor.on('update', begin);
    return () => {
      clearTimeout(timer);
      editor.off('update', begin);
    };
  }, [editor, isUnderway]);
  return isUnderway;
}
