import { createTestDatabase, type TestDatabase } from '@plenum/database/testing/test-database';
import type { Member } from '@plenum/domain/access/actor';
import { addSection, addTasks, changeTask, removeTasks } from '@plenum/editor/tasks/edit-tasks';
import { tickTasks } from '@plenum/editor/tasks/move-tasks';
import { setSource } from '@plenum/editor/tasks/sources';
import { readTaskList } from '@plenum/editor/tasks/task-list';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { aTaskList, changeList, tasksOf } from '../testing/calendar-program.ts';
import { Client, type Credential } from '../testing/client.ts';
import { RunningCollab } from '../testing/running-collab.ts';

const SOON = { timeout: 20_000 };

let database: TestDatabase;
let server: RunningCollab;
let admin: Member;
let workspaceId: string;
let on: string;
let rice: string;
const clients: Client[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  server = await new RunningCollab({ databaseUrl: database.url }).start();
});
afterAll(async () => {
  await server.close();
  await database.drop();
});
beforeEach(async () => {
  ({ admin, workspaceId } = await server.place());
  on = await aTaskList(server, { actor: admin, workspaceId });
  [rice = ''] = await changeList(server, {
    ...{ actor: admin, on },
    change: (doc) =>
      addTasks(doc, [{ title: 'First called secret', position: 'a0', labels: ['secret-label'] }]),
  });
  await changeList(server, {
    ...{ actor: admin, on },
    change: (doc) => changeTask(doc, rice, { title: 'Rice', labels: [] }),
  });
});
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
});

async function connect(credential: Credential): Promise<Client> {
  const client = new Client(server, { documentId: on, credential });
  clients.push(client);
  await vi.waitFor(() => expect(client.provider.synced).toBe(true), SOON);
  return client;
}

const titlesIn = (doc: Y.Doc) =>
  readTaskList(doc)
    .tasks.map(({ title, isDone }) => `${title}${isDone ? ' ✓' : ''}`)
    .sort();
const stored = async () => (await server.stored(on)).doc;

test('TASK-673, ATT-1 who may only read a list writes no tasks, sections, ticks and sources into it, by membership or by link', async () => {
  const anna = await connect(await server.cookieOf(admin));
  const reader = await connect(await server.cookieOf(await server.member(workspaceId, 'commenter')));
  const guest = await connect((await server.linkTo(on, { by: admin, role: 'reader' })).credential);
  for (const { doc } of [reader, guest]) {
    await vi.waitFor(() => expect(titlesIn(doc)).toEqual(['Rice']), SOON);
    addTasks(doc, [{ title: 'Forged', position: 'a1' }]);
    addSection(doc, { title: 'Forged' });
    tickTasks(doc, [rice], { isDone: true, now: new Date().toISOString(), again: () => null });
    setSource(doc, { id: workspaceId, isShown: true });
    doc.getMap('tasks').set(`${rice}/title`, 'Forged');
    removeTasks(doc, [rice]);
  }
  addTasks(anna.doc, [{ title: 'Sweep', position: 'a2' }]);
  await vi.waitFor(() => expect(anna.status).toBe('saved'), SOON);
  await vi.waitFor(() => expect(titlesIn(reader.doc)).toContain('Sweep'), SOON);
  for (const doc of [anna.doc, await stored()]) {
    expect(titlesIn(doc)).toEqual(['Rice', 'Sweep']);
    expect(readTaskList(doc).sections).toEqual([]);
    expect([...doc.getMap('sources').keys()]).toEqual([]);
  }
});

test('TASK-670, ATT-26 who reads a list by a link gets no former titles and labels, and follows it from then on', async () => {
  const guest = await connect((await server.linkTo(on, { by: admin, role: 'reader' })).credential);
  await vi.waitFor(() => expect(titlesIn(guest.doc)).toEqual(['Rice']), SOON);
  const told = Buffer.from(Y.encodeStateAsUpdate(guest.doc)).toString('latin1');
  expect(told).not.toContain('secret');
  await changeList(server, {
    ...{ actor: admin, on },
    change: (doc) => changeTask(doc, rice, { title: 'Rice, 5 kg', isDone: true }),
  });
  await vi.waitFor(() => expect(titlesIn(guest.doc)).toEqual(['Rice, 5 kg ✓']), SOON);
});

test('TASK-674, FLT-7 two who worked off a list for long without hearing of each other have the union, once', async () => {
  const [anna, bert] = [
    await connect(await server.cookieOf(admin)),
    await connect(await server.cookieOf(admin)),
  ];
  await vi.waitFor(() => expect(titlesIn(bert.doc)).toEqual(['Rice']), SOON);
  bert.provider.disconnect();
  await vi.waitFor(() => expect(bert.status).toBe('offline'), SOON);
  const expected = ['Rice ✓'];
  for (let i = 0; i < 500; i += 1)
    for (const [name, { doc }] of [['a', anna] as const, ['b', bert] as const]) {
      const [id = ''] = addTasks(doc, [{ title: `${name}${i}`, position: 'a1' }]);
      if (i % 2 === 0) tickTasks(doc, [id], { isDone: true, now: '2026-12-01T10:00:00Z', again: () => null });
      expected.push(`${name}${i}${i % 2 === 0 ? ' ✓' : ''}`);
    }
  changeTask(anna.doc, rice, { priority: 1, labels: ['from-anna'] });
  changeTask(bert.doc, rice, { isDone: true, labels: ['from-bert'] });
  bert.provider.connect();
  await vi.waitFor(() => expect([anna.status, bert.status]).toEqual(['saved', 'saved']), SOON);
  await vi.waitFor(() => expect(titlesIn(anna.doc)).toEqual(titlesIn(bert.doc)), SOON);
  expect(titlesIn(await stored())).toEqual(expected.sort());
  const task = (await tasksOf(server, { actor: admin, on })).find(({ id }) => id === rice);
  expect(task).toMatchObject({ isDone: true, priority: 1 });
  expect(task?.labels.toSorted()).toEqual(['from-anna', 'from-bert']);
});

test('TASK-675, FLT-1 what was ticked before the server was killed is ticked after it, once, whether it was derived or not', async () => {
  const anna = await connect(await server.cookieOf(admin));
  await vi.waitFor(() => expect(titlesIn(anna.doc)).toEqual(['Rice']), SOON);
  for (const isDone of [true, false, true]) {
    tickTasks(anna.doc, [rice], { isDone, now: new Date().toISOString(), again: () => null });
    await vi.waitFor(() => expect(anna.status).toBe('saved'), SOON);
    await server.kill('SIGKILL');
    expect(titlesIn(await stored())).toEqual([isDone ? 'Rice ✓' : 'Rice']);
    await server.start();
    await vi.waitFor(() => expect(anna.status).toBe('saved'), SOON);
  }
  const derived = () =>
    server.db.prisma.taskItem.findMany({ where: { documentId: on }, select: { text: true, done: true } });
  await vi.waitFor(async () => expect(await derived()).toEqual([{ text: 'Rice', done: true }]), {
    timeout: 40_000,
    interval: 500,
  });
});
