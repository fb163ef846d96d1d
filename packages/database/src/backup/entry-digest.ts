import { createHash } from 'node:crypto';

/**
 * SHA-256 over the entries of an archive one after the other: of each its name, a NUL, its size in decimal, a NUL and its
 * content.
 */
export class EntryDigest {
  readonly #hash = createHash('sha256');
  entries = 0;
  /** Bytes of content. */
  bytes = 0;

  /** Begins an entry; as much content as it has bytes follows. */
  begin(name: string, size: number): void {
    this.entries += 1;
    this.#hash.update(`${name}\0${size}\0`);
  }

  /** Takes the next bytes of the entry's content. */
  add(chunk: Uint8Array): void {
    this.bytes += chunk.length;
    this.#hash.update(chunk);
  }

  /** What has been taken so far. */
  get seal(): { sha256: string; entries: number; bytes: number } {
    const { entries, bytes } = this;
    return { sha256: this.#hash.copy().digest('hex'), entries, bytes };
  }
}
