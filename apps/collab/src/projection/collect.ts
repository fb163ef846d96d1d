import { forgetFormer } from '@plenum/editor/tasks/forget-former';
import * as Y from 'yjs';

/** A job for the worker: updates of one document, to be made into one garbage-collected state. */
export interface CollectJob {
  id: number;
  updates: Uint8Array[];
}

/** A state in which deleted text is gone. `known`: its state vector and deletions, as a Yjs snapshot (V1). */
export interface CollectedState {
  state: Uint8Array;
  known: Uint8Array;
}

/** The worker's answer. */
export type CollectResult = ({ id: number } & CollectedState) | { id: number; error: string };

/** Makes a state in which deleted text is gone. Takes a Y.Doc and its time, so it belongs into the worker. */
export function collect(updates: readonly Uint8Array[]): CollectedState {
  return collectAnd(updates, () => {});
}

/** The same for who reads by a link: also without what records of tasks said before. */
export function collectForReaders(updates: readonly Uint8Array[]): CollectedState {
  return collectAnd(updates, forgetFormer);
}

function collectAnd(updates: readonly Uint8Array[], change: (doc: Y.Doc) => void): CollectedState {
  const doc = new Y.Doc({ gc: true });
  try {
    doc.transact(() => {
      for (const update of updates) Y.applyUpdate(doc, update);
    });
    change(doc);
    return { state: Y.encodeStateAsUpdate(doc), known: Y.encodeSnapshot(Y.snapshot(doc)) };
  } finally {
    doc.destroy();
  }
}
