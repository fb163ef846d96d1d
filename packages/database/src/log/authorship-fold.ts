import type { AuthorKey, CreditedStretch, WrittenStretch } from '@plenum/domain/documents/types';
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

/** Who wrote text that a row brings back; its stretches of a client are in order, and part nowhere. */
export interface Credits {
  authors: AuthorKey[];
  clients: [client: number, stretches: CreditedStretch[]][];
}

/**
 * Goes through a document's log, in order, and notes for each Yjs item who wrote it: the author of the row that it first came
 * in, whatever its client id suggests, or whom the row's credits name. What nobody is known to have written is the instance's.
 */
export class AuthorshipFold {
  readonly #authors: AuthorKey[];
  readonly #clients: Map<number, WrittenStretch[]>;

  constructor({ authors, clients }: Folded = { authors: [], clients: [] }) {
    this.#authors = [...authors];
    this.#clients = new Map(clients);
  }

  add(
    { author, at, update }: Pick<LogRow, 'author' | 'at' | 'update'>,
    { authors, clients }: Credits = NO_CREDITS,
  ): void {
    const index = this.#indexOf(keyOf(author));
    const minute = Math.floor(at.getTime() / 60_000);
    const credits = new Map(clients.map(([client, all]) => [client, { all, next: 0 }]));
    for (const struct of Y.decodeUpdate(update).structs) {
      if (struct instanceof Y.Skip) continue;
      const { client, clock } = struct.id;
      const stretches = this.#clients.get(client) ?? [];
      this.#clients.set(client, stretches);
      const end = stretches.at(-1)?.[0] ?? 0;
      const to = clock + struct.length;
      if (to <= end) continue;
      if (clock > end) stretches.push([clock, this.#indexOf('system '), minute]);
      const credit = credits.get(client);
      for (
        let next = credit?.all[credit.next];
        credit && next && next[0] < to;
        next = credit.all[credit.next]
      ) {
        const [from, until, credited, then] = next;
        const start = Math.max(stretches.at(-1)?.[0] ?? 0, clock);
        if (until > start) {
          if (from > start) extend(stretches, [from, index, minute]);
          extend(stretches, [Math.min(until, to), this.#indexOf(authors[credited] ?? 'system '), then]);
        }
        if (until > to) break;
        credit.next += 1;
      }
      if ((stretches.at(-1)?.[0] ?? 0) < to) extend(stretches, [to, index, minute]);
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

const NO_CREDITS: Credits = { authors: [], clients: [] };

/** Adds a stretch, to the one before where that is the same author's shortly before. */
function extend(stretches: WrittenStretch[], next: WrittenStretch): void {
  const last = stretches.at(-1);
  if (last && last[1] === next[1] && Math.abs(next[2] - last[2]) <= STRETCH) last[0] = next[0];
  else stretches.push(next);
}
