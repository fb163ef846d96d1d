import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { FileStore } from '@plenum/database/files/file-store';
import { folderStore } from '@plenum/database/files/folder-store';
import { PICTURE_WIDTHS } from '@plenum/domain/picture-widths';
import sharp from 'sharp';
import { afterAll, expect, test, vi } from 'vitest';
import { cleanPicture } from './clean-picture.ts';
import { pictureInWidth } from './picture-in-width.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'plenum-widths-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const files = folderStore(folder);

async function* once(content: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield content;
}

async function bytesOf(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const read: Uint8Array[] = [];
  for await (const piece of content) read.push(piece);
  return Buffer.concat(read);
}

/** Something that no format makes small. */
const noise = (width: number, height: number) =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
      background: 'white',
    },
  });

async function kept(mediaType: string, width: number, content: Uint8Array) {
  const fileId = randomUUID();
  await files.write(fileId, once(content));
  return { fileId, mediaType, size: content.length, width };
}

const besides = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

test.each(['jpeg', 'png', 'webp'] as const)(
  'FILE-20 a %s is made smaller once, in its own format, with nothing but what it shows',
  async (format) => {
    const telling = noise(1500, 400).withExif({ IFD0: { Make: 'Telling Phone' } });
    const picture = await kept(`image/${format}`, 1500, await telling.toFormat(format).toBuffer());
    const read = vi.spyOn(files, 'read');
    for (const width of PICTURE_WIDTHS) {
      // Two at once, and one later.
      const twice = await Promise.all([1, 2].map(() => pictureInWidth(files, picture, width)));
      const again = await pictureInWidth(files, picture, width);
      expect(twice).toEqual([again, again]);
      if (!again) throw new Error('It was not made smaller.');
      expect(again.name).toBe(`${picture.fileId}.w${width}`);
      const content = await bytesOf(folderStore(folder).read(again.name));
      expect(content.length).toBe(again.size);
      expect(await sharp(content).metadata()).toMatchObject({ format, width });
      expect(content.length).toBeLessThan(picture.size);
      expect(content.toString('latin1')).not.toMatch(/Telling|Exif/);
    }
    expect(read).toHaveBeenCalledTimes(PICTURE_WIDTHS.length);
    read.mockRestore();
    await files.remove(picture.fileId);
    expect(besides().filter((name) => name.startsWith(picture.fileId))).toEqual([]);
  },
);

test('FILE-20 what is no wider, moves, is no picture, or would be no smaller is had as it is', async () => {
  const small = await noise(720, 10).jpeg().toBuffer();
  const frames = [0, 1].map((shade) => ({
    create: { width: 800, height: 400, channels: 3, background: { r: shade * 255, g: 0, b: 0 } },
  })) as [];
  const moving = await sharp(frames, { join: { animated: true } })
    .webp()
    .toBuffer();
  expect((await sharp(moving, { animated: true }).metadata()).pages).toBe(2);
  const plain = await sharp({ create: { width: 721, height: 1, channels: 3, background: 'red' } })
    .png({ palette: true })
    .toBuffer();
  for (const picture of [
    await kept('image/jpeg', 720, small),
    await kept('image/gif', 2000, await noise(2000, 10).gif().toBuffer()),
    await kept('image/svg+xml', 2000, Buffer.from('<svg width="2000"/>')),
    await kept('image/webp', 800, moving),
    await kept('image/png', 721, plain),
    await kept('image/jpeg', 2000, Buffer.from('no picture')),
  ]) {
    expect(await pictureInWidth(files, picture, 720), picture.mediaType).toBeNull();
  }
});

test('FILE-20 what cannot be made smaller is tried once, and what is kept of it is neither listed nor backed up', async () => {
  const picture = await kept('image/jpeg', 2000, Buffer.from('no picture at all'));
  const read = vi.spyOn(files, 'read');
  expect(await pictureInWidth(files, picture, 720)).toBeNull();
  expect(await pictureInWidth(files, picture, 720)).toBeNull();
  expect(read).toHaveBeenCalledTimes(1);
  read.mockRestore();
  const listed = [];
  for await (const { id } of files.list()) listed.push(id);
  expect(besides()).toContain(`${picture.fileId}.w720`);
  expect(listed).toContain(picture.fileId);
  expect(listed.filter((id) => id.includes('.'))).toEqual([]);
});

test('FILE-20 few are made at once, and whoever comes then gets the picture itself', async () => {
  const content = await noise(800, 10).jpeg().toBuffer();
  const pictures = await Promise.all(Array.from({ length: 20 }, () => kept('image/jpeg', 800, content)));
  let atOnce = 0;
  let most = 0;
  const watched: FileStore = {
    ...files,
    async *read(name, range) {
      most = Math.max(most, ++atOnce);
      yield* files.read(name, range);
    },
    async write(name, pieces) {
      await files.write(name, pieces);
      atOnce -= 1;
    },
  };
  const made = await Promise.all(pictures.map((picture) => pictureInWidth(watched, picture, 720)));
  expect([made.filter((one) => one !== null).length, most]).toEqual([16, 1]);
  // The others once there is time.
  expect(await pictureInWidth(watched, pictures[19] as (typeof pictures)[0], 720)).not.toBeNull();
});

test('FILE-20 one for which there was too little time is tried again after a quarter of an hour, and not at each view', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const picture = await kept('image/jpeg', 800, await noise(800, 10).jpeg().toBuffer());
  const late = vi.spyOn(sharp.prototype, 'toBuffer').mockRejectedValueOnce(new Error('timeout: 7% complete'));
  await expect(pictureInWidth(files, picture, 720)).rejects.toThrow('timeout');
  late.mockRestore();
  vi.advanceTimersByTime(14 * 60_000);
  expect(await pictureInWidth(files, picture, 720)).toBeNull();
  vi.advanceTimersByTime(60_000);
  expect(await pictureInWidth(files, picture, 720)).not.toBeNull();
  vi.useRealTimers();
});

test('FILE-20 a store that does not answer holds up no picture that is cleaned', async () => {
  const picture = await kept('image/jpeg', 800, await noise(800, 10).jpeg().toBuffer());
  let answer = () => {};
  const answers = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const slow: FileStore = {
    ...files,
    async write(name, pieces) {
      await answers;
      await files.write(name, pieces);
    },
  };
  const made = pictureInWidth(slow, picture, 720);
  const file = path.join(folder, 'upload.png');
  await noise(10, 10).png().toFile(file);
  expect(await cleanPicture(file, 'image/png')).toMatchObject({ width: 10 });
  answer();
  expect(await made).not.toBeNull();
});

test('FILE-20 a store that does not answer is told, and tried again', async () => {
  const picture = await kept('image/jpeg', 800, await noise(800, 10).jpeg().toBuffer());
  const full: FileStore = { ...files, write: () => Promise.reject(new Error('no room')) };
  await expect(pictureInWidth(full, picture, 720)).rejects.toThrow('no room');
  expect(await pictureInWidth(files, picture, 720)).not.toBeNull();
});
