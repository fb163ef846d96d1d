import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { TRANSFER_LIMITS } from '@plenum/domain/transfers/schema';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { restrictDocument } from '../documents/rules.ts';
import { fileOf, transferFile } from '../files/transfer-files.ts';
import { keepHouse } from '../housekeeping.ts';
import { aDocument, aMember, openTestDatabase } from '../testing/factories.ts';
import { DONE, TransferKit } from '../testing/transfer-kit.ts';
import { clearTransferFile, MOST_TRIES, madeFile, settleTransfer } from './job-queue.ts';
import {
  awaitFile,
  cancelTransfer,
  forgetTransfer,
  getTransfer,
  getTransferFile,
  listTransfers,
} from './jobs.ts';

let db: Database;
let kit: TransferKit;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  kit = await TransferKit.begin(db);
});

test('TRANSFER-13 what ends whoever has it, and never says so, is given up after some tries', async () => {
  const { id } = await kit.start();
  const files: string[] = [];
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const job = await kit.take();
    expect(job).toMatchObject({ id, tries });
    if (job) await kit.write(madeFile(job));
    if (job) files.push(madeFile(job));
    await kit.expire(id);
  }
  expect(await kit.take()).toBeNull();
  expect(await getTransfer(await kit.right(kit.admin), id)).toMatchObject({
    state: 'failed',
    failure: expect.stringContaining('however often'),
  });
  expect(await db.prisma.apiToken.count({ where: { personId: kit.admin.personId } })).toBe(0);
  await keepHouse(await kit.instance());
  expect(await Promise.all(files.map((file) => kit.sizeOf(file)))).toEqual(files.map(() => null));
});

test('TRANSFER-14 a file with a page that was closed to them is for nobody, and goes', async () => {
  const editor = await aMember(db, { workspaceId: kit.workspaceId, role: 'editor' });
  const pages = [
    await aDocument(db, { actor: kit.admin, workspaceId: kit.workspaceId }),
    await aDocument(db, { actor: kit.admin, workspaceId: kit.workspaceId }),
  ];
  const [open, closed] = pages.map(({ id }) => id);
  if (!open || !closed) throw new Error('no pages');
  const [fine, shut] = [
    await kit.make(editor, { form: 'site' }, [open]),
    await kit.make(editor, {}, [open, closed]),
  ];
  expect(await getTransferFile(await kit.right(editor), shut.id)).toMatchObject({ fileId: shut.file });
  await restrictDocument(await authorize(db, { actor: kit.admin, action: 'document.restrict', on: closed }));
  await expect(getTransferFile(await kit.right(editor), shut.id)).rejects.toMatchObject({
    code: 'not_found',
  });
  expect([await kit.sizeOf(shut.file), await kit.sizeOf(fine.file)]).toEqual([null, 5]);
  const second = await kit.make(editor, {}, [open, closed]);
  const { items } = await listTransfers(await kit.right(editor), { limit: 5 });
  expect(items.map(({ id }) => id)).toEqual([fine.id]);
  expect(await kit.sizeOf(second.file)).toBeNull();
  // Whoever may edit it still has theirs.
  const mine = await kit.make(kit.admin, {}, [open, closed]);
  expect(await getTransferFile(await kit.right(kit.admin), mine.id)).toMatchObject({ fileId: mine.file });
});

