// First of all, since what is imported after it meets its stand-ins for Next.

import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { filesFolder } from '@plenum/database/files/files-folder';
import { KEPT_HOURS, letGoOfFiles } from '@plenum/database/files/letting-go';
import { beginUpload, keepUpload } from '@plenum/database/files/uploads';
import { aDocument, aMember, aWorkspace } from '@plenum/database/testing/factories';
import { type Member, system } from '@plenum/domain/access/actor';
import { AppError } from '@plenum/domain/errors';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openWebDatabase } from '#lib/testing/visitor.ts';
import { beginParts, endUpload, takePart, tellParts } from './partial-upload.ts';

let db: Database;
let admin: Member;
let editor: Member;
let documentId: string;
let workspaceId: string;
beforeAll(async () => {
  db = await openWebDatabase();
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
  editor = await aMember(db, { workspaceId, role: 'editor' });
  documentId = (await aDocument(db, { actor: admin, workspaceId })).id;
  await db.prisma.instanceSettings.create({ data: { fileMegabytes: 4, workspaceMegabytes: 10 } });
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.prisma.attachment.deleteMany({});
  for (const { id } of await db.prisma.storedFile.findMany()) await db.files.remove(id);
  await db.prisma.storedFile.deleteMany({});
});

const by =
  (actor: Member, on = documentId) =>
  () =>
    authorize(db, { actor, action: 'document.write', on });
const TUS = { 'Tus-Resumable': '1.0.0' };
const CONTENT = randomBytes(3_000_000);

function request(method: string, headers: Record<string, string>, body?: BodyInit): Request {
  const init = { method, headers: { ...TUS, ...headers }, ...(body && { body, duplex: 'half' }) };
  return new Request('http://localhost:3000/', init as RequestInit);
}

async function begin(size: number, { name = 'Größe.bin', ask = by(admin), key = '' } = {}): Promise<string> {
  const metadata = `filetype eA==,filename ${Buffer.from(name).toString('base64')}`;
  const known = key === '' ? undefined : { 'Idempotency-Key': key };
  const headers = { 'Upload-Length': String(size), 'Upload-Metadata': metadata, ...known };
  const answer = await beginParts(request('POST', headers), ask, (id) => `/x/${id}`);
  expect([answer.status, answer.headers.get('upload-offset')]).toEqual([201, '0']);
  const { id } = await answer.json();
  expect(answer.headers.get('location')).toBe(`/x/${id}`);
  return id;
}

