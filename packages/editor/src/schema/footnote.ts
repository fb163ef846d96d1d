import { type Attributes, mergeAttributes, Node } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { safeAttributes } from './attributes.ts';
import { newBlockId } from './block-id.ts';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    footnote: {
      /** Refers to a new note, which is put at the end of the document with the cursor in it. */
      addFootnote(): ReturnType;
    };
  }
}

/** The number of each note, by its `noteId`: those that the text refers to, in the order in which it first does. */
export function footnoteNumbers(doc: ProseMirrorNode): ReadonlyMap<string, number> {
  const there = new Set<unknown>();
  const referred: unknown[] = [];
  doc.descendants((node) => {
    if (node.type.name === 'footnote') there.add(node.attrs.noteId);
    if (node.type.name === 'footnoteReference') referred.push(node.attrs.noteId);
  });
  const numbers = new Map<string, number>();
  for (const id of referred) {
    if (typeof id === 'string' && there.has(id) && !numbers.has(id)) numbers.set(id, numbers.size + 1);
  }
  return numbers;
}

/** What a note is found by, which it keeps where its block's id is renewed. */
const noteId: Attributes = {
  noteId: { default: null, parseHTML: (element) => element.getAttribute('data-note') },
};

/** A note to the text. Where it stands is free, so that it is written like any other block; its number is not in it. */
export const Footnote = Node.create({
  name: 'footnote',
  group: 'block',
  content: 'paragraph+',
  defining: true,
  addAttributes: () => noteId,
  parseHTML: () => [{ tag: 'div.footnote' }],
  renderHTML: ({ node, HTMLAttributes: { noteId: _, ...rest } }) => {
    const { noteId: note } = safeAttributes('footnote', node.attrs);
    return ['div', mergeAttributes(rest, { class: 'footnote', role: 'note', 'data-note': note }), 0];
  },
});

/** The place in the text that a note is to. */
export const FootnoteReference = Node.create({
  name: 'footnoteReference',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => noteId,
  parseHTML: () => [{ tag: 'sup.footnote-reference' }],
  renderHTML: ({ node }) => {
    const { noteId: note } = safeAttributes('footnoteReference', node.attrs);
    return ['sup', { class: 'footnote-reference', 'data-note': note }];
  },
  addCommands: () => ({
    addFootnote:
      () =>
      ({ state, chain }) => {
        const id = newBlockId();
        const { footnote, paragraph } = state.schema.nodes;
        if (!footnote || !paragraph || state.selection.$from.parent.type.spec.code) return false;
        return chain()
          .insertContent({ type: 'footnoteReference', attrs: { noteId: id } })
          .command(({ tr }) => {
            tr.insert(tr.doc.content.size, footnote.create({ noteId: id }, paragraph.create()));
            return true;
          })
          .command(({ tr, commands }) => commands.setTextSelection(tr.doc.content.size - 2))
          .scrollIntoView()
          .run();
      },
  }),
});
