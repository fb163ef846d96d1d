import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { restrictDocument } from '@plenum/database/documents/rules';
import { createDocument } from '@plenum/database/documents/writes';
import { aMember, openTestDatabase } from '@plenum/database/testing/factories';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listToUse, makeListAgain } from './make-list-again.ts';
import { createTask, listTasks, patchTask } from './tasks.ts';
import { anAdmin } from './testing/transfer-kit.ts';

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

test('TASK-647 a list is used again for another day, by its title or another one, and a restricted one as a draft', async () => {
  const { actor, create, workspaceId } = await anAdmin(db);
  const { personId } = await aMember(db, { workspaceId, role: 'editor' });
  const { id } = await createDocument(create, { kind: 'tasks', title: 'Party', seed: null, tags: ['x'] });
  const reading = (on: string) => authorize(db, { actor, action: 'document.read', on });
  const write = await authorize(db, { actor, action: 'document.write', on: id });
  const rice = await createTask(write, {
    title: 'Rice',
    due: '2026-12-01',
    people: [personId],
    labels: ['a'],
  });
  await createTask(write, { title: 'Dance', due: '2026-12-05T20:00[Europe/Berlin]' });
  await patchTask(write, { taskId: rice.id, changes: { isDone: true } });
  expect(await listToUse(await reading(id))).toEqual({ lastDay: '2026-12-05', tasks: 2 });

  const again = await makeListAgain(await reading(id), { into: create, on: '2027-12-04' });
  expect(again).toMatchObject({ kind: 'tasks', title: 'Party', tags: ['x'], scopeId: null });
  const { tasks } = await listTasks(await reading(again.id));
  const named = (title: string) => tasks.find((task) => task.title === title);
  expect(named('Rice')).toMatchObject({
    due: '2027-11-30',
    isDone: false,
    people: [personId],
    labels: ['a'],
  });
  expect(named('Dance')).toMatchObject({ due: '2027-12-04T20:00[Europe/Berlin]' });

  await restrictDocument(await authorize(db, { actor, action: 'document.restrict', on: id }));
  const draft = await makeListAgain(await reading(id), { into: create, title: 'Other' });
  expect(draft).toMatchObject({ title: 'Other', scopeId: draft.id });
  expect((await listToUse(await reading(draft.id))).lastDay).toBe('2026-12-05');

  const pad = await createDocument(create, { kind: 'pad', title: 'Text', seed: null });
  const refused = makeListAgain(await reading(pad.id), { into: create });
  await expect(refused).rejects.toMatchObject({ code: 'invalid_input' });
});
