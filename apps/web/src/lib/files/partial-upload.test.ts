import { randomBytes, randomUUID } from 'node:crypto';
import { AppError } from '@plenum/domain/errors';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { PartsKit, partRequest } from '#lib/testing/parts-kit.ts';
import { beginParts, takePart, tellParts } from './partial-upload.ts';

let kit: PartsKit;
beforeAll(async () => {
  kit = await PartsKit.open();
});
afterAll(() => kit.db.close());
beforeEach(() => kit.clear());

const CONTENT = randomBytes(3_000_000);

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

test('FILE-22 a file that is cut off at half goes on from there, and is what was sent', async () => {
  const id = await kit.begin(CONTENT.length);
  const half = await kit.patch(id, 0, cutOff(CONTENT.subarray(0, 1_500_000)));
  expect([half.status, half.headers.get('upload-offset')]).toEqual([204, '1500000']);
  expect([await kit.offsetOf(id), await kit.fileOf(id)]).toEqual(['1500000', null]);
  expect((await kit.patch(id, 1_500_000, CONTENT.subarray(1_500_000, 2_000_000))).status).toBe(204);
  // Nothing at all is a part, too, and keeps nothing.
  expect((await kit.patch(id, 2_000_000, cutOff(new Uint8Array()))).headers.get('upload-offset')).toBe(
    '2000000',
  );
  const last = await kit.patch(id, 2_000_000, CONTENT.subarray(2_000_000));
  expect([last.status, last.headers.get('upload-offset'), last.headers.get('tus-resumable')]).toEqual([
    204,
    '3000000',
    '1.0.0',
  ]);
  expect(await kit.fileOf(id)).toMatchObject({ id, name: 'Größe.bin', size: 3_000_000, width: null });
  expect((await kit.contentOf(id)).equals(CONTENT)).toBe(true);
  const { fileId } = await kit.db.prisma.attachment.findFirstOrThrow({ where: { id } });
  expect((await kit.leftovers())[0]).toEqual([fileId]);
  // Whose answer got lost asks again.
  expect(await kit.offsetOf(id)).toBe('3000000');
  expect((await kit.patch(id, 3_000_000, new Uint8Array())).status).toBe(204);
});

test('FILE-22 a part that begins elsewhere is refused, and of two that come at once one counts', async () => {
  const id = await kit.begin(20);
  const wrong = await kit.patch(id, 5, 'xxxxx');
  expect([wrong.status, wrong.headers.get('upload-offset')]).toEqual([409, '0']);
  const both = await Promise.all([kit.patch(id, 0, 'a'.repeat(10)), kit.patch(id, 0, 'b'.repeat(5))]);
  expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
  const at = Number(await kit.offsetOf(id));
  expect((await kit.leftovers())[0]).toHaveLength(1);
  const ends = await Promise.all([1, 2].map(() => kit.patch(id, at, 'c'.repeat(20 - at))));
  expect(ends.map(({ status }) => status)).toContain(204);
  expect(await kit.db.prisma.attachment.count()).toBe(1);
  expect((await kit.contentOf(id)).toString()).toMatch(at === 10 ? /^a{10}c{10}$/ : /^b{5}c{15}$/);
  expect((await kit.leftovers())[0]).toHaveLength(1);
});

test('FILE-22 a file that is begun again by the same key is the same, also where both come at once', async () => {
  const [key, later] = [randomUUID(), randomUUID()];
  const full = await kit.begin(4_000_000, { key });
  await kit.begin(4_000_000, { ask: kit.by(kit.editor) });
  // Its own room does not keep it from being told again.
  const rest = await kit.begin(2_000_000, { key: later });
  expect([await kit.begin(4_000_000, { key }), await kit.begin(2_000_000, { key: later })]).toEqual([
    full,
    rest,
  ]);
  expect([await kit.db.prisma.upload.count(), await kit.db.prisma.storedFile.count()]).toEqual([3, 3]);
  await kit.db.prisma.storedFile.deleteMany({});
  const [first, ...others] = await Promise.all([1, 2, 3, 4, 5].map(() => kit.begin(20, { key })));
  expect(new Set(others)).toEqual(new Set([first]));
  expect([await kit.db.prisma.upload.count(), await kit.db.prisma.storedFile.count()]).toEqual([1, 1]);
  // Nobody else's, and no other file.
  expect(await kit.begin(20, { key, ask: kit.by(kit.editor) })).not.toBe(first);
  expect(await kit.begin(20, { key, name: 'other' })).not.toBe(first);
  expect(await kit.begin(21, { key })).not.toBe(first);
  await expect(kit.begin(20, { key: 'short' })).rejects.toMatchObject({ code: 'invalid_input' });
});

