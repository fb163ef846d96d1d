import { type Attributes, mergeAttributes, Node } from '@tiptap/core';
import { safeAttributes } from './attributes.ts';

/** How many transclusions of a document show anything, and how many within these: of thousands no page could be made. */
export const MAX_SHOWN = 20;

const attribute = (name: string, from: string): Attributes => ({
  [name]: { default: null, parseHTML: (element) => element.getAttribute(from) },
});

/**
 * The place of another document's text, or of one of its blocks with what lies in it, and of a heading its section. What is shown there
 * is read by whoever looks, as far as they may, and never part of the text.
 */
export const Transclusion = Node.create({
  name: 'transclusion',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({
    ...attribute('documentId', 'data-page'),
    ...attribute('blockId', 'data-block'),
  }),
  parseHTML: () => [{ tag: 'div.shown-page' }],
  renderHTML({ node, HTMLAttributes: { documentId, blockId, ...rest } }) {
    const { documentId: page, blockId: block } = safeAttributes('transclusion', node.attrs);
    return ['div', mergeAttributes(rest, { class: 'shown-page', 'data-page': page, 'data-block': block })];
  },
});

/** A list of the wiki pages below the one that it stands in; read by whoever looks, as {@link Transclusion}. */
export const ChildPages = Node.create({
  name: 'childPages',
  group: 'block',
  atom: true,
  addAttributes: () => ({
    levels: { default: 1, parseHTML: (element) => Number(element.getAttribute('data-levels')) || 1 },
  }),
  parseHTML: () => [{ tag: 'nav.child-pages' }],
  renderHTML({ node, HTMLAttributes: { levels, ...rest } }) {
    const { levels: shown } = safeAttributes('childPages', node.attrs);
    return ['nav', mergeAttributes(rest, { class: 'child-pages', 'data-levels': shown })];
  },
});
