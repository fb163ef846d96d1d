import * as Y from 'yjs';

/** A row of a document's log: a Yjs update (V1), and whether it is of the author whose edits are to be undone. */
export interface AuthoredUpdate {
  update: Uint8Array;
  isTheirs: boolean;
}

/** Whose edits are undone, as the origin of what they wrote. */
const AUTHOR = { name: 'author' };

/**
 * The Yjs update (V1) that takes back all that one author wrote, and restores what they deleted, while everything that others wrote
 * stays; null where there is nothing to take back. The rows are the whole log from its beginning, in order: garbage-collected states
 * have no deleted text to restore.
 */
export async function undoAuthor(rows: AsyncIterable<AuthoredUpdate>): Promise<Uint8Array | null> {
  const doc = new Y.Doc({ gc: false });
  const undoing = new Y.UndoManager(doc, {
    trackedOrigins: new Set([AUTHOR]),
    // All of it is one step.
    captureTimeout: Number.MAX_SAFE_INTEGER,
  });
  try {
    for await (const { update, isTheirs } of rows) Y.applyUpdate(doc, update, isTheirs ? AUTHOR : null);
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    undoing.undo();
    return updates.length === 0 ? null : Y.mergeUpdates(updates);
  } finally {
    doc.destroy();
  }
}
