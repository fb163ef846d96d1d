import type { Actor } from '@plenum/domain/access/actor';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import { identify } from '../access/identify.ts';
import type { Database } from '../client.ts';
import { postgresProjections } from '../projection/postgres-projections.ts';
import { createShareLink } from '../shares/writes.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { NOTHING } from '../testing/search-kit.ts';
import { startThread } from './comments.ts';
import { listThreadPage, listThreads } from './reads.ts';

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

test('TASK-612 who comes by a link is told of a task what it is called now, and nothing that was said about one that is gone', async () => {
  const admin = await aMember(db);
  const { id: workspaceId } = await aWorkspace(db, admin);
  const { id: on } = await aDocument(db, { actor: admin, workspaceId, kind: 'tasks' });
  const share = await authorize(db, { actor: admin, action: 'document.share', on });
  const { token } = await createShareLink(share, { role: 'commenter' });
  const guest = await identify(db, { share: token, cookies: {} });
  const read = (actor: Actor | null) =>
    authorize(db, { actor: actor ?? admin, action: 'document.readComments', on });
  const quotes = async (actor: Actor | null) =>
    (await listThreads(await read(actor))).map(({ quote }) => quote).toSorted();
  const [kept, gone] = ['0192f000-0000-7000-8000-00000000000a', '0192f000-0000-7000-8000-00000000000b'];
  const say = await authorize(db, { actor: admin, action: 'document.comment', on });
  await startThread(say, { taskId: kept, quote: 'Former title', body: 'When?' });
  await startThread(say, { taskId: gone, quote: 'Deleted', body: 'Why?' });
  expect(await quotes(guest)).toEqual(['', '']);
  expect(await quotes(admin)).toEqual(['Deleted', 'Former title']);

  await db.prisma.document.update({ where: { id: on }, data: { lastSeq: 1 } });
  const tasks = [{ blockId: kept, parentId: null, text: 'Rice', isDone: false }];
  await postgresProjections(db.pool, { version: 1 }).write(on, { seq: 1, projection: { ...NOTHING, tasks } });
  expect(await quotes(guest)).toEqual(['Rice']);
  expect(await quotes(admin)).toEqual(['Deleted', 'Rice']);
  const page = await listThreadPage(await read(guest), { state: 'all', limit: 10 });
  expect(page.items.map(({ quote }) => quote)).toEqual(['Rice']);
});

test('TASK-704 where nothing else knows what is in a list, what was said about a task that is deleted is told to nobody, and again when it is back', async () => {
  const admin = await aMember(db);
  const { id: workspaceId } = await aWorkspace(db, admin);
  const { id: on } = await aDocument(db, { actor: admin, workspaceId, kind: 'tasks' });
  const read = await authorize(db, { actor: admin, action: 'document.readComments', on });
  const say = await authorize(db, { actor: admin, action: 'document.comment', on });
  const taskId = '0192f000-0000-7000-8000-00000000000a';
  const task = { blockId: taskId, parentId: null, text: 'Rice', isDone: false };
  const derive = async (seq: number, tasks: (typeof task)[]) => {
    await db.prisma.document.update({ where: { id: on }, data: { lastSeq: seq } });
    await postgresProjections(db.pool, { version: 1 }).write(on, { seq, projection: { ...NOTHING, tasks } });
  };
  const quotes = async () => (await listThreads(read, { ofGone: false })).map(({ quote }) => quote);
  await startThread(say, { quote: '', body: 'Good' });
  await derive(1, []);
  await startThread(say, { taskId, quote: 'Rice', body: 'When?' });
  expect(await quotes()).toEqual(['Rice', '']);
  await derive(2, [task]);
  await derive(3, []);
  expect(await quotes()).toEqual(['']);
  expect(await listThreads(read)).toHaveLength(2);
  await derive(4, [task]);
  expect(await quotes()).toEqual(['Rice', '']);
});
