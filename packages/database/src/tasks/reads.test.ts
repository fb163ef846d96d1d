import type { Member } from '@plenum/domain/access/actor';
import type { DocumentProjection } from '@plenum/domain/documents/types';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { restrictDocument } from '../documents/rules.ts';
import { trashDocument } from '../documents/writes.ts';
import { postgresProjections } from '../projection/postgres-projections.ts';
import { aDocument, aGroup, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { NOTHING } from '../testing/search-kit.ts';
import { listMyTasks } from './reads.ts';

let db: Database;
let admin: Member;
let mira: Member;
let workspaceId: string;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
  mira = await aMember(db, { workspaceId, role: 'editor' });
});

async function aDocumentWith(tasks: (Partial<DocumentProjection['tasks'][number]> & { blockId: string })[]) {
  const { id } = await aDocument(db, { actor: admin, workspaceId });
  await db.prisma.document.update({ where: { id }, data: { lastSeq: 1 } });
  const all = tasks.map((task) => ({ parentId: null, text: task.blockId, isDone: false, ...task }));
  const projection = { ...NOTHING, tasks: all };
  await postgresProjections(db.pool, { version: 1 }).write(id, { seq: 1, projection });
  return id;
}

const asked = async (member: Member, { limit = 50, cursor }: { limit?: number; cursor?: string } = {}) => {
  const grant = await authorize(db, { actor: member, action: 'account.read', on: member.personId });
  return listMyTasks(grant, { limit, ...(cursor !== undefined && { cursor }) });
};
const titles = async (member: Member) => (await asked(member)).items.map(({ title }) => title);

test('TASK-30 what somebody has, by themselves or through a group, comes by its day, then by what matters most', async () => {
  const group = await aGroup(db, [admin, mira]);
  const people = [mira.personId];
  await aDocumentWith([
    { blockId: 'undated', people },
    { blockId: 'late', people, due: '2026-11-01' },
    { blockId: 'at a time', people, due: '2026-12-01T18:00[Europe/Berlin]', priority: 2 },
    { blockId: 'same day, urgent', groups: [group.id], people, due: '2026-12-01', priority: 1 },
    { blockId: 'done', people, isDone: true },
    { blockId: 'somebody else', people: [admin.personId] },
    { blockId: 'nobody' },
  ]);
  expect(await titles(mira)).toEqual(['late', 'same day, urgent', 'at a time', 'undated']);
  expect(await titles(admin)).toEqual(['same day, urgent', 'somebody else']);
  const [first] = (await asked(mira)).items;
  expect(first).toMatchObject({ due: '2026-11-01', documentKind: 'pad', mayWrite: true, workspaceId });
});

test('TASK-30 comes in pages, each from where the one before ended', async () => {
  const people = [mira.personId];
  const days = ['2026-12-03', '2026-12-01', '2026-12-02'];
  await aDocumentWith(days.map((due) => ({ blockId: due, people, due })));
  await aDocumentWith([{ blockId: 'undated', people }]);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await asked(mira, { limit: 1, ...(cursor !== undefined && { cursor }) });
    seen.push(...page.items.map(({ title }) => title));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual([...days.toSorted(), 'undated']);
  await expect(asked(mira, { cursor: 'WyJ4Il0' })).rejects.toMatchObject({ code: 'invalid_input' });
});

test('TASK-31 nothing comes of what somebody may not read any more, and of what is in the trash', async () => {
  const people = [mira.personId];
  const [restricted, trashed] = [
    await aDocumentWith([{ blockId: 'restricted', people }]),
    await aDocumentWith([{ blockId: 'trashed', people }]),
  ];
  expect(await titles(mira)).toHaveLength(2);
  await restrictDocument(await authorize(db, { actor: admin, action: 'document.restrict', on: restricted }));
  await trashDocument(await authorize(db, { actor: admin, action: 'document.organise', on: trashed }));
  expect(await titles(mira)).toEqual([]);
});
