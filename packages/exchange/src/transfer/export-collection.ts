import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import { getDocumentState } from '@plenum/database/documents/reads';
import { keyOf } from '@plenum/database/log/author';
import {
  listMovableAuthors,
  type MovablePage,
  movableRows,
  readBesides,
} from '@plenum/database/transfers/reads';
import { ARCHIVE_LIMITS, type ArchiveDetails } from '@plenum/domain/documents/archive';
import type { AuthorKey } from '@plenum/domain/documents/types';
import { AppError } from '@plenum/domain/errors';
import { linkTarget } from '@plenum/editor/projection/link-target';
import type { NodeJson } from '@plenum/editor/schema/json';
import { jsonFromUpdate } from '@plenum/editor/yjs/json-from-update';
import type { ArchiveRow } from '@plenum/formats/sets/plenum/log-rows';
import { type PageToArchive, writeArchive } from '@plenum/formats/sets/plenum/write-archive';
import type { SiteWords } from '@plenum/formats/sets/site/site-page';
import { writeSite } from '@plenum/formats/sets/site/write-site';
import { withCurrentTitles } from '../current-titles.ts';
import { findMovable, type LeftBehind, type Movable } from './movable.ts';

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
  left: LeftBehind;
}

/** A workspace or a branch as an archive that can be imported again without loss. @throws AppError `not_found`, `too_large`. */
export async function exportArchive(
  manage: Grant<'workspace.manage'>,
  { title, branch, onPart }: ExportOptions,
): Promise<ExportedCollection> {
  const movable = await findMovable(manage, { branch, evenly: false });
  const { pages, files, left } = movable;
  const authors = await listMovableAuthors(
    manage,
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
  const pieces = writeArchive({
    title,
    origin: manage.db.publicUrl,
    now: new Date(),
    people: [...authors.values()].map(({ kind, name }) => ({ kind, name })),
    places: pages.map(({ id, parentId, title: name }) => ({ id, parent: parentId, title: name })),
    files: [...unique.values()],
    page: (id) => pageOf(manage, { page: known(byId.get(id)), movable, unique, numbers }),
    async file(id) {
      const { documentId, fileId, ...file } = known(unique.get(id));
      return { ...file, page: documentId, content: manage.db.files.read(fileId) };
    },
    ...(onPart && { onPart }),
  });
  return { pieces, pages: pages.length, left };
}

/** A workspace or a branch as a site of files, with what has the same access. @throws AppError `not_found`, `too_large`. */
export async function exportSite(
  manage: Grant<'workspace.manage'>,
  { title, branch, onPart, words }: ExportOptions & { words: SiteWords },
): Promise<ExportedCollection> {
  const { pages, files, left } = await findMovable(manage, { branch, evenly: true });
  const unique = firstOfEach(files);
  const baseUrl = manage.db.publicUrl;
  const pieces = writeSite({
    title,
    baseUrl,
    words,
    places: pages.map(({ id, parentId, title: name, icon }) => ({
      key: id,
      parent: parentId,
      title: name,
      icon,
    })),
    files: [...unique.values()],
    page: async (id) => contentOf(await historyOf(manage, id)),
    file: async (id) => manage.db.files.read(known(unique.get(id)).fileId),
    pageAt(href) {
      const key = linkTarget(href, baseUrl);
      const [, block = null] = /#block-([\w-]{1,64})$/.exec(href) ?? [];
      return key === null ? null : { key, block };
    },
    ...(onPart && { onPart }),
  });
  return { pieces, pages: pages.length, left };
}

function firstOfEach(files: Movable['files']): Map<string, Movable['files'][number]> {
  const unique = new Map<string, Movable['files'][number]>();
  for (const file of files) if (!unique.has(file.id)) unique.set(file.id, file);
  return unique;
}

function historyOf({ db, actor }: Grant<'workspace.manage'>, id: string): Promise<Grant<'document.history'>> {
  return authorize(db, { actor, action: 'document.history', on: id });
}

async function contentOf({ db, actor, documentId }: Grant<'document.history'>): Promise<NodeJson> {
  const read = await authorize(db, { actor, action: 'document.read', on: documentId });
  return withCurrentTitles(read, jsonFromUpdate((await getDocumentState(read)).update));
}

async function pageOf(
  manage: Grant<'workspace.manage'>,
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
  const history = await historyOf(manage, id);
  const besides = await readBesides(history);
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
    properties: {},
    createdAt: createdAt.toISOString(),
    createdBy: person(createdById),
    updatedAt: updatedAt.toISOString(),
    extra: {
      ...(scopeId && { scope: scopeId }),
      ...(besides.names.length > 0 && { names: besides.names }),
      ...(copies.length > 0 && { files: copies.map((file) => file.id) }),
    },
    details: detailsOf(besides, { numberOf, person }),
    content: await contentOf(history),
    rows: rowsOf(history, numberOf),
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
