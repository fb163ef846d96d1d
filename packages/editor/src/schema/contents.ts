import { mergeAttributes, Node } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';

/** How many headings a table of contents lists. */
export const MAX_CONTENTS = 500;

/** How many tables of contents of a document list anything: of thousands, each of all headings, no page could be made. */
export const MAX_TABLES_OF_CONTENTS = 5;

/** A table of the document's headings. What it lists is read from the text and never part of it. */
export const TableOfContents = Node.create({
  name: 'tableOfContents',
  group: 'block',
  atom: true,
  parseHTML: () => [{ tag: 'nav.contents' }],
  renderHTML: ({ HTMLAttributes }) => ['nav', mergeAttributes(HTMLAttributes, { class: 'contents' })],
});

/** The headings that a table of contents lists, each with where it stands: those with an id and a text. */
export function headingsOf(doc: ProseMirrorNode): { node: ProseMirrorNode; position: number }[] {
  const headings: { node: ProseMirrorNode; position: number }[] = [];
  doc.descendants((node, position) => {
    const isListed = node.type.name === 'heading' && node.attrs.id !== null && node.textContent.trim() !== '';
    if (isListed && headings.length < MAX_CONTENTS) headings.push({ node, position });
    return !node.isTextblock;
  });
  return headings;
}
