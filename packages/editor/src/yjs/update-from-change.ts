import * as Y from 'yjs';

/**
 * The update (V1) by which a change makes of some updates' document another one, under a random client id, and what the change returned. The
 * update is null where nothing was changed; what the change throws goes through.
 */
export function updateFromChange<Result>(
  updates: Iterable<Uint8Array>,
  change: (doc: Y.Doc) => Result,
): { update: Uint8Array | null; result: Result } {
  const doc = new Y.Doc();
  try {
    doc.transact(() => {
      for (const update of updates) Y.applyUpdate(doc, update);
    });
    const made: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => made.push(update));
    const result = doc.transact(() => change(doc));
    return { update: made.length === 0 ? null : Y.mergeUpdates(made), result };
  } finally {
    doc.destroy();
  }
}
