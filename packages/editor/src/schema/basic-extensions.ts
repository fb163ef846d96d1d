import type { Extensions } from '@tiptap/core';
import { Blockquote } from '@tiptap/extension-blockquote';
import { Bold } from '@tiptap/extension-bold';
import { Code } from '@tiptap/extension-code';
import { CodeBlock } from '@tiptap/extension-code-block';
import { Document } from '@tiptap/extension-document';
import { HardBreak } from '@tiptap/extension-hard-break';
import { Heading } from '@tiptap/extension-heading';
import { HorizontalRule } from '@tiptap/extension-horizontal-rule';
import { Italic } from '@tiptap/extension-italic';
import { BulletList, ListItem, ListKeymap, OrderedList } from '@tiptap/extension-list';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Strike } from '@tiptap/extension-strike';
import { Text } from '@tiptap/extension-text';
import { Underline } from '@tiptap/extension-underline';
import { safeAttributes } from './attributes.ts';

/**
 * Tiptap's code block, whose language becomes a class only where it is one: whoever writes raw Yjs could otherwise lay a block over the whole
 * page with the application's own classes.
 */
const SafeCodeBlock = CodeBlock.extend({
  renderHTML({ node, HTMLAttributes }) {
    const { language } = safeAttributes('codeBlock', node.attrs);
    return ['pre', HTMLAttributes, ['code', { class: language ? `language-${language}` : null }, 0]];
  },
});

/** Tiptap's list, which begins with a number and counts in one of HTML's ways. */
const SafeOrderedList = OrderedList.extend({
  renderHTML({ node, HTMLAttributes }) {
    const { start, type } = safeAttributes('orderedList', node.attrs);
    return ['ol', { ...HTMLAttributes, start: start === 1 ? null : start, type }, 0];
  },
});

/**
 * What Tiptap's starter kit consists of, as far as a document has it, in the kit's order, by which marks nest. The kit itself
 * brings a history and more that nobody would use into every browser.
 */
export function basicExtensions(): Extensions {
  return [
    Bold,
    Blockquote,
    BulletList,
    Code,
    SafeCodeBlock,
    Document,
    HardBreak,
    Heading.configure({ levels: [1, 2, 3, 4] }),
    HorizontalRule,
    Italic,
    ListItem,
    ListKeymap,
    SafeOrderedList,
    Paragraph,
    Strike,
    Text,
    Underline,
  ];
}
