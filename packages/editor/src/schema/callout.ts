import { mergeAttributes, Node } from '@tiptap/core';
import { CALLOUT_KINDS, type CalloutKind } from './callout-kinds.ts';

/** Blocks that are set off from the text around them, of one of the kinds. */
export const Callout = Node.create<{ titleOf?(kind: CalloutKind): string }>({
  name: 'callout',
  group: 'block',
  content: 'block+',
  defining: true,
  addAttributes: () => ({
    kind: { default: 'note', parseHTML: (element) => element.getAttribute('data-kind') },
  }),
  parseHTML: () => [{ tag: 'div.callout' }],
  renderHTML({ node, HTMLAttributes: { kind: _, ...rest } }) {
    const kind = CALLOUT_KINDS.find((one) => one === node.attrs.kind) ?? 'note';
    const own = {
      class: 'callout',
      'data-kind': kind,
      'data-title': this.options.titleOf?.(kind),
      role: 'note',
    };
    return ['div', mergeAttributes(rest, own), 0];
  },
});
