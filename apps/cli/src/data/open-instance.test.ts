import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { withConnection } from '@plenum/database/connection';
import { findFreePort } from '@plenum/database/embedded/free-port';
import { createTestDatabase } from '@plenum/database/testing/test-database';
import { expect, test } from 'vitest';
import { readEnv } from '../env.ts';
import { withInstance } from './open-instance.ts';

test('FILE-25 a command that touches no file does not need the bucket to answer', async () => {
  const { url, drop } = await createTestDatabase();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'plenum-bucket-'));
  const env = readEnv({
    PLENUM_DATA: folder,
    DATABASE_URL: url,
    S3_BUCKET: 'plenum',
    S3_ENDPOINT: `http://127.0.0.1:${await findFreePort()}`,
    S3_ACCESS_KEY_ID: 'key',
    S3_SECRET_ACCESS_KEY: 'secret',
  });
  const count = () => withInstance(env, (db) => db.prisma.storedFile.count());
  // Nothing is in it yet: it could be another's.
  await expect(count()).rejects.toThrow(/^S3 at .* cannot be used: nothing answers there\.$/);
  await withConnection({ url, name: 'test' }, async (client) => {
    await client.query('INSERT INTO file_place (owner, is_shared) VALUES ($1, true)', [randomUUID()]);
    await client.query('INSERT INTO stored_file (id) VALUES (gen_random_uuid())');
  });
  expect(await count()).toBe(1);
  await expect(withInstance(env, (db) => db.files.sizeOf(randomUUID()))).rejects.toThrow(/^S3 at /);
  // Without a bucket it is still no instance whose files are elsewhere.
  const without = readEnv({ PLENUM_DATA: folder, DATABASE_URL: url });
  await expect(withInstance(without, async () => {})).rejects.toThrow(/are in another bucket/);
  await drop();
  rmSync(folder, { recursive: true, force: true });
});
