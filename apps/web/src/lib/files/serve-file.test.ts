// First of all, since what is imported after it meets its stand-ins for Next.

import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { type FileToServe, getFile } from '@plenum/database/files/attachments';
import { aDocument, aMember, anAttachment, aWorkspace } from '@plenum/database/testing/factories';
import type { Member } from '@plenum/domain/access/actor';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openWebDatabase } from '#lib/testing/visitor.ts';
import { serveFile } from './serve-file.ts';

let db: Database;
let admin: Member;
let documentId: string;
beforeAll(async () => {
  db = await openWebDatabase();
  admin = await aMember(db);
  const { id: workspaceId } = await aWorkspace(db, admin);
  documentId = (await aDocument(db, { actor: admin, workspaceId })).id;
});
afterAll(() => db.close());

async function aFile(columns: Partial<Parameters<typeof anAttachment>[1]> = {}): Promise<FileToServe> {
  const { id } = await anAttachment(db, { documentId, content: Buffer.from('0123456789'), ...columns });
  return getFile(await authorize(db, { actor: admin, action: 'document.read', on: documentId }), id);
}

function ask(file: FileToServe, headers: Record<string, string> = {}, query = ''): Promise<Response> {
  return serveFile(new Request(`http://localhost:3000/d/x/files/y${query}`, { headers }), file);
}

async function aPhoto(): Promise<FileToServe> {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  const create = { width: 900, height: 300, channels: 3, background: 'white', noise } as const;
  const content = await sharp({ create }).jpeg().toBuffer();
  return aFile({ content, mediaType: 'image/jpeg', name: 'photo.jpg', width: 900, height: 300 });
}

test.each([
  ['image/png', 'inline', 'image/png'],
  ['text/plain', 'attachment', 'text/plain; charset=utf-8'],
  ['application/pdf', 'attachment', 'application/pdf'],
  ['image/svg+xml', 'attachment', 'image/svg+xml'],
])('ATT-29, FILE-8 a %s never runs as a page: %s', async (mediaType, disposition, type) => {
  const { headers, status } = await ask(await aFile({ mediaType, name: 'Größe "x".svg' }));
  expect(status).toBe(200);
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-type': type,
    'content-disposition': `${disposition}; filename="Groe -x-.svg"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20-x-.svg`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, no-cache, no-transform',
  });
});

test.each([
  ['bytes=2-4', 206, '234', 'bytes 2-4/10'],
  ['bytes=7-', 206, '789', 'bytes 7-9/10'],
  ['bytes=-2', 206, '89', 'bytes 8-9/10'],
  ['bytes=0-999', 206, '0123456789', 'bytes 0-9/10'],
  ['bytes=10-', 416, '', 'bytes */10'],
  ['bytes=-0', 416, '', 'bytes */10'],
  ['bytes=4-2', 200, '0123456789', null],
  ['bytes=0-1,3-4', 200, '0123456789', null],
  ['lines=1-2', 200, '0123456789', null],
])('FILE-8 %s is answered by %i', async (range, status, text, contentRange) => {
  const answer = await ask(await aFile(), { Range: range });
  expect([answer.status, await answer.text(), answer.headers.get('content-range')]).toEqual([
    status,
    text,
    contentRange,
  ]);
});

test('FILE-8 whoever has it already gets it no second time, and a part only of the very content that they have', async () => {
  const file = await aFile();
  const etag = (await ask(file)).headers.get('etag') ?? '';
  expect((await ask(file, { 'If-None-Match': `"x", W/${etag}` })).status).toBe(304);
  expect((await ask(file, { 'If-None-Match': '"x"' })).status).toBe(200);
  expect((await ask(file, { Range: 'bytes=0-1', 'If-Range': etag })).status).toBe(206);
  expect((await ask(file, { Range: 'bytes=0-1', 'If-Range': '"x"' })).status).toBe(200);
});

test('FILE-8 what is not there, or not as it was, is answered as what never was', async () => {
  const [gone, cut] = [await aFile(), await aFile()];
  await db.files.remove(gone.fileId);
  await expect(ask(gone)).rejects.toMatchObject({ code: 'not_found' });
  await expect(ask({ ...cut, size: 11 })).rejects.toMatchObject({ code: 'not_found' });
});

test('FILE-8 a file is read while it is sent, and let go of where somebody goes away', async () => {
  const file = await aFile({ content: Buffer.alloc(1_000_000) });
  const reader = (await ask(file)).body?.getReader();
  expect((await reader?.read())?.value?.length).toBeLessThan(200_000);
  await reader?.cancel();
  expect((await reader?.read())?.done).toBe(true);
});

test('FILE-20 a picture in a width is sent as the picture is, with a tag of its own', async () => {
  const photo = await aPhoto();
  const [own, smaller] = [await ask(photo), await ask(photo, {}, '?width=720')];
  const content = Buffer.from(await smaller.arrayBuffer());
  expect(await sharp(content).metadata()).toMatchObject({ format: 'jpeg', width: 720, height: 240 });
  const etag = smaller.headers.get('etag') ?? '';
  expect(etag).not.toBe(own.headers.get('etag'));
  expect({ ...Object.fromEntries(smaller.headers), etag: '' }).toEqual({
    ...Object.fromEntries(own.headers),
    etag: '',
  });
  expect((await ask(photo, { 'If-None-Match': etag }, '?width=720')).status).toBe(304);
  expect((await ask(photo, { 'If-None-Match': etag })).status).toBe(200);
  const part = await ask(photo, { Range: 'bytes=0-9', 'If-Range': etag }, '?width=720');
  expect(part.headers.get('content-range')).toBe(`bytes 0-9/${content.length}`);
  expect(Buffer.from(await part.arrayBuffer()).equals(content.subarray(0, 10))).toBe(true);
});

test('FILE-20 a width is one of few, and what is had in none comes as it is', async () => {
  const photo = await aPhoto();
  for (const wrong of ['721', '0', '1e9', '', 'x']) {
    await expect(ask(photo, {}, `?width=${wrong}`)).rejects.toMatchObject({ code: 'invalid_input' });
  }
  expect((await ask(photo, {}, '?width=1440')).headers.get('etag')).toBe(
    (await ask(photo)).headers.get('etag'),
  );
  expect(await (await ask(await aFile(), {}, '?width=720')).text()).toBe('0123456789');
  // Also where nothing can be made at this moment.
  const write = vi.spyOn(db.files, 'write').mockRejectedValue(new Error('no room'));
  const answer = await ask(photo, {}, '?width=720');
  expect([answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([200, photo.size]);
  write.mockRestore();
});
