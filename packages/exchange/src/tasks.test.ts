import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { getDocumentState } from '@plenum/database/documents/reads';
import { createDocument } from '@plenum/database/documents/writes';
import { openTestDatabase } from '@plenum/database/testing/factories';
import { addSection } from '@plenum/editor/tasks/edit-tasks';
import { jsonFromUpdate } from '@plenum/editor/yjs/json-from-update';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeNow } from './change-document.ts';
import { createTask, deleteTask, listTasks, patchTask, tickTask } from './tasks.ts';
import { anAdmin } from './testing/transfer-kit.ts';

const line = '0192f000-0000-4000-8000-00000000000a';

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

async function aHome(kind: 'tasks' | 'pad', seed: Uint8Array | null = null) {
  const { actor, create } = await anAdmin(db);
  const { id: on } = await createDocument(create, { kind, title: 'Kitchen', seed });
  return {
    write: await authorize(db, { actor, action: 'document.write', on }),
    read: await authorize(db, { actor, action: 'document.read', on }),
    ticking: await authorize(db, { actor, action: 'document.tick', on }),
  };
}

describe('a program that works off a list', () => {
  test('TASK-32 makes tasks and parts of them, changes and deletes them', async () => {
    const { write, read } = await aHome('tasks');
    const section = await changeNow(write, (doc) => addSection(doc, { title: 'Done', isForDone: true }));
    const rice = await createTask(write, { title: 'Buy rice', due: '2026-12-01', labels: ['kitchen'] });
    const part = await createTask(write, { title: 'Ring Ada', parentId: rice.id });
    expect(rice).toMatchObject({ due: '2026-12-01', labels: ['kitchen'], isDone: false });
    expect(rice.createdAt).toMatch(/^20/);
    expect(part.parentId).toBe(rice.id);
    const after = await patchTask(write, { taskId: rice.id, changes: { due: null, isDone: true } });
    expect(after).toMatchObject({ due: null, isDone: true, sectionId: section, labels: ['kitchen'] });
    const reminded = await patchTask(write, { taskId: part.id, changes: { reminders: [60, 0] } });
    expect(reminded.reminders).toEqual([0, 60]);
    await deleteTask(write, rice.id);
    expect((await listTasks(read)).tasks).toEqual([]);
  });

  test('TASK-32 is told what cannot be, and nothing is stored', async () => {
    const { write, read, ticking } = await aHome('tasks');
    const { id: taskId } = await createTask(write, { title: 'Buy rice' });
    for (const changes of [{ parentId: line }, { sectionId: line }]) {
      await expect(patchTask(write, { taskId, changes })).rejects.toMatchObject({ code: 'invalid_input' });
    }
    for (const missing of [
      () => patchTask(write, { taskId: line, changes: { priority: 1 } }),
      () => deleteTask(write, line),
      () => tickTask(ticking, { taskId: line, isDone: true }),
    ]) {
      await expect(missing()).rejects.toMatchObject({ code: 'not_found' });
    }
    expect((await listTasks(read)).tasks).toMatchObject([{ due: null, parentId: null }]);
  });
});

test('TASK-33 a task is ticked where it is: in its list, or as a line of a text, which stays otherwise as it is', async () => {
  const item = (checked: boolean) => ({
    type: 'taskItem',
    attrs: { id: line, checked },
    content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Buy rice' }] }],
  });
  const seed = updateFromJson({ type: 'doc', content: [{ type: 'taskList', content: [item(false)] }] });
  const { ticking, read } = await aHome('pad', seed);
  await tickTask(ticking, { taskId: line, isDone: true });
  const { seq, update } = await getDocumentState(read);
  expect(jsonFromUpdate(update)).toMatchObject({ content: [{ content: [item(true)] }] });
  await tickTask(ticking, { taskId: line, isDone: true });
  expect((await getDocumentState(read)).seq).toBe(seq);
});
