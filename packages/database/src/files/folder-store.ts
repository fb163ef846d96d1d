import { createReadStream, type Dirent } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '@plenum/domain/errors';
import { type FileId, isId } from '@plenum/domain/ids';
import type { ByteRange, FileStore } from './file-store.ts';

/** What the name of a file ends with that is still being written; backups leave those out. */
export const PARTIAL = '.partial';

/** What the system says of a disk or a quota that is used up. */
const FULL = new Set(['ENOSPC', 'EDQUOT']);

/**
 * Files in a folder, which is made when it is first needed, each below one of 256 folders by the end of its id. Several nodes may have
 * the same one over a network.
 */
export function folderStore(folder: string): FileStore {
  const placeOf = (id: FileId): string => placeInFolder(folder, id);
  return {
    async write(id, content) {
      const place = placeOf(id);
      try {
        await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
        await writeDown(place, content);
        await syncFolder(path.dirname(place));
      } catch (error) {
        throw explained(error);
      }
    },
    async sizeOf(id) {
      return (await unlessAbsent(stat(placeOf(id))))?.size ?? null;
    },
    read: (id, range) => piecesOf(placeOf(id), range),
    async remove(id) {
      const place = placeOf(id);
      for (const file of [place, place + PARTIAL]) await rm(file, { force: true });
    },
    list: () => filesIn(folder),
    drafts: () => draftsIn(folder),
  };
}

/** Where such a folder has a file, be it there or not. */
export function placeInFolder(folder: string, id: FileId): string {
  if (!isId(id)) throw new Error('A file has an id as its name.');
  return path.join(folder, id.slice(-2), id);
}

/** Gives a file its name once it is on the disk, for its owner alone; where that fails, nothing is left. */
async function writeDown(place: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  const draft = place + PARTIAL;
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
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function explained(error: unknown): unknown {
  if (!FULL.has(codeOf(error))) return error;
  return new AppError(
    'unavailable',
    'There is no room left for files here. Tell whoever runs this Plenum, and try again later.',
    { cause: error },
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
