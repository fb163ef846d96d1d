import { randomUUID } from 'node:crypto';
import type { Member } from '@plenum/domain/access/actor';
import { system } from '@plenum/domain/access/actor';
import { TRANSFER_LIMITS } from '@plenum/domain/transfers/schema';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { archiveDocument } from '../documents/archive.ts';
import { restrictDocument } from '../documents/rules.ts';
import { fileOf } from '../files/transfer-files.ts';
import { keepHouse } from '../housekeeping.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import {
  clearTransferFile,
  giveBackTransfer,
  keepTransfer,
  madeFile,
  noteProgress,
  settleTransfer,
  type TransferOutcome,
  takeTransfer,
} from './job-queue.ts';
import {
  awaitFile,
  endTransfer,
  fileCame,
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

test('TRANSFER-13 several nodes take different things, and nobody takes what somebody works on', async () => {
  const [first, second] = [await start(), await start()];
  const taken = await Promise.all([take(), take(), take()]);
  expect(taken.flatMap((job) => job?.id ?? []).sort()).toEqual([first.id, second.id].sort());
  expect(await take()).toBeNull();
  const [one] = taken;
  if (!one) throw new Error('nothing was taken');
  expect(await keepTransfer(db, one)).toBe(true);
  const row = await db.prisma.transferJob.findUniqueOrThrow({ where: { id: one.id } });
  expect(row.dueAt?.getTime()).toBeGreaterThan(Date.now() + 30_000);
});

test('TRANSFER-13 a node that is not heard of loses what it works on, and may do nothing more for the person', async () => {
  const { id } = await start();
  const before = await take();
  if (!before) throw new Error('nothing was taken');
  const actor = { kind: 'token', personId: admin.personId, tokenId: before.tokenId } as const;
  await authorize(db, { actor, action: 'document.create', on: workspaceId });
  await noteProgress(db, before, { done: 2, of: 9 });
  await expire(id);
  const after = await take();
  expect(after).toMatchObject({ id, tries: 2 });
  if (!after) throw new Error('nothing was taken');
  await expect(authorize(db, { actor, action: 'document.create', on: workspaceId })).rejects.toMatchObject({
    code: 'not_signed_in',
  });
  expect(await keepTransfer(db, before)).toBe(false);
  await noteProgress(db, before, { done: 8, of: 9 });
  expect(await settleTransfer(db, before, { state: 'failed', failure: 'No.' })).toBe(false);
  // What goes out is made from its beginning.
  expect(await getTransfer(await right(admin), id)).toMatchObject({ state: 'working', done: 0 });
  expect(await settleTransfer(db, after, done)).toBe(true);
  expect(await db.prisma.apiToken.count({ where: { personId: admin.personId } })).toBe(0);
});

test('TRANSFER-13 what is given back waits again, and an import that gets further is tried anew as often', async () => {
  const { id } = await awaitFile(await right(admin), { documentId: null, locale: 'en', isAgain: false });
  expect(await take()).toBeNull();
  await fileCame(await right(admin), { id, title: 'wiki.zip', size: 5 });
  for (const tries of [1, 2]) {
    const job = await take();
    expect(job).toMatchObject({ id, tries, title: 'wiki.zip' });
    if (job) await giveBackTransfer(db, job, { seconds: 0, isCounted: true });
  }
  const third = await take();
  if (third) await noteProgress(db, third, { done: 1, of: 4 });
  if (third) await giveBackTransfer(db, third, { seconds: 0, isCounted: true });
  expect(await take()).toMatchObject({ id, tries: 2 });
});

test('TRANSFER-14 what somebody has moved is for them alone, as long as they may make pages and edit the branch', async () => {
  const editor = await aMember(db, { workspaceId, role: 'editor' });
  const reader = await aMember(db, { workspaceId, role: 'reader' });
  const page = await aDocument(db, { actor: admin, workspaceId, title: 'Plans' });
  const { id, file } = await make(editor, { documentId: page.id });
  expect(await getTransferFile(await right(editor), id)).toMatchObject({
    ...{ fileId: file, size: 5, title: 'Forest' },
  });
  await expect(getTransferFile(await right(admin), id)).rejects.toMatchObject({ code: 'not_found' });
  expect((await listTransfers(await right(admin), { limit: 5 })).items).toEqual([]);
  await expect(right(reader)).rejects.toMatchObject({ code: 'forbidden' });
  await archiveDocument(await authorize(db, { actor: editor, action: 'document.archive', on: page.id }));
  expect(await getTransferFile(await right(editor), id)).toMatchObject({ fileId: file });
  await restrictDocument(await authorize(db, { actor: admin, action: 'document.restrict', on: page.id }));
  await expect(getTransferFile(await right(editor), id)).rejects.toMatchObject({ code: 'not_found' });
  expect((await listTransfers(await right(editor), { limit: 5 })).items).toEqual([]);
});

test('TRANSFER-14 the latest come first, in pages', async () => {
  const ids = [await start(), await start(), await start()].map(({ id }) => id).reverse();
  const grant = await right(admin);
  const first = await listTransfers(grant, { limit: 2 });
  const rest = await listTransfers(grant, { limit: 2, cursor: first.next ?? undefined });
  expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(ids);
  expect(rest.next).toBeNull();
});

test('TRANSFER-15 somebody has so much under way, and a workspace', async () => {
  for (let i = 0; i < TRANSFER_LIMITS.ofOne; i += 1) await start();
  await expect(start()).rejects.toMatchObject({ code: 'too_many', retryAfter: 60 });
  const others = TRANSFER_LIMITS.ofWorkspace - TRANSFER_LIMITS.ofOne;
  for (let i = 0; i < others; i += 1) await start(await aMember(db, { workspaceId, role: 'editor' }));
  const last = await aMember(db, { workspaceId, role: 'editor' });
  await expect(start(last)).rejects.toMatchObject({ code: 'too_many' });
  const [{ id } = { id: '' }] = (await listTransfers(await right(admin), { limit: 1 })).items;
  await endTransfer(await right(admin), id);
  expect(await start(last)).toMatchObject({ state: 'waiting' });
});

test('TRANSFER-16 what is cancelled ends, whoever works on it, and what has ended is forgotten with its file', async () => {
  const { id } = await start();
  const job = await take();
  if (!job) throw new Error('nothing was taken');
  await endTransfer(await right(admin), id);
  expect(await getTransfer(await right(admin), id)).toMatchObject({ state: 'cancelled' });
  expect(await keepTransfer(db, job)).toBe(false);
  const actor = { kind: 'token', personId: admin.personId, tokenId: job.tokenId } as const;
  await expect(authorize(db, { actor, action: 'document.create', on: workspaceId })).rejects.toThrow();
  await write(madeFile(job));
  await clearTransferFile(db, madeFile(job));
  expect(await sizeOf(madeFile(job))).toBeNull();
  await endTransfer(await right(admin), id);
  await expect(getTransfer(await right(admin), id)).rejects.toMatchObject({ code: 'not_found' });
});

test('TRANSFER-16 what came in goes when it is moved in, and what is ready is kept for a day', async () => {
  const { id } = await awaitFile(await right(admin), { documentId: null, locale: 'de', isAgain: true });
  await write(id);
  await fileCame(await right(admin), { id, title: 'x', size: 5 });
  const job = await take();
  expect(job).toMatchObject({ isAgain: true, locale: 'de' });
  if (job) await settleTransfer(db, job, { ...done, size: null });
  expect(await sizeOf(id)).toBeNull();
  const kept = await make();
  const stray = randomUUID();
  await write(stray);
  await keepHouse(await instance());
  expect([await sizeOf(kept.file), await sizeOf(stray)]).toEqual([5, null]);
  const yesterday = new Date(Date.now() - 25 * 3_600_000);
  await db.prisma.transferJob.update({ where: { id: kept.id }, data: { endedAt: yesterday } });
  await keepHouse(await instance());
  expect(await sizeOf(kept.file)).toBeNull();
  expect(await db.prisma.transferJob.count({ where: { id: kept.id } })).toBe(0);
});
