import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { forgetAuthor } from '@plenum/database/documents/authorship';
import { createDocument } from '@plenum/database/documents/writes';
import { postgresLog } from '@plenum/database/log/postgres-log';
import { postgresProjections } from '@plenum/database/projection/postgres-projections';
import { projectFromLog } from '@plenum/database/projection/project-from-log';
import { listMyTasks } from '@plenum/database/tasks/reads';
import { aMember, openTestDatabase } from '@plenum/database/testing/factories';
import type { Member } from '@plenum/domain/access/actor';
import { projectionFromUpdates } from '@plenum/editor/projection/projection';
import { PROJECTION_VERSION } from '@plenum/editor/projection/version';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTask, patchTask, tickTask } from './tasks.ts';
import { deriveNow } from './testing/derive-now.ts';
import { anAdmin } from './testing/transfer-kit.ts';

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

async function aColleague(workspaceId: string, displayName: string): Promise<Member> {
  const member = await aMember(db, { workspaceId, role: 'editor' });
  await db.prisma.person.update({ where: { id: member.personId }, data: { displayName } });
  return member;
}

async function givenBy(actor: Member) {
  const grant = await authorize(db, { actor, action: 'account.read', on: actor.personId });
  const { items } = await listMyTasks(grant, { limit: 50, of: 'given' });
  return items.map(({ title, who }) => ({ title, who }));
}

test('TASK-695 whoever gives a task to others finds it until it is done, and until their name is taken off', async () => {
  const { actor, create, workspaceId } = await anAdmin(db);
  const mira = await aColleague(workspaceId, 'Mira');
  const ben = await aColleague(workspaceId, 'Ben');
  const { id: on } = await createDocument(create, { kind: 'tasks', title: 'Kitchen', seed: null });
  const writing = (by: Member) => authorize(db, { actor: by, action: 'document.write', on });
  const rice = await createTask(await writing(actor), { title: 'Buy rice', people: [mira.personId] });
  await createTask(await writing(actor), { title: 'My own', people: [actor.personId] });
  const hall = await createTask(await writing(actor), { title: 'Book the hall' });
  await patchTask(await writing(mira), { taskId: hall.id, changes: { people: [ben.personId] } });
  await deriveNow(db, on);
  expect(await givenBy(actor)).toEqual([{ title: 'Buy rice', who: ['Mira'] }]);
  expect(await givenBy(mira)).toEqual([{ title: 'Book the hall', who: ['Ben'] }]);
  expect(await givenBy(ben)).toEqual([]);

  await tickTask(await authorize(db, { actor: mira, action: 'document.tick', on }), {
    taskId: rice.id,
    isDone: true,
  });
  await deriveNow(db, on);
  expect(await givenBy(actor)).toEqual([]);

  const restrict = await authorize(db, { actor, action: 'document.restrict', on });
  await forgetAuthor(restrict, `person ${mira.personId}`);
  expect(await givenBy(mira)).toEqual([]);
  await deriveNow(db, on);
  expect(await givenBy(mira)).toEqual([]);
});

test('TASK-705 who gave a task is looked up again where that failed, though nobody writes in the list any more', async () => {
  const { actor, create, workspaceId } = await anAdmin(db);
  const mira = await aColleague(workspaceId, 'Mira');
  const { id: on } = await createDocument(create, { kind: 'tasks', title: 'Kitchen', seed: null });
  const write = await authorize(db, { actor, action: 'document.write', on });
  await createTask(write, { title: 'Buy rice', people: [mira.personId] });
  const projections = postgresProjections(db.pool, { version: PROJECTION_VERSION });
  await db.pool.query(
    `CREATE FUNCTION fails() RETURNS trigger AS $$ BEGIN RAISE 'no more space'; END $$ LANGUAGE plpgsql;
     CREATE TRIGGER fails BEFORE UPDATE OF given_by ON task_assignee FOR EACH ROW EXECUTE FUNCTION fails();`,
  );
  await deriveNow(db, on);
  await db.pool.query('DROP TRIGGER fails ON task_assignee; DROP FUNCTION fails;');
  expect(await givenBy(actor)).toEqual([]);
  expect(await projections.listBehind({ after: null, limit: 500 })).toContain(on);
  const told = await db.prisma.inboxEntry.count();
  await deriveNow(db, on);
  expect(await givenBy(actor)).toEqual([{ title: 'Buy rice', who: ['Mira'] }]);
  expect(await projections.isBehind(on)).toBe(false);
  expect(await db.prisma.inboxEntry.count()).toBe(told);
});

test('TASK-708 why it could not be looked up who gave tasks is told without what is stored, and left to programs that are not older', async () => {
  const { actor, create, workspaceId } = await anAdmin(db);
  const mira = await aColleague(workspaceId, 'Mira');
  const { id: on } = await createDocument(create, { kind: 'tasks', title: 'Kitchen', seed: null });
  const write = await authorize(db, { actor, action: 'document.write', on });
  await createTask(write, { title: 'Buy rice', people: [mira.personId] });
  await db.pool.query(
    `CREATE FUNCTION fails() RETURNS trigger AS $$ BEGIN RAISE 'secret %', NEW.who; END $$ LANGUAGE plpgsql;
     CREATE TRIGGER fails BEFORE UPDATE OF given_by ON task_assignee FOR EACH ROW EXECUTE FUNCTION fails();`,
  );
  const at = (version: number) => postgresProjections(db.pool, { version });
  const project = (updates: Uint8Array[]) => projectionFromUpdates(updates, { origin: db.publicUrl });
  const projecting = { log: postgresLog(db.pool), projections: at(2), project };
  const projected = await projectFromLog(projecting, { documentId: on });
  await db.pool.query('DROP FUNCTION fails CASCADE');
  expect(projected).toMatchObject({ kind: 'written', giversFailure: { name: 'error', code: 'P0001' } });
  expect(JSON.stringify(projected)).not.toMatch(new RegExp(`secret|${mira.personId}`));
  const behind = [1, 2, 3].map((version) => at(version).isBehind(on));
  expect(await Promise.all(behind)).toEqual([false, true, true]);
  expect(await at(1).listBehind({ after: null, limit: 500 })).not.toContain(on);
  const again = await projectFromLog(projecting, { documentId: on });
  expect(again).toEqual({ kind: 'written', hasOtherTasks: false });
  expect(await at(2).isBehind(on)).toBe(false);
});

test('TASK-695 a task in a text is given by whoever named somebody in its line, and is not told to who may not read it', async () => {
  const { actor, create, workspaceId } = await anAdmin(db);
  const mira = await aColleague(workspaceId, 'Mira');
  const content = [
    { type: 'text', text: 'Ring Ada ' },
    { type: 'mention', attrs: { personId: mira.personId, label: 'Mira' } },
  ];
  const item = { type: 'taskItem', attrs: { id: 'a' }, content: [{ type: 'paragraph', content }] };
  const seed = updateFromJson({ type: 'doc', content: [{ type: 'taskList', content: [item] }] });
  const { id: on } = await createDocument(create, { kind: 'pad', title: 'Minutes', seed });
  await deriveNow(db, on);
  expect(await givenBy(actor)).toEqual([{ title: 'Ring Ada @Mira', who: ['Mira'] }]);
  await db.prisma.document.update({ where: { id: on }, data: { deletedAt: new Date() } });
  expect(await givenBy(actor)).toEqual([]);
});
