import { randomUUID } from 'node:crypto';
import type { FileId } from '@plenum/domain/ids';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Database } from '../client.ts';
import { aDocument, aMember, anAttachment, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { claimFilePlace, claimForRestore, rememberedOwner, type SharedPlace } from './file-place.ts';

let db: Database;
beforeEach(async () => {
  db = await openTestDatabase();
});
afterEach(() => db.close());

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
  const actor = await aMember(db);
  const { id: workspaceId } = await aWorkspace(db, actor);
  const { id: documentId } = await aDocument(db, { actor, workspaceId, title: 'Plan' });
  await anAttachment(db, { documentId });
}

test('FILE-25 a bucket that is empty and nobody’s becomes that of an instance without files, for all of its nodes', async () => {
  const bucket = new Bucket();
  await Promise.all([claimFilePlace(db.pool, bucket), claimFilePlace(db.pool, bucket)]);
  expect(bucket.said).toBe(await rememberedOwner(db.pool));
  const before = bucket.said;
  await addFile();
  await claimFilePlace(db.pool, bucket);
  expect(bucket.said).toBe(before);
});

test('FILE-25 a bucket of another instance, and one with files that nobody knows, is refused', async () => {
  const anothers = new Bucket({ owner: randomUUID() });
  await expect(claimFilePlace(db.pool, anothers)).rejects.toMatchObject({ code: 'conflict' });
  const full = new Bucket({ files: [randomUUID()] });
  await expect(claimFilePlace(db.pool, full)).rejects.toThrow(/^The bucket has files of another Plenum/);
  expect([full.said, await rememberedOwner(db.pool)]).toEqual([null, null]);
  await expect(claimForRestore(anothers, null)).rejects.toMatchObject({ code: 'conflict' });
  await expect(claimForRestore(full, null)).rejects.toMatchObject({ code: 'conflict' });
});

test('FILE-25 an instance that has files starts with no other place than theirs', async () => {
  await claimFilePlace(db.pool, null);
  await addFile();
  await claimFilePlace(db.pool, null);
  const bucket = new Bucket();
  await expect(claimFilePlace(db.pool, bucket)).rejects.toThrow(/are in its data folder/);
  expect(bucket.said).toBeNull();
});

test('FILE-25 an instance whose files are in a bucket starts neither without it nor with another', async () => {
  const bucket = new Bucket();
  await claimFilePlace(db.pool, bucket);
  await addFile();
  for (const place of [null, new Bucket(), new Bucket({ owner: randomUUID() })]) {
    await expect(claimFilePlace(db.pool, place)).rejects.toThrow(/are in another bucket/);
  }
  await claimFilePlace(db.pool, bucket);
});

test('FILE-25 an instance without files may be told another place', async () => {
  await claimFilePlace(db.pool, new Bucket());
  await claimFilePlace(db.pool, null);
  expect(await rememberedOwner(db.pool)).toBeNull();
  const bucket = new Bucket();
  await claimFilePlace(db.pool, bucket);
  expect(await claimForRestore(bucket, bucket.said)).toEqual({ owner: bucket.said, isNew: false });
});
