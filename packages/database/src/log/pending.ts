import type { DocumentId } from '@plenum/domain/ids';
import type { Append } from './log.ts';
import { UpdateBuffer } from './update-buffer.ts';

/** What became of an append. */
export type Committed =
  /**
   * It is in the row with this sequence, together with others of its author. `delayed`: the commit failed before, so that
   * access that was decided earlier has to be decided again.
   */
  | { kind: 'stored'; seq: number; delayed: boolean }
  /** The document is gone or in the archive, or its content was put back and this is of another epoch. */
  | { kind: 'gone' | 'archived' | 'otherEpoch' }
  /** It cannot be merged with others of its author: none of them was stored. */
  | { kind: 'unstorable' };

/** Everything of one author in one copy of a document that waits to be committed. */
export interface Group {
  append: Omit<Append, 'update'>;
  updates: UpdateBuffer;
  /** What it counts against the bound. */
  bytes: number;
  waiting: ((committed: Committed) => void)[];
}

/** Appends that wait, in groups by document and author. */
export class Pending {
  #documents = new Map<DocumentId, Map<string, Group>>();

  /** Whether nothing waits. */
  get isEmpty(): boolean {
    return this.#documents.size === 0;
  }

  /** Adds an append that counts so many bytes. Resolves with what becomes of it. */
  add({ update, ...append }: Append, bytes: number): Promise<Committed> {
    const group = this.#groupOf(append);
    group.bytes += bytes;
    addTo(group, update);
    return new Promise((resolve) => group.waiting.push(resolve));
  }

  /** Adds groups that were taken elsewhere, before or after those that wait. */
  join(groups: readonly Group[]): void {
    for (const group of groups) {
      const own = this.#groupOf(group.append);
      own.bytes += group.bytes;
      for (const update of group.updates.all) addTo(own, update);
      own.waiting.push(...group.waiting);
    }
  }

  /** Takes everything, or what waits for one document. */
  take(documentId?: DocumentId): Group[] {
    const documents = documentId === undefined ? [...this.#documents.keys()] : [documentId];
    return documents.flatMap((id) => {
      const groups = [...(this.#documents.get(id)?.values() ?? [])];
      this.#documents.delete(id);
      return groups;
    });
  }

  #groupOf(append: Omit<Append, 'update'>): Group {
    const { documentId, author, epoch } = append;
    const groups = this.#documents.get(documentId) ?? new Map<string, Group>();
    this.#documents.set(documentId, groups);
    const key = `${author.kind} ${author.id ?? ''} ${epoch ?? ''}`;
    const group = groups.get(key) ?? { append, updates: new UpdateBuffer(), bytes: 0, waiting: [] };
    groups.set(key, group);
    return group;
  }
}

/** What cannot be merged stays in the buffer and is found when the group is to be stored. */
function addTo({ updates }: Group, update: Uint8Array): void {
  try {
    updates.add(update);
  } catch {}
}
