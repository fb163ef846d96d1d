import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { assertFilePlace, claimFilePlace, rememberedPlace } from './file-place.ts';
import { MemoryBucket } from './testing/memory-bucket.ts';
import { createTestDatabase } from './testing/test-database.ts';

const NOWHERE_SAID = { owner: null, isShared: false };
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let client: pg.Client;
beforeEach(async () => {
  database = await createTestDatabase();
  client = await connected('plenum-start');
});
afterEach(async () => {
  await client.end();
  await database.drop();
});

async function connected(name: string): Promise<pg.Client> {
  const one = new pg.Client({ connectionString: database.url, application_name: name });
  await one.connect();
  return one;
}

async function addFile(): Promise<void> {
  await client.query('INSERT INTO stored_file (id) VALUES (gen_random_uuid())');
}

test('FILE-25 a bucket that is empty and nobody’s becomes that of an instance without files, for all of its nodes', async () => {
  const bucket = new MemoryBucket();
  const node = await connected('plenum-start');
  await Promise.all([claimFilePlace(client, bucket), claimFilePlace(node, bucket)]);
  await node.end();
  expect(await rememberedPlace(client)).toEqual({ owner: bucket.said, isShared: true });
  const before = bucket.said;
  await addFile();
  await claimFilePlace(client, bucket);
  expect(bucket.said).toBe(before);
});

test('FILE-25 a bucket of another instance, and one with files that nobody knows, is refused', async () => {
  const anothers = new MemoryBucket({ owner: randomUUID() });
  await expect(claimFilePlace(client, anothers)).rejects.toMatchObject({ code: 'conflict' });
  const full = new MemoryBucket({ files: [randomUUID()] });
  await expect(claimFilePlace(client, full)).rejects.toThrow(/^The bucket has files of another Plenum/);
  expect([full.said, await rememberedPlace(client)]).toEqual([null, NOWHERE_SAID]);
});

test('FILE-25 an instance that has files starts with no other place than theirs', async () => {
  await claimFilePlace(client, null);
  await addFile();
  await claimFilePlace(client, null);
  const bucket = new MemoryBucket();
  await expect(claimFilePlace(client, bucket)).rejects.toThrow(/are in its data folder/);
  expect(bucket.said).toBeNull();
});

test('FILE-25 an instance whose files are in a bucket starts neither without it nor with another', async () => {
  const bucket = new MemoryBucket();
  await claimFilePlace(client, bucket);
  await addFile();
  for (const place of [null, new MemoryBucket(), new MemoryBucket({ owner: randomUUID() })]) {
    await expect(claimFilePlace(client, place)).rejects.toThrow(/are in another bucket/);
  }
  await claimFilePlace(client, bucket);
});

test('FILE-25 an instance without files may be told another place, and one that was its own before', async () => {
  const bucket = new MemoryBucket();
  for (const place of [bucket, null, bucket]) {
    await claimFilePlace(client, place);
    expect((await rememberedPlace(client)).isShared).toBe(place !== null);
  }
  expect((await rememberedPlace(client)).owner).toBe(bucket.said);
});

test('FILE-25 no two buckets that an instance without files is told have the same mark', async () => {
  const [one, other] = [new MemoryBucket(), new MemoryBucket()];
  await claimFilePlace(client, one);
  await claimFilePlace(client, other);
  expect([one.said, other.said]).toEqual([expect.any(String), expect.any(String)]);
  expect(other.said).not.toBe(one.said);
  await expect(claimFilePlace(client, one)).rejects.toMatchObject({ code: 'conflict' });
});

test('FILE-25 of two instances that claim a bucket at once one has it, and the other knows nothing of it', async () => {
  const bucket = new MemoryBucket();
  const winner = randomUUID();
  const { take } = MemoryBucket.prototype;
  bucket.take = async (owner) => {
    await take.call(bucket, winner);
    return take.call(bucket, owner);
  };
  await expect(claimFilePlace(client, bucket)).rejects.toMatchObject({ code: 'conflict' });
  expect([bucket.said, await rememberedPlace(client)]).toEqual([winner, NOWHERE_SAID]);
});

test('FILE-25 a bucket that was claimed is known although the answer got lost', async () => {
  const bucket = new MemoryBucket();
  const { take } = MemoryBucket.prototype;
  bucket.take = async (owner) => {
    await take.call(bucket, owner);
    throw new Error('The answer got lost.');
  };
  await expect(claimFilePlace(client, bucket)).rejects.toThrow('The answer got lost.');
  await claimFilePlace(client, bucket);
  expect((await rememberedPlace(client)).owner).toBe(bucket.said);
});

test('FILE-25 while an instance is used it stays with its place, and who only looks changes nothing', async () => {
  const bucket = new MemoryBucket();
  await assertFilePlace(client, bucket);
  expect(bucket.said).toBeNull();
  const running = await connected('plenum');
  await expect(claimFilePlace(client, bucket)).rejects.toMatchObject({ code: 'conflict' });
  expect([bucket.said, await rememberedPlace(client)]).toEqual([null, NOWHERE_SAID]);
  await claimFilePlace(client, null);
  await running.end();
});
