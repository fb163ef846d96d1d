import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { createDocument } from '@plenum/database/documents/writes';
import { openTestDatabase } from '@plenum/database/testing/factories';
import { AppError } from '@plenum/domain/errors';
import { addTasks, changeTask } from '@plenum/editor/tasks/edit-tasks';
import { readTaskList } from '@plenum/editor/tasks/task-list';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeNow, readNow } from './change-document.ts';
import { anAdmin } from './testing/transfer-kit.ts';

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

async function aList() {
  const { actor, create } = await anAdmin(db);
  const { id: on } = await createDocument(create, { kind: 'tasks', title: 'Kitchen', seed: null });
  return {
    write: await authorize(db, { actor, action: 'document.write', on }),
    read: await authorize(db, { actor, action: 'document.read', on }),
  };
}

test('TASK-9 of several programs that change a list at once each sees what the one before has done', async () => {
  const { write, read } = await aList();
  const names = Array.from({ length: 8 }, (_, i) => `Task ${i}`);
  const counts = await Promise.all(
    names.map((title) =>
      changeNow(write, (doc) => {
        const { tasks } = readTaskList(doc);
        addTasks(doc, [{ title, position: 'a0' }]);
        return tasks.length;
      }),
    ),
  );
  expect(counts.sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  const { seq, result } = await readNow(read, readTaskList);
  expect(result.tasks.map(({ title }) => title).sort()).toEqual(names);
  expect(seq).toBe(8);
});

test('TASK-9 a change that fails, or changes nothing, stores nothing', async () => {
  const { write, read } = await aList();
  const [id = ''] = await changeNow(write, (doc) => addTasks(doc, [{ title: 'Rice', position: 'a0' }]));
  await expect(
    changeNow(write, (doc) => {
      changeTask(doc, id, { title: 'Beans' });
      throw new AppError('conflict', 'Somebody else was there before.');
    }),
  ).rejects.toMatchObject({ code: 'conflict' });
  await changeNow(write, (doc) => changeTask(doc, id, { title: 'Rice' }));
  expect(await readNow(read, readTaskList)).toMatchObject({ seq: 1, result: { tasks: [{ title: 'Rice' }] } });
});
