import type { Editor } from '@tiptap/core';

/** The fragment of an address that leads to a block. */
export function blockFragment(blockId: string): string {
  return `#block-${blockId}`;
}

/** Shows the block that the fragment of an address names; false where there is none. */
export function showBlock(editor: Editor, fragment: string): boolean {
  const id = /^#block-([\w-]{1,64})$/.exec(fragment)?.[1];
  const block = id && editor.view.dom.querySelector(`[data-id="${id}"]`);
  if (!block) return false;
  block.scrollIntoView({ block: 'center' });
  return true;
}
