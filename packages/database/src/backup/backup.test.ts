import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { identify } from '../access/identify.ts';
import { KEY_FILES } from '../access/secrets.ts';
import { signIn } from '../access/sign-in.ts';
import type { Append } from '../log/log.ts';
import { postgresLog } from '../log/postgres-log.ts';
import { entriesOf } from '../testing/archive-kit.ts';
import {
  anInstance,
  backUp,
  cutOff,
  fillInstance,
  makeFolder,
  open,
  restoreInto,
  rowsOf,
  TEXT,
  type TestInstance,
} from '../testing/backup-kit.ts';
import { anAttachment, PASSWORD } from '../testing/factories.ts';

let here: TestInstance;
let there: TestInstance;
let place: ReturnType<typeof makeFolder>;
let file: string;

beforeEach(async () => {
  [here, there, place] = [await anInstance(), await anInstance(), makeFolder()];
  file = path.join(place.folder, 'one.plenum');
});
afterEach(async () => {
  await Promise.all([here.remove(), there.remove()]);
  place.remove();
});

/** Tables that no backup has: who is signed in, what nodes have yet to hear of, who is where, and what is derived. */
const LEFT_OUT = [
  'session',
  '_prisma_migrations',
  'access_change',
  'live_node',
  'document_presence',
  'document_projection',
  'document_edit',
  'document_link',
  'document_wanted',
  'document_file',
  'file_text',
  'upload',
  'file_place',
  'transfer_job',
  'document_mention',
  'task_item',
  'task_assignee',
  'task_source',
  'task_reminder',
];

/** Rows but for what a restore is to change. */
async function comparable(instance: TestInstance) {
  const all = Object.entries(await rowsOf(instance)).filter(([table]) => !LEFT_OUT.includes(table));
  const { document = [], ...rest } = Object.fromEntries(all);
  return { ...rest, document: document.map((row) => ({ ...(row as object), epoch: null })) };
}

async function epochs(instance: TestInstance): Promise<unknown[]> {
  return ((await rowsOf(instance)).document ?? []).map((row) => (row as { epoch: string }).epoch);
}

test('BACKUP-1 a restored instance has every row, key and file, nobody signed in, and new epochs', async () => {
  await fillInstance(here);
  const before = await comparable(here);
  expect(Object.entries(before).filter(([, rows]) => rows.length === 0)).toEqual([]);
  const made = await backUp(here, file);
  expect(made).toMatchObject({
    bytes: statSync(file).size,
    files: 3,
    damaged: [],
    rows: { document_update: 4 },
  });
  expect(await restoreInto(there, file)).toEqual({
    createdAt: made.createdAt,
    plenum: '9.9.9',
    rows: made.rows,
    files: 3,
    leftOut: [],
    migrated: [],
    kept: [],
  });
  expect(await comparable(there)).toEqual(before);
  expect((await rowsOf(there)).session).toEqual([]);
  const [old, renewed] = [await epochs(here), await epochs(there)];
  expect(new Set([...old, ...renewed]).size).toBe(old.length * 2);
  for (const name of [...KEY_FILES, `files/ä b/${'x'.repeat(150)}`, 'files/empty']) {
    const restored = path.join(there.dataDir, name);
    expect(readFileSync(restored)).toEqual(readFileSync(path.join(here.dataDir, name)));
    expect(statSync(restored).mode & 0o777).toBe(0o600);
  }
  expect(readdirSync(there.dataDir).sort()).toEqual(['files', ...KEY_FILES]);
});

test('BACKUP-2 passwords, tokens, links and texts are what they were', async () => {
  const { documentId, apiToken, openLink, revokedLink, admin } = await fillInstance(here);
  await backUp(here, file);
  await restoreInto(there, file);
  const db = open(there);
  const program = await identify(db, { cookies: {}, authorization: `Bearer ${apiToken}` });
  expect(program).toMatchObject({ kind: 'token', personId: admin.personId });
  expect(await identify(db, { cookies: {}, share: openLink })).toMatchObject({ kind: 'guest', documentId });
  await expect(identify(db, { cookies: {}, share: revokedLink })).rejects.toMatchObject({
    code: 'not_found',
  });
  const { username } = await db.prisma.person.findUniqueOrThrow({ where: { id: admin.personId } });
  expect(await signIn(db, { username, password: PASSWORD })).toMatchObject({ is: 'signed in' });
  const opening = await postgresLog(db.pool).open(documentId);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, opening?.snapshot?.state ?? new Uint8Array());
  for (const { update } of opening?.tail ?? []) Y.applyUpdate(doc, update);
  expect([opening?.seq, doc.getText('content').toString()]).toEqual([3, TEXT]);
  // The constraints are back: nothing refers to what is not there.
  await expect(db.prisma.apiToken.updateMany({ data: { personId: documentId } })).rejects.toThrow();
  await db.close();
});

