import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { ByteSource } from './read-zip.ts';

/** The bytes of a file, of which only the parts that somebody asks for are in memory. */
export class FileBytes implements ByteSource {
  readonly length: number;
  readonly #file: number;

  /** @throws as `openSync` does. */
  constructor(path: string) {
    this.#file = openSync(path, 'r');
    this.length = fstatSync(this.#file).size;
  }

  slice(start: number, end: number): Buffer {
    const bytes = Buffer.alloc(Math.max(0, Math.min(end, this.length) - start));
    let read = 0;
    while (read < bytes.length) {
      const more = readSync(this.#file, bytes, read, bytes.length - read, start + read);
      if (more === 0) return bytes.subarray(0, read);
      read += more;
    }
    return bytes;
  }

  close(): void {
    closeSync(this.#file);
  }
}
