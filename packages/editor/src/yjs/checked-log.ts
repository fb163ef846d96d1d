import * as Y from 'yjs';
import { FRAGMENT_NAME } from '../schema/schema.ts';
import { jsonFromFragment } from './json-from-update.ts';

/**
 * Vets the rows of a log from elsewhere by reading them as an editor would: each has to be an update, and to build on nothing that is not
 * in those before it.
 */
export class CheckedLog {
  readonly #doc = new Y.Doc();

  /** Whether the next row is one. After one that is not, nothing is to be asked any more. */
  add(update: Uint8Array): boolean {
    try {
      Y.applyUpdate(this.#doc, update);
    } catch {
      return false;
    }
    const { pendingStructs, pendingDs } = this.#doc.store;
    return pendingStructs === null && pendingDs === null;
  }

  /** What all rows make, as one update; null where nobody could read it. */
  state(): Uint8Array | null {
    try {
      jsonFromFragment(this.#doc.getXmlFragment(FRAGMENT_NAME));
      return Y.encodeStateAsUpdate(this.#doc);
    } catch {
      return null;
    }
  }

  /** To be called once. */
  destroy(): void {
    this.#doc.destroy();
  }
}
