import { randomUUID } from 'node:crypto';
import { createReadStream, type Dirent } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { type FileId, isId } from '@plenum/domain/ids';
import {
  type ByteRange,
  type FileStore,
  isAbsence,
  isDerived,
  noRoom,
  type StoredName,
} from './file-store.ts';

/** What the name of a file ends with that is still being written; backups leave those out. */
export const PARTIAL = '.partial';

/** What the system says of a disk or a quota that is used up. */
const FULL = new Set(['ENOSPC', 'EDQUOT']);

/** Where a file is below the folder of all, the same wherever they are. @throws Error for what is no name of one. */
export function placeOf(name: StoredName): string {
  if (!isId(name) && !isDerived(name)) throw new Error('A file has an id as its name.');
  const [id = ''] = name.split('.');
  return `${id.slice(-2)}/${name}`;
}

/** Files in a folder of this machine or of a network. */
export interface FolderStore extends FileStore {
  /** Files that are being written, or whose writing was broken off; nothing of what lies beside them. */
  drafts(): AsyncIterable<FileId>;
}

/**
 * Files in a folder, which is made when it is first needed, each below one of 256 folders by the end of its id. Several nodes may have
 * the same one over a network.
 */
export function folderStore(folder: string): FolderStore {
  const fileOf = (name: StoredName): string => placeInFolder(folder, name);
  return {
    async write(name, content) {
      const place = fileOf(name);
      // What is derived may be made twice at once, and what a killed process has left of it is in nobody's way.
      const draft = place + (isDerived(name) ? `.${randomUUID()}` : '') + PARTIAL;
      try {
        await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
        await writeDown(place, { draft, content });
        await syncFolder(path.dirname(place));
      } catch (error) {
        throw explained(error);
      }
    },
    async sizeOf(name) {
      return (await unlessAbsent(stat(fileOf(name))))?.size ?? null;
    },
    read: (name, range) => piecesOf(fileOf(name), range),
    async remove(id) {
      const place = fileOf(id);
      await rm(place, { force: true });
      for (const beside of (await unlessAbsent(readdir(path.dirname(place)))) ?? []) {
        if (beside.startsWith(`${id}.`)) await rm(path.join(path.dirname(place), beside), { force: true });
      }
    },
    list: () => filesIn(folder),
    // Whether the data folder can be written is seen where it is taken.
    check: async () => {},
    drafts: () => draftsIn(folder),
  };
}

/** Where such a folder has a file, be it there or not. */
export function placeInFolder(folder: string, name: StoredName): string {
  return path.join(folder, placeOf(name));
}

/** Gives a file its name once it is on the disk, for its owner alone; where that fails, nothing is left. */
async function writeDown(
  place: string,
  { draft, content }: { draft: string; content: AsyncIterable<Uint8Array> },
): Promise<void> {
  const handle = await open(draft, 'wx', 0o600);
  try {
    for await (const piece of content) await handle.appendFile(piece);
    await handle.sync();
    await rename(draft, place);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}

/** Sees to it that a file's name is on the disk, too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}

async function* piecesOf(file: string, range: ByteRange | undefined): AsyncGenerator<Uint8Array, void> {
  const stream = createReadStream(file, range && { start: range.first, end: range.last });
  try {
    for await (const piece of stream) yield piece;
  } finally {
    stream.destroy();
  }
}

async function* filesIn(folder: string): AsyncGenerator<{ id: FileId; size: number }, void> {
  for await (const file of placesIn(folder)) {
    const id = path.basename(file);
    const found = isId(id) ? await unlessAbsent(stat(file)) : null;
    if (found?.isFile()) yield { id, size: found.size };
  }
}

async function* draftsIn(folder: string): AsyncGenerator<FileId, void> {
  for await (const file of placesIn(folder)) {
    const id = path.basename(file, PARTIAL);
    if (file.endsWith(PARTIAL) && isId(id)) yield id;
  }
}

async function* placesIn(folder: string): AsyncGenerator<string, void> {
  const inside = async (place: string): Promise<Dirent[]> =>
    (await unlessAbsent(readdir(place, { withFileTypes: true }))) ?? [];
  for (const part of await inside(folder)) {
    if (!part.isDirectory()) continue;
    for (const { name } of await inside(path.join(folder, part.name)))
      yield path.join(folder, part.name, name);
  }
}

async function unlessAbsent<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (isAbsence(error)) return null;
    throw error;
  }
}

function explained(error: unknown): unknown {
  return FULL.has(codeOf(error)) ? noRoom(error) : error;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
