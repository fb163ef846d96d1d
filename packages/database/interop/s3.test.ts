import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import {
  CreateBucketCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { isAbsence } from '../src/files/file-store.ts';
import { folderStore } from '../src/files/folder-store.ts';
import type { S3Settings } from '../src/files/s3-settings.ts';
import { s3Store } from '../src/files/s3-store.ts';
import { surveyFiles } from '../src/files/survey.ts';
import { anInstance, backUp, fillInstance, open, restoreInto } from '../src/testing/backup-kit.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'plenum-s3-'));
const PREFIX = 'ours/';
const key = { accessKeyId: 'plenum:tester', secretAccessKey: 'secret-of-the-test' };
let server: ChildProcess;
let direct: S3Client;
let settings: S3Settings;
/** What stands between us and the server, and can be taken away. */
let between: Server;
const sockets = new Set<Socket>();
let isMute = false;

beforeAll(async () => {
  server = spawn(
    '/usr/bin/python3',
    [path.join(import.meta.dirname, 's3-server.py'), folder, key.accessKeyId, key.secretAccessKey],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const [line] = await once(server.stdout as NodeJS.ReadableStream, 'data');
  const port = Number(String(line).trim());
  between = createServer((socket) => {
    const there = connect(port, '127.0.0.1');
    for (const one of [socket, there]) sockets.add(one.on('error', () => {}));
    socket.pipe(there);
    there.on('data', (piece) => isMute || socket.write(piece));
    there.on('close', () => socket.destroy());
    socket.on('close', () => there.destroy());
  });
  between.listen(0, '127.0.0.1');
  await once(between, 'listening');
  const address = between.address();
  const endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  settings = {
    endpoint,
    region: 'eu-1',
    bucket: 'plenum',
    prefix: PREFIX,
    pathStyle: true,
    ...key,
    patience: 1000,
  };
  direct = new S3Client({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'eu-1',
    forcePathStyle: true,
    credentials: key,
  });
  await direct.send(new CreateBucketCommand({ Bucket: 'plenum' }));
});
beforeEach(() => {
  isMute = false;
});
afterAll(() => {
  server.kill('SIGKILL');
  between.close();
  for (const socket of sockets) socket.destroy();
  rmSync(folder, { recursive: true, force: true });
});

const LARGE = randomBytes(12_000_000);

async function* pieces(...given: (string | Uint8Array | Error)[]): AsyncGenerator<Uint8Array, void> {
  for (const piece of given) {
    if (piece instanceof Error) throw piece;
    yield Buffer.from(piece);
  }
}

async function bytesOf(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const read: Uint8Array[] = [];
  for await (const piece of content) read.push(piece);
  return Buffer.concat(read);
}

/** What lies in the bucket of a file, and what was begun of it. */
async function tracesOf(id: string): Promise<number[]> {
  const at = { Bucket: 'plenum', Prefix: `${PREFIX}${id.slice(-2)}/${id}` };
  const [objects, uploads] = [
    await direct.send(new ListObjectsV2Command(at)),
    await direct.send(new ListMultipartUploadsCommand(at)),
  ];
  return [objects.Contents?.length ?? 0, uploads.Uploads?.length ?? 0];
}

for (const kind of ['folder', 's3'] as const) {
  const store = () => (kind === 's3' ? s3Store(settings) : folderStore(path.join(folder, 'files')));

  test(`FILE-19 a ${kind} gives back what it was given, whole and in part, small, empty and large`, async () => {
    const [small, empty, large] = [randomUUID(), randomUUID(), randomUUID()];
    await store().write(small, pieces('one ', 'two ', 'three'));
    await store().write(empty, pieces());
    await store().write(large, pieces(LARGE.subarray(0, 7_000_000), LARGE.subarray(7_000_000)));
    expect([await store().sizeOf(small), await store().sizeOf(empty), await store().sizeOf(large)]).toEqual([
      13,
      0,
      LARGE.length,
    ]);
    expect((await bytesOf(store().read(small, { first: 4, last: 6 }))).toString()).toBe('two');
    expect((await bytesOf(store().read(large))).equals(LARGE)).toBe(true);
    const range = { first: 5_242_870, last: 5_242_890 };
    expect(
      (await bytesOf(store().read(large, range))).equals(LARGE.subarray(range.first, range.last + 1)),
    ).toBe(true);
    const found = [];
    for await (const file of store().list()) found.push(file);
    expect(found).toEqual(
      expect.arrayContaining([
        { id: small, size: 13 },
        { id: empty, size: 0 },
        { id: large, size: LARGE.length },
      ]),
    );
  });

  test(`FILE-19 what comes not whole leaves nothing in a ${kind}`, async () => {
    for (const before of ['one', LARGE]) {
      const id = randomUUID();
      await expect(store().write(id, pieces(before, new Error('gone')))).rejects.toThrow('gone');
      expect([await store().sizeOf(id), ...(await tracesOf(id))]).toEqual([null, 0, 0]);
    }
  });

  test(`FILE-19 what is removed from a ${kind} is answered as what never was`, async () => {
    const id = randomUUID();
    await store().write(id, pieces('one'));
    await store().remove(id);
    await store().remove(id);
    expect(await store().sizeOf(id)).toBeNull();
    expect(await bytesOf(store().read(id)).then(() => false, isAbsence)).toBe(true);
    await expect(store().write('../x', pieces('one'))).rejects.toThrow();
  });

  test(`FILE-20 what lies beside a file in a ${kind} is not listed, and goes with it`, async () => {
    const id = randomUUID();
    await store().write(id, pieces('one'));
    await store().write(`${id}.w720`, pieces('two'));
    expect((await bytesOf(store().read(`${id}.w720`))).toString()).toBe('two');
    const found = [];
    for await (const file of store().list()) if (file.id.startsWith(id)) found.push(file);
    expect(found).toEqual([{ id, size: 3 }]);
    await store().remove(id);
    expect([await store().sizeOf(`${id}.w720`), ...(await tracesOf(id))]).toEqual([null, 0, 0]);
  });
}

test('FILE-19 removing ends what a killed process has begun', async () => {
  const id = randomUUID();
  const store = s3Store(settings);
  let go = () => {};
  const stuck = new Promise<void>((resolve) => {
    go = resolve;
  });
  const writing = store.write(
    id,
    (async function* () {
      yield LARGE;
      await stuck;
      throw new Error('killed');
    })(),
  );
  await expect.poll(() => tracesOf(id), { timeout: 20_000 }).toEqual([0, 1]);
  await store.remove(id);
  expect(await tracesOf(id)).toEqual([0, 0]);
  go();
  await expect(writing).rejects.toThrow('killed');
});

test('FILE-19 a server that goes away or does not answer is told in one sentence, in time', async () => {
  const id = randomUUID();
  const store = s3Store(settings);
  await store.write(id, pieces(LARGE));
  isMute = true;
  await expect(store.sizeOf(id)).rejects.toMatchObject({ code: 'unavailable' });
  isMute = false;
  let cut = 0;
  const read: Uint8Array[] = [];
  for await (const piece of store.read(id)) {
    read.push(piece);
    if (cut++ === 3) for (const socket of sockets) socket.destroy();
  }
  expect(Buffer.concat(read).equals(LARGE)).toBe(true);
  const gone = s3Store({ ...settings, endpoint: 'http://127.0.0.1:1' });
  await expect(gone.write(randomUUID(), pieces('one'))).rejects.toMatchObject({ code: 'unavailable' });
});

test('FILE-19 whoever runs it is told what is wrong with the settings, and no secret', async () => {
  await s3Store(settings).check();
  for (const [wrong, words] of [
    [{ secretAccessKey: 'another' }, 'S3_SECRET_ACCESS_KEY'],
    [{ accessKeyId: 'plenum:nobody' }, 'S3_ACCESS_KEY_ID|does not accept'],
    [{ bucket: 'absent' }, 'S3_BUCKET'],
    [{ endpoint: 'http://127.0.0.1:1' }, 'nothing answers'],
  ] as const) {
    const error = await s3Store({ ...settings, ...wrong })
      .check()
      .catch((caught: unknown) => caught);
    expect(String(error)).toMatch(new RegExp(words));
    expect(JSON.stringify([error, String(error), error instanceof Error ? error.cause : null])).not.toContain(
      key.secretAccessKey,
    );
  }
});

test('FILE-19 a backup of a folder is restored into a bucket, and a backup of that into a folder', async () => {
  const [first, second, third] = [await anInstance(), await anInstance(), await anInstance()];
  const bucket = s3Store({ ...settings, prefix: 'restored/' });
  const file = path.join(folder, 'backup');
  await fillInstance(first);
  await backUp(first, file);
  expect((await restoreInto({ ...second, files: bucket }, file)).kept).toEqual([]);
  const another = await anInstance();
  await expect(restoreInto({ ...another, files: bucket }, file)).rejects.toThrow(/files of another Plenum/);
  await another.remove();
  await backUp({ ...second, files: bucket }, `${file}-2`);
  await restoreInto(third, `${file}-2`);
  const restored = open(third);
  const rows = await restored.prisma.attachment.findMany();
  expect(rows.length).toBeGreaterThan(0);
  const survey = { attachments: rows.length, files: rows.length, missing: [], strays: [] };
  expect(await surveyFiles({ url: second.url, files: bucket })).toEqual(survey);
  for (const { fileId, sha256 } of rows) {
    const content = await bytesOf(restored.files.read(fileId));
    expect(createHash('sha256').update(content).digest()).toEqual(Buffer.from(sha256));
  }
  await restored.close();
  for (const instance of [first, second, third]) await instance.remove();
});

test('FILE-25, BACKUP-9 a restore into a bucket that fails leaves nothing there, and the bucket to anybody', async () => {
  const [first, second] = [await anInstance(), await anInstance()];
  const bucket = s3Store({ ...settings, prefix: 'failing/' });
  const file = path.join(folder, 'backup-to-fail');
  await fillInstance(first);
  await backUp(first, file);
  let count = 0;
  const failing = {
    ...bucket,
    async write(...given: Parameters<typeof bucket.write>) {
      await bucket.write(...given);
      count += 1;
      throw new Error('The network is gone.');
    },
  };
  await expect(restoreInto({ ...second, files: failing }, file)).rejects.toThrow('The network is gone.');
  expect(count).toBe(1);
  const { Contents = [] } = await direct.send(
    new ListObjectsV2Command({ Bucket: 'plenum', Prefix: 'failing/' }),
  );
  expect(Contents).toEqual([]);
  await restoreInto({ ...second, files: bucket }, file);
  for (const instance of [first, second]) await instance.remove();
});

test('FILE-25 of several that take a bucket at once one has it, and gives up no other’s', async () => {
  const bucket = s3Store({ ...settings, prefix: 'contested/' });
  const owners = Array.from({ length: 5 }, () => randomUUID());
  const [first = '', ...later] = owners;
  expect(await bucket.take(first)).toBe(true);
  expect(await Promise.all(later.map((owner) => bucket.take(owner)))).toEqual(later.map(() => false));
  expect([await bucket.take(first), await bucket.owner()]).toEqual([true, first]);
  for (const owner of later) await bucket.giveUp(owner);
  expect(await bucket.owner()).toBe(first);
  await bucket.giveUp(first);
  expect(await bucket.owner()).toBeNull();
});
