import { prosemirrorToYXmlFragment } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import type { NodeJson } from '../schema/json.ts';
import { safeDocument } from '../schema/safe-document.ts';
import { FRAGMENT_NAME } from '../schema/schema.ts';
import { fillEmptyBlocks } from './empty-blocks.ts';

/** Blocks as Yjs elements that are in no document yet. */
export function elementsFromJson(content: NodeJson[]): Y.XmlElement[] {
  const doc = new Y.Doc();
  try {
    const fragment = doc.getXmlFragment(FRAGMENT_NAME);
    prosemirrorToYXmlFragment(safeDocument({ type: 'doc', content }), fragment);
    fillEmptyBlocks(fragment);
    return fragment.toArray().flatMap((part) => (part instanceof Y.XmlElement ? [part.clone()] : []));
  } finally {
    doc.destroy();
  }
}
