import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { AppError } from '@plenum/domain/errors';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { folderStore } from './folder-store.ts';

let folder: string;
beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(os.tmpdir(), 'plenum-files-')), 'files');
});
afterEach(() => rmSync(path.dirname(folder), { recursive: true, force: true }));

async function* pieces(...texts: (string | Error)[]): AsyncGenerator<Uint8Array, void> {
  for (const text of texts) {
    if (text instanceof Error) throw text;
    yield Buffer.from(text);
  }
}

async function textOf(content: AsyncIterable<Uint8Array>): Promise<string> {
  const read: Uint8Array[] = [];
  for await (const piece of content) read.push(piece);
  return Buffer.concat(read).toString();
}

const everything = () => (existsSync(folder) ? readdirSync(folder, { recursive: true }) : []);

test('FILE-4 what is written is read again, whole and in part, and is for its owner alone', async () => {
  const store = folderStore(folder);
  const id = randomUUID();
  await store.write(id, pieces('one ', 'two ', 'three'));
  expect(await store.sizeOf(id)).toBe(13);
  expect(await textOf(store.read(id))).toBe('one two three');
  expect(await textOf(store.read(id, { first: 4, last: 6 }))).toBe('two');
  const found = [];
  for await (const file of store.list()) found.push(file);
  expect(found).toEqual([{ id, size: 13 }]);
  expect(statSync(path.join(folder, id.slice(-2), id)).mode & 0o777).toBe(0o600);
});

test('FILE-4 a file is there whole or not at all, and is not overwritten while it comes', async () => {
  const store = folderStore(folder);
  const id = randomUUID();
  let seen: number | null = -1;
  const content = async function* () {
    yield* pieces('one');
    seen = await store.sizeOf(id);
    await expect(store.write(id, pieces('other'))).rejects.toThrow(/EEXIST/);
    yield* pieces(new Error('gone'));
  };
  await expect(store.write(id, content())).rejects.toThrow('gone');
  expect(seen).toBeNull();
  expect(await store.sizeOf(id)).toBeNull();
  expect(everything()).toEqual([id.slice(-2)]);
});

test('FILE-4 a full disk is told in one sentence, and nothing is left', async () => {
  const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
  const writing = folderStore(folder).write(randomUUID(), pieces('one', full));
  await expect(writing).rejects.toThrow(AppError);
  await expect(writing).rejects.toMatchObject({ code: 'unavailable' });
});

test('FILE-4 removing takes what was left of writing too, and what is not there is removed already', async () => {
  const store = folderStore(folder);
  const id = randomUUID();
  await store.write(id, pieces('one'));
  await store.remove(id);
  await store.remove(id);
  expect(await store.sizeOf(id)).toBeNull();
  await expect(textOf(store.read(id))).rejects.toThrow(/ENOENT/);
});

test('FILE-20 what lies beside a file is had by its name, may be made twice at once, is not listed, and goes with it', async () => {
  const store = folderStore(folder);
  const [id, other] = [randomUUID(), randomUUID()];
  await store.write(id, pieces('one'));
  const two = async function* () {
    yield* pieces('tw');
    await store.write(`${id}.w720`, pieces('two'));
    yield* pieces('o');
  };
  await store.write(`${id}.w720`, two());
  await store.write(`${other}.w720`, pieces('other'));
  expect(await textOf(store.read(`${id}.w720`))).toBe('two');
  const found = [];
  for await (const file of store.list()) found.push(file);
  expect(found).toEqual([{ id, size: 3 }]);
  await store.remove(id);
  expect(await store.sizeOf(`${id}.w720`)).toBeNull();
  expect(await store.sizeOf(`${other}.w720`)).toBe(5);
});

test('FILE-4 no name leads out of the folder', async () => {
  const store = folderStore(folder);
  for (const id of [
    '../x',
    `${randomUUID()}/..`,
    '',
    `${randomUUID()}.w720/..`,
    '../x.w720',
    `${randomUUID()}.x`,
  ])
    await expect(store.write(id, pieces('x'))).rejects.toThrow();
  expect(everything()).toEqual([]);
});
