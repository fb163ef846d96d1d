import type { Member } from '@plenum/domain/access/actor';
import type { MediaFilter } from '@plenum/domain/files/schema';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { trashDocument } from '../documents/writes.ts';
import { postgresProjections } from '../projection/postgres-projections.ts';
import { aDocument, aMember, anAttachment, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { listMedia } from './media.ts';

let db: Database;
let admin: Member;
let workspaceId: string;
beforeAll(async () => {
  db = await openTestDatabase();
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
});
afterAll(() => db.close());

async function newDocument(title: string, access?: 'draft'): Promise<string> {
  return (await aDocument(db, { actor: admin, workspaceId, title, ...(access && { access }) })).id;
}

/** Says what a document's text shows from now on. */
async function shows(documentId: string, files: string[]): Promise<void> {
  const { lastSeq: seq } = await db.prisma.document.update({
    where: { id: documentId },
    data: { lastSeq: { increment: 1 } },
    select: { lastSeq: true },
  });
  const projection = {
    text: '',
    outline: [],
    links: [],
    wanted: [],
    mentions: [],
    tasks: [],
    sources: [],
    decisions: [],
    files,
  };
  expect(await postgresProjections(db.pool, { version: 1 }).write(documentId, { seq, projection })).toEqual({
    hasOtherTasks: false,
  });
}

async function found(filter: Partial<MediaFilter> = {}, actor: Member = admin) {
  const grant = await authorize(db, { actor, action: 'workspace.read', on: workspaceId });
  const { items } = await listMedia(grant, { limit: 50, filter: { words: '', ...filter } });
  return items;
}

const names = async (...asked: Parameters<typeof found>) => (await found(...asked)).map(({ name }) => name);

test('FILE-17 the files of a workspace are found by name and kind, with where they belong and what shows them', async () => {
  const [minutes, page] = [await newDocument('Minutes'), await newDocument('Page')];
  const plan = await anAttachment(db, {
    documentId: minutes,
    name: 'Plan 2026.PDF',
    mediaType: 'application/pdf',
  });
  const photo = await anAttachment(db, { documentId: minutes, name: 'photo.png', mediaType: 'image/png' });
  await shows(minutes, [photo.id]);
  await shows(page, [plan.id, page]);
  expect(await names()).toEqual(['photo.png', 'Plan 2026.PDF']);
  expect(await names({ words: 'pdf plan' })).toEqual(['Plan 2026.PDF']);
  expect(await names({ words: 'plan photo' })).toEqual([]);
  expect(await names({ kind: 'pictures' })).toEqual(['photo.png']);
  expect(await names({ kind: 'other' })).toEqual(['Plan 2026.PDF']);
  expect(await names({ only: 'unused' })).toEqual([]);
  expect(await found()).toMatchObject([
    {
      documentId: minutes,
      title: 'Minutes',
      isUsed: true,
      usedIn: [{ documentId: minutes, title: 'Minutes' }],
    },
    { documentId: minutes, title: 'Minutes', isUsed: true, usedIn: [{ documentId: page, title: 'Page' }] },
  ]);
  await shows(page, []);
  expect(await names({ only: 'unused' })).toEqual(['Plan 2026.PDF']);
  expect(await names({ words: 'plan%' })).toEqual([]);
  // A public version, or a link to the text of one moment, has a text of its own.
  await db.prisma.publication.create({
    data: {
      documentId: minutes,
      slug: 'minutes',
      pages: { create: { documentId: minutes, slug: 'minutes', title: 'Minutes', content: {}, text: '' } },
    },
  });
  expect(await names({ only: 'unused' })).toEqual([]);
  await db.prisma.publication.delete({ where: { documentId: minutes } });
  expect(await names({ only: 'unused' })).toEqual(['Plan 2026.PDF']);
  const stranger = await aMember(db, { workspaceId, role: 'reader' });
  const hidden = await newDocument('Hidden', 'draft');
  await anAttachment(db, { documentId: hidden, name: 'hidden.pdf' });
  expect(await names({ only: 'unused' }, stranger)).toEqual(['Plan 2026.PDF']);
  await db.prisma.document.delete({ where: { id: hidden } });
  await shows(page, [plan.id]);
  expect(await names({ only: 'unused' })).toEqual([]);
});

test('FILE-17 page by page all come, each once, also where copies have the same file', async () => {
  const [copy] = await found();
  const twin = await newDocument('Twin');
  const { fileId } = await db.prisma.attachment.findFirstOrThrow({ where: { id: copy?.id ?? '' } });
  const columns = { name: 'photo.png', mediaType: 'image/png', size: 1, sha256: new Uint8Array(32) };
  await db.prisma.attachment.create({ data: { documentId: twin, id: copy?.id ?? '', fileId, ...columns } });
  const grant = await authorize(db, { actor: admin, action: 'workspace.read', on: workspaceId });
  const all: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await listMedia(grant, { limit: 1, ...(cursor && { cursor }), filter: { words: '' } });
    all.push(...page.items.map(({ id, documentId }) => `${id} ${documentId}`));
    if (page.next === null) break;
    cursor = page.next;
  }
  expect([all.length, new Set(all).size]).toEqual([3, 3]);
  for (const cursor of ['x', Buffer.from('["a","b"]').toString('base64url')]) {
    await expect(listMedia(grant, { limit: 2, cursor, filter: { words: '' } })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  }
  await db.prisma.document.delete({ where: { id: twin } });
});

test('FILE-17 nobody finds a file of a document that they may not read, nor hears what it is called where it shows one', async () => {
  const draft = await newDocument('A secret', 'draft');
  const own = await anAttachment(db, { documentId: draft, name: 'secret.pdf' });
  const [open] = await found({ words: 'photo' });
  await shows(draft, [own.id, open?.id ?? '']);
  const reader = await aMember(db, { workspaceId, role: 'reader' });
  expect(await names({ words: 'secret' })).toEqual(['secret.pdf']);
  expect(await names({ words: 'secret' }, reader)).toEqual([]);
  const [seen] = await found({ words: 'photo' }, reader);
  expect(seen?.usedIn.map(({ title }) => title)).toEqual(['Minutes']);
  await trashDocument(await authorize(db, { actor: admin, action: 'document.organise', on: draft }));
  expect(await names({ words: 'secret' })).toEqual([]);
});
