// First of all, since what is imported after it meets its stand-ins for Next.

import { existsSync, readdirSync } from 'node:fs';
import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { filesFolder, workFolder } from '@plenum/database/files/files-folder';
import { aDocument, aMember, aWorkspace } from '@plenum/database/testing/factories';
import type { Member } from '@plenum/domain/access/actor';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { FORM_END, fileHead, piecewiseForm } from '#lib/testing/piecewise-form.ts';
import { openWebDatabase } from '#lib/testing/visitor.ts';
import { receiveFile } from './receive-file.ts';

let db: Database;
let admin: Member;
let documentId: string;
beforeAll(async () => {
  db = await openWebDatabase();
  admin = await aMember(db);
  const { id: workspaceId } = await aWorkspace(db, admin);
  documentId = (await aDocument(db, { actor: admin, workspaceId })).id;
  await db.prisma.instanceSettings.create({ data: { fileMegabytes: 1 } });
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.prisma.attachment.deleteMany({});
  await db.prisma.storedFile.deleteMany({});
});

const grant = () => authorize(db, { actor: admin, action: 'document.write', on: documentId });
const receive = (request: Request, ask = grant) => receiveFile(request, ask);

function aForm(content: Uint8Array<ArrayBuffer> | string, name = 'notes.txt', type = 'text/html'): Request {
  const body = new FormData();
  body.set('ignored', 'field');
  body.set('file', new File([content], name, { type }));
  return new Request('http://localhost:3000/api/files/x', { method: 'POST', body });
}

/** What is left of an upload that became nothing. */
async function leftovers() {
  const inside = (folder: string) =>
    existsSync(folder)
      ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
      : [];
  const rows = (await db.prisma.storedFile.count()) + (await db.prisma.attachment.count());
  return [rows, inside(workFolder(db.dataDir)).length];
}

test('FILE-5, FILE-1 a file is taken as what it is, whatever its sender says', async () => {
  const html = await receive(aForm('<script>alert(1)</script>', '../../Größe.png', 'image/png'));
  expect(html).toMatchObject({ name: 'Größe.png', mediaType: 'text/plain', size: 25, width: null });
  const picture = await sharp({ create: { width: 5, height: 4, channels: 3, background: 'red' } })
    .withExif({ IFD0: { Make: 'Telling Phone' } })
    .jpeg()
    .toBuffer();
  const taken = await receive(aForm(new Uint8Array(picture), 'holiday.html'));
  expect(taken).toMatchObject({ name: 'holiday.html.jpg', mediaType: 'image/jpeg', width: 5, height: 4 });
  const row = await db.prisma.attachment.findFirstOrThrow({ where: { id: taken.id } });
  const content: Uint8Array[] = [];
  for await (const piece of db.files.read(row.fileId)) content.push(piece);
  expect(Buffer.concat(content).toString('latin1')).not.toContain('Telling');
  expect(Buffer.concat(content).length).toBe(row.size);
  expect(readdirSync(workFolder(db.dataDir))).toEqual([]);
});

test('FILE-12 a file that is too large is refused while it comes, and nothing of it stays', async () => {
  await expect(receive(aForm('x'.repeat(1_000_001)))).rejects.toMatchObject({ code: 'too_large' });
  expect(await leftovers()).toEqual([0, 0]);
  const said = aForm('x');
  said.headers.set('Content-Length', '2000000');
  await expect(receive(said)).rejects.toMatchObject({ code: 'too_large' });
  expect(await receive(aForm('x'.repeat(1_000_000)))).toMatchObject({ size: 1_000_000 });
});

test('FILE-12 a body that is cut off, has no file or is no form is refused, and nothing of it stays', async () => {
  const cutOff = async function* () {
    yield fileHead('a.txt');
    yield 'some';
    throw new Error('The connection is gone.');
  };
  const unended = async function* () {
    yield fileHead('a.txt');
    yield 'some';
  };
  const empty = new Request('http://localhost:3000/', { method: 'POST', body: new FormData() });
  const json = new Request('http://localhost:3000/', { method: 'POST', body: '{}' });
  const noBoundary = new Request('http://localhost:3000/', {
    method: 'POST',
    body: 'x',
    headers: { 'Content-Type': 'multipart/form-data' },
  });
  const nothingChosen = aForm('', '');
  for (const request of [
    piecewiseForm(cutOff()),
    piecewiseForm(unended()),
    empty,
    json,
    noBoundary,
    nothingChosen,
  ]) {
    await expect(receive(request)).rejects.toMatchObject({ code: 'invalid_input' });
  }
  expect(await leftovers()).toEqual([0, 0]);
});

test('FILE-7 a picture of a kind that cannot be cleaned is refused, and nothing of it stays', async () => {
  const heic = aForm(`\0\0\0\x18ftypheic${'x'.repeat(900_000)}`, 'photo.jpg', 'image/jpeg');
  await expect(receive(heic)).rejects.toMatchObject({ message: expect.stringMatching(/JPEG or PNG/) });
  const broken = aForm(new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]), 'photo.jpg');
  await expect(receive(broken)).rejects.toMatchObject({ message: expect.stringMatching(/damaged/) });
  expect(await leftovers()).toEqual([0, 0]);
});

test('FILE-5 whoever may no longer write once the file is there has added none', async () => {
  let asked = 0;
  const ask = () => {
    asked += 1;
    return asked === 1
      ? grant()
      : authorize(db, {
          actor: { ...admin, sessionId: documentId },
          action: 'document.write',
          on: documentId,
        });
  };
  await expect(receive(aForm('x'), ask)).rejects.toMatchObject({ code: 'not_signed_in' });
  expect(await leftovers()).toEqual([0, 0]);
});

test('FILE-12 one sends four files at a time, and a fifth once one of them is there', async () => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const slow = async function* () {
    yield fileHead('a.txt');
    await released;
    yield `x${FORM_END}`;
  };
  const first = Array.from({ length: 4 }, () => receive(piecewiseForm(slow())));
  await expect.poll(() => db.prisma.storedFile.count()).toBe(4);
  await expect(receive(aForm('x'))).rejects.toMatchObject({ code: 'too_many', retryAfter: 10 });
  release();
  await Promise.all(first);
  await receive(aForm('x'));
  expect(existsSync(filesFolder(db.dataDir))).toBe(true);
});
