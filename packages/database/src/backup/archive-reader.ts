import { createReadStream, type ReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { AppError } from '@plenum/domain/errors';
import { type Extract, extract } from 'tar-stream';
import { EntryDigest } from './entry-digest.ts';
import { feed } from './feed.ts';
import { damaged, explainSource } from './file-errors.ts';
import { SEAL } from './format.ts';

const CHUNK = 256 * 1024;

type TarEntry = Extract extends AsyncIterable<infer Entry> ? Entry : never;

/** Reads an archive and lets go of it. @param signal ends the reading. */
export async function withArchive<T>(
  { file, signal }: { file: string; signal?: AbortSignal },
  work: (archive: ArchiveReader) => Promise<T>,
): Promise<T> {
  const archive = new ArchiveReader(file, signal);
  try {
    return await work(archive);
  } finally {
    await archive.close();
  }
}

/**
 * An archive that is read once, from its beginning to its end. Whatever is wrong with the file is an AppError with one
 * sentence: `unavailable` where it cannot be read or a signal has ended that, `invalid_input` where it is not as it was written.
 */
export class ArchiveReader {
  /** Absolute path. */
  readonly file: string;
  /** Of all entries that were opened, but the seal. */
  readonly digest = new EntryDigest();
  readonly #signal: AbortSignal | undefined;
  readonly #source: ReadStream;
  readonly #tar = extract();
  readonly #entries = this.#tar[Symbol.asyncIterator]();
  /** Settled when the whole file has gone through. */
  readonly #fed: Promise<void>;
  #entry: { name: string; size: number } | null = null;
  #unread: TarEntry | null = null;

  constructor(file: string, signal?: AbortSignal) {
    this.file = file;
    this.#signal = signal;
    this.#source = createReadStream(file, { highWaterMark: CHUNK });
    this.#fed = pipeline(this.#source, createGunzip({ chunkSize: CHUNK }), (chunks) =>
      feed(this.#tar, chunks),
    );
    // What is wrong with the file comes out of the tar's end.
    this.#fed.catch((error) => this.#tar.destroy(error));
  }

  /** The entry that is open; null before the first and after the last one. */
  get entry(): { name: string; size: number } | null {
    return this.#entry;
  }

  /** Bytes of the file that have been read. */
  get bytesRead(): number {
    return this.#source.bytesRead;
  }

  /** Opens the next entry, passing over what was not read of the one before. */
  async next(): Promise<void> {
    if (this.#unread) for await (const _ of this.content());
    this.#assertWanted();
    try {
      const next = await this.#entries.next();
      if (next.done) await this.#fed;
      this.#unread = next.done ? null : next.value;
    } catch (error) {
      throw explainSource(error, this.file);
    }
    this.#entry = this.#unread && this.#entryOf(this.#unread);
    if (this.#entry && this.#entry.name !== SEAL) this.digest.begin(this.#entry.name, this.#entry.size);
  }

  /** The open entry's content; to be read once, to its end. */
  async *content(): AsyncGenerator<Uint8Array, void> {
    const unread = this.#unread;
    if (!unread) throw damaged(this.file);
    this.#unread = null;
    try {
      for await (const chunk of unread) {
        this.#assertWanted();
        if (!(chunk instanceof Uint8Array)) throw damaged(this.file);
        if (this.#entry?.name !== SEAL) this.digest.add(chunk);
        yield chunk;
      }
    } catch (error) {
      throw explainSource(error, this.file);
    }
  }

  /** The open entry's content where it is not longer than a number of bytes. */
  async bytes(most: number): Promise<Buffer> {
    if (!this.#entry || this.#entry.size > most) throw damaged(this.file);
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.content()) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  /** Lets go of the file. */
  async close(): Promise<void> {
    this.#source.destroy();
    this.#tar.destroy();
    await this.#fed.catch(() => {});
  }

  #assertWanted(): void {
    if (this.#signal?.aborted) {
      throw new AppError('unavailable', 'The restore was stopped, and nothing was changed.');
    }
  }

  #entryOf({ header }: TarEntry): { name: string; size: number } {
    if (header.type !== 'file') throw damaged(this.file);
    return { name: header.name, size: header.size };
  }
}
