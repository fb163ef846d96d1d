import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Member } from '@plenum/domain/access/actor';
import { system } from '@plenum/domain/access/actor';
import { TRANSFER_LIMITS } from '@plenum/domain/transfers/schema';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { restrictDocument } from '../documents/rules.ts';
import { fileOf, transferFile } from '../files/transfer-files.ts';
import { keepHouse } from '../housekeeping.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import {
  clearTransferFile,
  MOST_TRIES,
  madeFile,
  settleTransfer,
  type TransferOutcome,
  takeTransfer,
} from './job-queue.ts';
import {
  awaitFile,
  cancelTransfer,
  forgetTransfer,
  getTransfer,
  getTransferFile,
  listTransfers,
  startExport,
} from './jobs.ts';

let db: Database;
let admin: Member;
let workspaceId: string;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.prisma.transferJob.deleteMany();
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
});

const right = (actor: Member, on = workspaceId) => authorize(db, { actor, action: 'document.create', on });
const instance = () =>
  authorize(db, { actor: system('test'), action: 'instance.administer', on: 'instance' });
const take = async () => takeTransfer(await instance());
const archive = { form: 'archive', documentId: null, locale: 'en', title: 'Forest' } as const;
const start = async (actor = admin, more: object = {}) =>
  startExport(await right(actor), { ...archive, ...more });

/** Has something made, with a file. */
async function make(actor = admin, more: object = {}, pageIds: string[] = []) {
  const { id } = await start(actor, more);
  const job = await take();
  if (job?.id !== id) throw new Error('something else was taken');
  await write(madeFile(job));
  await settleTransfer(db, job, { ...done, pageIds });
  return { id, file: madeFile(job) };
}
const done = { state: 'done', done: 3, losses: [], left: null, size: 5 } satisfies TransferOutcome;

/** As if whoever has it had not been heard of for longer than a lease. */
const expire = (id: string) =>
  db.prisma.transferJob.update({ where: { id }, data: { dueAt: new Date(Date.now() - 1000) } });
const write = (id: string) =>
  db.transferFiles.write(
    fileOf(id),
    (async function* () {
      yield Buffer.from('bytes');
    })(),
  );
const sizeOf = (id: string) => db.transferFiles.sizeOf(fileOf(id));

test('TRANSFER-13 what ends whoever has it, and never says so, is given up after some tries', async () => {
  const { id } = await start();
  const files: string[] = [];
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const job = await take();
    expect(job).toMatchObject({ id, tries });
    if (job) await write(madeFile(job));
    if (job) files.push(madeFile(job));
    await expire(id);
  }
  expect(await take()).toBeNull();
  expect(await getTransfer(await right(admin), id)).toMatchObject({
    state: 'failed',
    failure: expect.stringContaining('however often'),
  });
  expect(await db.prisma.apiToken.count({ where: { personId: admin.personId } })).toBe(0);
  await keepHouse(await instance());
  expect(await Promise.all(files.map(sizeOf))).toEqual(files.map(() => null));
});

test('TRANSFER-14 a file with a page that was closed to them is for nobody, and goes', async () => {
  const editor = await aMember(db, { workspaceId, role: 'editor' });
  const pages = [
    await aDocument(db, { actor: admin, workspaceId }),
    await aDocument(db, { actor: admin, workspaceId }),
  ];
  const [open, closed] = pages.map(({ id }) => id);
  if (!open || !closed) throw new Error('no pages');
  const [fine, shut] = [await make(editor, { form: 'site' }, [open]), await make(editor, {}, [open, closed])];
  expect(await getTransferFile(await right(editor), shut.id)).toMatchObject({ fileId: shut.file });
  await restrictDocument(await authorize(db, { actor: admin, action: 'document.restrict', on: closed }));
  await expect(getTransferFile(await right(editor), shut.id)).rejects.toMatchObject({ code: 'not_found' });
  expect([await sizeOf(shut.file), await sizeOf(fine.file)]).toEqual([null, 5]);
  const second = await make(editor, {}, [open, closed]);
  const { items } = await listTransfers(await right(editor), { limit: 5 });
  expect(items.map(({ id }) => id)).toEqual([fine.id]);
  expect(await sizeOf(second.file)).toBeNull();
  // Whoever may edit it still has theirs.
  const mine = await make(admin, {}, [open, closed]);
  expect(await getTransferFile(await right(admin), mine.id)).toMatchObject({ fileId: mine.file });
});

