import {
  ARCHIVE_VERSION,
  type ArchiveDetails,
  type ArchiveFile,
  type ArchiveManifest,
  type ArchivePage,
  type ArchivePerson,
} from '@plenum/domain/documents/archive';
import { markdownFromJson } from '@plenum/editor/markdown/markdown-from-json';
import { linkTarget } from '@plenum/editor/projection/link-target';
import type { MarkJson, NodeJson } from '@plenum/editor/schema/json';
import { linksAsText } from '../../writing/links-as-text.ts';
import { ZipStream } from '../../zip/zip-stream.ts';
import { FileNames } from '../file-names.ts';
import { folderName } from '../folder.ts';
import { type ArchiveRow, writeRows } from './log-rows.ts';

const PART_BYTES = 8 * 2 ** 20;

/** A page that goes into an archive: what the manifest says of it but for where its parts lie, and the parts. */
export interface PageToArchive extends Omit<ArchivePage, 'path' | 'log' | 'rows' | 'lastSeq' | 'details'> {
  /** Its text, written as Markdown for those who read the archive without us. */
  content: NodeJson;
  /** All rows of its log, by which it is made again, in their order. */
  rows: AsyncIterable<ArchiveRow> | Iterable<ArchiveRow>;
  details: ArchiveDetails;
}

/** A file that goes into an archive. */
export interface FileToArchive extends Omit<ArchiveFile, 'path'> {
  content: AsyncIterable<Uint8Array>;
}

/** Where a page lies in the tree, known for all before any is written. */
export type PagePlace = Pick<ArchivePage, 'id' | 'parent' | 'title'>;

/** What goes into an archive. Pages and files are asked for one by one, once. */
export interface ArchiveSource {
  title: string;
  /** The address of this instance. */
  origin: string;
  now: Date;
  people: readonly ArchivePerson[];
  /** All pages, each after the one that it lies below, and beside each other in their order. */
  places: readonly PagePlace[];
  /** All files, so that pages can lead to them. */
  files: readonly Pick<ArchiveFile, 'id' | 'name'>[];
  page(id: string): Promise<PageToArchive>;
  /** Null for one that is gone meanwhile. */
  file(id: string): Promise<FileToArchive | null>;
  /** Told after each part, so that somebody can be told how far it is. */
  onPart?(done: { parts: number; of: number }): void;
}

/**
 * A branch or workspace as an archive, in pieces: Markdown in folders by the tree, attachments, the rows of each log, and `plenum.json` at its end.
 * @throws AppError `too_large` beyond what a ZIP can count.
 */
export async function* writeArchive(source: ArchiveSource): AsyncGenerator<Uint8Array, void> {
  const zip = new ZipStream();
  const names = new FileNames('files/');
  const paths = pathsOf(source.places);
  const files = new Map(source.files.map(({ id, name }) => [id, names.take(`${id}/`, name, '')]));
  const of = source.places.length + files.size;
  const manifest: ArchiveManifest = {
    format: 'plenum',
    version: ARCHIVE_VERSION,
    exportedAt: source.now.toISOString(),
    origin: source.origin,
    title: source.title,
    people: [...source.people],
    pages: [],
    files: [],
  };
  for (const { id } of source.places) {
    const { content, rows, details, ...page } = await source.page(id);
    const path = paths.get(id) ?? '';
    const entry: ArchivePage = { ...page, path, log: [], rows: 0, lastSeq: 0, details: `details/${id}.json` };
    yield* zip.file(path, markdownOf(content, { path, paths, files, origin: source.origin }));
    for await (const part of partsOf(rows, entry)) {
      const name = `log/${id}.${entry.log.length}.rows`;
      entry.log.push(name);
      yield* zip.file(name, part);
    }
    yield* zip.file(entry.details, JSON.stringify(details));
    manifest.pages.push(entry);
    source.onPart?.({ parts: manifest.pages.length, of });
  }
  for (const [id, path] of files) {
    const file = await source.file(id);
    if (file) {
      const { content, ...entry } = file;
      yield* zip.stream(path, content);
      manifest.files.push({ ...entry, path });
    }
    source.onPart?.({ parts: source.places.length + manifest.files.length, of });
  }
  yield* zip.file('plenum.json', JSON.stringify(manifest, null, 1));
  yield zip.finish();
}

/** Files of a log, none larger than it is good to have in memory. */
async function* partsOf(rows: PageToArchive['rows'], entry: ArchivePage): AsyncGenerator<Uint8Array, void> {
  let part: ArchiveRow[] = [];
  let bytes = 0;
  for await (const row of rows) {
    part.push(row);
    bytes += row.data.length;
    entry.rows += 1;
    entry.lastSeq = row.seq;
    if (bytes < PART_BYTES) continue;
    yield writeRows(part);
    part = [];
    bytes = 0;
  }
  if (part.length > 0) yield writeRows(part);
}

/** Where each page lies: `pages/Title.md`, and what is below it in `pages/Title/`. */
function pathsOf(places: readonly PagePlace[]): ReadonlyMap<string, string> {
  const names = new FileNames('pages/');
  const paths = new Map<string, string>();
  for (const { id, parent, title } of places) {
    const above = parent === null ? undefined : paths.get(parent);
    const folder = above === undefined ? '' : `${above.slice('pages/'.length, -'.md'.length)}/`;
    paths.set(id, names.take(folder, title, '.md'));
  }
  return paths;
}

interface Around {
  path: string;
  paths: ReadonlyMap<string, string>;
  files: ReadonlyMap<string, string>;
  origin: string;
}

/** A page as Markdown whose links lead to other files of the archive. */
function markdownOf(content: NodeJson, around: Around): string {
  const text = markdownFromJson(withPaths(linksAsText(content), around));
  return text.replace(/(\]\()\/f\/([0-9a-f-]{36})(?=[) ])/g, (whole, before: string, id: string) => {
    const file = around.files.get(id);
    return file === undefined ? whole : `${before}${relativePath(around.path, file)}`;
  });
}

function withPaths(node: NodeJson, around: Around): NodeJson {
  const copy: NodeJson = { ...node };
  if (node.marks) copy.marks = node.marks.map((mark) => withPath(mark, around));
  if (node.content) copy.content = node.content.map((child) => withPaths(child, around));
  return copy;
}

function withPath(mark: MarkJson, { path, paths, origin }: Around): MarkJson {
  const href = mark.attrs?.href;
  const id = mark.type === 'link' && typeof href === 'string' ? linkTarget(href, origin) : null;
  const target = id === null ? undefined : paths.get(id);
  return target === undefined
    ? mark
    : { ...mark, attrs: { ...mark.attrs, href: relativePath(path, target) } };
}

/** The way from one file of a folder to another, as an address. */
export function relativePath(from: string, to: string): string {
  const [here, there] = [folderName(from).split('/').filter(Boolean), to.split('/')];
  let shared = 0;
  while (shared < here.length && shared < there.length - 1 && here[shared] === there[shared]) shared += 1;
  const parts = [...here.slice(shared).map(() => '..'), ...there.slice(shared).map(encodeURIComponent)];
  // A name with a colon would be the name of a protocol.
  return here.length === shared ? `./${parts.join('/')}` : parts.join('/');
}
