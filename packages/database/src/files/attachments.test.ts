import { randomUUID } from 'node:crypto';
import type { Actor, Guest, Member } from '@plenum/domain/access/actor';
import { system } from '@plenum/domain/access/actor';
import { MEGABYTE } from '@plenum/domain/file-sizes';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import { identify } from '../access/identify.ts';
import { patchInstanceSettings } from '../accounts/instance.ts';
import { getOwnData } from '../accounts/own-data.ts';
import type { Database } from '../client.ts';
import { moveToWorkspace } from '../documents/moving.ts';
import { createDocument } from '../documents/writes.ts';
import { createShareLink } from '../shares/writes.ts';
import { aDocument, aMember, anAttachment, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { deleteAttachment, getAttachment, getFile, listAttachments } from './attachments.ts';
import { beginUpload, dropUpload, keepUpload, MOST_FILES, replaceUpload } from './uploads.ts';

let db: Database;
let admin: Member;
let workspaceId: string;
beforeAll(async () => {
  db = await openTestDatabase();
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
});
afterAll(() => db.close());

const newDocument = async () => (await aDocument(db, { actor: admin, workspaceId })).id;
const writing = (on: string, actor: Actor = admin) => authorize(db, { actor, action: 'document.write', on });
const reading = (on: string, actor: Actor = admin) => authorize(db, { actor, action: 'document.read', on });
const FILE = {
  name: 'a.txt',
  mediaType: 'text/plain',
  width: null,
  height: null,
  sha256: new Uint8Array(32),
};

/** Uploads a file of which only the size is real. */
async function upload(on: string, size: number, actor: Actor = admin) {
  const grant = await writing(on, actor);
  const { fileId } = await beginUpload(grant);
  return keepUpload(grant, { ...FILE, fileId, size });
}

async function set(settings: { fileMegabytes?: number; workspaceMegabytes?: number }): Promise<void> {
  const instance = { actor: system('test'), action: 'instance.manage', on: 'instance' } as const;
  await patchInstanceSettings(await authorize(db, instance), settings);
}

/** Somebody who holds a link to a document. */
async function aGuest(documentId: string, role: 'editor' | 'reader'): Promise<Guest> {
  const share = await authorize(db, { actor: admin, action: 'document.share', on: documentId });
  const link = await createShareLink(share, { role });
  const guest = await identify(db, { cookies: {}, share: link.token });
  const { id: guestId } = await db.prisma.guest.create({
    data: { linkId: link.id, colour: 2, name: 'Gerd' },
  });
  return { ...(guest as Guest), guestId };
}

test('FILE-5 whoever writes in a document adds files to it, also by a link, and no reader does', async () => {
  const on = await newDocument();
  const guest = await aGuest(on, 'editor');
  await upload(on, 3);
  const theirs = await upload(on, 4, guest);
  const { items } = await listAttachments(await reading(on), { limit: 50 });
  expect(items.map(({ size, uploader }) => [size, uploader.kind, uploader.colour])).toEqual([
    [4, 'guest', 2],
    [3, 'person', expect.any(Number)],
  ]);
  await expect(writing(on, await aGuest(on, 'reader'))).rejects.toMatchObject({ code: 'forbidden' });
  const reader = await aMember(db, { workspaceId, role: 'commenter' });
  await expect(writing(on, reader)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(beginUpload(await writing(on, { ...guest, guestId: null }))).rejects.toMatchObject({
    code: 'forbidden',
  });
  // A guest deletes their own alone.
  const [, mine] = items;
  await expect(deleteAttachment(await writing(on, guest), mine?.id ?? '')).rejects.toMatchObject({
    code: 'not_found',
  });
  await deleteAttachment(await writing(on, guest), theirs.id);
  await deleteAttachment(await writing(on), mine?.id ?? '');
  expect((await listAttachments(await reading(on), { limit: 50 })).items).toEqual([]);
});

test('FILE-5 a file that is given up leaves neither a row nor content', async () => {
  const grant = await writing(await newDocument());
  const { fileId } = await beginUpload(grant);
  await db.files.write(
    fileId,
    (async function* () {
      yield Buffer.from('x');
    })(),
  );
  await dropUpload(grant, fileId);
  expect(await db.files.sizeOf(fileId)).toBeNull();
  expect(await db.prisma.storedFile.count({ where: { id: fileId } })).toBe(0);
  // Not one that has become an attachment, whatever was heard of that.
  const { fileId: kept } = await anAttachment(db, { documentId: grant.documentId });
  await dropUpload(grant, kept);
  expect(await db.files.sizeOf(kept)).toBe(13);
});

test('FILE-6 a document has at most a thousand files, and a gigabyte of them', async () => {
  await set({ workspaceMegabytes: 10_000 });
  const on = await newDocument();
  const { id: fileId } = await db.prisma.storedFile.create({ data: {} });
  const data = Array.from({ length: MOST_FILES - 1 }, () => ({ ...FILE, documentId: on, fileId, size: 1 }));
  await db.prisma.attachment.createMany({ data });
  await upload(on, 1);
  await expect(upload(on, 1)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(/1,000/),
  });
  const large = await newDocument();
  for (const megabytes of [500, 400]) await upload(large, megabytes * MEGABYTE);
  await expect(upload(large, 101 * MEGABYTE)).rejects.toMatchObject({
    message: expect.stringMatching(/1 GB/),
  });
  await upload(large, 100 * MEGABYTE);
});

test('FILE-6 a workspace has as much as the instance says, copies counted once, and two at once do not get past it', async () => {
  const other = await aWorkspace(db, admin);
  const { id: on } = await aDocument(db, { actor: admin, workspaceId: other.id });
  await set({ workspaceMegabytes: 10 });
  await upload(on, 6 * MEGABYTE);
  const into = await authorize(db, { actor: admin, action: 'document.create', on: other.id });
  await createDocument(into, { kind: 'pad', title: 'Copy', seed: null, filesOf: await reading(on) });
  const grant = await writing(on);
  const begun = await Promise.all(Array.from({ length: 8 }, () => beginUpload(grant)));
  const tries = await Promise.allSettled(
    begun.map(({ fileId }) => keepUpload(grant, { ...FILE, fileId, size: MEGABYTE })),
  );
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
  await expect(beginUpload(await writing(on))).rejects.toMatchObject({ code: 'conflict' });
  await set({ workspaceMegabytes: 5000 });
});

test('FILE-10 a copy has attachments of its own by the same ids, and a moved document takes its own along', async () => {
  const on = await newDocument();
  const { id } = await anAttachment(db, { documentId: on });
  const into = await authorize(db, { actor: admin, action: 'document.create', on: workspaceId });
  const copy = await createDocument(into, {
    kind: 'pad',
    title: 'Copy',
    seed: null,
    filesOf: await reading(on),
  });
  expect(await getFile(await reading(copy.id), id)).toEqual(await getFile(await reading(on), id));
  const { uploader } = await getAttachment(await reading(copy.id), id);
  expect(uploader).toMatchObject({ kind: 'person', name: expect.any(String) });
  await deleteAttachment(await writing(on), id);
  await expect(getFile(await reading(on), id)).rejects.toMatchObject({ code: 'not_found' });
  expect(await getFile(await reading(copy.id), id)).toMatchObject({ name: 'notes.txt' });
  const other = await aWorkspace(db, admin);
  await moveToWorkspace(
    await authorize(db, { actor: admin, action: 'document.restrict', on: copy.id }),
    await authorize(db, { actor: admin, action: 'document.create', on: other.id }),
  );
  expect(await getFile(await reading(copy.id), id)).toMatchObject({ name: 'notes.txt' });
});

test('ATT-17, FILE-13 an attachment is found under its own document alone, and a page at a time', async () => {
  const [mine, other] = [await newDocument(), await newDocument()];
  const { id } = await anAttachment(db, { documentId: other });
  for (const foreign of [id, randomUUID(), 'x', '']) {
    await expect(getFile(await reading(mine), foreign)).rejects.toMatchObject({ code: 'not_found' });
    await expect(getAttachment(await reading(mine), foreign)).rejects.toMatchObject({ code: 'not_found' });
    await expect(deleteAttachment(await writing(mine), foreign)).rejects.toMatchObject({ code: 'not_found' });
  }
  expect(await getFile(await reading(other), id)).toMatchObject({ size: 13 });
  for (let i = 0; i < 3; i++) await upload(mine, 10 + i);
  const first = await listAttachments(await reading(mine), { limit: 2 });
  const cursor = first.next ?? '';
  const second = await listAttachments(await reading(mine), { limit: 2, cursor });
  expect([...first.items, ...second.items].map(({ size }) => size)).toEqual([12, 11, 10]);
  expect(second.next).toBeNull();
});

test('FILE-16 whoever deletes their account is forgotten as the uploader, and before has the list of what they uploaded', async () => {
  const on = await newDocument();
  const person = await aMember(db, { workspaceId, role: 'editor' });
  const { id } = await upload(on, 5, person);
  const account = await authorize(db, { actor: person, action: 'account.manage', on: person.personId });
  const { files } = await getOwnData(account);
  expect(files).toEqual([
    { documentId: on, name: 'a.txt', mediaType: 'text/plain', size: 5, createdAt: expect.any(String) },
  ]);
  await db.prisma.person.delete({ where: { id: person.personId } });
  const { uploader } = await getAttachment(await reading(on), id);
  expect(uploader).toEqual({ kind: 'person', name: null, colour: null });
});

test('FILE-18 a file takes the place of another: what shows it has the new one, and the old one is let go of', async () => {
  const on = await newDocument();
  const before = await upload(on, 3);
  const replace = async (
    file: Partial<typeof FILE> & { size: number },
    actor: Actor = admin,
    id = before.id,
  ) => {
    const grant = await writing(on, actor);
    const { fileId } = await beginUpload(grant, { replaces: true });
    return replaceUpload(grant, id, { ...FILE, fileId, ...file });
  };
  const { fileId: old } = await getFile(await reading(on), before.id);
  expect(await replace({ size: 5, name: 'b.txt' })).toMatchObject({ id: before.id, name: 'b.txt', size: 5 });
  const now = await getFile(await reading(on), before.id);
  expect([now.fileId === old, now.size]).toEqual([false, 5]);
  expect((await listAttachments(await reading(on), { limit: 50 })).items).toHaveLength(1);
  const picture = { mediaType: 'image/png', size: 1 };
  await expect(replace(picture)).rejects.toMatchObject({ code: 'invalid_input' });
  const guest = await aGuest(on, 'editor');
  await expect(replace({ size: 1 }, guest)).rejects.toMatchObject({ code: 'not_found' });
  const theirs = await upload(on, 4, guest);
  expect(await replace({ size: 1 }, guest, theirs.id)).toMatchObject({ size: 1 });
  const elsewhere = await upload(await newDocument(), 1);
  for (const id of [elsewhere.id, 'x']) {
    await expect(replace({ size: 1 }, admin, id)).rejects.toMatchObject({ code: 'not_found' });
  }
});

test('FILE-18 what takes the place of another needs no more room than what it is larger by', async () => {
  const on = await newDocument();
  const first = await upload(on, 1);
  const { fileId } = await getFile(await reading(on), first.id);
  const rows = Array.from({ length: MOST_FILES - 1 }, () => ({ ...FILE, documentId: on, fileId, size: 1 }));
  await db.prisma.attachment.createMany({ data: rows });
  const grant = await writing(on);
  await expect(beginUpload(grant)).rejects.toMatchObject({ code: 'conflict' });
  const { fileId: next } = await beginUpload(grant, { replaces: true });
  expect(await replaceUpload(grant, first.id, { ...FILE, fileId: next, size: 2 })).toMatchObject({ size: 2 });
  const most = { fileMegabytes: 2000, workspaceMegabytes: 100_000 };
  await set(most);
  await expect(
    replaceUpload(grant, first.id, { ...FILE, fileId: next, size: 1000 * MEGABYTE }),
  ).rejects.toMatchObject({ code: 'conflict' });
});
