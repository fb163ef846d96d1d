import {
  type ArchiveDetails,
  type ArchiveFile,
  type ArchiveManifest,
  type ArchivePage,
  archiveDetailsSchema,
  archiveManifestSchema,
} from '@plenum/domain/documents/archive';
import type { Folder } from '../folder.ts';
import { damagedArchive } from './damaged-archive.ts';
import { type ArchiveRow, readRows } from './log-rows.ts';

/** A page as it comes out of an archive. */
export interface ArchivedPage extends ArchivePage {
  /** The rows of its log, read part by part. @throws AppError as {@link PlenumArchive} does. */
  logRows(): Generator<ArchiveRow, void>;
  besides: ArchiveDetails;
}

const MOST_MANIFEST_BYTES = 48 * 2 ** 20;
const NAME = 'plenum.json';

/** Whether a folder is what we have exported. */
export function isArchive({ names }: Folder): boolean {
  return names.includes(NAME);
}

/**
 * Our own archive, checked as a whole before anything of it is used, and then read page by page.
 * @throws AppError `invalid_input` for one that is damaged, contradicts itself, or is of a newer version; as the folder does.
 */
export class PlenumArchive {
  readonly manifest: ArchiveManifest;
  readonly #folder: Folder;

  constructor(folder: Folder) {
    this.#folder = folder;
    const content = folder.read(NAME);
    if (!content || content.length > MOST_MANIFEST_BYTES) throw damagedArchive();
    this.manifest = parsed(archiveManifestSchema, content);
    checkManifest(this.manifest, folder);
  }

  /** Each page, those above first. @param after the id of the last page that is done already. */
  async *pages(after: string | null = null): AsyncGenerator<ArchivedPage, void> {
    const { pages, people } = this.manifest;
    const start = after === null ? 0 : pages.findIndex(({ id }) => id === after) + 1;
    for (const page of pages.slice(start)) {
      const besides = parsed(archiveDetailsSchema, this.#read(page.details));
      checkDetails(besides, { last: page.lastSeq, people: people.length });
      yield { ...page, logRows: () => this.#rows(page), besides };
    }
  }

  /** The content of a file. */
  file({ path, size }: ArchiveFile): Uint8Array {
    const content = this.#read(path);
    if (content.length !== size) throw damagedArchive();
    return content;
  }

  *#rows({ log, rows, lastSeq }: ArchivePage): Generator<ArchiveRow, void> {
    const people = this.manifest.people.length;
    let after = 0;
    let count = 0;
    for (const path of log) {
      const part = readRows(this.#read(path), { people, after });
      after = part.at(-1)?.seq ?? after;
      count += part.length;
      yield* part;
    }
    if (count !== rows || after !== lastSeq) throw damagedArchive();
  }

  #read(path: string): Uint8Array {
    const content = this.#folder.read(path);
    if (!content) throw damagedArchive();
    return content;
  }
}

function parsed<T>(schema: { parse(value: unknown): T }, content: Uint8Array): T {
  try {
    return schema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content)));
  } catch (error) {
    throw damagedArchive(error);
  }
}

/** Ids are there once, parents come first, authors and files are there, and every part is where it is said to be. */
function checkManifest({ pages, files, people }: ArchiveManifest, { names }: Folder): void {
  const there = new Set(names);
  const ids = new Set<string>();
  const paths = new Set<string>();
  const isOwn = (path: string): boolean => {
    const isNew = there.has(path) && path !== NAME && !paths.has(path);
    paths.add(path);
    return isNew;
  };
  for (const { id, parent, createdBy, path, log, details } of pages) {
    const isBelow = parent === null || ids.has(parent);
    if (ids.has(id) || !isBelow || !isAuthor(createdBy, people.length)) throw damagedArchive();
    if (![path, ...log, details].every(isOwn)) throw damagedArchive();
    ids.add(id);
  }
  const fileIds = new Set<string>();
  for (const { id, page, path } of files) {
    if (fileIds.has(id) || !ids.has(page) || !isOwn(path)) throw damagedArchive();
    fileIds.add(id);
  }
}

function checkDetails(
  { threads, versions }: ArchiveDetails,
  { last, people }: { last: number; people: number },
): void {
  const authors = [
    ...versions.map(({ createdBy }) => createdBy),
    ...threads.flatMap(({ resolvedBy, comments }) => [
      resolvedBy,
      ...comments.flatMap(({ author, mentions }) => [author, ...mentions.map(({ person }) => person)]),
    ]),
  ];
  if (!authors.every((author) => isAuthor(author, people))) throw damagedArchive();
  if (versions.some(({ seq }) => seq > last)) throw damagedArchive();
}

function isAuthor(author: number | null, people: number): boolean {
  return author === null || author < people;
}