function patch(id: string, offset: number, body: BodyInit | Buffer, ask = by(admin)): Promise<Response> {
  const headers = { 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' };
  return takePart(request('PATCH', headers, body as BodyInit), ask, id);
}

/** A body whose connection is gone after so many bytes. */
function cutOff(content: Uint8Array): ReadableStream {
  let isSent = false;
  return new ReadableStream({
    pull(controller) {
      if (isSent) return controller.error(new Error('The connection is gone.'));
      isSent = true;
      controller.enqueue(new Uint8Array(content));
    },
  });
}

const LONG_AGO = () => new Date(Date.now() - 11 * 60_000);

const offsetOf = async (id: string) => (await tellParts(by(admin), id)).headers.get('upload-offset');
const fileOf = async (id: string) => (await (await tellParts(by(admin), id)).json()).file;

async function contentOf(id: string): Promise<Buffer> {
  const { fileId } = await db.prisma.attachment.findFirstOrThrow({ where: { id } });
  const pieces: Uint8Array[] = [];
  for await (const piece of db.files.read(fileId)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** The names of what is in the store, and the rows of what is on its way. */
async function leftovers(): Promise<[string[], number]> {
  const folder = filesFolder(db.dataDir);
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  return [
    names.map((name) => path.basename(name)).filter((name) => name.length > 2),
    await db.prisma.upload.count(),
  ];
}

test('FILE-22 a file that is cut off at half goes on from there, and is what was sent', async () => {
  const id = await begin(CONTENT.length);
  const half = await patch(id, 0, cutOff(CONTENT.subarray(0, 1_500_000)));
  expect([half.status, half.headers.get('upload-offset')]).toEqual([204, '1500000']);
  expect([await offsetOf(id), await fileOf(id)]).toEqual(['1500000', null]);
  expect((await patch(id, 1_500_000, CONTENT.subarray(1_500_000, 2_000_000))).status).toBe(204);
  // Nothing at all is a part, too, and keeps nothing.
  expect((await patch(id, 2_000_000, cutOff(new Uint8Array()))).headers.get('upload-offset')).toBe('2000000');
  const last = await patch(id, 2_000_000, CONTENT.subarray(2_000_000));
  expect([last.status, last.headers.get('upload-offset'), last.headers.get('tus-resumable')]).toEqual([
    204,
    '3000000',
    '1.0.0',
  ]);
  expect(await fileOf(id)).toMatchObject({ id, name: 'Größe.bin', size: 3_000_000, width: null });
  expect((await contentOf(id)).equals(CONTENT)).toBe(true);
  const { fileId } = await db.prisma.attachment.findFirstOrThrow({ where: { id } });
  expect((await leftovers())[0]).toEqual([fileId]);
  // Whose answer got lost asks again.
  expect(await offsetOf(id)).toBe('3000000');
  expect((await patch(id, 3_000_000, new Uint8Array())).status).toBe(204);
});

test('FILE-22 a part that begins elsewhere is refused, and of two that come at once one counts', async () => {
  const id = await begin(20);
  const wrong = await patch(id, 5, 'xxxxx');
  expect([wrong.status, wrong.headers.get('upload-offset')]).toEqual([409, '0']);
  const both = await Promise.all([patch(id, 0, 'a'.repeat(10)), patch(id, 0, 'b'.repeat(5))]);
  expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
  const at = Number(await offsetOf(id));
  expect((await leftovers())[0]).toHaveLength(1);
  const ends = await Promise.all([1, 2].map(() => patch(id, at, 'c'.repeat(20 - at))));
  expect(ends.map(({ status }) => status)).toContain(204);
  expect(await db.prisma.attachment.count()).toBe(1);
  expect((await contentOf(id)).toString()).toMatch(at === 10 ? /^a{10}c{10}$/ : /^b{5}c{15}$/);
  expect((await leftovers())[0]).toHaveLength(1);
});

test('FILE-22 a file that is begun again by the same key is the same, also where both come at once', async () => {
  const [key, later] = [randomUUID(), randomUUID()];
  const full = await begin(4_000_000, { key });
  await begin(4_000_000, { ask: by(editor) });
  // Its own room does not keep it from being told again.
  const rest = await begin(2_000_000, { key: later });
  expect([await begin(4_000_000, { key }), await begin(2_000_000, { key: later })]).toEqual([full, rest]);
  expect([await db.prisma.upload.count(), await db.prisma.storedFile.count()]).toEqual([3, 3]);
  await db.prisma.storedFile.deleteMany({});
  const [first, ...others] = await Promise.all([1, 2, 3, 4, 5].map(() => begin(20, { key })));
  expect(new Set(others)).toEqual(new Set([first]));
  expect([await db.prisma.upload.count(), await db.prisma.storedFile.count()]).toEqual([1, 1]);
  // Nobody else's, and no other file.
  expect(await begin(20, { key, ask: by(editor) })).not.toBe(first);
  expect(await begin(20, { key, name: 'other' })).not.toBe(first);
  expect(await begin(21, { key })).not.toBe(first);
  await expect(begin(20, { key: 'short' })).rejects.toMatchObject({ code: 'invalid_input' });
});

test('FILE-22 a part of which nothing comes for half a minute is over, and what has come of it stays', async () => {
  const id = await begin(20);
  let isGone = false;
  let onWaiting = () => {};
  const waiting = new Promise<void>((resolve) => {
    onWaiting = resolve;
  });
  let asked = 0;
  const silent = new ReadableStream(
    {
      pull(controller) {
        if (asked++ === 0) return controller.enqueue(new Uint8Array(5));
        onWaiting();
        return new Promise(() => {});
      },
      cancel() {
        isGone = true;
      },
    },
    { highWaterMark: 0 },
  );
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const sent = patch(id, 0, silent);
    await waiting;
    await vi.advanceTimersByTimeAsync(29_000);
    expect(isGone).toBe(false);
    await vi.advanceTimersByTimeAsync(1_000);
    expect([(await sent).headers.get('upload-offset'), isGone]).toEqual(['5', true]);
  } finally {
    vi.useRealTimers();
  }
  expect((await patch(id, 5, 'x'.repeat(15))).status).toBe(204);
});

test('FILE-22 what has come is taken by the rules for any file', async () => {
  const picture = await sharp({ create: { width: 50, height: 40, channels: 3, background: 'red' } })
    .withExif({ IFD0: { Make: 'Telling Phone' } })
    .jpeg()
    .toBuffer();
  const id = await begin(picture.length, { name: '../holi\0day.html' });
  await patch(id, 0, picture.subarray(0, 100));
  await patch(id, 100, picture.subarray(100));
  expect(await fileOf(id)).toMatchObject({ name: 'holiday.html.jpg', mediaType: 'image/jpeg', width: 50 });
  expect((await contentOf(id)).toString('latin1')).not.toContain('Telling');
  await db.prisma.attachment.deleteMany({});
  const heic = Buffer.from(`\0\0\0\x18ftypheic${'x'.repeat(100)}`);
  const refused = await begin(heic.length);
  await patch(refused, 0, heic.subarray(0, 50));
  await expect(patch(refused, 50, heic.subarray(50))).rejects.toMatchObject({ code: 'invalid_input' });
  await expect(tellParts(by(admin), refused)).rejects.toMatchObject({ code: 'not_found' });
  expect(await db.prisma.upload.findUnique({ where: { id: refused } })).toBeNull();
  expect((await leftovers())[0].filter((name) => name.startsWith(refused))).toEqual([]);
});

test('FILE-22 a store that fails at the end has lost nothing that had come before', async () => {
  const id = await begin(20);
  await patch(id, 0, 'a'.repeat(10));
  const write = db.files.write;
  const away = new AppError('unavailable', 'Away.');
  const spy = vi
    .spyOn(db.files, 'write')
    .mockImplementation((name, content) =>
      name.includes('.') ? write(name, content) : Promise.reject(away),
    );
  await expect(patch(id, 10, 'b'.repeat(10))).rejects.toBe(away);
  spy.mockRestore();
  expect(await offsetOf(id)).toBe('10');
  expect((await patch(id, 10, 'b'.repeat(10))).status).toBe(204);
  expect((await contentOf(id)).toString()).toBe('a'.repeat(10) + 'b'.repeat(10));
});

test('FILE-22 a part that is counted though the answer of the database got lost is not removed', async () => {
  const id = await begin(20);
  const update = db.prisma.upload.updateMany.bind(db.prisma.upload);
  const spy = vi.spyOn(db.prisma.upload, 'updateMany').mockImplementationOnce((async (given: never) => {
    await update(given);
    throw new Error('The connection is gone.');
  }) as never);
  await expect(patch(id, 0, 'a'.repeat(10))).rejects.toThrow('gone');
  spy.mockRestore();
  expect(await offsetOf(id)).toBe('10');
  expect((await patch(id, 10, 'b'.repeat(10))).status).toBe(204);
  expect((await contentOf(id)).toString()).toBe('a'.repeat(10) + 'b'.repeat(10));
});

test('FILE-22 a file whose part is lost ends with a sentence', async () => {
  const id = await begin(20);
  await patch(id, 0, 'a'.repeat(10));
  const { parts } = await db.prisma.upload.findUniqueOrThrow({ where: { id } });
  await db.files.remove(parts[0] ?? '');
  await expect(patch(id, 10, 'b'.repeat(10))).rejects.toMatchObject({ code: 'conflict' });
  expect((await leftovers())[1]).toBe(0);
});

test('FILE-23 a file that comes whole does not take the room of one that comes in parts', async () => {
  const id = await begin(4_000_000);
  await begin(4_000_000, { ask: by(editor) });
  const grant = await by(editor)();
  const small = { name: 'x', mediaType: 'x/y', sha256: Buffer.alloc(32), width: null, height: null };
  const { fileId } = await beginUpload(grant);
  await expect(keepUpload(grant, { ...small, fileId, size: 2_000_001 })).rejects.toMatchObject({
    code: 'conflict',
  });
  await keepUpload(grant, { ...small, fileId, size: 2_000_000 });
  // No room is left but its own.
  await expect(beginUpload(grant)).rejects.toMatchObject({ code: 'conflict' });
  await patch(id, 0, CONTENT);
  expect((await patch(id, CONTENT.length, Buffer.alloc(1_000_000))).status).toBe(204);
  expect(await fileOf(id)).toMatchObject({ size: 4_000_000 });
});

test("FILE-23 somebody else's file on its way, and one of another document, is not there", async () => {
  const id = await begin(20);
  const other = (await aDocument(db, { actor: admin, workspaceId })).id;
  for (const ask of [by(editor), by(admin, other)]) {
    await expect(tellParts(ask, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(patch(id, 0, 'x', ask)).rejects.toMatchObject({ code: 'not_found' });
    await expect(endUpload(request('DELETE', {}), ask, id)).rejects.toMatchObject({ code: 'not_found' });
  }
  await expect(patch('x', 0, 'x')).rejects.toMatchObject({ code: 'not_found' });
  await expect(patch(randomUUID(), 0, 'x')).rejects.toMatchObject({ code: 'not_found' });
});

test('FILE-23 whoever may no longer write sends no part, and has added nothing at the end', async () => {
  const member = await aMember(db, { workspaceId, role: 'editor' });
  const id = await begin(20, { ask: by(member) });
  await patch(id, 0, 'x', by(member));
  let asked = 0;
  const ask = () => (asked++ === 0 ? by(member)() : by({ ...member, sessionId: randomUUID() })());
  await expect(patch(id, 1, 'x'.repeat(19), ask)).rejects.toMatchObject({ code: 'not_signed_in' });
  expect(await leftovers()).toEqual([[], 0]);
  await expect(patch(id, 1, 'x', ask)).rejects.toMatchObject({ code: 'not_signed_in' });
});

test('FILE-23 what is too large is refused before it comes, and so is more than was said', async () => {
  await expect(begin(4_000_001)).rejects.toMatchObject({ code: 'too_large' });
  expect(await leftovers()).toEqual([[], 0]);
  const id = await begin(10);
  await expect(patch(id, 0, 'x'.repeat(11))).rejects.toMatchObject({ code: 'too_large' });
  const long = new ReadableStream({
    start(controller) {
      controller.enqueue(new Uint8Array(11));
      controller.close();
    },
  });
  await expect(patch(id, 0, long)).rejects.toMatchObject({ code: 'too_large' });
  expect([await offsetOf(id), (await leftovers())[0]]).toEqual(['0', []]);
});

test('FILE-23 what is on its way has its room, of one person four at a time; one that does not come gives way', async () => {
  await begin(4_000_000);
  await begin(4_000_000, { ask: by(editor) });
  await expect(begin(4_000_000)).rejects.toMatchObject({ code: 'conflict' });
  // One of which nothing comes keeps no room.
  await db.prisma.upload.updateMany({ data: { lastAt: LONG_AGO() } });
  await begin(4_000_000);
  await db.prisma.upload.deleteMany({});
  const ids = [await begin(9), await begin(9), await begin(9), await begin(9)];
  await expect(begin(9)).rejects.toMatchObject({ code: 'too_many' });
  await begin(9, { ask: by(editor) });
  await db.prisma.upload.updateMany({
    where: { id: ids[1] ?? '' },
    data: { lastAt: LONG_AGO() },
  });
  await begin(9);
  await expect(offsetOf(ids[1] ?? '')).rejects.toMatchObject({ code: 'not_found' });
  expect((await endUpload(request('DELETE', {}), by(admin), ids[0] ?? '')).status).toBe(204);
  await begin(9);
  expect(await db.prisma.upload.count()).toBe(5);
});

test('FILE-23 one that goes on after a while asks for its room again, before and after a part', async () => {
  const id = await begin(4_000_000);
  await begin(4_000_000, { ask: by(editor) });
  await patch(id, 0, 'x');
  await db.prisma.upload.update({ where: { id }, data: { lastAt: LONG_AGO() } });
  const other = await begin(4_000_000);
  await expect(patch(id, 1, 'x')).rejects.toMatchObject({ code: 'conflict' });
  expect([await offsetOf(id), (await leftovers())[0]]).toEqual(['1', [expect.stringContaining(id)]]);
  await endUpload(request('DELETE', {}), by(admin), other);
  expect((await patch(id, 1, 'x')).status).toBe(204);
  await expect(begin(4_000_000)).rejects.toMatchObject({ code: 'conflict' });
  const write = db.files.write;
  const spy = vi.spyOn(db.files, 'write').mockImplementationOnce(async (...given) => {
    await write(...given);
    await db.prisma.upload.update({ where: { id }, data: { lastAt: LONG_AGO() } });
    await begin(4_000_000);
  });
  await expect(patch(id, 2, 'x')).rejects.toMatchObject({ code: 'conflict' });
  spy.mockRestore();
  expect(await offsetOf(id)).toBe('2');
});

test('FILE-23 what has not come after a day is gone, with its parts', async () => {
  const id = await begin(20);
  await patch(id, 0, 'x');
  const house = await authorize(db, {
    actor: system('a test'),
    action: 'instance.administer',
    on: 'instance',
  });
  await letGoOfFiles(house);
  expect(await offsetOf(id)).toBe('1');
  await db.prisma.upload.update({ where: { id }, data: { expiresAt: new Date(0) } });
  await expect(offsetOf(id)).rejects.toMatchObject({ code: 'not_found' });
  await expect(patch(id, 1, 'x')).rejects.toMatchObject({ code: 'not_found' });
  await db.prisma.storedFile.update({
    where: { id },
    data: { letGoAt: new Date(Date.now() - KEPT_HOURS * 3_600_000 - 1000) },
  });
  await letGoOfFiles(house);
  expect(await leftovers()).toEqual([[], 0]);
});

test('FILE-22 what is no tus is told so', async () => {
  const post = (headers: Record<string, string>) => beginParts(request('POST', headers), by(admin), String);
  await expect(post({ 'Tus-Resumable': '0.2.2', 'Upload-Length': '9' })).rejects.toMatchObject({
    code: 'precondition_failed',
  });
  for (const headers of [
    {},
    { 'Upload-Length': '-1' },
    { 'Upload-Length': '0' },
    { 'Upload-Length': '1e3' },
  ]) {
    await expect(post(headers as Record<string, string>)).rejects.toMatchObject({ code: 'invalid_input' });
  }
  const id = await begin(9);
  const plain = request('PATCH', { 'Upload-Offset': '0', 'Content-Type': 'text/plain' }, 'x');
  await expect(takePart(plain, by(admin), id)).rejects.toMatchObject({ code: 'invalid_input' });
});