test('TRANSFER-15 so many files are kept that go out, the same only once', async () => {
  const first = await kit.make();
  const second = await kit.make();
  expect([await kit.sizeOf(first.file), await kit.sizeOf(second.file)]).toEqual([null, 5]);
  await expect(getTransfer(await kit.right(kit.admin), first.id)).rejects.toMatchObject({
    code: 'not_found',
  });
  await kit.make(kit.admin, { form: 'site' });
  await kit.make(kit.admin, { form: 'pdf' });
  const page = await aDocument(db, { actor: kit.admin, workspaceId: kit.workspaceId });
  const more = { documentId: page.id };
  await expect(kit.start(kit.admin, more)).rejects.toMatchObject({
    code: 'too_many',
    message: expect.stringContaining('for you'),
  });
  await forgetTransfer(await kit.right(kit.admin), second.id);
  await kit.start(kit.admin, more);
  await db.prisma.transferJob.updateMany({
    where: { workspaceId: kit.workspaceId },
    data: { state: 'done' },
  });
  for (let i = TRANSFER_LIMITS.keptOfOne; i < TRANSFER_LIMITS.keptOfWorkspace; i += 1)
    await kit.start(await aMember(db, { workspaceId: kit.workspaceId, role: 'editor' }));
  const last = await aMember(db, { workspaceId: kit.workspaceId, role: 'editor' });
  await db.prisma.transferJob.updateMany({
    where: { workspaceId: kit.workspaceId },
    data: { state: 'done', dueAt: null },
  });
  await expect(kit.start(last)).rejects.toMatchObject({
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
  await kit.start();
  const job = await kit.take();
  const coming = await awaitFile(await kit.right(kit.admin), {
    documentId: null,
    locale: 'en',
    isAgain: false,
  });
  const kept = [await draft(job ? madeFile(job) : ''), await draft(String(coming.id))];
  const left = [await draft(randomUUID()), await draft(job?.id ?? '')];
  await keepHouse(await kit.instance());
  expect(kept.map((place) => existsSync(place))).toEqual([true, true]);
  expect(left.map((place) => existsSync(place))).toEqual([false, false]);
});

test('TRANSFER-13 who lost what they worked on removes nothing of whoever has it now', async () => {
  const { id } = await kit.start();
  const before = await kit.take();
  await kit.expire(id);
  const after = await kit.take();
  if (!before || !after) throw new Error('nothing was taken');
  await kit.write(madeFile(before));
  await kit.write(madeFile(after));
  await settleTransfer(db, after, DONE);
  for (const file of [fileOf(id), madeFile(before)]) await clearTransferFile(db, file);
  expect([await kit.sizeOf(madeFile(before)), await kit.sizeOf(madeFile(after))]).toEqual([null, 5]);
});

test('TRANSFER-16 who lost the branch can cancel their own, and to cancel what has ended changes nothing', async () => {
  const editor = await aMember(db, { workspaceId: kit.workspaceId, role: 'editor' });
  const page = await aDocument(db, { actor: kit.admin, workspaceId: kit.workspaceId, title: 'Plans' });
  const { id } = await kit.start(editor, { documentId: page.id });
  await restrictDocument(await authorize(db, { actor: kit.admin, action: 'document.restrict', on: page.id }));
  const { items } = await listTransfers(await kit.right(editor), { limit: 5 });
  expect(items).toMatchObject([{ id, state: 'waiting' }]);
  await expect(cancelTransfer(await kit.right(kit.admin), id)).rejects.toMatchObject({ code: 'not_found' });
  expect(await cancelTransfer(await kit.right(editor), id)).toBe(true);
  const made = await kit.make();
  expect(await cancelTransfer(await kit.right(kit.admin), made.id)).toBe(false);
  expect(await getTransferFile(await kit.right(kit.admin), made.id)).toMatchObject({ fileId: made.file });
  const underway = await kit.start(kit.admin, { form: 'site' });
  await forgetTransfer(await kit.right(kit.admin), underway.id);
  expect(await getTransfer(await kit.right(kit.admin), underway.id)).toMatchObject({ state: 'waiting' });
});

test('TRANSFER-13 a token that nothing under way has is removed, and none of a person', async () => {
  const { personId } = kit.admin;
  const token = (name: string, bytes: number) =>
    db.prisma.apiToken.create({ data: { personId, name, tokenHash: new Uint8Array(randomBytes(bytes)) } });
  await token('moving in and out', 33);
  const own = await token('moving in and out', 32);
  await kit.start();
  const job = await kit.take();
  await keepHouse(await kit.instance());
  const left = await db.prisma.apiToken.findMany({ where: { personId }, select: { id: true } });
  expect(left.map(({ id }) => id).sort()).toEqual([own.id, job?.tokenId].sort());
});
