import { updateYFragment } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import type { NodeJson } from '../schema/json.ts';
import { safeDocument } from '../schema/safe-document.ts';
import { FRAGMENT_NAME } from '../schema/schema.ts';
import { fillEmptyBlocks } from './empty-blocks.ts';

/**
 * The Yjs update (V1) that makes the document in a state the one that is wanted, under a random client id: what both have stays as it
 * is, so that others can write in it meanwhile. Null where nothing is to be changed. What the schema doesn't know is left out.
 */
export function updateTowards(state: Uint8Array, wanted: NodeJson): Uint8Array | null {
  const doc = new Y.Doc();
  try {
    Y.applyUpdate(doc, state);
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    const fragment = doc.getXmlFragment(FRAGMENT_NAME);
    doc.transact(() => {
      updateYFragment(doc, fragment, safeDocument(wanted), { mapping: new Map(), isOMark: new Map() });
      fillEmptyBlocks(fragment);
    });
    return updates.length === 0 ? null : Y.mergeUpdates(updates);
  } finally {
    doc.destroy();
  }
}
