import { Extension } from '@tiptap/core';
import { initProseMirrorDoc, type ProsemirrorBinding } from '@tiptap/y-tiptap';
import type { XmlFragment } from 'yjs';

/** Which node stands for which part of a Y.Doc. */
export type NodesOfParts = ProsemirrorBinding['mapping'];

interface FirstTextOptions {
  fragment: XmlFragment | null;
  /** The same that the collaboration extension is given. */
  mapping: NodesOfParts;
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
    const { fragment, mapping } = this.options;
    if (!fragment) return;
    const { doc, mapping: found } = initProseMirrorDoc(fragment, this.editor.schema);
    // What an editor before this one has left there.
    for (const part of mapping.keys()) mapping.delete(part);
    for (const [part, node] of found) mapping.set(part, node);
    Object.assign(this.editor.options, { content: doc.childCount > 0 ? doc : doc.type.createAndFill() });
  },
});
