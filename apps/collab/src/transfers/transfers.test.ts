import { authorize } from '@plenum/database/access/authorize';
import { fileOf } from '@plenum/database/files/transfer-files';
import { aMember, aWorkspace } from '@plenum/database/testing/factories';
import { createTestDatabase } from '@plenum/database/testing/test-database';
import {
  awaitFile,
  fileCame,
  getTransfer,
  getTransferFile,
  startExport,
} from '@plenum/database/transfers/jobs';
import type { Member } from '@plenum/domain/access/actor';
import { writeZip } from '@plenum/formats/zip/write-zip';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { RunningCollab } from '../testing/running-collab.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let server: RunningCollab;
let admin: Member;

beforeAll(async () => {
  database = await createTestDatabase();
  server = await new RunningCollab({ databaseUrl: database.url }).start();
  admin = await aMember(server.db);
}, 120_000);
afterAll(async () => {
  await server.close();
  await database.drop();
});

const WAIT = { timeout: 60_000, interval: 200 };

async function aRight() {
  const { id: on } = await aWorkspace(server.db, admin);
  return authorize(server.db, { actor: admin, action: 'document.create', on });
}
type Right = Awaited<ReturnType<typeof aRight>>;

/** Has a file moved in, as a form does. */
async function bring(grant: Right, content: Uint8Array): Promise<string> {
  const { id } = await awaitFile(grant, { documentId: null, locale: 'en', isAgain: false });
  const file = (async function* () {
    yield content;
  })();
  await server.db.transferFiles.write(fileOf(id), file);
  await fileCame(grant, { id, title: 'vault.zip', size: content.length });
  return id;
}

/** Waits until it has ended, however. */
async function ended(grant: Right, id: string) {
  return vi.waitFor(async () => {
    const report = await getTransfer(grant, id);
    if (report.endedAt === null) throw new Error(`${report.state}: ${server.output.join('')}`);
    return report;
  }, WAIT);
}

const pagesOf = ({ workspaceId }: Right) => server.db.prisma.document.count({ where: { workspaceId } });

/** A vault of so many notes. */
function aVault(count: number): Uint8Array {
  const notes = Array.from({ length: count }, (_, index) => ({
    name: `Note ${index}.md`,
    content: `---\nstatus: draft\n---\nText of ${index}, see [[Note ${(index + 1) % count}]]`,
  }));
  return writeZip([{ name: '.obsidian/app.json', content: '{}' }, ...notes]);
}

test('TRANSFER-12 what is asked for is made by a node, and comes in elsewhere by a node', async () => {
  const [from, to] = [await aRight(), await aRight()];
  const came = await ended(from, await bring(from, aVault(3)));
  expect(came).toMatchObject({ state: 'done', kind: 'import', done: 3, total: 3, size: null });
  expect(await pagesOf(from)).toBe(3);
  const asked = { form: 'archive', documentId: null, locale: 'de', title: 'Forest' } as const;
  const { id } = await startExport(from, asked);
  const made = await ended(from, id);
  expect(made).toMatchObject({ state: 'done', done: 3, left: { hidden: 0 }, failure: null });
  const pieces: Uint8Array[] = [];
  const { fileId } = await getTransferFile(from, id);
  for await (const piece of server.db.transferFiles.read(fileId)) pieces.push(piece);
  expect(Buffer.concat(pieces)).toHaveLength(made.size ?? -1);
  await ended(to, await bring(to, Buffer.concat(pieces)));
  const documents = await server.db.prisma.document.findMany({
    where: { workspaceId: to.workspaceId },
    include: { properties: true },
    orderBy: { title: 'asc' },
  });
  expect(documents.map(({ title, properties }) => [title, properties?.status])).toEqual(
    ['Note 0', 'Note 1', 'Note 2'].map((title) => [title, 'draft']),
  );
  expect(await server.db.prisma.apiToken.count({ where: { personId: admin.personId } })).toBe(0);
  expect(server.output.join('')).not.toMatch(/Note 0|vault\.zip|Forest/);
}, 180_000);

test('TRANSFER-12, TRANSFER-4 what a node was at when it ended goes on where it was, and makes nothing twice', async () => {
  const grant = await aRight();
  const id = await bring(grant, aVault(400));
  await vi.waitFor(async () => expect(await pagesOf(grant)).toBeGreaterThan(5), WAIT);
  await server.kill('SIGTERM');
  const before = await pagesOf(grant);
  expect(before).toBeLessThan(400);
  expect(await getTransfer(grant, id)).toMatchObject({ state: 'waiting', endedAt: null });
  await server.start();
  expect(await ended(grant, id)).toMatchObject({ state: 'done', done: 400 });
  expect(await pagesOf(grant)).toBe(400);
}, 240_000);

test('TRANSFER-13 what a node was at that is gone without a word is taken when its lease is over', async () => {
  const grant = await aRight();
  const id = await bring(grant, aVault(300));
  await vi.waitFor(async () => expect(await pagesOf(grant)).toBeGreaterThan(5), WAIT);
  await server.kill('SIGKILL');
  await server.db.prisma.transferJob.update({ where: { id }, data: { dueAt: new Date(0) } });
  await server.start();
  expect(await ended(grant, id)).toMatchObject({ state: 'done', done: 300 });
  expect(await pagesOf(grant)).toBe(300);
}, 240_000);

test('TRANSFER-15 of a page that unfolds into more than may be only its name is told, and too many files are refused in a sentence', async () => {
  const grant = await aRight();
  const bomb = writeZip([
    { name: '.obsidian/app.json', content: '{}' },
    { name: 'Bomb.md', content: new Uint8Array(200 * 2 ** 20) },
  ]);
  expect(bomb.length).toBeLessThan(2 ** 20);
  const report = await ended(grant, await bring(grant, bomb));
  expect(report.losses).toContainEqual(expect.objectContaining({ places: ['Bomb.md'] }));
  const files = Array.from({ length: 60_001 }, (_, index) => ({ name: `${index}.md`, content: '' }));
  const many = await ended(grant, await bring(grant, writeZip(files)));
  expect(many).toMatchObject({ state: 'failed', failure: expect.stringContaining('too large') });
  expect(await server.db.transferFiles.sizeOf(fileOf(many.id))).toBeNull();
  expect(await pagesOf(grant)).toBeLessThan(2);
}, 120_000);

test('TRANSFER-18 where no PDFs are made, that is said', async () => {
  const grant = await aRight();
  const asked = { form: 'pdf', documentId: null, locale: 'en', title: 'Forest' } as const;
  const report = await ended(grant, (await startExport(grant, asked)).id);
  expect(report).toMatchObject({
    state: 'failed',
    failure: expect.stringContaining('No PDFs are made here.'),
  });
}, 60_000);
