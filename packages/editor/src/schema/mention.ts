import { Node } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { safeAttributes } from './attributes.ts';

/** What a mention reads as, wherever there is only text: an at sign and the name that the person had when it was written. */
export function mentionText({ attrs }: ProseMirrorNode): string {
  return `@${safeAttributes('mention', attrs).label}`;
}

/**
 * A person named in the text. Its attributes are a person's id, which may be anybody's or nobody's, and a label. The name stands
 * isolated, so that one in another direction leaves the line around it alone (HTML, "the bdi element").
 */
export const Mention = Node.create({
  name: 'mention',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: false,

  // Tiptap has no field of its own for it, and asks every extension about every node.
  extendNodeSchema: ({ name }) => (name === 'mention' ? { leafText: mentionText } : {}),

  addAttributes() {
    return {
      personId: { default: null, parseHTML: (element) => element.getAttribute('data-person') },
      label: { default: '', parseHTML: (element) => element.textContent?.replace(/^@/, '') ?? '' },
    };
  },

  parseHTML: () => [{ tag: 'bdi[data-person]' }],

  renderHTML({ node }) {
    const { personId } = safeAttributes('mention', node.attrs);
    return ['bdi', { class: 'mention', 'data-person': personId }, mentionText(node)];
  },

  renderText: ({ node }) => mentionText(node),
});
