import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { getDocumentState } from '@plenum/database/documents/reads';
import { createDocument, patchDocument } from '@plenum/database/documents/writes';
import { openTestDatabase } from '@plenum/database/testing/factories';
import { writeDescription } from '@plenum/editor/tasks/description';
import { addSection, addTasks } from '@plenum/editor/tasks/edit-tasks';
import { descriptionName } from '@plenum/editor/tasks/task-list';
import { jsonFromUpdate } from '@plenum/editor/yjs/json-from-update';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { changeNow } from './change-document.ts';
import { changeTasks, takeBackTasks, takeBackTicks, tickSeveral } from './several-tasks.ts';
import { createTask, listTasks, patchTask, tickTask } from './tasks.ts';
import { anAdmin } from './testing/transfer-kit.ts';

const LINES = ['0192f000-0000-4000-8000-00000000000a', '0192f000-0000-4000-8000-00000000000b'] as const;
const NOWHERE = '0192f000-0000-4000-8000-00000000000c';
const DONE = { isDone: true, zone: 'UTC' };
const isItem = (part: unknown) => part instanceof Y.XmlElement && part.nodeName === 'taskItem';

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
  const write = await authorize(db, { actor, action: 'document.write', on });
  const tick = await authorize(db, { actor, action: 'document.tick', on });
  const organise = await authorize(db, { actor, action: 'document.organise', on });
  const close = () => patchDocument(organise, { patch: { isFrozen: true } });
  return { write, tick, read, rows, close };
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
  const { tick, write, rows, section, ids, tasks } = await aList();
  const [before, count] = [await tasks(), await rows()];
  const { steps, lines, gone } = await tickSeveral(tick, {
    taskIds: [...ids, ids[0] ?? '', NOWHERE],
    ...DONE,
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

async function aText() {
  const content = LINES.map((id) => ({ type: 'taskItem', attrs: { id }, content: [{ type: 'paragraph' }] }));
  const home = await aHome('pad', updateFromJson({ type: 'doc', content: [{ type: 'taskList', content }] }));
  const boxes = async () => {
    const { update } = await getDocumentState(home.read);
    return jsonFromUpdate(update).content?.[0]?.content?.map(({ attrs }) => attrs?.checked);
  };
  return { ...home, boxes };
}

test('TASK-405 a task that is a line of a text is ticked and nothing else, which is told', async () => {
  const { write, tick, rows, boxes } = await aText();
  const taskIds = [...LINES, NOWHERE];
  const count = await rows();
  const refused = await changeTasks(write, { taskIds, change: { what: 'priority', priority: 1 } });
  expect(refused).toEqual({ steps: [], lines: [...LINES], gone: [NOWHERE] });
  expect(await rows()).toBe(count);
  const { steps, gone } = await tickSeveral(tick, { taskIds, ...DONE });
  expect([steps.map(({ now }) => now), gone]).toEqual([[{ isDone: true }, { isDone: true }], [NOWHERE]]);
  expect(await rows()).toBe(count + 1);
  expect(await boxes()).toEqual([true, true]);
  expect(await takeBackTasks(write, steps)).toEqual([]);
  expect(await rows()).toBe(count + 2);
  expect(await boxes()).toEqual([false, false]);
});

test('TASK-671 lines of closed minutes are ticked several at once, and that is taken back; nothing else of them is changed', async () => {
  const { tick, boxes, close } = await aText();
  await close();
  const { steps } = await tickSeveral(tick, { taskIds: LINES, ...DONE });
  expect(await boxes()).toEqual([true, true]);
  const other = { taskId: LINES[0], was: { priority: 1 }, now: { priority: 2 } } as const;
  expect(await takeBackTicks(tick, [...steps, other])).toEqual([LINES[0]]);
  expect(await boxes()).toEqual([false, false]);
});

test('TASK-700 a task of minutes without a line is ticked after they are closed, by itself and with lines, and that is taken back', async () => {
  const { write, tick, read, boxes, close } = await aText();
  const kept = await changeNow(write, (doc) => addTasks(doc, [{ title: 'Rice', position: 'a0' }]));
  const isDone = async () => (await listTasks(read)).tasks.map((task) => task.isDone);
  await close();
  for (const taskIds of [kept, [...kept, ...LINES]]) {
    const { steps, gone } = await tickSeveral(tick, { taskIds, ...DONE });
    expect([await isDone(), gone]).toEqual([[true], []]);
    expect(await takeBackTicks(tick, steps)).toEqual([]);
    expect([await isDone(), await boxes()]).toEqual([[false], [false, false]]);
  }
  await tickTask(tick, { taskId: kept[0] ?? '', isDone: true });
  expect(await isDone()).toEqual([true]);
});

test('TASK-700 of closed minutes a tick of a task that comes again is not taken back, by which its days would be set; those beside it are', async () => {
  const { write, tick, read, boxes, close } = await aText();
  const repeat = { rule: 'FREQ=WEEKLY', afterDone: true };
  const task = { title: 'Mop', position: 'a0', due: '2026-12-01', repeat };
  const [mop = ''] = await changeNow(write, (doc) => addTasks(doc, [task]));
  await close();
  const { steps } = await tickSeveral(tick, { taskIds: [mop, ...LINES], ...DONE });
  const after = (await listTasks(read)).tasks;
  expect(after).toMatchObject([{ isDone: false, doneAt: expect.any(String) }]);
  const forged = steps.map((step) => (step.taskId === mop ? { ...step, was: { due: '2030-01-01' } } : step));
  for (const said of [steps, forged]) {
    expect(await takeBackTicks(tick, said)).toContain(mop);
    expect([(await listTasks(read)).tasks, await boxes()]).toEqual([after, [false, false]]);
  }
});

test('TASK-671 in a list that is closed no task and no line of its descriptions is ticked, and no tick is taken back', async () => {
  const { tick, write, close, ids, tasks } = await aList();
  const [rice = ''] = ids;
  const line = '0192f000-0000-4000-8000-00000000000d';
  await changeNow(write, (doc) => writeDescription(doc, rice, `- [ ] Basmati`));
  const [box = ''] = await changeNow(write, (doc) => {
    const item = [...doc.getXmlFragment(descriptionName(rice)).createTreeWalker(isItem)].find(Boolean);
    if (item instanceof Y.XmlElement) item.setAttribute('id', line);
    return item ? [line] : [];
  });
  expect(box).toBe(line);
  const { steps } = await tickSeveral(tick, { taskIds: [rice], ...DONE });
  await close();
  const forbidden = { code: 'forbidden' };
  await expect(tickSeveral(tick, { taskIds: ids, ...DONE })).rejects.toMatchObject(forbidden);
  await expect(tickSeveral(tick, { taskIds: [line], ...DONE })).rejects.toMatchObject(forbidden);
  await expect(tickTask(tick, { taskId: line, isDone: true })).rejects.toMatchObject(forbidden);
  const ticks = steps.map(({ taskId }) => ({ taskId, was: { isDone: false }, now: { isDone: true } }));
  await expect(takeBackTicks(tick, ticks)).rejects.toMatchObject(forbidden);
  expect((await tasks()).map((task) => task?.isDone)).toEqual([true, false, false]);
});

test('TASK-672 what comes again after it was done does so by the calendar of whoever ticks it, by one press or among several', async () => {
  const { tick, write, read } = await aHome('tasks');
  const repeat = { rule: 'FREQ=DAILY', afterDone: true };
  const task = { title: 'Water', due: '2026-12-01', repeat };
  const made = [await createTask(write, task), await createTask(write, task)];
  const [first = '', second = ''] = made.map(({ id }) => id);
  // Of two zones with a day between them one is always on another day than UTC.
  const day = (zone: string) => new Intl.DateTimeFormat('sv', { timeZone: zone }).format(new Date());
  const zone = ['Pacific/Kiritimati', 'Pacific/Pago_Pago'].find((one) => day(one) !== day('UTC')) ?? '';
  await tickTask(tick, { taskId: first, isDone: true, zone });
  await tickSeveral(tick, { taskIds: [second], isDone: true, zone });
  const next = new Date(Date.parse(day(zone)) + 86_400_000).toISOString().slice(0, 10);
  expect((await listTasks(read)).tasks.map(({ due }) => due)).toEqual([next, next]);
});
