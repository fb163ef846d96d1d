import type { Editor } from '@tiptap/core';

/** The fragment of an address that leads to a block. */
export function blockFragment(blockId: string): string {
  return `#block-${blockId}`;
}

/** Milliseconds for which the block is marked that somebody came for. */
const MARKED = 3_000;

/** Shows the block that the fragment of an address names, and marks it for a moment; false where there is none. */
export function showBlock(editor: Editor, fragment: string): boolean {
  const id = /^#block-([\w-]{1,64})$/.exec(fragment)?.[1];
  const block = id && !editor.isDestroyed && editor.view.dom.querySelector(`[data-id="${id}"]`);
  if (!block) return false;
  block.scrollIntoView({ block: 'center' });
  // An animation changes no attribute, which the editor would take for writing.
  const colour = 'color-mix(in srgb, var(--accent) 18%, transparent)';
  block.animate([{ backgroundColor: colour }, { backgroundColor: colour }, {}], { duration: MARKED });
  return true;
}
