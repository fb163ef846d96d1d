import { randomUUID } from 'node:crypto';
import { TRANSFER_LIMITS } from '@plenum/domain/transfers/schema';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { archiveDocument } from '../documents/archive.ts';
import { restrictDocument } from '../documents/rules.ts';
import { keepHouse } from '../housekeeping.ts';
import { aDocument, aMember, openTestDatabase } from '../testing/factories.ts';
import { DONE, TransferKit } from '../testing/transfer-kit.ts';
import {
  clearTransferFile,
  giveBackTransfer,
  keepTransfer,
  madeFile,
  noteProgress,
  settleTransfer,
} from './job-queue.ts';
import { awaitFile, endTransfer, fileCame, getTransfer, getTransferFile, listTransfers } from './jobs.ts';

let db: Database;
let kit: TransferKit;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  kit = await TransferKit.begin(db);
});

test('TRANSFER-13 several nodes take different things, and nobody takes what somebody works on', async () => {
  const [first, second] = [await kit.start(), await kit.start()];
  const taken = await Promise.all([kit.take(), kit.take(), kit.take()]);
  expect(taken.flatMap((job) => job?.id ?? []).sort()).toEqual([first.id, second.id].sort());
  expect(await kit.take()).toBeNull();
  const [one] = taken;
  if (!one) throw new Error('nothing was taken');
  expect(await keepTransfer(db, one)).toBe(true);
  const row = await db.prisma.transferJob.findUniqueOrThrow({ where: { id: one.id } });
  expect(row.dueAt?.getTime()).toBeGreaterThan(Date.now() + 30_000);
});

test('TRANSFER-13 a node that is not heard of loses what it works on, and may do nothing more for the person', async () => {
  const { id } = await kit.start();
  const before = await kit.take();
  if (!before) throw new Error('nothing was taken');
  const actor = { kind: 'token', personId: kit.admin.personId, tokenId: before.tokenId } as const;
  await authorize(db, { actor, action: 'document.create', on: kit.workspaceId });
  await noteProgress(db, before, { done: 2, of: 9 });
  await kit.expire(id);
  const after = await kit.take();
  expect(after).toMatchObject({ id, tries: 2 });
  if (!after) throw new Error('nothing was taken');
  await expect(
    authorize(db, { actor, action: 'document.create', on: kit.workspaceId }),
  ).rejects.toMatchObject({
    code: 'not_signed_in',
  });
  expect(await keepTransfer(db, before)).toBe(false);
  await noteProgress(db, before, { done: 8, of: 9 });
  expect(await settleTransfer(db, before, { state: 'failed', failure: 'No.' })).toBe(false);
  // What goes out is made from its beginning.
  expect(await getTransfer(await kit.right(kit.admin), id)).toMatchObject({ state: 'working', done: 0 });
  expect(await settleTransfer(db, after, DONE)).toBe(true);
  expect(await db.prisma.apiToken.count({ where: { personId: kit.admin.personId } })).toBe(0);
});

test('TRANSFER-13 what is given back waits again, and an import that gets further is tried anew as often', async () => {
  const { id } = await awaitFile(await kit.right(kit.admin), {
    documentId: null,
    locale: 'en',
    isAgain: false,
  });
  expect(await kit.take()).toBeNull();
  await fileCame(await kit.right(kit.admin), { id, title: 'wiki.zip', size: 5 });
  for (const tries of [1, 2]) {
    const job = await kit.take();
    expect(job).toMatchObject({ id, tries, title: 'wiki.zip' });
    if (job) await giveBackTransfer(db, job, { seconds: 0, isCounted: true });
  }
  const third = await kit.take();
  if (third) await noteProgress(db, third, { done: 1, of: 4 });
  if (third) await giveBackTransfer(db, third, { seconds: 0, isCounted: true });
  expect(await kit.take()).toMatchObject({ id, tries: 2 });
});