test('TRANSFER-15 so many files are kept that go out, the same only once', async () => {
  const first = await make();
  const second = await make();
  expect([await sizeOf(first.file), await sizeOf(second.file)]).toEqual([null, 5]);
  await expect(getTransfer(await right(admin), first.id)).rejects.toMatchObject({ code: 'not_found' });
  await make(admin, { form: 'site' });
  await make(admin, { form: 'pdf' });
  const page = await aDocument(db, { actor: admin, workspaceId });
  const more = { documentId: page.id };
  await expect(start(admin, more)).rejects.toMatchObject({
    code: 'too_many',
    message: expect.stringContaining('for you'),
  });
  await forgetTransfer(await right(admin), second.id);
  await start(admin, more);
  await db.prisma.transferJob.updateMany({ where: { workspaceId }, data: { state: 'done' } });
  for (let i = TRANSFER_LIMITS.keptOfOne; i < TRANSFER_LIMITS.keptOfWorkspace; i += 1)
    await start(await aMember(db, { workspaceId, role: 'editor' }));
  const last = await aMember(db, { workspaceId, role: 'editor' });
  await db.prisma.transferJob.updateMany({ where: { workspaceId }, data: { state: 'done', dueAt: null } });
  await expect(start(last)).rejects.toMatchObject({
    code: 'too_many',
    message: expect.stringContaining('in this workspace'),
  });
});

test('TRANSFER-16 what was half written is removed, unless somebody writes it', async () => {
  const draft = async (id: string) => {
    const place = `${transferFile(db.dataDir, id)}.partial`;
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, 'half');
    return place;
  };
  await start();
  const job = await take();
  const coming = await awaitFile(await right(admin), { documentId: null, locale: 'en', isAgain: false });
  const kept = [await draft(job ? madeFile(job) : ''), await draft(String(coming.id))];
  const left = [await draft(randomUUID()), await draft(job?.id ?? '')];
  await keepHouse(await instance());
  expect(kept.map((place) => existsSync(place))).toEqual([true, true]);
  expect(left.map((place) => existsSync(place))).toEqual([false, false]);
});

test('TRANSFER-13 who lost what they worked on removes nothing of whoever has it now', async () => {
  const { id } = await start();
  const before = await take();
  await expire(id);
  const after = await take();
  if (!before || !after) throw new Error('nothing was taken');
  await write(madeFile(before));
  await write(madeFile(after));
  await settleTransfer(db, after, done);
  for (const file of [fileOf(id), madeFile(before)]) await clearTransferFile(db, file);
  expect([await sizeOf(madeFile(before)), await sizeOf(madeFile(after))]).toEqual([null, 5]);
});

test('TRANSFER-16 who lost the branch can cancel their own, and to cancel what has ended changes nothing', async () => {
  const editor = await aMember(db, { workspaceId, role: 'editor' });
  const page = await aDocument(db, { actor: admin, workspaceId, title: 'Plans' });
  const { id } = await start(editor, { documentId: page.id });
  await restrictDocument(await authorize(db, { actor: admin, action: 'document.restrict', on: page.id }));
  const { items } = await listTransfers(await right(editor), { limit: 5 });
  expect(items).toMatchObject([{ id, state: 'waiting' }]);
  await expect(cancelTransfer(await right(admin), id)).rejects.toMatchObject({ code: 'not_found' });
  expect(await cancelTransfer(await right(editor), id)).toBe(true);
  const made = await make();
  expect(await cancelTransfer(await right(admin), made.id)).toBe(false);
  expect(await getTransferFile(await right(admin), made.id)).toMatchObject({ fileId: made.file });
  const underway = await start(admin, { form: 'site' });
  await forgetTransfer(await right(admin), underway.id);
  expect(await getTransfer(await right(admin), underway.id)).toMatchObject({ state: 'waiting' });
});

test('TRANSFER-13 a token that nothing under way has is removed, and none of a person', async () => {
  const { personId } = admin;
  const token = (name: string, bytes: number) =>
    db.prisma.apiToken.create({ data: { personId, name, tokenHash: new Uint8Array(randomBytes(bytes)) } });
  await token('moving in and out', 33);
  const own = await token('moving in and out', 32);
  await start();
  const job = await take();
  await keepHouse(await instance());
  const left = await db.prisma.apiToken.findMany({ where: { personId }, select: { id: true } });
  expect(left.map(({ id }) => id).sort()).toEqual([own.id, job?.tokenId].sort());
});
