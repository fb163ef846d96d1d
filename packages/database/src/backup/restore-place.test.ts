import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { withConnection } from '../connection.ts';
import { claimFilePlace, rememberedPlace } from '../file-place.ts';
import {
  anInstance,
  backUp,
  fillInstance,
  makeFolder,
  restoreInto,
  type TestInstance,
} from '../testing/backup-kit.ts';
import { MemoryBucket } from '../testing/memory-bucket.ts';

let source: TestInstance;
let there: TestInstance;
let place: ReturnType<typeof makeFolder>;
let file: string;

beforeAll(async () => {
  [source, place] = [await anInstance(), makeFolder()];
  await fillInstance(source);
  file = path.join(place.folder, 'good.plenum');
  await backUp(source, file);
});
afterAll(async () => {
  await source.remove();
  place.remove();
});
beforeEach(async () => {
  there = await anInstance();
});
afterEach(() => there.remove());

/** What becomes of a bucket while the first file is written. */
class Interrupted extends MemoryBucket {
  onWrite: ((bucket: Interrupted) => void) | null = null;

  override async write(...given: Parameters<MemoryBucket['write']>): Promise<void> {
    await super.write(...given);
    const { onWrite } = this;
    this.onWrite = null;
    onWrite?.(this);
  }
}

function interrupted(onWrite: (bucket: Interrupted) => void): Interrupted {
  return Object.assign(new Interrupted(), { onWrite });
}

function known() {
  return withConnection({ url: there.url, name: 'test' }, rememberedPlace);
}

test('FILE-25, BACKUP-9 a restore into a bucket that is stopped leaves nothing there, and the bucket to anybody', async () => {
  const end = new AbortController();
  const bucket = interrupted(() => end.abort());
  await expect(restoreInto({ ...there, files: bucket }, file, { signal: end.signal })).rejects.toThrow(
    'The restore was stopped, and nothing was changed.',
  );
  expect([bucket.said, bucket.content.size, readdirSync(there.dataDir)]).toEqual([null, 0, []]);
  await restoreInto({ ...there, files: bucket }, file);
  expect(bucket.content.size).toBeGreaterThan(0);
});

test('FILE-25 a restore into a bucket that is killed is begun again where it was, and there alone', async () => {
  const bucket = interrupted((killed) => {
    const gone = () => Promise.reject(new Error('killed'));
    Object.assign(killed, { owner: gone, remove: gone });
    throw new Error('killed');
  });
  await expect(restoreInto({ ...there, files: bucket }, file)).rejects.toThrow('killed');
  for (const name of ['owner', 'remove']) Reflect.deleteProperty(bucket, name);
  const left = randomUUID();
  bucket.content.set(left, Buffer.from('of another backup'));
  expect([bucket.said, bucket.content.size]).toEqual([expect.any(String), 2]);
  const another = await anInstance();
  await expect(restoreInto({ ...another, files: bucket }, file)).rejects.toThrow(
    /of a restore that was cut off\. Begin that restore again/,
  );
  await another.remove();
  expect(bucket.content.size).toBe(2);
  await restoreInto({ ...there, files: bucket }, file);
  expect(bucket.content.has(left)).toBe(false);
  expect(await known()).toEqual({ owner: bucket.said, isShared: true });
  expect(readdirSync(there.dataDir)).not.toContain('bucket.restoring');
});

test('FILE-25 what a killed restore left in the bucket of its own instance is removed for that one alone', async () => {
  const bucket = interrupted((killed) => {
    const gone = () => Promise.reject(new Error('killed'));
    Object.assign(killed, { remove: gone });
    throw new Error('killed');
  });
  await withConnection({ url: there.url, name: 'test' }, (client) => claimFilePlace(client, bucket));
  await expect(restoreInto({ ...there, files: bucket }, file)).rejects.toThrow('killed');
  Reflect.deleteProperty(bucket, 'remove');
  const left = randomUUID();
  bucket.content.set(left, Buffer.from('of whoever has that mark'));
  // With the same folder, and another database.
  const another = await anInstance();
  const mixed = { ...another, dataDir: there.dataDir, files: bucket };
  await expect(restoreInto(mixed, file)).rejects.toMatchObject({ code: 'conflict' });
  await another.remove();
  expect(bucket.content.has(left)).toBe(true);
  await restoreInto({ ...there, files: bucket }, file);
  expect(bucket.content.has(left)).toBe(false);
  expect(await known()).toEqual({ owner: bucket.said, isShared: true });
});

test('FILE-25 a bucket that another has taken while a restore fills it is left to it', async () => {
  const taken = randomUUID();
  const bucket = interrupted((lost) => {
    lost.said = taken;
  });
  await expect(restoreInto({ ...there, files: bucket }, file)).rejects.toMatchObject({ code: 'conflict' });
  expect(bucket.said).toBe(taken);
  expect(bucket.content.size).toBeGreaterThan(0);
  expect(await known()).toEqual({ owner: null, isShared: false });
});

test('FILE-25 a restore goes into no bucket of another, and none with files that nobody knows', async () => {
  for (const bucket of [
    new MemoryBucket({ owner: randomUUID() }),
    new MemoryBucket({ files: [randomUUID()] }),
  ]) {
    const before = [bucket.said, bucket.content.size];
    await expect(restoreInto({ ...there, files: bucket }, file)).rejects.toMatchObject({ code: 'conflict' });
    expect([bucket.said, bucket.content.size]).toEqual(before);
  }
  expect(readdirSync(there.dataDir)).toEqual([]);
});