test('BACKUP-3 a backup is the moment at which it began, whoever writes meanwhile, and holds the schema', async () => {
  const { documentId } = await fillInstance(here);
  const before = await comparable(here);
  const db = open(here);
  const append = () =>
    postgresLog(db.pool).append([
      { documentId, author: { kind: 'system', id: null }, update: new Uint8Array([0, 0]) },
    ]);
  const refusals: unknown[] = [];
  const onProgress = async () => {
    expect(await append()).toEqual([expect.any(Number)]);
    const change = 'set local lock_timeout = 50; alter table document_update add column more int';
    await db.pool.query(change).catch((error) => refusals.push(error.code));
  };
  await backUp(here, file, { onProgress });
  await db.close();
  expect(refusals.length).toBeGreaterThan(10);
  expect(new Set(refusals)).toEqual(new Set(['55P03']));
  await restoreInto(there, file);
  expect(await comparable(there)).toEqual(before);
  expect((await rowsOf(here)).document_update?.length).toBe(4 + refusals.length);
});

test('FILE-11, FILE-20, BACKUP-19 a backup tells which files of attachments are missing or damaged, and leaves out what is half there or made of others', async () => {
  const { documentId } = await fillInstance(here);
  const db = open(here);
  const [gone, changed] = [await anAttachment(db, { documentId }), await anAttachment(db, { documentId })];
  await db.files.remove(gone.fileId);
  const place = path.join(here.dataDir, 'files', changed.fileId.slice(-2), changed.fileId);
  writeFileSync(place, 'An attachmenT');
  writeFileSync(`${place}.partial`, 'half');
  writeFileSync(`${place}.w720`, 'smaller');
  await db.close();
  const { damaged, files } = await backUp(here, file);
  expect([files, [...damaged].sort()]).toEqual([4, [gone.fileId, changed.fileId].sort()]);
  await restoreInto(there, file);
  const names = readdirSync(path.join(there.dataDir, 'files'), { recursive: true, encoding: 'utf8' });
  expect(names.filter((name) => /\.(partial|w720)$/.test(name))).toEqual([]);
  const restored = open(there);
  const rows = await restored.prisma.attachment.findMany({ where: { fileId: { notIn: damaged } } });
  for (const { fileId, sha256 } of rows) {
    const hash = createHash('sha256');
    for await (const piece of restored.files.read(fileId)) hash.update(piece);
    expect(hash.digest()).toEqual(Buffer.from(sha256));
  }
  expect(rows).toHaveLength(1);
  await restored.close();
});

test('BACKUP-4 of a table of any size a few megabytes are in memory at a time', async () => {
  const { documentId } = await fillInstance(here);
  const db = open(here);
  const update = new Uint8Array(7_000_000).fill(7);
  const author: Append['author'] = { kind: 'system', id: null };
  for (let i = 0; i < 3; i += 1) await postgresLog(db.pool).append([{ documentId, author, update }]);
  await db.close();
  await backUp(here, file);
  const sizes = (await entriesOf(file)).map(({ content }) => content.length);
  expect(Math.max(...sizes)).toBeLessThan(9_000_000);
  expect(sizes.filter((size) => size > 8_000_000).length).toBeGreaterThan(4);
  await restoreInto(there, file);
  expect(await comparable(there)).toEqual(await comparable(here));
});

test('BACKUP-5 a backup is for its owner alone, overwrites nothing, and one that fails or is stopped leaves nothing', async () => {
  await fillInstance(here);
  const stop = new AbortController();
  const stopped = backUp(here, file, { signal: stop.signal, onProgress: () => stop.abort() });
  await expect(stopped).rejects.toThrow(/^The backup was stopped before it was whole\.$/);
  expect(readdirSync(place.folder)).toEqual([]);
  const lost = backUp(here, file, { onProgress: () => cutOff(here, 'plenum-backup') });
  await expect(lost).rejects.toThrow(
    /^The connection to the database was lost\. There is no backup\. Try again\.$/,
  );
  expect(readdirSync(place.folder)).toEqual([]);
  await backUp(here, file);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  writeFileSync(file, 'of somebody');
  await expect(backUp(here, file)).rejects.toMatchObject({ code: 'conflict' });
  expect(readFileSync(file, 'utf8')).toBe('of somebody');
  expect(readdirSync(place.folder)).toEqual(['one.plenum']);
});
