import { randomUUID } from 'node:crypto';
import type { FileId } from '@plenum/domain/ids';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  assertFilePlace,
  claimFilePlace,
  claimForRestore,
  rememberedPlace,
  type SharedPlace,
} from './file-place.ts';
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

/** A bucket in memory. */
class Bucket implements SharedPlace {
  said: string | null;
  readonly #files: readonly FileId[];

  constructor({ owner = null, files = [] }: { owner?: string | null; files?: FileId[] } = {}) {
    this.said = owner;
    this.#files = files;
  }

  async owner() {
    return this.said;
  }

  async setOwner(owner: string | null) {
    this.said = owner;
  }

  async *list() {
    for (const id of this.#files) yield { id, size: 1 };
  }
}

async function addFile(): Promise<void> {
  await client.query('INSERT INTO stored_file (id) VALUES (gen_random_uuid())');
}

test('FILE-25 a bucket that is empty and nobody’s becomes that of an instance without files, for all of its nodes', async () => {
  const bucket = new Bucket();
  await Promise.all([claimFilePlace(client, bucket), claimFilePlace(client, bucket)]);
  expect(await rememberedPlace(client)).toEqual({ owner: bucket.said, isShared: true });
  const before = bucket.said;
  await addFile();
  await claimFilePlace(client, bucket);
  expect(bucket.said).toBe(before);
});

test('FILE-25 a bucket of another instance, and one with files that nobody knows, is refused', async () => {
  const anothers = new Bucket({ owner: randomUUID() });
  await expect(claimFilePlace(client, anothers)).rejects.toMatchObject({ code: 'conflict' });
  const full = new Bucket({ files: [randomUUID()] });
  await expect(claimFilePlace(client, full)).rejects.toThrow(/^The bucket has files of another Plenum/);
  expect([full.said, await rememberedPlace(client)]).toEqual([null, NOWHERE_SAID]);
  await expect(claimForRestore(anothers, NOWHERE_SAID)).rejects.toMatchObject({ code: 'conflict' });
  await expect(claimForRestore(full, NOWHERE_SAID)).rejects.toMatchObject({ code: 'conflict' });
});

test('FILE-25 an instance that has files starts with no other place than theirs', async () => {
  await claimFilePlace(client, null);
  await addFile();
  await claimFilePlace(client, null);
  const bucket = new Bucket();
  await expect(claimFilePlace(client, bucket)).rejects.toThrow(/are in its data folder/);
  expect(bucket.said).toBeNull();
});

test('FILE-25 an instance whose files are in a bucket starts neither without it nor with another', async () => {
  const bucket = new Bucket();
  await claimFilePlace(client, bucket);
  await addFile();
  for (const place of [null, new Bucket(), new Bucket({ owner: randomUUID() })]) {
    await expect(claimFilePlace(client, place)).rejects.toThrow(/are in another bucket/);
  }
  await claimFilePlace(client, bucket);
});

test('FILE-25 an instance without files may be told another place, and one that was its own before', async () => {
  const bucket = new Bucket();
  for (const place of [bucket, null, bucket]) {
    await claimFilePlace(client, place);
    expect((await rememberedPlace(client)).isShared).toBe(place !== null);
  }
  const known = await rememberedPlace(client);
  expect(known.owner).toBe(bucket.said);
  expect(await claimForRestore(bucket, known)).toEqual({ known, isNew: false });
});

test('FILE-25 while an instance is used it stays with its place, and who only looks changes nothing', async () => {
  const bucket = new Bucket();
  await assertFilePlace(client, bucket);
  expect(bucket.said).toBeNull();
  const running = await connected('plenum');
  await expect(claimFilePlace(client, bucket)).rejects.toMatchObject({ code: 'conflict' });
  expect([bucket.said, await rememberedPlace(client)]).toEqual([null, NOWHERE_SAID]);
  await claimFilePlace(client, null);
  await running.end();
});
