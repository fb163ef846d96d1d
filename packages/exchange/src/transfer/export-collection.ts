import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import { getProperties } from '@plenum/database/documents/properties';
import { getDocumentState } from '@plenum/database/documents/reads';
import { keyOf } from '@plenum/database/log/author';
import {
  listMovableAuthors,
  type MovablePage,
  movableRows,
  readBesides,
} from '@plenum/database/transfers/reads';
import { getStartPage } from '@plenum/database/wiki/start-page';
import { ARCHIVE_LIMITS, type ArchiveDetails } from '@plenum/domain/documents/archive';
import { propertyTexts } from '@plenum/domain/documents/property-text';
import type { AuthorKey } from '@plenum/domain/documents/types';
import { AppError } from '@plenum/domain/errors';
import type { DocumentId } from '@plenum/domain/ids';
import type { LeftBehind } from '@plenum/domain/transfers/types';
import { linkTarget } from '@plenum/editor/projection/link-target';
import type { NodeJson } from '@plenum/editor/schema/json';
import { jsonFromUpdate } from '@plenum/editor/yjs/json-from-update';
import { type BookPlace, type BookWords, writeBook } from '@plenum/formats/sets/book/book-page';
import type { ArchiveRow } from '@plenum/formats/sets/plenum/log-rows';
import { type PageToArchive, writeArchive } from '@plenum/formats/sets/plenum/write-archive';
import type { SiteWords } from '@plenum/formats/sets/site/site-page';
import { writeSite } from '@plenum/formats/sets/site/write-site';
import { withCurrentTitles } from '../current-titles.ts';
import { exportPictures } from '../export-pictures.ts';
import { findMovable, type Movable } from './movable.ts';

/** What is to go out, and how it is told. */
export interface ExportOptions {
  /** What it is called. */
  title: string;
  /** A document, to go out with what lies below it; null for all of the workspace. */
  branch: string | null;
  onPart?: (done: { parts: number; of: number }) => void;
}

/** A file that is made while it is read, and what is not in it. */
export interface ExportedCollection {
  pieces: AsyncGenerator<Uint8Array, void>;
  pages: number;
  /** The documents that are in it. */
  ids: readonly DocumentId[];
  /** Complete once all pieces were read. */
  left: LeftBehind;
}

/** A workspace or a branch as an archive that can be imported again without loss. @throws AppError `not_found`, `too_large`. */
export async function exportArchive(
  create: Grant<'document.create'>,
  { title, branch, onPart }: ExportOptions,
): Promise<ExportedCollection> {
  const movable = await findMovable(create, { branch, evenly: false });
  const { pages, files, left } = movable;
  const authors = await listMovableAuthors(
    create,
    pages.map(({ id }) => id),
  );
  if (authors.size > ARCHIVE_LIMITS.people)
    throw new AppError(
      'too_large',
      'Too many people wrote in this workspace for one archive. Export its branches.',
    );
  const numbers = new Map([...authors.keys()].map((key, index) => [key, index]));
  const byId = new Map(pages.map((page) => [page.id, page]));
  const unique = firstOfEach(files);
  const startPage = branch === null ? await startPageOf(create) : null;
  const pieces = writeArchive({
    title,
    origin: create.db.publicUrl,
    now: new Date(),
    people: [...authors.values()].map(({ kind, name }) => ({ kind, name })),
    places: pages.map(({ id, parentId, title: name }) => ({ id, parent: parentId, title: name })),
    files: [...unique.values()],
    ...(startPage !== null && movable.ids.has(startPage) && { extra: { startPage } }),
    page: (id) => pageOf(create, { page: known(byId.get(id)), movable, unique, numbers }),
    async file(id) {
      const found = known(unique.get(id));
      const content = await fileContent(create, found, left);
      const { documentId, fileId: _, ...file } = found;
      return content && { ...file, page: documentId, content };
    },
    ...(onPart && { onPart }),
  });
  return { pieces, pages: pages.length, ids: pages.map(({ id }) => id), left };
}

