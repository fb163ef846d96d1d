import * as Y from 'yjs';
import { FRAGMENT_NAME } from '../schema/schema.ts';

/** A copy of a document that is read now and then, and goes on by the updates (V1) that came meanwhile. */
export class ReadCopy {
  readonly #doc = new Y.Doc();

  /** Takes updates in, in their order. Throws where Yjs can't apply one; the copy is of no use then. */
  apply(updates: Iterable<Uint8Array>): void {
    this.#doc.transact(() => {
      for (const update of updates) Y.applyUpdate(this.#doc, update);
    });
  }

  /** The structs of Yjs that it consists of, each of which takes some hundred bytes of memory: an element, a stretch of text. */
  get structs(): number {
    let count = 0;
    for (const structs of this.#doc.store.clients.values()) count += structs.length;
    return count;
  }

  /** Has the document read, which must not be changed. */
  read<T>(read: (fragment: Y.XmlFragment) => T): T {
    return read(this.#doc.getXmlFragment(FRAGMENT_NAME));
  }
}
