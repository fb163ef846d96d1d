import type { Node } from '@tiptap/pm/model';
import { updateYFragment } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import type { NodeJson } from '../schema/json.ts';
import { safeDocument } from '../schema/safe-document.ts';
import { FRAGMENT_NAME } from '../schema/schema.ts';
import { pairsOf } from './align.ts';
import { fillEmptyBlocks } from './empty-blocks.ts';
import { ownDocument } from './json-from-update.ts';

/**
 * The Yjs update (V1) that makes the document in a state the one that is wanted, under a random client id: what both have stays as it
 * is, so that others can write in it meanwhile. Null where nothing is to be changed. What the schema doesn't know is left out.
 * @param beside changes what else is in the document.
 */
export function updateTowards(
  state: Uint8Array,
  wanted: NodeJson,
  beside: (doc: Y.Doc) => void = () => {},
): Uint8Array | null {
  const doc = new Y.Doc();
  try {
    Y.applyUpdate(doc, state);
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    const fragment = doc.getXmlFragment(FRAGMENT_NAME);
    const goal = safeDocument(wanted);
    doc.transact(() => {
      const present = ownDocument(fragment);
      // A text without a block reads as one empty paragraph, which is not to be written.
      if (fragment.length > 0 || !present.eq(goal)) {
        align(fragment, present, goal);
        updateYFragment(doc, fragment, goal, { mapping: new Map(), isOMark: new Map() });
        fillEmptyBlocks(fragment);
      }
      beside(doc);
    });
    return updates.length === 0 ? null : Y.mergeUpdates(updates);
  } finally {
    doc.destroy();
  }
}

/**
 * Makes room for blocks that come, and deletes those that go, so that each that stays stands where it is wanted: y-tiptap compares from
 * both ends, and would write over what lies between two changes.
 */
function align(parent: Y.XmlFragment, present: Node, wanted: Node): void {
  // What the schema doesn't know is no child of the node.
  if (parent.length !== present.childCount) return;
  if (present.isTextblock || wanted.isTextblock || present.eq(wanted)) return;
  const jsonOf = (node: Node): NodeJson[] => node.children.map((child) => child.toJSON());
  const pairs = pairsOf(jsonOf(present), jsonOf(wanted));
  let at = 0;
  for (const [before, after] of pairs) {
    if (before === null && after !== null) {
      parent.insert(at, [new Y.XmlElement(wanted.child(after).type.name)]);
      at += 1;
    } else if (before !== null && after === null) parent.delete(at, 1);
    else if (before !== null && after !== null) {
      const child: unknown = parent.get(at);
      const [is, shall] = [present.child(before), wanted.child(after)];
      if (child instanceof Y.XmlElement && is.type === shall.type) align(child, is, shall);
      at += 1;
    }
  }
}