/** A workspace or a branch as a site of files, with what has the same access. @throws AppError `not_found`, `too_large`. */
export async function exportSite(
  create: Grant<'document.create'>,
  { title, branch, onPart, words }: ExportOptions & { words: SiteWords },
): Promise<ExportedCollection> {
  const movable = await findMovable(create, { branch, evenly: true });
  const { pages, files, left } = movable;
  const unique = firstOfEach(files);
  const baseUrl = create.db.publicUrl;
  const pieces = writeSite({
    title,
    baseUrl,
    words,
    places: placesOf(pages),
    files: [...unique.values()],
    page: async (id) => contentOf(await historyOf(create, id), movable),
    file: (id) => fileContent(create, known(unique.get(id)), left),
    pageAt: (href) => pageAt(href, baseUrl),
    ...(onPart && { onPart }),
  });
  return { pieces, pages: pages.length, ids: pages.map(({ id }) => id), left };
}

/** A workspace or a branch as one page of HTML to be printed, with what has the same access. @throws AppError as {@link exportSite}. */
export async function exportBook(
  create: Grant<'document.create'>,
  { title, branch, onPart, words }: ExportOptions & { words: BookWords },
): Promise<Omit<ExportedCollection, 'pieces'> & { pieces: AsyncGenerator<string, void> }> {
  const movable = await findMovable(create, { branch, evenly: true });
  const { pages, left } = movable;
  const baseUrl = create.db.publicUrl;
  const pieces = writeBook({
    title,
    baseUrl,
    words,
    now: new Date(),
    places: placesOf(pages),
    async page(id) {
      const read = await readOf(await historyOf(create, id));
      const content = await textOf(read, movable);
      return { content, pictures: await exportPictures(read, content) };
    },
    pageAt: (href) => pageAt(href, baseUrl),
    ...(onPart && { onPart }),
  });
  const ids = pages.map(({ id }) => id);
  return { pieces, pages: pages.length, ids, left: { ...left, largeFiles: [] } };
}

function placesOf(pages: readonly MovablePage[]): BookPlace[] {
  return pages.map(({ id, parentId, title, icon }) => ({ key: id, parent: parentId, title, icon }));
}

/** The page and the block that a link within this instance leads to. */
function pageAt(href: string, baseUrl: string): { key: string; block: string | null } | null {
  const key = linkTarget(href, baseUrl);
  const [, block = null] = /#block-([\w-]{1,64})$/.exec(href) ?? [];
  return key === null ? null : { key, block };
}

function firstOfEach(files: Movable['files']): Map<string, Movable['files'][number]> {
  const unique = new Map<string, Movable['files'][number]>();
  for (const file of files) if (!unique.has(file.id)) unique.set(file.id, file);
  return unique;
}

/** What a file has, as long as its page goes out still; null, and told, where it or that right is gone meanwhile. */
async function fileContent(
  create: Grant<'document.create'>,
  { documentId, fileId, name }: Movable['files'][number],
  left: LeftBehind,
): Promise<AsyncIterable<Uint8Array> | null> {
  const { files } = create.db;
  if ((await mayGoOut(create, documentId)) && (await files.sizeOf(fileId)) !== null)
    return files.read(fileId);
  left.goneFiles.push(name);
  return null;
}

async function mayGoOut(create: Grant<'document.create'>, id: DocumentId): Promise<boolean> {
  try {
    await historyOf(create, id);
    return true;
  } catch (error) {
    if (error instanceof AppError && ['forbidden', 'not_found'].includes(error.code)) return false;
    throw error;
  }
}

async function startPageOf({
  db,
  actor,
  workspaceId: on,
}: Grant<'document.create'>): Promise<DocumentId | null> {
  const page = await getStartPage(await authorize(db, { actor, action: 'workspace.read', on }));
  return page?.id ?? null;
}

function historyOf({ db, actor }: Grant<'document.create'>, id: string): Promise<Grant<'document.history'>> {
  return authorize(db, { actor, action: 'document.history', on: id });
}

function readOf({ db, actor, documentId: on }: Grant<'document.history'>): Promise<Grant<'document.read'>> {
  return authorize(db, { actor, action: 'document.read', on });
}

/** A text whose links to pages that go out read as these are called now; what others are called goes nowhere. */
async function textOf(read: Grant<'document.read'>, { ids }: Movable): Promise<NodeJson> {
  return withCurrentTitles(read, jsonFromUpdate((await getDocumentState(read)).update), ids);
}

async function contentOf(history: Grant<'document.history'>, movable: Movable): Promise<NodeJson> {
  return textOf(await readOf(history), movable);
}

