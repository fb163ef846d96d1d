import { gunzipSync } from 'node:zlib';
import { AppError } from '@plenum/domain/errors';
import { readInterwiki } from '../dokuwiki/interwiki.ts';
import { jsonFromDokuwiki } from '../dokuwiki/json-from-dokuwiki.ts';
import { nameIn } from '../dokuwiki/page-ids.ts';
import type { WikiPlace } from '../dokuwiki/wiki-place.ts';
import type { Loss } from '../losses.ts';
import { decodeText } from '../text/decode-text.ts';
import { type AccessRule, readAccessRules, ruleWords } from './access-rules.ts';
import type { Folder } from './folder.ts';
import {
  EMPTY,
  emptyPage,
  type PageRevision,
  type PageSet,
  type SetMedium,
  type SetPage,
} from './page-set.ts';
import { type TreePlace, treeOf } from './page-tree.ts';
import { mediumId, pageHref, sectionBlock, shownHref } from './references.ts';
import { SetRecord } from './set-record.ts';
import { readChanges, type WikiChange } from './wiki-changes.ts';
import { findWikiFiles, settingIn, type WikiFiles } from './wiki-files.ts';

/** Bytes of an old version of a page. */
const MOST_REVISION_BYTES = 4 * 2 ** 20;
/** Letters and the signs of an expression of which each text is tried in a moment. */
const PLAIN_PATTERN = /^[\w:^$|()\\ -]{1,200}$/;

/**
 * The data folder of a DokuWiki as a set of pages: namespaces are branches, below their start page, with media, old versions and their authors.
 * @param root where the data begin, see `wikiRoot`.
 */
export function dokuwikiSet(folder: Folder, root: string): PageSet {
  return new DokuwikiSet(folder, findWikiFiles(folder, root));
}

class DokuwikiSet implements PageSet {
  readonly kind = 'dokuwiki';
  readonly media: SetMedium[];
  readonly access: AccessRule[];
  readonly #folder: Folder;
  readonly #files: WikiFiles;
  readonly #places: TreePlace[];
  readonly #keys: ReadonlySet<string>;
  readonly #record: SetRecord;
  readonly #interwiki: ReadonlyMap<string, string>;
  readonly #language: string;
  readonly #start: string;
  readonly #made: ReadonlySet<string>;

  constructor(folder: Folder, files: WikiFiles) {
    this.#folder = folder;
    this.#files = files;
    this.#interwiki = readInterwiki(this.#conf('interwiki.conf') + this.#conf('interwiki.local.conf'));
    this.#language = settingIn(folder, files, 'lang') ?? 'en';
    this.#start = settingIn(folder, files, 'start') ?? 'start';
    const filled = [...files.pages].filter(([, name]) => !this.#isEmpty(name)).map(([id]) => id);
    this.#places = wikiTree(filled, this.#start);
    this.#made = new Set(this.#places.flatMap(({ key, isMade }) => (isMade ? [key] : [])));
    this.#keys = new Set(filled);
    this.media = [...files.media].map(([key, name]) => ({
      key,
      id: mediumId(key),
      name: nameIn(key),
      read: () => folder.read(name) ?? new Uint8Array(),
    }));
    this.#record = new SetRecord({
      keys: this.#places.map(({ key }) => key),
      media: new Map(this.media.map(({ id, key }) => [id, key])),
    });
    this.access = readAccessRules(this.#conf('acl.auth.php'));
    this.#addLosses();
  }

  get size(): number {
    return this.#places.length;
  }

  async *pages(): AsyncGenerator<SetPage, void> {
    for (const place of this.#places)
      yield place.isMade ? emptyPage(place, titleFrom(place.key)) : this.#page(place);
  }

  nameOf(key: string): string {
    return titleFrom(key);
  }

  losses(): Loss[] {
    return this.#record.list();
  }

  #page({ key, parent }: TreePlace): SetPage {
    const changes = this.#changes(key);
    const current = changes.at(-1) ?? null;
    const revisions = this.#revisions(key, changes);
    const read = this.#read(key, this.#content(this.#files.pages.get(key)));
    const { title, content } = read ?? { title: null, content: EMPTY };
    const titleBlock = read?.sections[0] === undefined ? null : sectionBlock(key, read.sections[0]);
    return {
      ...emptyPage({ key, parent, isMade: false }, title ?? titleFrom(key)),
      content,
      change: current && { at: current.at, author: current.author, summary: current.summary },
      revisions,
      ...this.#record.note(key, content, titleBlock),
      losses: read?.losses ?? [],
    };
  }

  /** Null for a page that cannot be read, which is told. */
  #read(key: string, content: Uint8Array | null) {
    if (content) {
      try {
        return jsonFromDokuwiki(content, this.#place(key));
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
      }
    }
    this.#record.losses.add('refusedPages', { place: key });
    return null;
  }

