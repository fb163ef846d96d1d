import { randomBytes, randomUUID } from 'node:crypto';
import { authorize } from '@plenum/database/access/authorize';
import { KEPT_HOURS, letGoOfFiles } from '@plenum/database/files/letting-go';
import { beginUpload, keepUpload } from '@plenum/database/files/uploads';
import { aDocument, aMember } from '@plenum/database/testing/factories';
import { system } from '@plenum/domain/access/actor';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { LONG_AGO, PartsKit, partRequest } from '#lib/testing/parts-kit.ts';
import { endUpload, tellParts } from './partial-upload.ts';

let kit: PartsKit;
beforeAll(async () => {
  kit = await PartsKit.open();
});
afterAll(() => kit.db.close());
beforeEach(() => kit.clear());

const CONTENT = randomBytes(3_000_000);

test('FILE-23 a file that comes whole does not take the room of one that comes in parts', async () => {
  const id = await kit.begin(4_000_000);
  await kit.begin(4_000_000, { ask: kit.by(kit.editor) });
  const grant = await kit.by(kit.editor)();
  const small = { name: 'x', mediaType: 'x/y', sha256: Buffer.alloc(32), width: null, height: null };
  const { fileId } = await beginUpload(grant);
  await expect(keepUpload(grant, { ...small, fileId, size: 2_000_001 })).rejects.toMatchObject({
    code: 'conflict',
  });
  await keepUpload(grant, { ...small, fileId, size: 2_000_000 });
  // No room is left but its own.
  await expect(beginUpload(grant)).rejects.toMatchObject({ code: 'conflict' });
  await kit.patch(id, 0, CONTENT);
  expect((await kit.patch(id, CONTENT.length, Buffer.alloc(1_000_000))).status).toBe(204);
  expect(await kit.fileOf(id)).toMatchObject({ size: 4_000_000 });
});

