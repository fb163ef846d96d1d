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

describe('a program that ties tasks and has them come again', () => {
  test('TASK-721 says what a task waits for and belongs with, of its list alone and never in a circle', async () => {
    const { write } = await aHome('tasks');
    const shop = await createTask(write, { title: 'Shop' });
    const cook = await createTask(write, { title: 'Cook', blockedBy: [shop.id] });
    const eat = await createTask(write, { title: 'Eat', blockedBy: [cook.id], relatesTo: [shop.id] });
    expect([cook.blockedBy, eat.blockedBy, eat.relatesTo]).toEqual([[shop.id], [cook.id], [shop.id]]);
    const refused = [{ blockedBy: [eat.id] }, { blockedBy: [shop.id] }, { relatesTo: [shop.id] }];
    for (const changes of [...refused, { blockedBy: [line] }, { relatesTo: [line] }]) {
      const patched = patchTask(write, { taskId: shop.id, changes });
      await expect(patched, JSON.stringify(changes)).rejects.toMatchObject({ code: 'invalid_input' });
    }
    await expect(createTask(write, { title: 'A', blockedBy: [line] })).rejects.toMatchObject({
      fields: { blockedBy: expect.any(String) },
    });
    await deleteTask(write, shop.id);
    const kept = { blockedBy: [shop.id, eat.id] };
    expect(await patchTask(write, { taskId: cook.id, changes: { blockedBy: [shop.id] } })).toMatchObject({
      blockedBy: [shop.id],
    });
    await expect(patchTask(write, { taskId: cook.id, changes: kept })).rejects.toThrow('waits for it');
    const freed = await patchTask(write, {
      taskId: eat.id,
      changes: { blockedBy: [], relatesTo: [cook.id] },
    });
    expect(freed).toMatchObject({ blockedBy: [], relatesTo: [cook.id] });
  });

  test('TASK-722 says by what rule a task comes again, which is vetted', async () => {
    const { write, read } = await aHome('tasks');
    const repeat = { rule: 'rrule:byday=-1fr;freq=monthly', afterDone: false };
    const { id: taskId, ...made } = await createTask(write, { title: 'Rent', due: '2026-11-27', repeat });
    expect(made.repeat).toEqual({ rule: 'FREQ=MONTHLY;BYDAY=-1FR', afterDone: false });
    await patchTask(write, { taskId, changes: { isDone: true } });
    const { tasks } = await listTasks(read);
    expect(tasks.map(({ isDone, due }) => [isDone, due])).toContainEqual([false, '2026-12-25']);
    for (const rule of ['', 'FREQ=HOURLY', 'FREQ=WEEKLY;BYDAY=1FR', 'FREQ=DAILY\r\nX-A:b']) {
      const changes = { repeat: { rule, afterDone: false } };
      await expect(patchTask(write, { taskId, changes })).rejects.toMatchObject({ code: 'invalid_input' });
    }
    const after = await patchTask(write, { taskId, changes: { repeat: null } });
    expect(after.repeat).toBeNull();
  });

  test('TASK-722 leaves from when a rule counts as it is where that is not said', async () => {
    const { write } = await aHome('tasks');
    const [weekly, daily] = [{ rule: 'FREQ=WEEKLY' }, { rule: 'FREQ=DAILY' }];
    const { id: taskId, ...made } = await createTask(write, { title: 'Rent', repeat: weekly });
    expect(made.repeat).toEqual({ ...weekly, afterDone: false });
    const patch = async (repeat: { rule: string; afterDone?: boolean }) =>
      (await patchTask(write, { taskId, changes: { repeat } })).repeat;
    expect(await patch({ ...weekly, afterDone: true })).toEqual({ ...weekly, afterDone: true });
    expect(await patch(daily)).toEqual({ ...daily, afterDone: true });
    expect(await patch({ ...daily, afterDone: false })).toEqual({ ...daily, afterDone: false });
  });
});
