import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { workFolder } from './files-folder.ts';

/** Milliseconds after which a picture in the work folder is of no upload any more, and a folder of nothing that is printed. */
const ABANDONED = { file: 60 * 60_000, folder: 4 * 60 * 60_000 };

/** Removes what a process has left in the work folder that was killed. What cannot be removed is left for the next time: nobody's upload fails for it. */
export async function clearWorkFolder(dataDir: string): Promise<void> {
  const folder = workFolder(dataDir);
  for (const name of await readdir(folder).catch(() => [])) {
    const place = path.join(folder, name);
    const found = await stat(place).catch(() => null);
    if (!found) continue;
    const most = found.isDirectory() ? ABANDONED.folder : ABANDONED.file;
    if (Date.now() - found.mtimeMs > most) await rm(place, { recursive: true, force: true }).catch(() => {});
  }
}