test("FILE-23 somebody else's file on its way, and one of another document, is not there", async () => {
  const id = await kit.begin(20);
  const other = (await aDocument(kit.db, { actor: kit.admin, workspaceId: kit.workspaceId })).id;
  for (const ask of [kit.by(kit.editor), kit.by(kit.admin, other)]) {
    await expect(tellParts(ask, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(kit.patch(id, 0, 'x', ask)).rejects.toMatchObject({ code: 'not_found' });
    await expect(endUpload(partRequest('DELETE', {}), ask, id)).rejects.toMatchObject({ code: 'not_found' });
  }
  await expect(kit.patch('x', 0, 'x')).rejects.toMatchObject({ code: 'not_found' });
  await expect(kit.patch(randomUUID(), 0, 'x')).rejects.toMatchObject({ code: 'not_found' });
});

test('FILE-23 whoever may no longer write sends no part, and has added nothing at the end', async () => {
  const member = await aMember(kit.db, { workspaceId: kit.workspaceId, role: 'editor' });
  const id = await kit.begin(20, { ask: kit.by(member) });
  await kit.patch(id, 0, 'x', kit.by(member));
  let asked = 0;
  const ask = () => (asked++ === 0 ? kit.by(member)() : kit.by({ ...member, sessionId: randomUUID() })());
  await expect(kit.patch(id, 1, 'x'.repeat(19), ask)).rejects.toMatchObject({ code: 'not_signed_in' });
  expect(await kit.leftovers()).toEqual([[], 0]);
  await expect(kit.patch(id, 1, 'x', ask)).rejects.toMatchObject({ code: 'not_signed_in' });
});

test('FILE-23 what is too large is refused before it comes, and so is more than was said', async () => {
  await expect(kit.begin(4_000_001)).rejects.toMatchObject({ code: 'too_large' });
  expect(await kit.leftovers()).toEqual([[], 0]);
  const id = await kit.begin(10);
  await expect(kit.patch(id, 0, 'x'.repeat(11))).rejects.toMatchObject({ code: 'too_large' });
  const long = new ReadableStream({
    start(controller) {
      controller.enqueue(new Uint8Array(11));
      controller.close();
    },
  });
  await expect(kit.patch(id, 0, long)).rejects.toMatchObject({ code: 'too_large' });
  expect([await kit.offsetOf(id), (await kit.leftovers())[0]]).toEqual(['0', []]);
});

test('FILE-23 what is on its way has its room, of one person four at a time; one that does not come gives way', async () => {
  await kit.begin(4_000_000);
  await kit.begin(4_000_000, { ask: kit.by(kit.editor) });
  await expect(kit.begin(4_000_000)).rejects.toMatchObject({ code: 'conflict' });
  // One of which nothing comes keeps no room.
  await kit.db.prisma.upload.updateMany({ data: { lastAt: LONG_AGO() } });
  await kit.begin(4_000_000);
  await kit.db.prisma.upload.deleteMany({});
  const ids = [await kit.begin(9), await kit.begin(9), await kit.begin(9), await kit.begin(9)];
  await expect(kit.begin(9)).rejects.toMatchObject({ code: 'too_many' });
  await kit.begin(9, { ask: kit.by(kit.editor) });
  await kit.db.prisma.upload.updateMany({
    where: { id: ids[1] ?? '' },
    data: { lastAt: LONG_AGO() },
  });
  await kit.begin(9);
  await expect(kit.offsetOf(ids[1] ?? '')).rejects.toMatchObject({ code: 'not_found' });
  expect((await endUpload(partRequest('DELETE', {}), kit.by(kit.admin), ids[0] ?? '')).status).toBe(204);
  await kit.begin(9);
  expect(await kit.db.prisma.upload.count()).toBe(5);
});

test('FILE-23 one that goes on after a while asks for its room again, before and after a part', async () => {
  const id = await kit.begin(4_000_000);
  await kit.begin(4_000_000, { ask: kit.by(kit.editor) });
  await kit.patch(id, 0, 'x');
  await kit.db.prisma.upload.update({ where: { id }, data: { lastAt: LONG_AGO() } });
  const other = await kit.begin(4_000_000);
  await expect(kit.patch(id, 1, 'x')).rejects.toMatchObject({ code: 'conflict' });
  expect([await kit.offsetOf(id), (await kit.leftovers())[0]]).toEqual(['1', [expect.stringContaining(id)]]);
  await endUpload(partRequest('DELETE', {}), kit.by(kit.admin), other);
  expect((await kit.patch(id, 1, 'x')).status).toBe(204);
  await expect(kit.begin(4_000_000)).rejects.toMatchObject({ code: 'conflict' });
  const write = kit.db.files.write;
  const spy = vi.spyOn(kit.db.files, 'write').mockImplementationOnce(async (...given) => {
    await write(...given);
    await kit.db.prisma.upload.update({ where: { id }, data: { lastAt: LONG_AGO() } });
    await kit.begin(4_000_000);
  });
  await expect(kit.patch(id, 2, 'x')).rejects.toMatchObject({ code: 'conflict' });
  spy.mockRestore();
  expect(await kit.offsetOf(id)).toBe('2');
});

test('FILE-23 what has not come after a day is gone, with its parts', async () => {
  const id = await kit.begin(20);
  await kit.patch(id, 0, 'x');
  const house = await authorize(kit.db, {
    actor: system('a test'),
    action: 'instance.administer',
    on: 'instance',
  });
  await letGoOfFiles(house);
  expect(await kit.offsetOf(id)).toBe('1');
  await kit.db.prisma.upload.update({ where: { id }, data: { expiresAt: new Date(0) } });
  await expect(kit.offsetOf(id)).rejects.toMatchObject({ code: 'not_found' });
  await expect(kit.patch(id, 1, 'x')).rejects.toMatchObject({ code: 'not_found' });
  await kit.db.prisma.storedFile.update({
    where: { id },
    data: { letGoAt: new Date(Date.now() - KEPT_HOURS * 3_600_000 - 1000) },
  });
  await letGoOfFiles(house);
  expect(await kit.leftovers()).toEqual([[], 0]);
});
