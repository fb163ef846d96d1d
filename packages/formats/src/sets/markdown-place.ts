import { baseName, folderName, withoutEnding } from './folder.ts';
import { mediumId } from './references.ts';

/** Finds pages and files of a folder of Markdown by what stands in links. */
export class MarkdownPlaces {
  readonly #keys: ReadonlySet<string>;
  readonly #media: ReadonlySet<string>;
  readonly #byName = new Map<string, string>();
  readonly #mediaByName = new Map<string, string>();

  constructor({ keys, media }: { keys: readonly string[]; media: readonly string[] }) {
    this.#keys = new Set(keys);
    this.#media = new Set(media);
    // Of several pages of one name the one that lies the least deep is meant, as in Obsidian.
    for (const key of byDepth(keys)) take(this.#byName, baseName(key).toLowerCase(), key);
    for (const key of byDepth(media)) take(this.#mediaByName, baseName(key).toLowerCase(), key);
  }

  /** The page that an address in a page leads to: its key, which may be one that is not there; null for what is no page. */
  pageOf(address: string, from: string): string | null {
    const path = joined(from, address);
    if (path === null) return null;
    if (/\.(?:md|markdown|csv)$/i.test(path)) return withoutEnding(path);
    return this.#keys.has(path) ? path : null;
  }

  /** The id of the file that an address in a page leads to; null for none. */
  fileOf(address: string, from: string): string | null {
    const path = joined(from, address);
    const found =
      path === null
        ? undefined
        : this.#media.has(path)
          ? path
          : this.#mediaByName.get(baseName(path).toLowerCase());
    return found === undefined ? null : mediumId(found);
  }

  /** Whether there is a page of a key. */
  has(key: string): boolean {
    return this.#keys.has(key);
  }

  /** The page of a name, as it stands between double brackets. */
  pageNamed(name: string, from: string): string {
    const path = withoutMd(name.trim()).replace(/^\/+/, '').normalize();
    if (path === '') return from;
    if (this.#keys.has(path)) return path;
    const beside = joined(from, encodeURI(path));
    if (beside !== null && this.#keys.has(beside)) return beside;
    return this.#byName.get(baseName(path).toLowerCase()) ?? path;
  }
}

function withoutMd(name: string): string {
  return name.replace(/\.(?:md|markdown)$/i, '');
}

function byDepth(keys: readonly string[]): string[] {
  const depth = (key: string): number => key.split('/').length;
  return [...keys].sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
}

function take(into: Map<string, string>, name: string, key: string): void {
  if (!into.has(name)) into.set(name, key);
}

/** A path from a page on; null for what is none, or leads out of the folder. */
function joined(from: string, address: string): string | null {
  if (address === '' || /^[a-z][a-z0-9+.-]*:/i.test(address) || address.startsWith('//')) return null;
  let path: string;
  try {
    path = decodeURIComponent(address.replace(/[?#].*$/s, '')).normalize();
  } catch {
    return null;
  }
  const parts = path.startsWith('/') ? [] : folderName(from).split('/').filter(Boolean);
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return null;
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** What a heading is called in links, in whatever way a program does that: letters and digits alone count. */
export function headingName(words: string): string {
  let text = words;
  try {
    text = decodeURIComponent(words);
  } catch {
    // A percent sign is one.
  }
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}
