import type { Member } from '@plenum/domain/access/actor';
import type { DocumentId } from '@plenum/domain/ids';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Database } from '../client.ts';
import { aDocument, aGroup, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { asInstance, readAll, type SaidTasks, unreadOf, writeTasksOf } from '../testing/task-notices-kit.ts';
import { tellOfDueTasks } from './due.ts';

let db: Database;
let admin: Member;
let mira: Member;
let workspaceId: string;
let minutes: DocumentId;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
  mira = await aMember(db, { workspaceId, role: 'editor' });
  minutes = (await aDocument(db, { actor: admin, workspaceId })).id;
});

const write = (author: Member, tasks: SaidTasks) => writeTasksOf(db, { documentId: minutes, author, tasks });
const inbox = async (actor: Member) => (await unreadOf(db, actor)).map(({ kind }) => kind).toSorted();
const read = (member: Member) => readAll(db, member);
const tell = async () => tellOfDueTasks(await asInstance(db));
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test('TASK-60 whoever gets a task from somebody else is told, once, also through a group, and not that they are named in it', async () => {
  const rosa = await aMember(db, { workspaceId, role: 'reader' });
  const group = await aGroup(db, [rosa]);
  await write(admin, [{ blockId: 'rice', people: [mira.personId], groups: [group.id] }]);
  expect([await inbox(mira), await inbox(rosa), await inbox(admin)]).toEqual([
    ['assigned'],
    ['assigned'],
    [],
  ]);
  await read(mira);
  await write(admin, [{ blockId: 'rice', people: [mira.personId], due: day(9) }]);
  expect(await inbox(mira)).toEqual([]);
  await write(mira, [{ blockId: 'rice' }, { blockId: 'hall', people: [mira.personId] }]);
  expect(await inbox(mira)).toEqual([]);
});

test('TASK-61 whoever has a task is told when its day has come, and again when that is another one', async () => {
  const people = [mira.personId];
  await write(mira, [
    { blockId: 'late', people, due: day(-1) },
    { blockId: 'later', people: [admin.personId], due: day(3) },
    { blockId: 'done', people: [admin.personId], due: day(-1), isDone: true },
    { blockId: 'long ago', people: [admin.personId], due: day(-30) },
  ]);
  await read(admin);
  await tell();
  expect([await inbox(mira), await inbox(admin)]).toEqual([['due'], []]);
  await read(mira);
  await tell();
  expect(await inbox(mira)).toEqual([]);
  await write(mira, [{ blockId: 'late', people, due: `${day(-1)}T09:00[Europe/Berlin]` }]);
  await tell();
  expect(await inbox(mira)).toEqual(['due']);
});

test('TASK-631 what somebody has got, and what is due, is named task by task, and of more than five of a document at once together', async () => {
  const people = [mira.personId];
  const some = ['rice', 'beans', 'salt', 'oil', 'tea'].map((blockId) => ({ blockId, people, due: day(-1) }));
  await write(admin, some);
  await tell();
  const entries = await unreadOf(db, mira);
  const titles = (kind: string) =>
    entries.filter((entry) => entry.kind === kind).map(({ task }) => task?.title ?? null);
  const all = ['beans', 'oil', 'rice', 'salt', 'tea'];
  expect([titles('assigned').toSorted(), titles('due').toSorted()]).toEqual([all, all]);
  await readAll(db, mira);
  await write(admin, [...some, ...'abcdef'.split('').map((blockId) => ({ blockId, people, due: day(-1) }))]);
  await tell();
  expect((await unreadOf(db, mira)).map(({ kind, task }) => [kind, task])).toEqual(
    expect.arrayContaining([
      ['assigned', null],
      ['due', null],
    ]),
  );
  expect(await inbox(mira)).toEqual(['assigned', 'due']);
});