test('TRANSFER-14 what somebody has moved is for them alone, as long as they may make pages and edit the branch', async () => {
  const editor = await aMember(db, { workspaceId: kit.workspaceId, role: 'editor' });
  const reader = await aMember(db, { workspaceId: kit.workspaceId, role: 'reader' });
  const page = await aDocument(db, { actor: kit.admin, workspaceId: kit.workspaceId, title: 'Plans' });
  const { id, file } = await kit.make(editor, { documentId: page.id });
  expect(await getTransferFile(await kit.right(editor), id)).toMatchObject({
    ...{ fileId: file, size: 5, title: 'Forest' },
  });
  await expect(getTransferFile(await kit.right(kit.admin), id)).rejects.toMatchObject({ code: 'not_found' });
  expect((await listTransfers(await kit.right(kit.admin), { limit: 5 })).items).toEqual([]);
  await expect(kit.right(reader)).rejects.toMatchObject({ code: 'forbidden' });
  await archiveDocument(await authorize(db, { actor: editor, action: 'document.archive', on: page.id }));
  expect(await getTransferFile(await kit.right(editor), id)).toMatchObject({ fileId: file });
  await restrictDocument(await authorize(db, { actor: kit.admin, action: 'document.restrict', on: page.id }));
  await expect(getTransferFile(await kit.right(editor), id)).rejects.toMatchObject({ code: 'not_found' });
  expect((await listTransfers(await kit.right(editor), { limit: 5 })).items).toEqual([]);
});

test('TRANSFER-14 the latest come first, in pages', async () => {
  const ids = [await kit.start(), await kit.start(), await kit.start()].map(({ id }) => id).reverse();
  const grant = await kit.right(kit.admin);
  const first = await listTransfers(grant, { limit: 2 });
  const rest = await listTransfers(grant, { limit: 2, cursor: first.next ?? undefined });
  expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(ids);
  expect(rest.next).toBeNull();
});

test('TRANSFER-15 somebody has so much under way, and a workspace', async () => {
  for (let i = 0; i < TRANSFER_LIMITS.ofOne; i += 1) await kit.start();
  await expect(kit.start()).rejects.toMatchObject({ code: 'too_many', retryAfter: 60 });
  const others = TRANSFER_LIMITS.ofWorkspace - TRANSFER_LIMITS.ofOne;
  for (let i = 0; i < others; i += 1)
    await kit.start(await aMember(db, { workspaceId: kit.workspaceId, role: 'editor' }));
  const last = await aMember(db, { workspaceId: kit.workspaceId, role: 'editor' });
  await expect(kit.start(last)).rejects.toMatchObject({ code: 'too_many' });
  const [{ id } = { id: '' }] = (await listTransfers(await kit.right(kit.admin), { limit: 1 })).items;
  await endTransfer(await kit.right(kit.admin), id);
  expect(await kit.start(last)).toMatchObject({ state: 'waiting' });
});

test('TRANSFER-16 what is cancelled ends, whoever works on it, and what has ended is forgotten with its file', async () => {
  const { id } = await kit.start();
  const job = await kit.take();
  if (!job) throw new Error('nothing was taken');
  await endTransfer(await kit.right(kit.admin), id);
  expect(await getTransfer(await kit.right(kit.admin), id)).toMatchObject({ state: 'cancelled' });
  expect(await keepTransfer(db, job)).toBe(false);
  const actor = { kind: 'token', personId: kit.admin.personId, tokenId: job.tokenId } as const;
  await expect(authorize(db, { actor, action: 'document.create', on: kit.workspaceId })).rejects.toThrow();
  await kit.write(madeFile(job));
  await clearTransferFile(db, madeFile(job));
  expect(await kit.sizeOf(madeFile(job))).toBeNull();
  await endTransfer(await kit.right(kit.admin), id);
  await expect(getTransfer(await kit.right(kit.admin), id)).rejects.toMatchObject({ code: 'not_found' });
});

test('TRANSFER-16 what came in goes when it is moved in, and what is ready is kept for a day', async () => {
  const { id } = await awaitFile(await kit.right(kit.admin), {
    documentId: null,
    locale: 'de',
    isAgain: true,
  });
  await kit.write(id);
  await fileCame(await kit.right(kit.admin), { id, title: 'x', size: 5 });
  const job = await kit.take();
  expect(job).toMatchObject({ isAgain: true, locale: 'de' });
  if (job) await settleTransfer(db, job, { ...DONE, size: null });
  expect(await kit.sizeOf(id)).toBeNull();
  const kept = await kit.make();
  const stray = randomUUID();
  await kit.write(stray);
  await keepHouse(await kit.instance());
  expect([await kit.sizeOf(kept.file), await kit.sizeOf(stray)]).toEqual([5, null]);
  const yesterday = new Date(Date.now() - 25 * 3_600_000);
  await db.prisma.transferJob.update({ where: { id: kept.id }, data: { endedAt: yesterday } });
  await keepHouse(await kit.instance());
  expect(await kit.sizeOf(kept.file)).toBeNull();
  expect(await db.prisma.transferJob.count({ where: { id: kept.id } })).toBe(0);
});
