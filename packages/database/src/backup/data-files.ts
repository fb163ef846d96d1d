import { createHash } from 'node:crypto';
import { type Dirent, existsSync } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { FileId } from '@plenum/domain/ids';
import { filesFolder } from '../files/files-folder.ts';
import { PARTIAL } from '../files/folder-store.ts';
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
 * Adds the files of a data folder to an archive; there may be none. One that is removed meanwhile is passed over.
 * @param digests what is to be there.
 */
export async function addFiles(
  dataDir: string,
  { add, digests }: { add: AddEntry; digests: Digests },
): Promise<Added> {
  const folder = filesFolder(dataDir);
  const missing = new Set(digests.keys());
  let count = 0;
  if (existsSync(folder)) {
    for await (const file of filesIn(folder)) {
      const digest = await addFile({ folder, file }, add);
      if (digest === null) continue;
      count += 1;
      const id = path.basename(file);
      if (digests.get(id) === digest) missing.delete(id);
    }
  }
  return { count, damaged: [...missing] };
}

/** Adds a file; resolves to its SHA-256, or to null where it is gone. */
async function addFile(
  { folder, file }: { folder: string; file: string },
  add: AddEntry,
): Promise<string | null> {
  const handle = await open(file).catch((error) => {
    if (isAbsent(error)) return null;
    throw error;
  });
  if (!handle) return null;
  try {
    const { size } = await handle.stat();
    const name = FILES + path.relative(folder, file).split(path.sep).join('/');
    const content = size === 0 ? [] : handle.createReadStream({ autoClose: false, start: 0, end: size - 1 });
    const hash = createHash('sha256');
    const seen = async function* () {
      for await (const piece of content) {
        hash.update(piece);
        yield piece;
      }
    };
    await add({ name, size }, seen());
    return hash.digest('hex');
  } finally {
    await handle.close();
  }
}

/** Regular files below a folder that are whole, in order of their names; nothing else belongs there. */
async function* filesIn(folder: string): AsyncGenerator<string, void> {
  const entries: Dirent[] = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(place);
    else if (entry.isFile() && !entry.name.endsWith(PARTIAL)) yield place;
  }
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
