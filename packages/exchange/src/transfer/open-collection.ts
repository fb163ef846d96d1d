import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  type Dirent,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { AppError } from '@plenum/domain/errors';
import { type Folder, folderOfZip } from '@plenum/formats/sets/folder';

/** Files of a folder, and bytes of one of them and of all that are read. */
const MOST = { files: 60_000, bytes: 64 * 2 ** 20, together: 4 * 2 ** 30 };

/** A collection of pages on this machine's disk. */
export interface Collection {
  folder: Folder;
  /** The same for the same content. */
  digest: Uint8Array;
  close(): void;
}

/**
 * Opens a ZIP, of which only parts are ever in memory, or a folder.
 * @throws AppError `not_found` where there is none, `invalid_input` and `too_large` as a ZIP.
 */
export async function openCollection(file: string): Promise<Collection> {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) throw new AppError('not_found', `${file} cannot be read.`);
  return found.isDirectory() ? openFolder(file) : openZip(file);
}

async function openZip(file: string): Promise<Collection> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file)) hash.update(piece);
  const handle = openSync(file, 'r');
  const slice = (start: number, end: number): Buffer => {
    const bytes = Buffer.alloc(Math.max(0, end - start));
    return bytes.subarray(0, readSync(handle, bytes, 0, bytes.length, start));
  };
  const close = () => closeSync(handle);
  try {
    const folder = folderOfZip({ length: fstatSync(handle).size, slice });
    return { folder, digest: hash.digest(), close };
  } catch (error) {
    close();
    throw error;
  }
}

function openFolder(root: string): Collection {
  const sizes = new Map<string, number>();
  const refused: string[] = [];
  const hash = createHash('sha256');
  const look = (within: string): void => {
    for (const entry of inOrder(path.join(root, within))) {
      const name = within === '' ? entry.name : `${within}/${entry.name}`;
      if (entry.isDirectory()) look(name);
      else if (entry.isFile()) {
        const { size, mtimeMs } = statSync(path.join(root, name));
        sizes.set(name, size);
        hash.update(JSON.stringify([name, size, mtimeMs]));
      } else refused.push(name);
      if (sizes.size > MOST.files) throw tooLarge();
    }
  };
  look('');
  const names = [...sizes.keys()].sort();
  let left = MOST.together;
  const read = (name: string): Uint8Array | null => {
    const size = sizes.get(name);
    if (size === undefined) return null;
    left -= size;
    if (size > MOST.bytes || left < 0) throw tooLarge();
    return new Uint8Array(readFileSync(path.join(root, name)));
  };
  return { folder: { names, refused, read }, digest: hash.digest(), close: () => {} };
}

/** What a folder has, in the same order whenever it is read. */
function inOrder(folder: string): Dirent[] {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function tooLarge(): AppError {
  return new AppError(
    'too_large',
    'This folder has more in it than can be imported at once. Import its parts.',
  );
}
