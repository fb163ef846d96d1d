import type { FileId } from '@plenum/domain/ids';
import type { SharedPlace } from '../file-place.ts';
import { absence, type ByteRange, type FileStore, type StoredName } from '../files/file-store.ts';

/** A bucket in memory. */
export class MemoryBucket implements FileStore, SharedPlace {
  said: string | null;
  readonly content = new Map<StoredName, Buffer>();

  constructor({ owner = null, files = [] }: { owner?: string | null; files?: FileId[] } = {}) {
    this.said = owner;
    for (const id of files) this.content.set(id, Buffer.from('x'));
  }

  async owner(): Promise<string | null> {
    return this.said;
  }

  async take(owner: string): Promise<boolean> {
    this.said ??= owner;
    return this.said === owner;
  }

  async giveUp(owner: string): Promise<void> {
    if (this.said === owner) this.said = null;
  }

  async write(name: StoredName, content: AsyncIterable<Uint8Array>): Promise<void> {
    const pieces: Uint8Array[] = [];
    for await (const piece of content) pieces.push(piece);
    this.content.set(name, Buffer.concat(pieces));
  }

  async sizeOf(name: StoredName): Promise<number | null> {
    return this.content.get(name)?.length ?? null;
  }

  async *read(name: StoredName, range?: ByteRange): AsyncGenerator<Uint8Array, void> {
    const found = this.content.get(name);
    if (!found) throw absence(name, null);
    yield range ? found.subarray(range.first, range.last + 1) : found;
  }

  async remove(id: StoredName): Promise<void> {
    for (const name of [...this.content.keys()]) {
      if (name === id || name.startsWith(`${id}.`)) this.content.delete(name);
    }
  }

  async *list(): AsyncGenerator<{ id: FileId; size: number }, void> {
    for (const [id, { length: size }] of [...this.content]) if (!id.includes('.')) yield { id, size };
  }

  async check(): Promise<void> {}
}
