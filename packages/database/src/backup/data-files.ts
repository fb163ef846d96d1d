import { createHash } from 'node:crypto';
import { type Dirent, existsSync } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { FileId } from '@plenum/domain/ids';
import { type FileStore, isAbsence, isDerived } from '../files/file-store.ts';
import { filesFolder } from '../files/files-folder.ts';
import { PARTIAL, placeOf } from '../files/folder-store.ts';
import type { AddEntry } from './archive-writer.ts';
import { FILES } from './format.ts';

/** SHA-256 of what is to be there, in hexadecimal, by ids of files. */
export type Digests = ReadonlyMap<FileId, string>;

/** What came of adding files. */
interface Added {
  count: number;
  /** Of what was to be there, what is not, or is not what it was. */
  damaged: FileId[];
}

/**
 * Adds the files of an instance to an archive; there may be none. One that is removed meanwhile is passed over.
 * @param store where they are if not in the data folder.
 * @param digests what is to be there.
 */
export async function addFiles(
  { dataDir, store }: { dataDir: string; store: FileStore | null },
  { add, digests }: { add: AddEntry; digests: Digests },
): Promise<Added> {
  const missing = new Set(digests.keys());
  let count = 0;
  for await (const { id, digest } of store ? addStored(store, add) : addFolder(filesFolder(dataDir), add)) {
    count += 1;
    if (digests.get(id) === digest) missing.delete(id);
  }
  return { count, damaged: [...missing] };
}

/** What was added: a file's name, which is its id, and its SHA-256. */
interface AddedFile {
  id: string;
  digest: string;
}

async function* addStored(store: FileStore, add: AddEntry): AsyncGenerator<AddedFile, void> {
  for await (const { id, size } of store.list()) {
    const pieces = store.read(id)[Symbol.asyncIterator]();
    // Before its head is written, since it may be gone.
    const first = await pieces.next().catch((error) => {
      if (isAbsence(error)) return null;
      throw error;
    });
    if (!first) continue;
    const { seen, digest } = hashing(async function* () {
      if (!first.done) yield first.value;
      yield* { [Symbol.asyncIterator]: () => pieces };
    });
    await add({ name: FILES + placeOf(id), size }, seen);
    yield { id, digest: digest() };
  }
}

async function* addFolder(folder: string, add: AddEntry): AsyncGenerator<AddedFile, void> {
  if (!existsSync(folder)) return;
  for await (const file of filesIn(folder)) {
    const digest = await addFile({ folder, file }, add);
    if (digest !== null) yield { id: path.basename(file), digest };
  }
}

/** A content, and what its SHA-256 is once it was read. */
function hashing(content: () => AsyncIterable<Uint8Array>) {
  const hash = createHash('sha256');
  const pieces = async function* () {
    for await (const piece of content()) {
      hash.update(piece);
      yield piece;
    }
  };
  return { seen: pieces(), digest: () => hash.digest('hex') };
}

/** Adds a file; resolves to its SHA-256, or to null where it is gone. */
async function addFile(
  { folder, file }: { folder: string; file: string },
  add: AddEntry,
): Promise<string | null> {
  const handle = await open(file).catch((error) => {
    if (isAbsence(error)) return null;
    throw error;
  });
  if (!handle) return null;
  try {
    const { size } = await handle.stat();
    const name = FILES + path.relative(folder, file).split(path.sep).join('/');
    const { seen, digest } = hashing(async function* () {
      if (size > 0) yield* handle.createReadStream({ autoClose: false, start: 0, end: size - 1 });
    });
    await add({ name, size }, seen);
    return digest();
  } finally {
    await handle.close();
  }
}

/** Regular files below a folder that are whole and not made of others, in order of their names; nothing else belongs there. */
async function* filesIn(folder: string): AsyncGenerator<string, void> {
  const entries: Dirent[] = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(place);
    else if (entry.isFile() && !entry.name.endsWith(PARTIAL) && !isDerived(entry.name)) yield place;
  }
}
