'use client';

import type { Editor } from '@tiptap/core';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { DRAWINGS, showMarks } from '../late-marks.ts';

/** Draws what an editor's text says how to draw, once it is there. */
export function useDrawings(editor: Editor | null): void {
  const t = useTranslations('documents.parts');
  const diagram = t('diagram');
  useEffect(() => {
    if (!editor) return;
    let isGone = false;
    const start = async () => {
      const [{ Drawings }, { ToolBox }] = await Promise.all([import('./drawings.ts'), import('./tools.ts')]);
      const draw = () => {
        if (isGone || editor.isDestroyed) return;
        showMarks(editor.view, DRAWINGS, Drawings.of(editor.state.doc, { box, words: { diagram } }));
      };
      const box = new ToolBox(draw);
      draw();
    };
    start().catch(() => {});
    return () => {
      isGone = true;
    };
  }, [editor, diagram]);
}
