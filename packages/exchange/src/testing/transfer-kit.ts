import { createWriteStream, mkdirSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import type { Database } from '@plenum/database/client';
import { startThread } from '@plenum/database/comments/comments';
import { listThreads } from '@plenum/database/comments/reads';
import { getPastState, listSessions, listVersions, nameVersion } from '@plenum/database/documents/history';
import { setProperties } from '@plenum/database/documents/properties';
import { getDocumentState } from '@plenum/database/documents/reads';
import { appendUpdate } from '@plenum/database/documents/rows';
import { aDocument, aMember, aWorkspace } from '@plenum/database/testing/factories';
import type { Member } from '@plenum/domain/access/actor';
import type { NodeJson } from '@plenum/editor/schema/json';
import { jsonFromUpdate } from '@plenum/editor/yjs/json-from-update';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { updateOver } from '@plenum/editor/yjs/update-over';
import sharp from 'sharp';
import { keepFile } from '../keep-file.ts';
import { exportArchive } from '../transfer/export-collection.ts';
import { type ImportReport, importCollection } from '../transfer/import-collection.ts';
import { openCollection } from '../transfer/open-collection.ts';

/** Where the files of these tests lie. */
export const folder = mkdtempSync(path.join(os.tmpdir(), 'plenum-transfer-'));

/** A file of that folder, which another file of tests in this process may have removed. */
export function inFolder(name: string): string {
  mkdirSync(folder, { recursive: true });
  return path.join(folder, name);
}

/** Since when a page of {@link aFullWorkspace} is closed. */
const FROZEN = new Date('2026-05-04T03:02:01.000Z');

/** A text, as a link where it leads somewhere. */
export const words = (value: string, href?: string): NodeJson => ({
  type: 'text',
  text: value,
  ...(href && { marks: [{ type: 'link', attrs: { href } }] }),
});
/** A paragraph of texts. */
export const paragraph = (...content: NodeJson[]): NodeJson => ({ type: 'paragraph', content });
/** A document of blocks. */
export const doc = (...content: NodeJson[]): NodeJson => ({ type: 'doc', content });

/** Somebody who runs a new workspace of a database. */
export async function anAdmin(db: Database): Promise<Admin> {
  const actor = await aMember(db);
  const { id: workspaceId } = await aWorkspace(db, actor);
  return {
    db,
    actor,
    workspaceId,
    create: await authorize(db, { actor, action: 'document.create', on: workspaceId }),
  };
}

/** Somebody who runs a workspace of a database. */
export interface Admin {
  db: Database;
  actor: Member;
  workspaceId: string;
  create: Grant<'document.create'>;
}

/** The right of somebody to do something with a document. */
export const granted = <
  A extends
    | 'document.read'
    | 'document.write'
    | 'document.history'
    | 'document.comment'
    | 'document.readComments',
>(
  { db, actor }: { db: Database; actor: Member },
  action: A,
  on: string,
) => authorize(db, { actor, action, on });

/** A document's text as JSON. */
export async function textOf(admin: Admin, id: string): Promise<NodeJson> {
  return jsonFromUpdate((await getDocumentState(await granted(admin, 'document.read', id))).update);
}

/** Puts another text in place of a document's. */
export async function writeOver(
  writer: { db: Database; actor: Member },
  id: string,
  text: NodeJson,
): Promise<void> {
  const { update } = await getDocumentState(await granted(writer, 'document.read', id));
  const change = updateOver(update, text);
  if (change) await appendUpdate(await granted(writer, 'document.write', id), change);
}

/** A workspace with everything that goes out. */
export async function aFullWorkspace(db: Database): Promise<
  Admin & {
    other: Member;
    ids: Record<'home' | 'plans' | 'second' | 'first', string>;
    files: Record<'map' | 'notes', string>;
  }
> {
  const admin = await anAdmin(db);
  const { actor, workspaceId } = admin;
  const other = await aMember(db, { workspaceId, role: 'editor' });
  await db.prisma.person.update({ where: { id: other.personId }, data: { displayName: 'Bea Birch' } });
  const page = (title: string, parentId: string | null = null, icon?: string) =>
    aDocument(db, {
      actor,
      workspaceId,
      kind: 'wiki',
      title,
      parentId,
      seed: updateFromJson(doc(paragraph(words(title)))),
      ...(icon && { icon, tags: ['Größe', 'Kitchen'] }),
    });
  const home = await page('Home', null, '🌲');
  const plans = await page('Plans');
  const second = await page('Zebra', plans.id);
  const first = await page('Apple', plans.id);
  await db.prisma.documentAlias.create({ data: { documentId: second.id, key: 'animals zebra' } });
  const write = await granted(admin, 'document.write', home.id);
  const picture = await sharp({ create: { width: 8, height: 6, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  const map = await keepFile(write, { name: 'map.png', content: picture, isPicture: true });
  const notes = await keepFile(write, { name: 'notes.txt', content: Buffer.from('Notes'), isPicture: false });
  const home2 = doc(
    paragraph(
      words('See '),
      words('the plan', `/d/${second.id}#block-x`),
      words(' and '),
      words('all', `http://localhost:3000/d/${plans.id}`),
    ),
    paragraph(
      { type: 'documentLink', attrs: { documentId: first.id, label: 'Apple once' } },
      { type: 'documentLink', attrs: { documentId: null, label: 'Pear' } },
    ),
    paragraph(words('a file', `/f/${notes.id}`)),
    { type: 'image', attrs: { fileId: map.id, alt: 'Map' } },
    {
      type: 'taskList',
      content: [{ type: 'taskItem', attrs: { checked: true }, content: [paragraph(words('Ring Ada'))] }],
    },
  );
  await writeOver({ db, actor: other }, home.id, home2);
  await setProperties(await authorize(db, { actor, action: 'document.organise', on: plans.id }), {
    ownerId: other.personId,
    reviewOn: '2027-03-01',
    status: 'adopted',
  });
  await db.prisma.document.update({ where: { id: first.id }, data: { frozenAt: FROZEN } });
  await nameVersion(await granted(admin, 'document.history', home.id), { seq: 1, name: 'As it began' });
  await startThread(await granted({ db, actor: other }, 'document.comment', home.id), {
    body: 'Is that so?',
    quote: '',
  });
  return {
    ...admin,
    other,
    ids: { home: home.id, plans: plans.id, second: second.id, first: first.id },
    files: { map: map.id, notes: notes.id },
  };
}

/** Exports a workspace, or a branch of it, into a file. */
export async function archiveOf(admin: Admin, name: string, branch: string | null = null) {
  const file = inFolder(name);
  const { pieces, left } = await exportArchive(admin.create, { title: 'Forest', branch });
  await pipeline(Readable.from(pieces), createWriteStream(file));
  return { file, left };
}

/** Imports a file into a workspace. */
export async function imported(
  admin: Admin,
  file: string,
  options: {
    below?: string;
    signal?: AbortSignal;
    onPage?: () => void;
    again?: boolean;
    apart?: string;
    by?: Member;
  } = {},
): Promise<ImportReport> {
  const collection = await openCollection(file);
  try {
    const { below = null, signal, onPage, again = false, apart = '', by = admin.actor } = options;
    const { db, workspaceId: on } = admin;
    return await importCollection(
      {
        create: await authorize(db, { actor: by, action: 'document.create', on }),
        below,
        untitled: 'Untitled',
        ...(signal && { signal }),
        ...(onPage && { onPage }),
      },
      collection,
      { again, apart },
    );
  } finally {
    collection.close();
  }
}

/** The tree of a workspace: each title with its icon below that of its parent, in order. */
export async function treeOf({ db, workspaceId }: Admin) {
  const pages = await db.prisma.document.findMany({
    where: { workspaceId },
    orderBy: [{ position: 'asc' }],
    include: { properties: { select: { status: true, reviewOn: true } } },
  });
  const below = (parentId: string | null): unknown[] =>
    pages
      .filter((page) => page.parentId === parentId)
      .map(({ id, title, icon, tags, tagKeys, kind, frozenAt, properties }) => ({
        ...{ title, icon, tags, tagKeys, kind, frozenAt, properties },
        below: below(id),
      }));
  return below(null);
}

/** What there is of a page, as whoever reads it sees it. */
export async function pageOf(admin: Admin, id: string) {
  const history = await granted(admin, 'document.history', id);
  const [text, sessions, versions, threads, before, files] = await Promise.all([
    textOf(admin, id),
    listSessions(history, { limit: 50 }),
    listVersions(history),
    listThreads(await granted(admin, 'document.readComments', id)),
    getPastState(history, 1),
    admin.db.prisma.attachment.findMany({ where: { documentId: id }, orderBy: { id: 'asc' } }),
  ]);
  const rows = await admin.db.prisma.documentUpdate.findMany({
    where: { documentId: id },
    orderBy: { seq: 'asc' },
  });
  const contents: string[] = [];
  for (const { fileId } of files) {
    const pieces: Uint8Array[] = [];
    for await (const piece of admin.db.files.read(fileId)) pieces.push(piece);
    const content = Buffer.concat(pieces);
    const isPicture = content.subarray(1, 4).toString() === 'PNG';
    contents.push((isPicture ? await sharp(content).raw().toBuffer() : content).toString('hex'));
  }
  return {
    text,
    before: jsonFromUpdate(before),
    rows: rows.map(({ seq, at, data }) => ({ seq, at, data: Buffer.from(data).toString('hex') })),
    authors: sessions.items.map(({ authors }) => authors.map(({ name }) => name).sort()),
    versions: versions.map(({ seq, name, createdAt }) => ({ seq, name, createdAt })),
    threads: threads.map(({ quote, replacement, anchor, createdAt, resolvedAt, comments }) => ({
      quote,
      replacement,
      anchor,
      createdAt,
      resolvedAt,
      comments: comments.map(({ body, createdAt: at, author }) => ({ body, at, name: author.name })),
    })),
    files: files.map(({ id: fileId, name, mediaType, width }, index) => ({
      fileId,
      name,
      mediaType,
      width,
      content: contents[index],
    })),
  };
}
