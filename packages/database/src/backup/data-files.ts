import { type Dirent, existsSync } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import path from 'node:path';
import { filesFolder } from '../files/files-folder.ts';
import { PARTIAL } from '../files/folder-store.ts';
import type { AddEntry } from './archive-writer.ts';
import { FILES } from './format.ts';

/**
 * Adds the files of a data folder to an archive; there may be none. One that is removed meanwhile is passed over.
 * @returns their number.
 */
export async function addFiles(dataDir: string, add: AddEntry): Promise<number> {
  const folder = filesFolder(dataDir);
  if (!existsSync(folder)) return 0;
  let count = 0;
  for await (const file of filesIn(folder)) {
    if (await addFile({ folder, file }, add)) count += 1;
  }
  return count;
}

async function addFile({ folder, file }: { folder: string; file: string }, add: AddEntry): Promise<boolean> {
  const handle = await open(file).catch((error) => {
    if (isAbsent(error)) return null;
    throw error;
  });
  if (!handle) return false;
  try {
    const { size } = await handle.stat();
    const name = FILES + path.relative(folder, file).split(path.sep).join('/');
    const content = size === 0 ? [] : handle.createReadStream({ autoClose: false, start: 0, end: size - 1 });
    await add({ name, size }, content);
    return true;
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
