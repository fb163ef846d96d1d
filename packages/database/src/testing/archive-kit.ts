import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type Header, pack } from 'tar-stream';
import { withArchive } from '../backup/archive-reader.ts';
import { writeArchive } from '../backup/archive-writer.ts';
import { SEAL, type Seal } from '../backup/format.ts';

/** An entry of an archive, whole. */
export interface TestEntry {
  name: string;
  content: Buffer;
  type?: Header['type'];
}

/** All entries of an archive, the seal too. */
export async function entriesOf(file: string): Promise<TestEntry[]> {
  return withArchive({ file }, async (archive) => {
    const entries: TestEntry[] = [];
    for (await archive.next(); archive.entry; await archive.next()) {
      const { name } = archive.entry;
      entries.push({ name, content: await archive.bytes(1e9) });
    }
    return entries;
  });
}

/** Writes entries as they are, the seal among them or not. */
export async function writeEntries(file: string, entries: readonly TestEntry[]): Promise<void> {
  const tar = pack();
  for (const { name, content, type } of entries) {
    if (type === 'symlink') tar.entry({ name, type, linkname: '/etc/passwd' });
    else tar.entry({ name }, content);
  }
  tar.finalize();
  await pipeline(tar, createGzip(), createWriteStream(file));
}

/** Writes entries under a seal that fits them, as somebody would who knows the format. */
export async function writeSealed(file: string, entries: readonly TestEntry[]): Promise<void> {
  const old: Seal = JSON.parse(String(entries.find(({ name }) => name === SEAL)?.content));
  await writeArchive({ file, signal: new AbortController().signal }, async (add) => {
    for (const { name, content } of entries) {
      if (name !== SEAL) await add({ name, size: content.length }, [content]);
    }
    return { rows: old.rows, files: entries.filter(({ name }) => name.startsWith('files/')).length };
  });
}
