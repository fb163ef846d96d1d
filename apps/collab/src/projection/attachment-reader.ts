import { isAbsence } from '@plenum/database/files/file-store';
import type { WantedText } from '@plenum/database/files/file-texts';
import { MEGABYTE } from '@plenum/domain/file-sizes';
import type { FileId } from '@plenum/domain/ids';
import type { FileToRead, TextAnswer } from '@plenum/formats/plain-text/text-reader';
import type { Clock } from '../room/ports.ts';

/** Milliseconds between two looks at what is to be read, and after a failure. */
const INTERVAL = 2_000;
const RETRY = 10_000;
/** How much longer than the reading of a file the next one has to wait: half of the time is worked at most. */
const REST = 1;
/** Bytes of a file that is read. */
const MOST_BYTES = 50 * MEGABYTE;
/** How often a file is begun to be read at most, after which it has taken its readers along each time. */
const MOST_TRIES = 3;
/** Seconds until a file is looked for again that is not there, which other nodes may have, or a backup bring back. */
const ABSENT = 3_600;
/** Seconds until a file is read again that could not be, for whatever reason lies outside of it. */
const FAILED = 60;

/** What a reader of attachments works with. */
interface AttachmentReaderOptions {
  clock: Clock;
  /** Has all read that is missing. */
  prepare(): Promise<void>;
  take(): Promise<WantedText | null>;
  content(fileId: FileId): AsyncIterable<Uint8Array>;
  /** The words of a file, or why there are none. Rejects where the content does, and when abandoned. */
  read(file: FileToRead, abandoned: AbortSignal): Promise<TextAnswer>;
  keep(fileId: FileId, text: string | null): Promise<void>;
  postpone(fileId: FileId, seconds: number): Promise<void>;
  /** Told of a file that has no words for a reason. */
  onUnreadable(fileId: FileId, reason: string): void;
  /** Told when the files or the database failed; it is tried again. */
  onPaused(error: unknown): void;
}

/** Has the words of attachments read for the search, one file after the other. It does not matter who else does the same. */
export class AttachmentReader {
  readonly #options: AttachmentReaderOptions;
  readonly #abandon = new AbortController();
  #cancel: () => void = () => {};
  #working: Promise<void> | null = null;
  #isPrepared = false;

  constructor(options: AttachmentReaderOptions) {
    this.#options = options;
  }

  /** Looks now, and from now on. */
  start(): void {
    if (this.#abandon.signal.aborted || this.#working !== null) return;
    this.#working = this.#work().then((pause) => {
      this.#working = null;
      if (!this.#abandon.signal.aborted) this.#cancel = this.#options.clock.after(pause, () => this.start());
    });
  }

  /** Gives back what is under way. */
  async close(): Promise<void> {
    this.#abandon.abort();
    this.#cancel();
    await this.#working;
  }

  /** Reads the next file. Resolves to the milliseconds until the next look. */
  async #work(): Promise<number> {
    const { clock, prepare, take, onPaused } = this.#options;
    try {
      if (!this.#isPrepared) await prepare();
      this.#isPrepared = true;
      const wanted = await take();
      if (wanted === null) return INTERVAL;
      const began = clock.now();
      await this.#take(wanted);
      return (clock.now() - began) * REST;
    } catch (error) {
      if (!this.#abandon.signal.aborted) onPaused(error);
      return RETRY;
    }
  }

  async #take({ fileId, mediaType, size, tries }: WantedText): Promise<void> {
    const { read, content, keep, postpone, onUnreadable } = this.#options;
    const refused = refusalOf({ size, tries });
    if (mediaType === null || refused !== null) {
      if (refused !== null) onUnreadable(fileId, refused);
      return keep(fileId, null);
    }
    let answer: TextAnswer;
    try {
      answer = await read({ mediaType, content: content(fileId) }, this.#abandon.signal);
    } catch (error) {
      if (isAbsence(error)) return postpone(fileId, ABSENT);
      await postpone(fileId, this.#abandon.signal.aborted ? 0 : FAILED);
      throw error;
    }
    if (answer.status === 'unreadable') onUnreadable(fileId, answer.reason);
    await keep(fileId, answer.status === 'read' && answer.text !== '' ? answer.text : null);
  }
}

function refusalOf({ size, tries }: Pick<WantedText, 'size' | 'tries'>): string | null {
  if (size > MOST_BYTES) return 'TooLarge';
  return tries > MOST_TRIES ? 'TooManyTries' : null;
}
