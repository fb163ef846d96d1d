import type { Loss } from '../losses.ts';
import { Gathered } from '../reading/imported.ts';
import { decodeText } from '../text/decode-text.ts';
import { readCsv, tableOf } from './csv.ts';
import { baseName, type Folder, folderName, withoutEnding } from './folder.ts';
import { isRefusal, type MarkdownPage, readMarkdownPage } from './markdown-page.ts';
import { MarkdownPlaces } from './markdown-place.ts';
import { emptyPage, type PageSet, type SetKind, type SetMedium, type SetPage } from './page-set.ts';
import { type TreePlace, treeOf } from './page-tree.ts';
import { mediumId, pageHref } from './references.ts';
import { SetRecord } from './set-record.ts';

/** The kinds of sets that are folders of Markdown. */
export type MarkdownSetKind = Extract<SetKind, 'obsidian' | 'outline' | 'notion' | 'hedgedoc'>;

const PAGE = /\.(?:md|markdown)$/i;
const TABLE = /\.csv$/i;
/** What programs keep for themselves, and what systems put beside everything. */
const OWN = /(?:^|\/)(?:\.[^/]+|__MACOSX|Thumbs\.db|desktop\.ini)(?:\/|$)/;
/** What Notion puts behind each name. */
const NOTION_ID = / ([0-9a-f]{32})(?=_all$|$)/;
/** Pages that stand for the folder that they lie in. */
const INDEXES = ['index', 'README', 'readme', '_index', 'Home'];

/** A folder of Markdown as a set of pages: folders are branches, below the page beside them or in them that has their name. */
export function markdownSet(folder: Folder, kind: MarkdownSetKind): PageSet {
  return new MarkdownSet(folder, kind);
}

class MarkdownSet implements PageSet {
  readonly kind: MarkdownSetKind;
  readonly media: SetMedium[];
  readonly access = [];
  readonly #folder: Folder;
  /** Files of pages by their keys. */
  readonly #files = new Map<string, string>();
  readonly #tree: TreePlace[];
  readonly #places: MarkdownPlaces;
  readonly #record: SetRecord;

  constructor(folder: Folder, kind: MarkdownSetKind) {
    this.kind = kind;
    this.#folder = folder;
    const others: string[] = [...folder.refused];
    const media: string[] = [];
    const doubles: string[] = [];
    for (const name of folder.names) {
      const key = withoutEnding(name);
      if (OWN.test(name)) others.push(name);
      else if (!PAGE.test(name) && !(kind === 'notion' && TABLE.test(name))) media.push(name);
      else if (this.#files.has(key)) doubles.push(name);
      else this.#files.set(key, name);
    }
    // Of a table Notion writes what a view shows, and all of it.
    for (const key of [...this.#files.keys()]) {
      const part = key.endsWith('_all') ? key.slice(0, -4) : null;
      const name = part === null ? undefined : this.#files.get(part);
      if (part === null || !name || !TABLE.test(name)) continue;
      others.push(name);
      this.#files.set(part, this.#files.get(key) ?? name);
      this.#files.delete(key);
    }
    const keys = [...this.#files.keys()];
    this.#tree = treeOf(keys, {
      separator: '/',
      indexOf: (path, all) =>
        [path, ...INDEXES.map((name) => `${path}/${name}`), `${path}/${baseName(path)}`].find((key) =>
          all.has(key),
        ) ?? null,
      madeKey: (path) => `${path}/`,
    });
    this.#places = new MarkdownPlaces({ keys, media });
    this.media = media.map((name) => ({
      key: name,
      id: mediumId(name),
      name: baseName(name),
      read: () => folder.read(name) ?? new Uint8Array(),
    }));
    this.#record = new SetRecord({
      keys: this.#tree.map(({ key }) => key),
      media: new Map(media.map((name) => [mediumId(name), name])),
    });
    for (const place of others) this.#record.losses.add('otherFiles', { place });
    for (const place of doubles) this.#record.losses.add('doubleNames', { place });
  }

  get size(): number {
    return this.#tree.length;
  }

  async *pages(): AsyncGenerator<SetPage, void> {
    for (const place of this.#tree)
      yield place.isMade ? emptyPage(place, this.#titleOf(place.key)) : this.#page(place);
  }

  nameOf(key: string): string {
    return this.#titleOf(key);
  }

  losses(): Loss[] {
    return this.#record.list();
  }

  #page(place: TreePlace): SetPage {
    const empty = emptyPage(place, this.#titleOf(place.key));
    const read = this.#read(place.key);
    if (read === null) {
      this.#record.losses.add('refusedPages', { place: this.#files.get(place.key) ?? place.key });
      return empty;
    }
    const { title, titleBlock, ...page } = read;
    const noted = this.#record.note(place.key, read.content, titleBlock);
    return { ...empty, ...page, title: title ?? empty.title, ...noted };
  }

  #read(key: string): MarkdownPage | null {
    const name = this.#files.get(key) ?? '';
    try {
      const content = this.#folder.read(name);
      if (!content) return null;
      const text = decodeText(content)
        .replace(/^\uFEFF/, '')
        .replace(/\r\n?/g, '\n');
      return TABLE.test(name)
        ? this.#table(key, text)
        : readMarkdownPage(text, { key, places: this.#places });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return null;
    }
  }

  /** A database of Notion: its rows, whose names lead to the pages that they have. */
  #table(key: string, text: string): MarkdownPage {
    const rows = new Map<string, string>();
    for (const page of this.#files.keys()) if (folderName(page) === key) rows.set(this.#titleOf(page), page);
    const gathered = new Gathered();
    gathered.losses.add('tableViews', { place: this.#titleOf(key) });
    const href = (name: string): string | null => {
      const page = rows.get(name.trim());
      return page === undefined ? null : pageHref(page);
    };
    const { content, losses } = gathered.finish(null, [tableOf(readCsv(text), href)]);
    return { title: null, titleBlock: null, content, losses, icon: null, tags: [], properties: {} };
  }

  #titleOf(key: string): string {
    const path = key.replace(/\/$/, '');
    const name = baseName(path);
    const own = INDEXES.includes(name) && folderName(path) !== '' ? baseName(folderName(path)) : name;
    return (this.kind === 'notion' ? own.replace(NOTION_ID, '') : own).trim() || name;
  }
}
