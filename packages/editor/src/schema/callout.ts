import { mergeAttributes, Node } from '@tiptap/core';
import { safeAttributes } from './attributes.ts';

/** Blocks that are set off from the text around them, of one of the kinds. */
export const Callout = Node.create({
  name: 'callout',
  group: 'block',
  content: 'block+',
  defining: true,
  addAttributes: () => ({
    kind: { default: 'note', parseHTML: (element) => element.getAttribute('data-kind') },
  }),
  parseHTML: () => [{ tag: 'div.callout' }],
  renderHTML: ({ node, HTMLAttributes: { kind: _, ...rest } }) => {
    const { kind } = safeAttributes('callout', node.attrs);
    return ['div', mergeAttributes(rest, { class: 'callout', 'data-kind': kind, role: 'note' }), 0];
  },
});
