import { prosemirrorToYXmlFragment } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { withBlockIds } from '../schema/block-id.ts';
import type { NodeJson } from '../schema/json.ts';
import { safeDocument } from '../schema/safe-document.ts';
import { FRAGMENT_NAME } from '../schema/schema.ts';
import { fillEmptyBlocks } from './empty-blocks.ts';

/**
 * A Yjs update (V1) that creates the document in an empty Y.Doc, under a random client id. What the schema doesn't know is
 * left out; missing or repeated block ids are made anew.
 */
export function updateFromJson(json: NodeJson): Uint8Array {
  const vetted: NodeJson = safeDocument(json).toJSON();
  const doc = new Y.Doc();
  try {
    const fragment = doc.getXmlFragment(FRAGMENT_NAME);
    prosemirrorToYXmlFragment(safeDocument(withBlockIds(vetted)), fragment);
    fillEmptyBlocks(fragment);
    return Y.encodeStateAsUpdate(doc);
  } finally {
    doc.destroy();
  }
}