  #place(page: string): WikiPlace {
    return {
      page,
      pageHref: (id, section) => {
        const key = this.#target(id, page);
        return pageHref(key, section === null ? null : sectionBlock(key, section));
      },
      shownHref: (id, section) => {
        const key = this.#target(id, page);
        if (!this.#files.pages.has(key)) return null;
        return shownHref(key, section === null ? null : sectionBlock(key, section));
      },
      fileOf: (id) => (this.#files.media.has(id) ? mediumId(id) : null),
      blockOf: (section) => sectionBlock(page, section),
      interwiki: this.#interwiki,
      language: this.#language,
    };
  }

  /** A namespace is its start page. */
  #target(id: string, from: string): string {
    if (id === '') return from;
    if (!id.endsWith(':')) return id;
    const namespace = id.slice(0, -1);
    const [first = '', ...names] = startPages(namespace, this.#start);
    return [first, ...names].find((key) => this.#keys.has(key)) ?? (this.#made.has(id) ? id : first);
  }

  #changes(key: string): WikiChange[] {
    const content = this.#content(this.#files.changes.get(key));
    return content ? readChanges(decodeText(content)) : [];
  }

  #revisions(key: string, changes: readonly WikiChange[]): PageRevision[] {
    const byTime = new Map(changes.map((change) => [change.time, change]));
    const newest = changes.at(-1)?.time;
    const files = (this.#files.attic.get(key) ?? []).filter(({ time }) => time !== newest);
    const kept = new Set(files.map(({ time }) => time));
    for (const change of changes) {
      if (change.time !== newest && !kept.has(change.time))
        this.#record.losses.add('lostRevisions', { place: `${key}, ${change.at?.toISOString() ?? ''}` });
    }
    return files.map(({ time, name }) => ({
      key: `${key}@${time}`,
      at: new Date(time * 1000),
      author: byTime.get(time)?.author ?? null,
      summary: byTime.get(time)?.summary ?? '',
      read: () => this.#readRevision(key, name),
    }));
  }

  #readRevision(key: string, name: string): SetPage['content'] | null {
    try {
      const packed = this.#content(name);
      if (packed && !name.endsWith('.bz2')) {
        const content = name.endsWith('.gz')
          ? gunzipSync(packed, { maxOutputLength: MOST_REVISION_BYTES })
          : packed;
        return jsonFromDokuwiki(content, this.#place(key)).content;
      }
    } catch {
      // It is damaged or too large.
    }
    this.#record.losses.add('lostRevisions', { place: name });
    return null;
  }

  #content(name: string | undefined): Uint8Array | null {
    return name === undefined ? null : this.#folder.read(name);
  }

  #conf(name: string): string {
    const content = this.#content(this.#files.conf.get(name));
    return content ? `${decodeText(content)}\n` : '';
  }

  #isEmpty(name: string): boolean {
    const content = this.#content(name);
    return !content || (content.length < 4096 && decodeText(content).trim() === '');
  }

  #addLosses(): void {
    const { losses } = this.#record;
    const { pages, attic, changes, conf, others, doubles } = this.#files;
    for (const rule of this.access) losses.add('accessRules', { place: ruleWords(rule) });
    for (const line of this.#conf('users.auth.php').split('\n').slice(0, 50_000)) {
      const login = /^([^\s#:<]{1,200}):[^:]*:/.exec(line)?.[1];
      if (login) losses.add('accounts', { place: login });
    }
    for (const id of pages.keys()) if (!this.#keys.has(id)) losses.add('emptyPages', { place: id });
    for (const id of new Set([...attic.keys(), ...changes.keys()]))
      if (!pages.has(id)) losses.add('deletedPages', { place: id });
    for (const name of doubles) losses.add('doubleNames', { place: name });
    this.#addHidden();
    const read = ['acl.auth.php', 'users.auth.php', 'interwiki.conf', 'interwiki.local.conf'];
    for (const [name, path] of conf) if (!read.includes(name)) losses.add('otherFiles', { place: path });
    for (const [group, count] of others)
      losses.add('otherFiles', { place: count === 1 ? group : `${group} (${count})`, count });
    for (const name of this.#folder.refused) losses.add('otherFiles', { place: name });
  }

  #addHidden(): void {
    const { losses } = this.#record;
    const pattern = settingIn(this.#folder, this.#files, 'hidepages');
    if (!pattern) return;
    try {
      const expression = PLAIN_PATTERN.test(pattern)
        ? new RegExp(pattern.replace(/ /g, '\\x20'), 'iu')
        : null;
      if (expression === null) losses.add('hiddenPages', { place: pattern });
      else
        for (const id of this.#keys) if (expression.test(`:${id}`)) losses.add('hiddenPages', { place: id });
    } catch {
      losses.add('hiddenPages', { place: pattern });
    }
  }
}

/** What may be the page of a namespace, the first that there is. */
function startPages(namespace: string, start: string): string[] {
  if (namespace === '') return [start];
  return [`${namespace}:${start}`, `${namespace}:${nameIn(namespace)}`, namespace];
}

function wikiTree(ids: readonly string[], start: string): TreePlace[] {
  return treeOf(ids, {
    separator: ':',
    indexOf: (folder, keys) => startPages(folder, start).find((key) => keys.has(key)) ?? null,
    madeKey: (folder) => `${folder}:`,
  });
}

/** What a page is called that says no title itself. */
function titleFrom(key: string): string {
  const name = nameIn(key.replace(/:$/, ''));
  const parent = nameIn(key.slice(0, -name.length - 1));
  return (name === 'start' && parent !== '' ? parent : name).replaceAll('_', ' ');
}
