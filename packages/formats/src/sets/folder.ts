import { AppError } from '@plenum/domain/errors';
import { type ByteSource, ZipReader } from '../zip/read-zip.ts';

/** Files by their paths, wherever they lie. */
export interface Folder {
  /** Paths with slashes, in the order of their letters. */
  readonly names: readonly string[];
  /** What is in it and not taken: links, and names that lead out of it. */
  readonly refused: readonly string[];
  /**
   * A file's content; null where there is none.
   * @throws AppError `too_large` beyond the limits, `invalid_input` for a damaged one.
   */
  read(name: string): Uint8Array | null;
}

/** What an archive of a whole wiki may have: files, and bytes of one and of all that are read. */
const LIMITS = { entries: 60_000, entryBytes: 64 * 2 ** 20, totalBytes: 4 * 2 ** 30 };
const LONGEST_NAME = 1000;
const MOST_PARTS = 60;
const MOST_INNER = 50;

/** The files of an archive. Nothing of it is written anywhere; a name that would lead out of it is none. */
export function folderOfZip(source: Uint8Array | ByteSource, limits: Partial<typeof LIMITS> = {}): Folder {
  const zip = new ZipReader(source, { ...LIMITS, ...limits });
  const paths = new Map<string, string>();
  const refused: string[] = [];
  for (const name of zip.names) {
    const path = safePath(name);
    if (path === null || zip.isLink(name) || paths.has(path)) refused.push(name);
    else paths.set(path, name);
  }
  return {
    names: [...paths.keys()].sort(),
    refused,
    read: (path) => {
      const name = paths.get(path);
      return name === undefined ? null : zip.read(name);
    },
  };
}

/** A path within a folder; null for one that leads out of it, or that nobody could write down. */
export function safePath(name: string): string | null {
  const path = name.replaceAll('\\', '/').normalize();
  const parts = path.split('/');
  if (path.length > LONGEST_NAME || parts.length > MOST_PARTS || /\p{Cc}|\p{Cs}|^[a-z]:/iu.test(path))
    return null;
  return parts.some((part) => part === '' || part === '.' || part === '..') ? null : path;
}

/** The folder in a folder; empty for all of it. */
export function within(folder: Folder, prefix: string): Folder {
  return {
    names: folder.names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length)),
    refused: folder.refused,
    read: (name) => folder.read(`${prefix}${name}`),
  };
}

/** A folder in which archives that lie in it are unfolded, one level of them: some programs part what they export. */
export function unfolded(folder: Folder): Folder {
  const inner = folder.names.filter((name) => /\.zip$/i.test(name)).slice(0, MOST_INNER);
  if (inner.length === 0) return folder;
  const read = new Map<string, () => Uint8Array | null>();
  const refused = [...folder.refused];
  for (const name of folder.names) if (!inner.includes(name)) read.set(name, () => folder.read(name));
  for (const name of inner) {
    const content = folder.read(name);
    const opened = content && openInner(content);
    if (!opened) {
      refused.push(name);
      continue;
    }
    refused.push(...opened.refused);
    for (const path of opened.names) {
      if (read.has(path)) refused.push(`${name}/${path}`);
      else read.set(path, () => opened.read(path));
    }
  }
  return { names: [...read.keys()].sort(), refused, read: (name) => read.get(name)?.() ?? null };
}

function openInner(content: Uint8Array): Folder | null {
  try {
    return folderOfZip(content, { totalBytes: 2 ** 30 });
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid_input') return null;
    throw error;
  }
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The folder that a path lies in, without a slash at its end; empty at the top. */
export function folderName(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** A path without the ending of its name. */
export function withoutEnding(path: string): string {
  return path.replace(/\.[A-Za-z0-9]{1,10}$/, '');
}

/** The folder that everything lies in, with a slash at its end; empty where there is none. */
export function commonFolder(names: readonly string[]): string {
  const [first = ''] = names;
  let prefix = first.slice(0, first.lastIndexOf('/') + 1);
  for (const name of names) {
    while (!name.startsWith(prefix)) prefix = prefix.slice(0, prefix.slice(0, -1).lastIndexOf('/') + 1);
  }
  return prefix;
}
