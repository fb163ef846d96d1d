import type { Authorship } from '@plenum/domain/documents/types';
import type { DocumentId } from '@plenum/domain/ids';
import { dividedByWriter, type Writer, WrittenBy, writtenIn } from '@plenum/editor/yjs/written-by';
import type * as Y from 'yjs';
import type { LiveDocument } from '#lib/collab/live-document.ts';
import { type Person, personIn } from '#lib/collab/people.ts';
import type { ShownWriter } from './author-colours.ts';

/** Milliseconds within which an answer has to come. */
const PATIENCE = 20_000;

/** Milliseconds between two questions to the server. */
const REST = 5000;

/** How the reader's language says who wrote something. */
export interface WriterTexts {
  /** An author without a name. */
  nameless(kind: 'person' | 'guest' | 'system'): string;
  /** Who and when; `at` is null for just now. */
  label(name: string, at: Date | null): string;
}

/**
 * Knows who wrote what of an open document: what the server has on record, and for what came since, whoever the server says
 * stands behind a client.
 */
export class Writers {
  readonly #live: LiveDocument;
  readonly #documentId: DocumentId;
  readonly #texts: WriterTexts;
  readonly #onNews: () => void;
  readonly #me: Person;
  /** Also those who have left. */
  readonly #present = new Map<number, Person>();
  readonly #ending = new AbortController();
  readonly #shown = new Map<string, ShownWriter>();
  #record: { by: WrittenBy; authors: Authorship['authors'] } | null = null;
  #askedAt = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param onNews called when more is known than before. */
  constructor({
    live,
    documentId,
    me,
    texts,
    onNews,
  }: {
    live: LiveDocument;
    documentId: DocumentId;
    me: Person;
    texts: WriterTexts;
    onNews: () => void;
  }) {
    this.#live = live;
    this.#documentId = documentId;
    this.#me = me;
    this.#texts = texts;
    this.#onNews = onNews;
    live.awareness.on('change', this.#meet);
    this.#meet();
    this.#ask();
  }

  stop(): void {
    this.#live.awareness.off('change', this.#meet);
    this.#ending.abort();
    clearTimeout(this.#timer);
  }

  /** Who wrote a text, in order. */
  *of(text: Y.Text): Generator<{ length: number; writer: ShownWriter | null }> {
    if (!this.#record) return yield { length: text.length, writer: null };
    for (const piece of writtenIn(text)) {
      for (const { length, writer } of dividedByWriter(piece, this.#record.by)) {
        yield { length, writer: writer ? this.#recorded(writer) : this.#fresh(piece.client) };
      }
    }
  }

  #recorded({ author, minute }: Writer): ShownWriter | null {
    const found = this.#record?.authors[author];
    if (!found) return null;
    return this.#once(`${author} ${minute}`, () => {
      const name = found.name ?? this.#texts.nameless(found.kind);
      const label = this.#texts.label(name, new Date(minute * 60_000));
      // As the server says it of those who are here, so that they are one.
      const [, id] = found.key.split(' ');
      return { key: id || found.kind, name, colour: found.colour, label };
    });
  }

  #fresh(client: number): ShownWriter | null {
    const isOwn = client === this.#live.doc.clientID || this.#live.own().has(client);
    const person = isOwn ? this.#me : this.#present.get(client);
    if (!person) {
      this.#ask();
      return null;
    }
    return this.#once(`now ${person.id}`, () => {
      const name = person.name === '' ? this.#texts.nameless('guest') : person.name;
      return { key: person.id, name, colour: person.colour, label: this.#texts.label(name, null) };
    });
  }

  /** The same writer is the same object, until more is known. */
  #once(key: string, make: () => ShownWriter): ShownWriter {
    const shown = this.#shown.get(key) ?? make();
    this.#shown.set(key, shown);
    return shown;
  }

  readonly #meet = () => {
    for (const [client, state] of this.#live.awareness.getStates()) {
      const person = personIn(state, client);
      if (person) this.#present.set(client, person);
    }
  };

  /** Asks the server, soon after it was asked before. */
  #ask(): void {
    if (this.#timer !== undefined || this.#ending.signal.aborted) return;
    const wait = Math.max(0, this.#askedAt + REST - performance.now());
    this.#timer = setTimeout(async () => {
      await this.#read().catch(() => undefined);
      this.#askedAt = performance.now();
      this.#timer = undefined;
      if (!this.#record) this.#ask();
    }, wait);
  }

  async #read(): Promise<void> {
    const signal = AbortSignal.any([this.#ending.signal, AbortSignal.timeout(PATIENCE)]);
    const answer = await fetch(`/api/v1/documents/${this.#documentId}/authorship`, { signal });
    if (!answer.ok) return;
    const authorship: Authorship = await answer.json();
    this.#shown.clear();
    this.#record = { by: new WrittenBy(authorship), authors: authorship.authors };
    if (!this.#ending.signal.aborted) this.#onNews();
  }
}
