import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { isId } from '@plenum/domain/ids';
import { isKey, KEY_FILES, type KeyFile } from '../access/secrets.ts';
import { filesFolder } from '../files/files-folder.ts';
import { placeOf } from '../files/folder-store.ts';
import type { ArchiveReader } from './archive-reader.ts';
import { damaged } from './file-errors.ts';
import { FILES, KEYS } from './format.ts';
import type { ClaimedPlace } from './restore-place.ts';

/** Bytes that the entry of a key may have. */
const MOST_KEY_BYTES = 1_000;

/** What belongs into the data folder, until all of the backup has been checked. */
export interface StagedData {
  keys: KeyFile[];
  files: number;
}

/** Reads the entries of keys that come next. */
export async function readKeys(archive: ArchiveReader): Promise<KeyFile[]> {
  const keys: KeyFile[] = [];
  while (archive.entry?.name.startsWith(KEYS)) {
    const entry = archive.entry.name.slice(KEYS.length);
    const name = KEY_FILES.find((known) => known === entry);
    const content = (await archive.bytes(MOST_KEY_BYTES)).toString();
    if (!name || !isKey(content)) throw damaged(archive.file);
    keys.push({ name, content });
    await archive.next();
  }
  return keys;
}

/** Writes the entries of files that come next, beside the place where they belong in a data folder; elsewhere to that place. */
export async function stageFiles(
  archive: ArchiveReader,
  { dataDir, place }: { dataDir: string; place: ClaimedPlace | null },
): Promise<number> {
  await unstage(dataDir);
  if (place) return storeFiles(archive, place);
  let files = 0;
  for (; archive.entry?.name.startsWith(FILES); files += 1) {
    const inside = archive.entry.name.slice(FILES.length).split('/');
    if (!inside.every(isPlainName)) throw damaged(archive.file);
    const file = path.join(stagingFolder(dataDir), ...inside);
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    await write(file, archive.content());
    await archive.next();
  }
  return files;
}

async function storeFiles(archive: ArchiveReader, place: ClaimedPlace): Promise<number> {
  let files = 0;
  for (; archive.entry?.name.startsWith(FILES); files += 1) {
    const { name } = archive.entry;
    const id = name.slice(name.lastIndexOf('/') + 1);
    // What else lay in a folder of files is none of ours, and has no place here.
    if (isId(id) && name === FILES + placeOf(id)) await place.write(id, archive.content());
    await archive.next();
  }
  return files;
}

/** Removes what was staged and not put in place. */
export async function unstage(dataDir: string): Promise<void> {
  await rm(stagingFolder(dataDir), { recursive: true, force: true });
}

/**
 * Puts what was staged where it belongs. What is there already and differs is kept beside it under another name.
 * @returns the paths of what was kept.
 */
export async function putInPlace(dataDir: string, { keys, files }: StagedData): Promise<string[]> {
  const kept: string[] = [];
  // No colons, which not every file system takes.
  const suffix = `before-restore-${new Date().toISOString().replaceAll(':', '')}`;
  const put = async (draft: string, target: string) => {
    if (existsSync(target)) {
      await rename(target, `${target}.${suffix}`);
      kept.push(`${target}.${suffix}`);
    }
    await rename(draft, target);
  };
  for (const { name, content } of keys) {
    const target = path.join(dataDir, name);
    if (existsSync(target) && (await readFile(target, 'utf8')).trim() === content) continue;
    const draft = `${target}.restoring`;
    await rm(draft, { force: true });
    await write(draft, [Buffer.from(content)]);
    await put(draft, target);
  }
  if (files > 0) await put(stagingFolder(dataDir), filesFolder(dataDir));
  return kept;
}

function stagingFolder(dataDir: string): string {
  return `${filesFolder(dataDir)}.restoring`;
}

/** Whether a part of a path leads nowhere but into its folder. */
function isPlainName(part: string): boolean {
  return part !== '' && part !== '.' && part !== '..' && !/[\\\0]/.test(part);
}

/** For its owner alone, and on the disk when it resolves. */
async function write(file: string, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    for await (const chunk of chunks) await handle.appendFile(chunk);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