async function pageOf(
  create: Grant<'document.create'>,
  {
    page,
    movable,
    unique,
    numbers,
  }: {
    page: MovablePage;
    movable: Movable;
    unique: ReadonlyMap<string, Movable['files'][number]>;
    numbers: ReadonlyMap<AuthorKey, number>;
  },
): Promise<PageToArchive> {
  const { id, parentId, scopeId, kind, title, icon, tags, createdById, createdAt, updatedAt } = page;
  const history = await historyOf(create, id);
  const [besides, said] = await Promise.all([readBesides(history), readOf(history).then(getProperties)]);
  const numberOf = (key: AuthorKey): number | null => numbers.get(key) ?? null;
  const person = (personId: string | null): number | null =>
    personId === null ? null : numberOf(keyOf({ kind: 'person', id: personId }));
  // A copy of a document has its files by the same ids, and an archive has each once.
  const copies = movable.files.filter(
    (file) => file.documentId === id && unique.get(file.id)?.documentId !== id,
  );
  return {
    id,
    parent: parentId,
    kind,
    title,
    icon,
    tags,
    properties: propertyTexts({ ...said, owner: said.owner?.displayName ?? null }),
    createdAt: createdAt.toISOString(),
    createdBy: person(createdById),
    updatedAt: updatedAt.toISOString(),
    extra: {
      ...(scopeId && { scope: scopeId }),
      ...standingOf(page, movable),
      ...(besides.names.length > 0 && { names: besides.names }),
      ...(copies.length > 0 && { files: copies.map((file) => file.id) }),
    },
    details: detailsOf(besides, { numberOf, person }),
    content: await contentOf(history, movable),
    rows: rowsOf(history, numberOf),
  };
}

/** What holds for a page beside its text; of other pages nothing that does not go out. */
function standingOf(
  { isTemplate, beginsWithId, frozenAt, archivedAt, archivedWithId, mergedIntoId }: MovablePage,
  { ids }: Movable,
): Record<string, string | boolean> {
  const goesOut = (id: DocumentId | null): id is DocumentId => id !== null && ids.has(id);
  return {
    ...(isTemplate && { isTemplate }),
    ...(goesOut(beginsWithId) && { beginsWith: beginsWithId }),
    ...(frozenAt && { frozenAt: frozenAt.toISOString() }),
    ...(archivedAt && { archivedAt: archivedAt.toISOString() }),
    ...(goesOut(archivedWithId) && { archivedWith: archivedWithId }),
    ...(goesOut(mergedIntoId) && { mergedInto: mergedIntoId }),
  };
}

async function* rowsOf(
  history: Grant<'document.history'>,
  numberOf: (key: AuthorKey) => number | null,
): AsyncGenerator<ArchiveRow, void> {
  for await (const { seq, at, author, update } of movableRows(history))
    yield { seq, at, author: numberOf(author), data: update };
}

function detailsOf(
  { threads, versions, tasks }: Awaited<ReturnType<typeof readBesides>>,
  { numberOf, person }: { numberOf(key: AuthorKey): number | null; person(id: string | null): number | null },
): ArchiveDetails {
  return {
    threads: threads.map((thread) => ({
      anchorFrom: base64(thread.anchorFrom),
      anchorTo: base64(thread.anchorTo),
      ...(thread.taskId !== null && { taskId: thread.taskId }),
      quote: thread.quote,
      replacement: thread.replacement,
      createdAt: thread.createdAt.toISOString(),
      resolvedAt: thread.resolvedAt?.toISOString() ?? null,
      resolvedBy: person(thread.resolvedById),
      comments: thread.comments.map(({ personId, guestId, pastAuthorId, mentions, ...comment }) => {
        const other = guestId ?? pastAuthorId;
        return {
          author: person(personId) ?? (other === null ? null : numberOf(keyOf({ kind: 'guest', id: other }))),
          body: comment.body,
          createdAt: comment.createdAt.toISOString(),
          editedAt: comment.editedAt?.toISOString() ?? null,
          mentions: mentions.map(({ position, personId: named }) => ({ position, person: person(named) })),
        };
      }),
    })),
    versions: versions.map(({ seq, name, createdAt, createdById }) => ({
      seq,
      name,
      createdAt: createdAt.toISOString(),
      createdBy: person(createdById),
    })),
    tasks: tasks.map(({ blockId, done }) => ({ block: blockId, isDone: done })),
  };
}

function base64(bytes: Uint8Array | null): string | null {
  return bytes && Buffer.from(bytes).toString('base64');
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new RangeError('asked for what was not named');
  return value;
}
