import type { AuthorKey, WrittenStretch } from '@plenum/domain/documents/types';
import * as Y from 'yjs';
import { keyOf } from './author.ts';
import type { LogRow } from './log.ts';

/** Minutes within which what one author wrote is one stretch. */
const STRETCH = 5;

/** What a fold has come to; a plain value that can be kept and gone on from. */
export interface Folded {
  authors: AuthorKey[];
  clients: [client: number, stretches: WrittenStretch[]][];
}

/**
 * Goes through a document's log, in order, and notes for each Yjs item who wrote it: the author of the row that it first came
 * in, whatever its client id suggests. What nobody is known to have written is the instance's.
 */
export class AuthorshipFold {
  readonly #authors: AuthorKey[];
  readonly #clients: Map<number, WrittenStretch[]>;

  constructor({ authors, clients }: Folded = { authors: [], clients: [] }) {
    this.#authors = [...authors];
    this.#clients = new Map(clients);
  }

  add({ author, at, update }: Pick<LogRow, 'author' | 'at' | 'update'>): void {
    const index = this.#indexOf(keyOf(author));
    const minute = Math.floor(at.getTime() / 60_000);
    for (const struct of Y.decodeUpdate(update).structs) {
      if (struct instanceof Y.Skip) continue;
      const { client, clock } = struct.id;
      const stretches = this.#clients.get(client) ?? [];
      this.#clients.set(client, stretches);
      const end = stretches.at(-1)?.[0] ?? 0;
      const to = clock + struct.length;
      if (to <= end) continue;
      if (clock > end) stretches.push([clock, this.#indexOf('system '), minute]);
      extend(stretches, [to, index, minute]);
    }
  }

  folded(): Folded {
    return { authors: this.#authors, clients: [...this.#clients] };
  }

  #indexOf(key: AuthorKey): number {
    const found = this.#authors.indexOf(key);
    return found === -1 ? this.#authors.push(key) - 1 : found;
  }
}

/** Adds a stretch, to the one before where that is the same author's shortly before. */
function extend(stretches: WrittenStretch[], next: WrittenStretch): void {
  const last = stretches.at(-1);
  if (last && last[1] === next[1] && next[2] - last[2] <= STRETCH) last[0] = next[0];
  else stretches.push(next);
}
