import { mergeAttributes, Node } from '@tiptap/core';

/**
 * Blocks that are folded away below the first of them. That it is the first block that stays, and no part of its own kind, keeps
 * every state valid that edits of several people merge into. Whether it is open is each reader's own business.
 */
export const Details = Node.create({
  name: 'details',
  group: 'block',
  content: 'block+',
  defining: true,
  parseHTML: () => [{ tag: 'details' }, { tag: 'div.details' }, { tag: 'summary', node: 'paragraph' }],
  renderHTML: ({ HTMLAttributes }) => ['div', mergeAttributes(HTMLAttributes, { class: 'details' }), 0],
});
