import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { createDocument } from '@plenum/database/documents/writes';
import { openTestDatabase } from '@plenum/database/testing/factories';
import { addSection } from '@plenum/editor/tasks/edit-tasks';
import { linesAmong } from '@plenum/editor/tasks/tick-task';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeNow, readNow } from './change-document.ts';
import { changeTasks, takeBackTasks } from './several-tasks.ts';
import { createTask, listTasks, patchTask } from './tasks.ts';
import { anAdmin } from './testing/transfer-kit.ts';

const LINES = ['0192f000-0000-4000-8000-00000000000a', '0192f000-0000-4000-8000-00000000000b'] as const;
const NOWHERE = '0192f000-0000-4000-8000-00000000000c';

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

async function aHome(kind: 'tasks' | 'pad', seed: Uint8Array | null = null) {
  const { actor, create } = await anAdmin(db);
  const { id: on } = await createDocument(create, { kind, title: 'Kitchen', seed });
  const read = await authorize(db, { actor, action: 'document.read', on });
  const rows = () => db.prisma.documentUpdate.count({ where: { documentId: on } });
  return { write: await authorize(db, { actor, action: 'document.write', on }), read, rows };
}

async function aList() {
  const home = await aHome('tasks');
  const section = await changeNow(home.write, (doc) => addSection(doc, { title: 'Done', isForDone: true }));
  const rice = await createTask(home.write, { title: 'Rice', due: '2026-12-01', labels: ['kitchen'] });
  const sweep = await createTask(home.write, { title: 'Sweep' });
  const repeat = { rule: 'FREQ=WEEKLY', afterDone: false };
  const mop = await createTask(home.write, { title: 'Mop', due: '2026-12-01', ...{ repeat } });
  const ids = [rice.id, sweep.id, mop.id];
  const tasks = async () => {
    const all = (await listTasks(home.read)).tasks;
    return ids.map((id) => all.find((task) => task.id === id));
  };
  return { ...home, section, ids, tasks };
}

test('TASK-405 several tasks of a list are ticked by one edit, and are what they were when it is taken back', async () => {
  const { write, rows, section, ids, tasks } = await aList();
  const [before, count] = [await tasks(), await rows()];
  const { steps, lines, gone } = await changeTasks(write, {
    taskIds: [...ids, ids[0] ?? '', NOWHERE],
    change: { what: 'done', isDone: true },
  });
  expect(await rows()).toBe(count + 1);
  expect([steps.length, lines, gone]).toEqual([3, [], [NOWHERE]]);
  expect(await tasks()).toMatchObject([
    { isDone: true, sectionId: section },
    { isDone: true, sectionId: section },
    { isDone: false, due: '2026-12-08', sectionId: null },
  ]);
  expect(await takeBackTasks(write, steps)).toEqual([]);
  expect(await rows()).toBe(count + 2);
  expect(await tasks()).toEqual(before);
});

test.each([
  [{ what: 'due', due: '2026-12-24' } as const, { due: '2026-12-24' }],
  [{ what: 'due', due: null } as const, { due: null }],
  [{ what: 'priority', priority: 2 } as const, { priority: 2 }],
])(
  'TASK-405 several tasks get a day or a priority, and what they had when it is taken back: %o',
  async (change, now) => {
    const { write, ids, tasks } = await aList();
    const before = await tasks();
    const { steps } = await changeTasks(write, { taskIds: ids, change });
    expect(await tasks()).toMatchObject([now, now, now]);
    await takeBackTasks(write, steps);
    expect(await tasks()).toEqual(before);
  },
);

test('TASK-406 what somebody has changed since stays when a change of several tasks is taken back', async () => {
  const { write, ids, tasks } = await aList();
  const [rice = '', sweep = ''] = ids;
  const { steps } = await changeTasks(write, {
    taskIds: [rice, sweep],
    change: { what: 'priority', priority: 1 },
  });
  await patchTask(write, { taskId: rice, changes: { priority: 3 } });
  expect(await takeBackTasks(write, steps)).toEqual([rice]);
  expect(await tasks()).toMatchObject([{ priority: 3 }, { priority: 0 }, {}]);
  const { steps: labelled } = await changeTasks(write, {
    taskIds: [rice, sweep],
    change: { what: 'label', label: 'kitchen' },
  });
  await patchTask(write, { taskId: sweep, changes: { labels: ['kitchen', 'own'] } });
  await takeBackTasks(write, labelled);
  expect(await tasks()).toMatchObject([{ labels: ['kitchen'] }, { labels: ['own'] }, {}]);
});

test('TASK-405 a task that is a line of a text is ticked and nothing else, which is told', async () => {
  const content = LINES.map((id) => ({ type: 'taskItem', attrs: { id }, content: [{ type: 'paragraph' }] }));
  const seed = updateFromJson({ type: 'doc', content: [{ type: 'taskList', content }] });
  const { write, read, rows } = await aHome('pad', seed);
  const taskIds = [...LINES, NOWHERE];
  const count = await rows();
  const refused = await changeTasks(write, { taskIds, change: { what: 'priority', priority: 1 } });
  expect(refused).toEqual({ steps: [], lines: [...LINES], gone: [NOWHERE] });
  expect(await rows()).toBe(count);
  const { steps, gone } = await changeTasks(write, { taskIds, change: { what: 'done', isDone: true } });
  expect([steps.map(({ now }) => now), gone]).toEqual([[{ isDone: true }, { isDone: true }], [NOWHERE]]);
  expect(await rows()).toBe(count + 1);
  expect(await takeBackTasks(write, steps)).toEqual([]);
  expect(await rows()).toBe(count + 2);
  const { result } = await readNow(read, (doc) => linesAmong(doc, new Set(taskIds)));
  expect(result).toEqual(new Set(LINES));
});
