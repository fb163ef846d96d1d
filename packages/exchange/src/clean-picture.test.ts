import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { PictureType } from '@plenum/domain/picture-types';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { cleanPicture } from './clean-picture.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'plenum-pictures-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fileOf(content: Uint8Array): string {
  const file = path.join(folder, 'picture');
  writeFileSync(file, content);
  return file;
}

const clean = async (content: Uint8Array, type: PictureType) => cleanPicture(fileOf(content), type);

/** A picture of 30 × 20 pixels, red on the left, as a telephone has it: on its side, with the place where it was taken. */
function telling(format: 'jpeg' | 'png' | 'webp') {
  const left = {
    input: { create: { width: 10, height: 20, channels: 3, background: 'red' } },
    left: 0,
    top: 0,
  } as const;
  return sharp({ create: { width: 30, height: 20, channels: 3, background: 'white' } })
    .composite([left])
    .withExif({
      IFD0: { Make: 'Telling Phone', Artist: 'Eva' },
      IFD3: { GPSLatitude: '52/1 30/1 0/1', GPSLongitude: '13/1 24/1 0/1' },
    })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><place>Telling Place</place></x:xmpmeta>')
    .withIccProfile('p3')
    .withMetadata({ orientation: 6 })
    .toFormat(format)
    .toBuffer();
}

test.each(['jpeg', 'png', 'webp'] as const)(
  'FILE-7 of where, when and by what a %s was taken nothing is left, and it is the right way up',
  async (format) => {
    const before = await telling(format);
    expect((await sharp(before).metadata()).exif?.toString('latin1')).toContain('Telling Phone');
    const { content, width, height } = await clean(before, `image/${format}`);
    const { exif, xmp, iptc, icc, orientation, comments, format: after } = await sharp(content).metadata();
    expect({ exif, xmp, iptc, icc, orientation, comments }).toEqual({});
    expect([after, width, height]).toEqual([format, 20, 30]);
    expect(Buffer.from(content).toString('latin1')).not.toMatch(/Telling|Eva|GPS|Exif\0/);
    // On its side it was red on the left; the right way up it is red on top.
    const { data } = await sharp(content).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const at = (x: number, y: number) => [...data.subarray((y * 20 + x) * 3, (y * 20 + x) * 3 + 3)];
    expect(at(10, 3)[1]).toBeLessThan(60);
    expect(at(10, 25)[1]).toBeGreaterThan(220);
  },
);

test('FILE-7 a moving picture keeps moving, without its comments', async () => {
  const frames = await Promise.all(
    ['red', 'blue'].map((background) =>
      sharp({ create: { width: 8, height: 6, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  );
  const gif = await sharp(frames, { join: { animated: true } })
    .gif({ delay: [100, 100] })
    .toBuffer();
  // A comment extension (GIF89a, 24) before the trailer.
  const comment = Buffer.concat([Buffer.from([0x21, 0xfe, 7]), Buffer.from('Telling'), Buffer.from([0])]);
  const before = Buffer.concat([gif.subarray(0, -1), comment, gif.subarray(-1)]);
  const { content, width, height } = await clean(before, 'image/gif');
  expect([(await sharp(content).metadata()).pages, width, height]).toEqual([2, 8, 6]);
  expect(Buffer.from(content).toString('latin1')).not.toContain('Telling');
});

test('ATT-29, FILE-7 what is hidden in a picture or hung on to it is gone', async () => {
  const png = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  const { content } = await clean(
    Buffer.concat([png, Buffer.from('<script>alert(1)</script>PK\x03\x04')]),
    'image/png',
  );
  expect(Buffer.from(content).toString('latin1')).not.toMatch(/script|PK/);
});

test('ATT-29, FILE-7 what is damaged, something else, or would unpack to more than 64 million pixels is refused', async () => {
  const png = await sharp({ create: { width: 400, height: 400, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  expect(bomb.length).toBeLessThan(2_000_000);
  const jpeg = await telling('jpeg');
  for (const [content, type] of [
    [png.subarray(0, 200), 'image/png'],
    [png, 'image/jpeg'],
    [bomb, 'image/png'],
    [jpeg.subarray(0, jpeg.length / 2), 'image/jpeg'],
    [Buffer.from('GIF89a<svg onload="alert(1)">'), 'image/gif'],
  ] as const) {
    await expect(clean(content, type)).rejects.toMatchObject({ code: 'invalid_input' });
  }
});