test('FILE-22 a part of which nothing comes for half a minute is over, and what has come of it stays', async () => {
  const id = await kit.begin(20);
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
    const sent = kit.patch(id, 0, silent);
    await waiting;
    await vi.advanceTimersByTimeAsync(29_000);
    expect(isGone).toBe(false);
    await vi.advanceTimersByTimeAsync(1_000);
    expect([(await sent).headers.get('upload-offset'), isGone]).toEqual(['5', true]);
  } finally {
    vi.useRealTimers();
  }
  expect((await kit.patch(id, 5, 'x'.repeat(15))).status).toBe(204);
});

test('FILE-22 what has come is taken by the rules for any file', async () => {
  const picture = await sharp({ create: { width: 50, height: 40, channels: 3, background: 'red' } })
    .withExif({ IFD0: { Make: 'Telling Phone' } })
    .jpeg()
    .toBuffer();
  const id = await kit.begin(picture.length, { name: '../holi\0day.html' });
  await kit.patch(id, 0, picture.subarray(0, 100));
  await kit.patch(id, 100, picture.subarray(100));
  expect(await kit.fileOf(id)).toMatchObject({
    name: 'holiday.html.jpg',
    mediaType: 'image/jpeg',
    width: 50,
  });
  expect((await kit.contentOf(id)).toString('latin1')).not.toContain('Telling');
  await kit.db.prisma.attachment.deleteMany({});
  const heic = Buffer.from(`\0\0\0\x18ftypheic${'x'.repeat(100)}`);
  const refused = await kit.begin(heic.length);
  await kit.patch(refused, 0, heic.subarray(0, 50));
  await expect(kit.patch(refused, 50, heic.subarray(50))).rejects.toMatchObject({ code: 'invalid_input' });
  await expect(tellParts(kit.by(kit.admin), refused)).rejects.toMatchObject({ code: 'not_found' });
  expect(await kit.db.prisma.upload.findUnique({ where: { id: refused } })).toBeNull();
  expect((await kit.leftovers())[0].filter((name) => name.startsWith(refused))).toEqual([]);
});

test('FILE-22 a store that fails at the end has lost nothing that had come before', async () => {
  const id = await kit.begin(20);
  await kit.patch(id, 0, 'a'.repeat(10));
  const write = kit.db.files.write;
  const away = new AppError('unavailable', 'Away.');
  const spy = vi
    .spyOn(kit.db.files, 'write')
    .mockImplementation((name, content) =>
      name.includes('.') ? write(name, content) : Promise.reject(away),
    );
  await expect(kit.patch(id, 10, 'b'.repeat(10))).rejects.toBe(away);
  spy.mockRestore();
  expect(await kit.offsetOf(id)).toBe('10');
  expect((await kit.patch(id, 10, 'b'.repeat(10))).status).toBe(204);
  expect((await kit.contentOf(id)).toString()).toBe('a'.repeat(10) + 'b'.repeat(10));
});

test('FILE-22 a part that is counted though the answer of the database got lost is not removed', async () => {
  const id = await kit.begin(20);
  const update = kit.db.prisma.upload.updateMany.bind(kit.db.prisma.upload);
  const spy = vi.spyOn(kit.db.prisma.upload, 'updateMany').mockImplementationOnce((async (given: never) => {
    await update(given);
    throw new Error('The connection is gone.');
  }) as never);
  await expect(kit.patch(id, 0, 'a'.repeat(10))).rejects.toThrow('gone');
  spy.mockRestore();
  expect(await kit.offsetOf(id)).toBe('10');
  expect((await kit.patch(id, 10, 'b'.repeat(10))).status).toBe(204);
  expect((await kit.contentOf(id)).toString()).toBe('a'.repeat(10) + 'b'.repeat(10));
});

test('FILE-22 a file whose part is lost ends with a sentence', async () => {
  const id = await kit.begin(20);
  await kit.patch(id, 0, 'a'.repeat(10));
  const { parts } = await kit.db.prisma.upload.findUniqueOrThrow({ where: { id } });
  await kit.db.files.remove(parts[0] ?? '');
  await expect(kit.patch(id, 10, 'b'.repeat(10))).rejects.toMatchObject({ code: 'conflict' });
  expect((await kit.leftovers())[1]).toBe(0);
});

test('FILE-22 what is no tus is told so', async () => {
  const post = (headers: Record<string, string>) =>
    beginParts(partRequest('POST', headers), kit.by(kit.admin), String);
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
  const id = await kit.begin(9);
  const plain = partRequest('PATCH', { 'Upload-Offset': '0', 'Content-Type': 'text/plain' }, 'x');
  await expect(takePart(plain, kit.by(kit.admin), id)).rejects.toMatchObject({ code: 'invalid_input' });
});
