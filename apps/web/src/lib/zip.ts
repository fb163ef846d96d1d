import { makeZip } from 'client-zip';
import { safeName } from '#lib/api/content-disposition.ts';

/** A file in an archive. */
export interface ZipEntry {
  /** With `/` between folders; made of names that {@link ZipNames} gives. */
  path: string;
  content: string | AsyncIterable<Uint8Array>;
  changedAt: Date;
}

/**
 * A ZIP archive (APPNOTE 6.3, names in UTF-8, Zip64 where it needs it) as a stream. An entry is asked for when the one before has been
 * read, so that no more than one is in memory, however slowly somebody reads.
 */
export function zip(entries: AsyncIterable<ZipEntry>): ReadableStream<Uint8Array> {
  const made = makeZip(files(entries)).getReader();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await made.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    // client-zip ends by throwing, which is no failure: somebody has gone away.
    cancel: (reason) => made.cancel(reason).catch(() => {}),
  });
}

async function* files(entries: AsyncIterable<ZipEntry>) {
  for await (const { path, content, changedAt } of entries) {
    yield { name: path, input: content, lastModified: changedAt };
  }
}

/** Characters of a name: with a folder and an ending it stays below what file systems take. */
const LONGEST = 80;

/** Names that Windows keeps for devices. */
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** The names that are taken in the folders of an archive. */
export class ZipNames {
  readonly #taken = new Set<string>();

  /** A name for a title that every file system takes, and that nothing else in the folder has, whatever its case. */
  take(title: string, folder = ''): string {
    const safe =
      [...safeName(title)]
        .slice(0, LONGEST)
        .join('')
        .replace(/[\s.]+$/, '') || 'untitled';
    const name = DEVICES.test(safe) ? `${safe}_` : safe;
    for (let n = 1; ; n += 1) {
      const numbered = n === 1 ? name : `${name} (${n})`;
      const key = `${folder}/${numbered}`.toLowerCase();
      if (this.#taken.has(key)) continue;
      this.#taken.add(key);
      return numbered;
    }
  }
}
