'use client';

import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { afterFirstLetter } from '../after-first-letter.ts';
import { DRAWINGS, showMarks } from '../late-marks.ts';

/** Draws what an editor's text says how to draw. What draws comes with the first change of a text in which there is nothing to be drawn. */
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
    const begin = () => void start().catch(() => {});
    const hasAny = hasAnythingToDraw(editor.state.doc);
    if (hasAny) begin();
    const callOff = hasAny ? null : afterFirstLetter(editor, begin);
    return () => {
      isGone = true;
      callOff?.();
    };
  }, [editor, diagram]);
}

function hasAnythingToDraw(doc: Node): boolean {
  let has = false;
  doc.descendants(({ type, marks, attrs }) => {
    has ||=
      type.spec.code === true || 'noteId' in attrs || marks.some(({ type: { name } }) => name === 'formula');
    return !has;
  });
  return has;
}
