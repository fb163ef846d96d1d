import type { Member } from '@plenum/domain/access/actor';
import type { DocumentProjection } from '@plenum/domain/documents/types';
import type { DocumentId } from '@plenum/domain/ids';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { listInbox } from '../inbox/entries.ts';
import { authorOf } from '../log/author.ts';
import { postgresLog } from '../log/postgres-log.ts';
import { postgresProjections } from '../projection/postgres-projections.ts';
import { aDocument, aGroup, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { NOTHING } from '../testing/search-kit.ts';
import { tellOfDueTasks } from './due.ts';

type Tasks = (Partial<DocumentProjection['tasks'][number]> & { blockId: string })[];

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

/** Somebody writes tasks, and they are derived. */
async function write(author: Member, tasks: Tasks): Promise<void> {
  const append = { documentId: minutes, author: authorOf(author), update: Uint8Array.of(0, 0) };
  const [seq] = await postgresLog(db.pool).append([append]);
  const all = tasks.map((task) => ({ parentId: null, text: task.blockId, isDone: false, ...task }));
  const people = tasks.flatMap((task) => task.people ?? []);
  await postgresProjections(db.pool, { version: 1 }).write(minutes, {
    seq: Number(seq),
    projection: {
      ...NOTHING,
      tasks: all,
      mentions: people.map((personId) => ({ personId, blockId: 'line' })),
    },
  });
}

async function inbox(actor: Member): Promise<string[]> {
  const grant = await authorize(db, { actor, action: 'account.read', on: actor.personId });
  return (await listInbox(grant, { limit: 50, show: 'unread' })).items.map(({ kind }) => kind).toSorted();
}

const tell = async () =>
  tellOfDueTasks(
    await authorize(db, {
      actor: { kind: 'system', reason: 'test' },
      action: 'instance.administer',
      on: 'instance',
    }),
  );
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const read = (member: Member) =>
  db.prisma.inboxEntry.updateMany({ where: { personId: member.personId }, data: { readAt: new Date() } });

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
