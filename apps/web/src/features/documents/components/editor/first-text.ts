import { Extension } from '@tiptap/core';
import { Node } from '@tiptap/pm/model';
import { initProseMirrorDoc, type ProsemirrorBinding } from '@tiptap/y-tiptap';
import type { XmlFragment } from 'yjs';
import { type BoxSizes, inBoxes } from './boxes.ts';

/** Which node stands for which part of a Y.Doc. */
export type NodesOfParts = ProsemirrorBinding['mapping'];

interface FirstTextOptions {
  fragment: XmlFragment | null;
  /** The same that the collaboration extension is given. */
  mapping: NodesOfParts;
  /** Those of a usual document if left out. */
  boxes?: BoxSizes | undefined;
}

/**
 * Begins an editor with the text of its document. By itself y-tiptap draws whatever the editor begins with, and then all of
 * it anew to learn which node stands for which part of the Y.Doc.
 */
export const FirstText = Extension.create<FirstTextOptions>({
  name: 'firstText',

  addOptions() {
    return { fragment: null, mapping: new Map() };
  },

  onBeforeCreate() {
    const { fragment, mapping, boxes } = this.options;
    if (!fragment) return;
    const { doc: read, mapping: found } = initProseMirrorDoc(fragment, this.editor.schema);
    const doc = inBoxes(read, boxes);
    const boxed = new Map(read.children.map((block, at) => [block, doc.child(at)]));
    // What an editor before this one has left there.
    for (const part of mapping.keys()) mapping.delete(part);
    for (const [part, node] of found) mapping.set(part, (node instanceof Node && boxed.get(node)) || node);
    Object.assign(this.editor.options, { content: doc.childCount > 0 ? doc : doc.type.createAndFill() });
  },
});
